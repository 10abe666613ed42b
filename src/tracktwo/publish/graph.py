"""The graph of conditions as GraphML: which demand waits for which, for any graph program.

Nodes are of three sorts (`sort`): `actor`, `position` (what is held back) and `requirement` (what
has to be done first). Edges say how they hang together (`relation`): an actor `holds` a position,
the position `waits_for` a requirement, the requirement is `asked_of` an actor, and a requirement
is `spoken_to` by a position of that actor which is on the same issue, whatever its stance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import networkx

from tracktwo.model import Position, Record, Span

_WORD = re.compile(r"[^\W\d_]{4,}")
"""A word that can tell an issue."""
_SIGNS = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")
"""What XML has no way to write."""


def condition_graphml(record: Record) -> bytes:
    """The conditions of a record as GraphML (UTF-8); see the top of this module for what is in it."""
    graph: networkx.DiGraph[str] = networkx.DiGraph(name="conditions")
    names = {a.id: a.name for a in record.actors}
    paths = {d.id: d.path or d.id for d in record.documents}
    held: defaultdict[str, list[Position]] = defaultdict(list)
    for position in record.positions:
        if position.actor:
            held[position.actor].append(position)

    def actor(identity: str) -> str:
        graph.add_node(identity, sort="actor", label=names[identity])
        return identity

    def stance(position: Position) -> str:
        days = position.date
        graph.add_node(
            position.id,
            sort="position",
            label=_line(position.span),
            stance=position.stance,
            issue=position.issue,
            earliest=str(days.earliest or ""),
            latest=str(days.latest or ""),
            witness=_witness(position.span, paths),
        )
        if position.actor:
            graph.add_edge(actor(position.actor), position.id, relation="holds")
        return position.id

    for position in record.positions:
        condition = position.condition
        if condition is None:
            continue
        requirement = f"{condition.requires.document}:{condition.requires.start}"
        graph.add_node(
            requirement,
            sort="requirement",
            label=_line(condition.requires),
            witness=_witness(condition.requires, paths),
        )
        graph.add_edge(stance(position), requirement, relation="waits_for")
        if condition.of:
            graph.add_edge(requirement, actor(condition.of), relation="asked_of")
            for other in _on_the_same(condition.requires, held[condition.of]):
                if other is not position:
                    graph.add_edge(requirement, stance(other), relation="spoken_to")
    return "\n".join(networkx.generate_graphml(graph)).encode() + b"\n"


def _on_the_same(requirement: Span, positions: list[Position]) -> Iterator[Position]:
    """Those whose issue is named by words of the requirement."""
    words = set(_WORD.findall(requirement.text.casefold()))
    for position in positions:
        issue = set(_WORD.findall(position.issue.casefold()))
        if issue and issue <= words:
            yield position


def _line(span: Span) -> str:
    return _SIGNS.sub("", " ".join(span.text.split()))


def _witness(span: Span, paths: dict[str, str]) -> str:
    return f"{paths[span.document]}:{span.start}-{span.end}"
