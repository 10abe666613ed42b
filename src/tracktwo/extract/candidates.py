"""What rules and tagger propose: a cue with its source and content, edges not yet settled."""

from __future__ import annotations

import msgspec

from tracktwo.model import Extent


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One possible attribution.

    `anchor` is the token of the cue (or the first token of the content where there is none),
    `heads` are the tokens that head the source, in text order.
    """

    anchor: int
    lemma: str
    contents: tuple[Extent, ...]
    cue: Extent | None = None
    source: Extent | None = None
    heads: tuple[int, ...] = ()
    addressee: Extent | None = None
    denied: bool = False
    spoken: bool = True
    """The content is a clause or a quotation, so that what stands in it is the speaker's."""
    score: float = 1.0
