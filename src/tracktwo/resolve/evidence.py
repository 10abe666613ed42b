"""What disagreements are weighed with: claims beside who made them, and who stands behind whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from tracktwo.knowledge.places import state_of, state_of_capital, state_of_people
from tracktwo.model import Claim, Disagreement, Document, Figure, Interval, Side, Statement
from tracktwo.model.record import Verdict
from tracktwo.resolve.claims import cited
from tracktwo.resolve.independence import source_groups
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.tellings import Who


@dataclass(frozen=True, eq=False)
class Told:
    """One claim with all that decides what it can be compared with.

    `actors` are ids, and names of places; `counted` whose people are counted; `witness` who
    stands behind it: an actor, an unnamed source, or the article's group of copies.
    """

    document: Document
    figure: Figure
    claim: Claim
    actors: frozenset[str]
    places: frozenset[str]
    counted: frozenset[str]
    meeting: str | None
    witness: str
    written: Interval


@dataclass(frozen=True, eq=False)
class Evidence:
    """A pile with who is who in it; the parameters of `resolve_disagreements`."""

    readings: Sequence[Reading]
    who: Who
    claims: Mapping[tuple[str, int], Claim]
    statement_of: Mapping[tuple[str, int], str]
    statements: Mapping[str, Statement]
    meeting_of: Mapping[tuple[str, int], str]
    published: Mapping[str, Interval]

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Document -> its group of copies and of one agency."""
        return source_groups([r.document for r in self.readings])

    @cached_property
    def told(self) -> Sequence[Told]:
        """Every claim, in the order of the readings."""
        return [
            self._tell(reading, i, figure)
            for reading in self.readings
            for i, figure in enumerate(reading.findings.figures)
        ]

    def sides(self, reading: Reading, mention: int) -> Iterator[str]:
        """The actors of a mention, and of the body that it belongs to."""
        yield from self.who.get((reading.document.id, mention), ())
        of = reading.findings.mentions[mention].of
        if of is not None:
            yield from self.who.get((reading.document.id, of), ())

    def _tell(self, reading: Reading, i: int, figure: Figure) -> Told:
        document = reading.document
        meeting = None
        if figure.gathering is not None:
            meeting = self.meeting_of.get((document.id, figure.gathering))
        return Told(
            document=document,
            figure=figure,
            claim=self.claims[document.id, i],
            actors=frozenset(self._ids(reading, figure.mentions)),
            places=frozenset(self._places(reading, figure.mentions)),
            counted=frozenset(self._ids(reading, figure.counted or ())),
            meeting=meeting,
            witness=self._witness(document.id, figure.attribution),
            written=self.published.get(document.id, Interval()),
        )

    def _ids(self, reading: Reading, mentions: Sequence[int]) -> Iterator[str]:
        """Actors by their id, everything else that has a name by its name."""
        for i in mentions:
            mention = reading.findings.mentions[i]
            ids = self.who.get((reading.document.id, i), ())
            yield from ids
            if mention.name is not None and not ids:
                name = mention.name.of(reading.document.text)
                state = state_of_people(name) or state_of_capital(name)
                yield (state.name if state else name).casefold()

    def _places(self, reading: Reading, mentions: Sequence[int]) -> Iterator[str]:
        """Names of towns and provinces; capitals and states are everywhere in the news."""
        for i in mentions:
            mention = reading.findings.mentions[i]
            if mention.name is None or self.who.get((reading.document.id, i)):
                continue
            name = mention.name.of(reading.document.text)
            if mention.kind == "place" and not (state_of_capital(name) or state_of(name)):
                yield name.casefold()

    def _witness(self, document: str, attribution: int | None) -> str:
        if attribution is not None:
            key = self.statement_of.get((document, attribution))
            statement = self.statements.get(key) if key else None
            source = cited(statement)
            if statement is not None and source and (statement.speakers or statement.on_behalf_of):
                return f"actor {source}"
            if source:
                return f"source {self.groups[document]} {source.casefold()}"
        return f"article {self.groups[document]}"


def side(value: str, told: Sequence[Told]) -> Side:
    """One side of a disagreement: the claims that tell a value, each once."""
    unique = {t.claim.id: t for t in told}
    witnesses = {t.witness for t in unique.values()}
    return Side(
        value=value,
        spans=tuple(sorted({t.claim.span for t in unique.values()})),
        independent_sources=len(witnesses),
        claims=tuple(sorted(unique)),
        actors=tuple(sorted(w.removeprefix("actor ") for w in witnesses if w.startswith("actor "))),
    )


def disagreement(
    subject: str,
    attribute: str,
    verdict: Verdict,
    sides: Sequence[Side],
    basis: Iterable[str] = (),
) -> Disagreement:
    """A disagreement with an id that depends on its words alone."""
    places = sorted(f"{s.document}:{s.start}-{s.end}" for side in sides for s in side.spans)
    key = "\x1f".join((attribute, verdict, *places))
    return Disagreement(
        id="x" + blake2b(key.encode(), digest_size=6).hexdigest(),
        subject=subject,
        attribute=attribute,
        verdict=verdict,
        sides=tuple(sides),
        basis=tuple(dict.fromkeys(basis)),
    )
