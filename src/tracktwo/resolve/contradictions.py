"""What one source says on the contrary to the one cited just before."""

from __future__ import annotations

from collections.abc import Iterator

from tracktwo.knowledge.stances import stance_cues
from tracktwo.model import Attribution, Disagreement, Side
from tracktwo.resolve.claims import cited
from tracktwo.resolve.evidence import Evidence, disagreement
from tracktwo.resolve.reading import Reading


def contradictions(evidence: Evidence) -> Iterator[Disagreement]:
    """Two statements side by side of which the text itself says that they contradict each other.

    Only where two different sources are known: a speaker who goes on with `on the contrary` does
    not contradict himself.
    """
    markers = stance_cues()["contradicting"]
    for reading in evidence.readings:
        text, findings = reading.document.text, reading.findings
        for i, said in enumerate(findings.attributions):
            words = " ".join(findings.sentences[said.sentence].of(text).casefold().split())
            if said.parent is not None or not any(m in words for m in markers):
                continue
            before = [
                k
                for k, other in enumerate(findings.attributions)
                if other.parent is None
                and 0 <= said.sentence - other.sentence <= 1
                and other.content[-1].end <= said.content[0].start
            ]
            if before:
                last = max(before, key=lambda k: findings.attributions[k].content)
                yield from _between(evidence, reading, last, i)


def _between(
    evidence: Evidence, reading: Reading, first: int, second: int
) -> Iterator[Disagreement]:
    sources = [_source(evidence, reading, k) for k in (first, second)]
    one, other = (reading.findings.attributions[k] for k in (first, second))
    if None in sources or sources[0] == sources[1]:
        return
    sides = [_side(reading, said) for said in (one, other)]
    subject = sides[0].value
    basis = ("the text itself says that one contradicts the other",)
    yield disagreement(subject, "statement", "contradicts", sides, basis)


def _source(evidence: Evidence, reading: Reading, attribution: int) -> str | None:
    key = evidence.statement_of.get((reading.document.id, attribution))
    return cited(evidence.statements.get(key)) if key else None


def _side(reading: Reading, said: Attribution) -> Side:
    spans = tuple(reading.document.span(e) for e in said.content)
    words = " ".join(" ".join(s.text.split()) for s in spans)
    return Side(value=words, spans=spans, independent_sources=1)
