"""The graph of conditions: which demand of whom waits for what from whom."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracktwo.model import Position, Span

_WIDTH = 34
_LINE = 15
_GAP = 18


@dataclass(frozen=True)
class Box:
    """One text in a box: `y` and `height` in pixels, its lines, and the words behind it."""

    title: str
    lines: tuple[str, ...]
    y: int
    height: int
    span: Span


@dataclass(frozen=True)
class Edge:
    """What is wanted (right) waits for what is required (left)."""

    required: Box
    wanted: Box
    stance: str


@dataclass(frozen=True)
class ConditionGraph:
    """All conditions of a record, one row each; rows of one holder stand together."""

    edges: tuple[Edge, ...]
    height: int


def condition_graph(
    positions: Sequence[Position], name: Callable[[str | None], str]
) -> ConditionGraph:
    """Lay out every position that has a condition."""
    edges, y = [], 0
    conditional = [p for p in positions if p.condition is not None]
    for position in sorted(conditional, key=lambda p: (name(p.actor), p.issue, p.id)):
        assert position.condition is not None
        requires = position.condition.requires
        of = name(position.condition.of) if position.condition.of else "not told of whom"
        left, right = _wrap(requires.text), _wrap(position.span.text)
        height = (max(len(left), len(right)) + 1) * _LINE + 14
        edges.append(
            Edge(
                Box(of, left, y, height, requires),
                Box(f"{name(position.actor)} {position.stance}", right, y, height, position.span),
                position.stance,
            )
        )
        y += height + _GAP
    return ConditionGraph(tuple(edges), max(y - _GAP, 0))


def _wrap(text: str) -> tuple[str, ...]:
    lines = textwrap.wrap(" ".join(text.split()), _WIDTH)
    return tuple(lines[:5] + ["…"] if len(lines) > 6 else lines)
