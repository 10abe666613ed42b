"""Time expressions, normalised as far as their words allow."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.extract.story import Story
from tracktwo.model import TimeExpression


def find_times(story: Story) -> tuple[TimeExpression, ...]:
    """Every time expression of the story, in text order."""
    return ()
