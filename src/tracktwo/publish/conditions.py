"""The graph of conditions: who waits for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tracktwo.model import Position

_ROW = 22
_MOST = 12
"""Names that either side of the drawing shows at most; the list below it has them all."""
UNTOLD = "nobody named"


@dataclass(frozen=True)
class Node:
    """A name on one side of the drawing; `y` in pixels, at the middle of its row."""

    name: str
    y: int


@dataclass(frozen=True)
class Arc:
    """`count` conditions that one holder puts to one actor; both ends in pixels from the top."""

    waiting: Node
    awaited: Node
    count: int
    thickness: float


@dataclass(frozen=True)
class ConditionGraph:
    """Who waits (left) and for whom (right).

    `left_out` counts the conditions that the drawing has no room for.
    """

    waiting: tuple[Node, ...]
    awaited: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    height: int
    left_out: int


def condition_graph(
    positions: Sequence[Position], name: Callable[[str | None], str]
) -> ConditionGraph:
    """Lay out every position that has a condition; the same pair of actors shares one arc."""
    pairs: Counter[tuple[str, str]] = Counter()
    for position in positions:
        if position.condition is not None:
            of = position.condition.of
            pairs[name(position.actor), name(of) if of else UNTOLD] += 1
    left = _most(holder for holder, _ in pairs.elements())
    right = _most((of for _, of in pairs.elements()), last=UNTOLD)
    drawn = {p: n for p, n in pairs.items() if p[0] in left and p[1] in right}
    right = sorted(right, key=lambda of: _middle(of, drawn, left))
    waiting = {holder: Node(holder, _ROW * i + _ROW // 2) for i, holder in enumerate(left)}
    awaited = {of: Node(of, _ROW * i + _ROW // 2) for i, of in enumerate(right)}
    arcs = tuple(
        Arc(waiting[holder], awaited[of], count, round(min(1 + 0.8 * (count - 1), 7), 1))
        for (holder, of), count in sorted(drawn.items())
    )
    return ConditionGraph(
        tuple(waiting.values()),
        tuple(awaited.values()),
        arcs,
        _ROW * max(len(left), len(right)),
        sum(pairs.values()) - sum(drawn.values()),
    )


def _most(names: Iterable[str], last: str | None = None) -> list[str]:
    counts = Counter(names)
    order = sorted(counts, key=lambda n: (n == last, -counts[n], n))
    return order[:_MOST]


def _middle(
    of: str, drawn: dict[tuple[str, str], int], left: Sequence[str]
) -> tuple[bool, float, str]:
    """Where the arcs to an actor come from on average, so that few of them cross."""
    rows = [left.index(h) for (h, o), n in sorted(drawn.items()) if o == of for _ in range(n)]
    return (of == UNTOLD, sum(rows) / len(rows) if rows else 0.0, of)
