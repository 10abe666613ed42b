"""Mentions of meetings, with who sat there and who did not."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.extract.story import Story
from tracktwo.model import Attribution, Gathering, Mention, TimeExpression


def find_gatherings(
    story: Story,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
) -> tuple[Gathering, ...]:
    """Every mention of a meeting, in text order."""
    return ()
