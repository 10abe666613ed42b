"""Who said what, for whom, when, over the whole pile; and which statements are one utterance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

import msgspec

from tracktwo.knowledge.groups import body_sort
from tracktwo.knowledge.titles import title
from tracktwo.model import Actor, Attribution, Interval, Mention, Statement
from tracktwo.model.record import Polarity
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.utterances import same_utterances
from tracktwo.resolve.when import date_of

Key: TypeAlias = tuple[str, int]
"""Document id and an index in its findings."""
Who: TypeAlias = Mapping[Key, tuple[str, ...]]
"""(document id, mention index) -> the actors that the mention stands for."""

_OWN_VOICE = frozenset({"leader", "minister", "royal", "legislator"})


@dataclass(frozen=True, eq=False)
class Told:
    """The statements of a pile, by id, and which attribution became which."""

    statements: dict[str, Statement]
    of: dict[Key, str]


def resolve_statements(
    readings: Sequence[Reading],
    who: Who,
    actors: Mapping[str, Actor],
    published: Mapping[str, Interval] | None = None,
    meeting_of: Mapping[Key, str] | None = None,
) -> Told:
    """Every statement of the pile.

    `actors` must hold whoever `who` names. `published` says when each document can have been
    written, `meeting_of` leads from (document id, gathering index) to the meeting.
    """
    of: dict[Key, str] = {}
    found: dict[str, Statement] = {}
    for reading in readings:
        pile = _Document(reading, who, actors, published or {}, meeting_of or {})
        for i, statement in enumerate(pile.statements()):
            of[reading.document.id, i] = statement.id
            found[statement.id] = statement
    same = same_utterances(found.values())
    return Told(
        {i: msgspec.structs.replace(found[i], same_as=same.get(i, ())) for i in sorted(found)}, of
    )


@dataclass(frozen=True, eq=False)
class _Document:
    reading: Reading
    who: Who
    actors: Mapping[str, Actor]
    published: Mapping[str, Interval]
    meeting_of: Mapping[Key, str]

    def statements(self) -> Iterator[Statement]:
        """One statement for each attribution, in their order."""
        attributions = self.reading.findings.attributions
        ids = [_id(self.reading, a) for a in attributions]
        speakers = [self._speakers(a) for a in attributions]
        for i, attribution in enumerate(attributions):
            span = self.reading.document.span
            parent = attribution.parent
            yield Statement(
                id=ids[i],
                content=tuple(span(e) for e in attribution.content),
                source=span(attribution.source) if attribution.source else None,
                speakers=speakers[i],
                on_behalf_of=self._on_behalf_of(attribution, speakers[i]),
                cue=span(attribution.cue) if attribution.cue else None,
                kind=attribution.kind,
                addressee=span(attribution.addressee) if attribution.addressee else None,
                polarity=_polarity(
                    attribution, speakers[i], speakers[parent] if parent is not None else ()
                ),
                date=self._date(attribution),
                meeting=self._meeting(attribution),
                parent=ids[parent] if parent is not None else None,
                basis=self._basis(attribution, speakers[i]),
            )

    def _mentions(self, attribution: Attribution) -> list[tuple[Key, Mention]]:
        mentions = self.reading.findings.mentions
        return [((self.reading.document.id, i), mentions[i]) for i in attribution.sources]

    def _speakers(self, attribution: Attribution) -> tuple[str, ...]:
        found = (x for key, _ in self._mentions(attribution) for x in self.who.get(key, ()))
        return tuple(sorted(set(found)))

    # -- for whom
    def _on_behalf_of(self, attribution: Attribution, speakers: Sequence[str]) -> str | None:
        """The principal of a spokesman, ministry, embassy, envoy or delegate; of unnamed sources
        the body that the text names. None where several speak for different ones."""
        principals = {
            p
            for key, mention in self._mentions(attribution)
            for p in self._principals(key, mention)
        }
        principals -= set(speakers)
        return principals.pop() if len(principals) == 1 else None

    def _principals(self, key: Key, mention: Mention) -> Iterator[str]:
        speakers = self.who.get(key, ())
        for speaker in speakers:
            actor = self.actors.get(speaker)
            if actor is not None:
                yield from self._of_actor(actor)
        if not speakers and mention.of is not None and mention.form != "pronoun":
            owner = self.reading.findings.mentions[mention.of]
            if owner.form == "name":
                yield from self.who.get((key[0], mention.of), ())[:1]

    def _of_actor(self, actor: Actor) -> Iterator[str]:
        if actor.kind != "person":
            owners = {role.of for role in actor.roles if role.of}
            if body_sort(_bare(actor.name)) in ("ministry", "mission") or any(
                body_sort(_bare(alias)) in ("ministry", "mission") for alias in actor.aliases
            ):
                yield from sorted(owners)[:1]
            return
        held = [(role, title(role.title)) for role in actor.roles if role.status != "former"]
        sorts = {known.sort for _, known in held if known is not None}
        if sorts & _OWN_VOICE:
            return
        for role, known in held:
            if known is None or role.of is None:
                continue
            if known.speaks_for_principal or (known.sort == "delegate" and self._is_state(role.of)):
                yield role.of
                return

    def _is_state(self, actor: str) -> bool:
        found = self.actors.get(actor)
        return found is not None and found.kind in ("state", "government", "armed_group")

    # -- when and where
    def _date(self, attribution: Attribution) -> Interval:
        """The days that the time expressions of its cue name, all of them together."""
        published = self.published.get(self.reading.document.id, Interval())
        found = Interval()
        for i in attribution.times:
            time = self.reading.findings.times[i]
            if time.kind in ("duration", "set"):
                continue
            found = (
                found.narrowed(date_of(time, published, None, time.direction or "past")) or found
            )
        return found

    def _meeting(self, attribution: Attribution) -> str | None:
        """The one meeting that the reporting clause speaks of (told the meeting, at the talks)."""
        findings = self.reading.findings
        here = {
            self.meeting_of[self.reading.document.id, i]
            for i, gathering in enumerate(findings.gatherings)
            if gathering.sentence == attribution.sentence
            and (self.reading.document.id, i) in self.meeting_of
            and gathering.status == "held"
            and not any(e.overlaps(gathering.trigger) for e in attribution.content)
        }
        return here.pop() if len(here) == 1 else None

    def _basis(self, attribution: Attribution, speakers: Sequence[str]) -> tuple[str, ...]:
        """Why a pronoun or description was read as somebody."""
        text = self.reading.document.text
        reasons = []
        for key, mention in self._mentions(attribution):
            names = [self.actors[x].name for x in self.who.get(key, ()) if x in self.actors]
            if names and mention.form in ("pronoun", "description"):
                words = " ".join(mention.extent.of(text).split())
                reasons.append(f"“{words}” read as {' and '.join(sorted(names))}")
        return tuple(reasons)


def _bare(name: str) -> str:
    """The name of a body without the words for whom it belongs to: Russian Foreign Ministry."""
    words = name.split()
    for start in range(len(words)):
        if body_sort(" ".join(words[start:])):
            return " ".join(words[start:])
    return name


def _polarity(attribution: Attribution, speakers: Sequence[str], above: Sequence[str]) -> Polarity:
    """As extracted, but who speaks of himself inside his own words reports nobody else."""
    if attribution.polarity == "reported_by_other" and speakers and tuple(speakers) == tuple(above):
        return "asserted"
    return attribution.polarity


def _id(reading: Reading, attribution: Attribution) -> str:
    """Stable for the same words of the same document."""
    parts = [reading.document.id, attribution.cue, attribution.source, *attribution.content]
    words = "|".join(
        p if isinstance(p, str) else "-" if p is None else f"{p.start}:{p.end}" for p in parts
    )
    return "s" + blake2b(words.encode(), digest_size=6).hexdigest()
