"""The components of `extract`, in order: each has one job and sees what those before it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.figures import find_figures
from tracktwo.extract.gatherings import find_gatherings
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.stances import find_stances
from tracktwo.extract.story import Story, parse
from tracktwo.extract.tagger import tag
from tracktwo.extract.times import find_times
from tracktwo.model import Document, Findings

__all__ = ["extract", "read_out"]


def extract(documents: Iterable[Document], nlp: Language | None = None) -> Iterator[Findings]:
    """The findings of each document, in the order given; failed documents give empty ones."""
    for story in parse(documents, nlp):
        yield read_out(story)


def read_out(story: Story) -> Findings:
    """All that one story says."""
    mentions = find_mentions(story)
    times = find_times(story)
    attributions = find_attributions(story, mentions, times, tag(story))
    gatherings = find_gatherings(story, mentions, times, attributions)
    stances = find_stances(story, mentions, times, attributions)
    figures = find_figures(story, mentions, times, attributions, gatherings)
    return Findings(
        document=story.document.id,
        sentences=tuple(story.extent(s) for s in story.sentences),
        mentions=mentions,
        times=times,
        attributions=attributions,
        gatherings=gatherings,
        stances=stances,
        figures=figures,
    )
