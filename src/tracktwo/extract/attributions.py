"""Who is cited with what words: source, cue and content."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.extract.story import Story
from tracktwo.model import Attribution, Mention, TimeExpression


def find_attributions(
    story: Story, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> tuple[Attribution, ...]:
    """Every attribution of the story, in text order."""
    return ()
