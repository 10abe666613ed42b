"""Checkable values: counts, sizes, durations, dates, ordinals."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.extract.story import Story
from tracktwo.model import Attribution, Figure, Gathering, Mention, TimeExpression


def find_figures(
    story: Story,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
    gatherings: Sequence[Gathering],
) -> tuple[Figure, ...]:
    """Every figure of the story, in text order."""
    return ()
