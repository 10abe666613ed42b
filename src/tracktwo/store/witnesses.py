"""All the witnesses of a fact, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from tracktwo.model import Span


class Witness(NamedTuple):
    """One span of a fact, and which part of the fact it bears out.

    `part` is the field that holds it (`content`, `participants.spans`), `item` the index in the
    outer list (which participant, which side), `place` the index in the field's own list; both
    are 0 where there is no list.
    """

    part: str
    item: int
    place: int
    span: Span


def witnesses(fact: msgspec.Struct) -> Iterator[Witness]:
    """Every span in a fact, in the order of its fields; a new field needs no change here."""
    for name in fact.__struct_fields__:
        yield from _within(getattr(fact, name), name, 0)


def _within(value: object, part: str, item: int) -> Iterator[Witness]:
    if isinstance(value, Span):
        yield Witness(part, item, 0, value)
    elif isinstance(value, tuple):
        for i, child in enumerate(value):
            if isinstance(child, Span):
                yield Witness(part, item, i, child)
            else:
                yield from _within(child, part, i)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _within(getattr(value, name), f"{part}.{name}", item)
