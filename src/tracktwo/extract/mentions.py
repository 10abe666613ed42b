"""Who is spoken of: names, descriptions, pronouns and demonyms."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.extract.story import Story
from tracktwo.model import Mention


def find_mentions(story: Story) -> tuple[Mention, ...]:
    """Every mention of the story, in text order."""
    return ()
