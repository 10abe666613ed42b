"""What somebody wants, offers, refuses, and on what condition."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.extract.story import Story
from tracktwo.model import Attribution, Mention, Stance, TimeExpression


def find_stances(
    story: Story,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
) -> tuple[Stance, ...]:
    """Every stance of the story, in text order."""
    return ()
