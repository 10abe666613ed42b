"""What one document says, before anybody is told apart: the answer of `extract`.

All places are extents in that document. Things point at each other by their index in the
tuples of `Findings` (a `Mention` index, a `TimeExpression` index, …). Nothing here knows of
any other document, and no two names are merged.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from tracktwo.model.record import (
    ActorKind,
    Attendance,
    Capacity,
    Polarity,
    Qualifier,
    StanceKind,
    StatementKind,
    Status,
)
from tracktwo.model.span import Extent


class Title(msgspec.Struct, frozen=True):
    """An office that stands with a mention: `former Foreign Minister`, `leader of the NRF`."""

    extent: Extent
    text: str
    """The office alone, as printed, without `former`, `acting` or the body it is held of."""
    status: Literal["current", "former", "acting"] = "current"
    of: int | None = None
    """The mention of the state, body or group that the office belongs to."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One place where the document refers to somebody who can act, speak or sit at a table.

    form: `name` (Sergey Lavrov, the Taliban, Moscow), `description` (the Russian foreign
    minister, a group of politicians), `pronoun` (he, they, its), `demonym` (Russian, Afghan:
    the adjective of a state or people, a possible affiliation).
    """

    extent: Extent
    """The noun phrase with titles and modifiers, without apposition and relative clause."""
    form: Literal["name", "description", "pronoun", "demonym"]
    name: Extent | None = None
    """The bare name, without title and article (form `name` or `demonym` only)."""
    phrase: Extent | None = None
    """A description with the prepositional phrases right behind it: `the envoy to Kabul`."""
    kind: ActorKind | Literal["place"] | None = None
    """A guess from this place alone; `place` for places that are nobody's seat of power here."""
    head: str = ""
    """Lemma of the head word, in lower case: `minister`, `delegation`, `they`."""
    number: Literal["one", "many"] | None = None
    gender: Literal["f", "m", "n"] | None = None
    role: Literal["subject", "object", "possessive", "other"] = "other"
    sentence: int = 0
    paragraph: int = 0
    titles: tuple[Title, ...] = ()
    of: int | None = None
    """The mention this one belongs to: `the [Taliban]'s spokesman`, `[Russian] officials`."""
    same_as: tuple[int, ...] = ()
    """Mentions that the grammar makes the same: apposition, `National Resistance Front (NRF)`."""
    count: int | None = None
    """`a [14]-member delegation`, `the [four] members`."""
    definite: bool = False
    quoted: bool = False
    """Stands inside quotation marks, where I and we are the one who is quoted."""


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression, normalised as far as the words alone allow.

    `value` is a TIMEX3 value with X for what the words leave open (`2021-10-20`,
    `XXXX-10-20`, `XXXX-WXX-3` for a Wednesday, `2019`, `P2Y`, `PRESENT_REF`). `shift` and
    `unit` hold relative ones: last week = (-1, "W"), this month = (0, "M"),
    two years ago = (-2, "Y"), tomorrow = (1, "D").
    """

    extent: Extent
    value: str
    kind: Literal["date", "time", "duration", "set"] = "date"
    shift: int | None = None
    unit: Literal["H", "D", "W", "M", "Y", "DE", "SE"] | None = None
    part: Literal["start", "mid", "end"] | None = None
    """early, mid- or late."""
    relation: Literal["on", "since", "until", "before", "after", "about"] = "on"
    anchor: Literal["story", "event"] = "story"
    """`later`, `before that`, `the following year` count from another event."""
    weekday: int | None = None
    """The weekday (Monday is 1) that is printed beside a month and day."""
    direction: Literal["past", "future"] | None = None
    """What the tense of the clause says: `met on Friday`, `will meet on Friday`."""
    sentence: int = 0
    alternative: TimeExpression | None = None
    """The other of two between which the text leaves the choice: *in May or early June*."""

    @property
    def choices(self) -> tuple[TimeExpression, ...]:
        """What it can mean: itself, and its alternative if it has one."""
        return (self,) if self.alternative is None else (self, self.alternative)


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """One participant of a gathering, as one place in the text tells it."""

    mention: int
    attendance: Attendance
    extent: Extent
    """The words that witness it."""
    capacity: Capacity | None = None
    represents: int | None = None
    count: int | None = None
    level: Extent | None = None
    head: bool = False
    reason: Extent | None = None


class Gathering(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of a meeting: `Wednesday's discussions`, `met in Kazan`, `the conference`."""

    extent: Extent
    """The words that mention it: the noun phrase or clause, not only the trigger word."""
    trigger: Extent
    lemma: str
    status: Status = "held"
    reference: Literal["new", "definite", "previous", "next", "series", "general"] = "new"
    """`series`: many occasions at once; `general`: talks as such, no occasion."""
    times: tuple[int, ...] = ()
    city: str | None = None
    country: str | None = None
    venue: str | None = None
    track: str | None = None
    """Name of the track, as known or as printed."""
    round: int | None = None
    host: int | None = None
    seats: tuple[Seat, ...] = ()
    parties: tuple[int, ...] = ()
    """The mentions that belong to the meeting by its very words (`A's talks with B`, `A met B`),
    rather than by coming to it (`X attended`)."""
    agenda: tuple[Extent, ...] = ()
    outcome: tuple[Extent, ...] = ()
    same_as: int | None = None
    """An earlier gathering of the document that the grammar makes the same: `the gathering was
    the fifth round, in which A met B`."""
    besides: int | None = None
    """Another gathering of the sentence that the words set apart: `met before the talks`, `the
    talks were preceded by a meeting`, `met on the sidelines of the summit`."""
    order: Literal["before", "after"] | None = None
    """Whether this one came before or after `besides`."""
    phase: Literal["opening", "closing"] | None = None
    """Whether its times are those of its first or its last day: `opened on`, `ended on`."""
    near: bool = False
    """Told by *this* or *that*: one of the sentences just before."""
    aside: bool = False
    """Whether `besides` was on the sidelines of this one."""
    sentence: int = 0
    paragraph: int = 0


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is cited as saying, writing, thinking or demanding something."""

    content: tuple[Extent, ...]
    cue: Extent | None = None
    lemma: str = ""
    """Lemma of the cue, with its particle: `say`, `call for`, `according to`."""
    source: Extent | None = None
    """The whole noun phrase with title, apposition and relative clause."""
    sources: tuple[int, ...] = ()
    """The mentions that the source holds as its speakers (two if two speak)."""
    kind: StatementKind = "indirect"
    polarity: Polarity = "asserted"
    addressee: Extent | None = None
    times: tuple[int, ...] = ()
    parent: int | None = None
    """The attribution in whose content this one stands."""
    sentence: int = 0
    score: float | None = None


class Condition(msgspec.Struct, frozen=True):
    """What has to happen first, and who has to do it (a mention)."""

    requires: Extent
    of: int | None = None


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants, offers, refuses or makes depend on something."""

    holders: tuple[int, ...]
    stance: StanceKind
    extent: Extent
    issue: Extent | None = None
    """The phrase that names what it is about."""
    targets: tuple[int, ...] = ()
    condition: Condition | None = None
    attribution: int | None = None
    times: tuple[int, ...] = ()
    sentence: int = 0


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A checkable value: a count, size, duration, date or ordinal.

    `low` and `high` are the numbers (equal for one value, None for an open end).
    """

    extent: Extent
    subject: Extent | None = None
    attribute: str
    """What is counted, in lemmas: `kill`, `last`, `member`."""
    value: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: Qualifier = "exactly"
    attribution: int | None = None
    gathering: int | None = None
    mentions: tuple[int, ...] = ()
    """Actors in the same sentence, by which two figures can be known to be of one thing."""
    counted: tuple[int, ...] | None = None
    """Actors that tell whose people are counted: [Soviet] troops."""
    event: str | None = None
    """Kind of the event that it is part of: `war`, `attack`, `talks`."""
    sentence: int = 0


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """All that one document says."""

    document: str
    sentences: tuple[Extent, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    stances: tuple[Stance, ...] = ()
    figures: tuple[Figure, ...] = ()
