"""What each actor wants, offers and refuses, over the whole pile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from tracktwo.model import (
    Actor,
    Attribution,
    Extent,
    Interval,
    Mention,
    Position,
    Requirement,
    Stance,
    Statement,
)
from tracktwo.resolve.actors import is_people
from tracktwo.resolve.issues import name_issues, shown

if TYPE_CHECKING:
    from tracktwo.resolve.reading import Reading
from tracktwo.resolve.tellings import Who

_SPEAKS_FOR = (
    "spokes",
    "ambassador",
    "envoy",
    "representative",
    "delegate",
    "embassy",
    "emissary",
    "diplomat",
    "press secretary",
    "negotiator",
)

_EMPTY = frozenset({"it", "this", "that", "they", "them", "who", "he", "him", "she", "her", "one"})
_PRESS = frozenset(
    {
        "news", "agency", "radio", "times", "post", "tv", "television", "daily", "herald", "press",
        "newspaper", "journal", "guardian", "reuters", "afp", "tass", "xinhua", "cnn", "bbc",
        "tribune", "gazette", "telegraph", "broadcasting", "magazine", "weekly", "wire", "ilbo",
    }
)  # fmt: skip


# Bodies without a name that want and warn as people do, by the last word.
_BODIES = frozenset(
    {"agency", "group", "organization", "organisation", "charity", "union", "association", "party",
     "faction", "country", "state", "power", "government", "body", "monitor", "media", "leader"}
)  # fmt: skip


def resolve_positions(
    readings: Sequence[Reading],
    who: Who,
    statement_of: Mapping[tuple[str, int], str],
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
) -> tuple[Position, ...]:
    """Every position of the pile, by id.

    `statement_of` leads from (document id, attribution index) to the statement's id. A position
    told twice in the same words of one document (a headline printed again) is one.
    """
    drafts = [
        draft
        for reading in readings
        for draft in _drafts(reading, who, statement_of, statements, actors)
    ]
    words = [name for actor in actors.values() for name in (actor.name, *actor.aliases)]
    issues = name_issues((d.issue for d in drafts), words)
    found: dict[str, Position] = {}
    for draft in drafts:
        key = _id(draft)
        if key not in found:
            found[key] = _with(draft, key, issues.get(draft.issue, draft.issue))
    return tuple(found[key] for key in sorted(found))


def _drafts(
    reading: Reading,
    who: Who,
    statement_of: Mapping[tuple[str, int], str],
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
) -> Iterator[Position]:
    document, findings = reading.document, reading.findings
    for stance in findings.stances:
        said = None
        if stance.attribution is not None:
            said = findings.attributions[stance.attribution]
        key = statement_of.get(
            (document.id, stance.attribution if stance.attribution is not None else -1)
        )
        statement = statements.get(key) if key else None
        holders = _holders(reading, stance, said, statement, who, actors)
        if holders is None:
            continue
        issue = stance.issue or stance.extent
        targets = _targets(reading, stance, who, holders)
        for holder in holders:
            for target in targets or (None,):
                yield Position(
                    id="",
                    actor=holder,
                    issue=_issue(reading, issue, who, actors),
                    stance=stance.stance,
                    span=document.span(stance.extent),
                    target=target,
                    condition=_requirement(reading, stance, who),
                    date=statement.date if statement else Interval(),
                    statement=key if statement else None,
                    meeting=statement.meeting if statement else None,
                    basis=_basis(holder, statement, actors),
                )


def _issue(reading: Reading, issue: Extent, who: Who, actors: Mapping[str, Actor]) -> str:
    """The phrase that names the matter; for a pronoun, whom or what it stands for."""
    words = shown(issue.of(reading.document.text))
    if words.casefold() not in _EMPTY:
        return words
    for i, mention in enumerate(reading.findings.mentions):
        if mention.extent == issue:
            names = [_name(a, actors) for a in who.get((reading.document.id, i), ())]
            return " and ".join(names) or words
    return words


def _basis(
    holder: str | None, statement: Statement | None, actors: Mapping[str, Actor]
) -> tuple[str, ...]:
    """That somebody else said it for the holder."""
    if statement is None or holder is None or holder != statement.on_behalf_of:
        return ()
    names = [actors[s].name for s in statement.speakers if s in actors and s != holder]
    speaker = " and ".join(names) or "somebody unnamed"
    return (f"said by {speaker}, who speaks for {_name(holder, actors)}",)


def _name(actor: str, actors: Mapping[str, Actor]) -> str:
    return actors[actor].name if actor in actors else actor


def _holders(
    reading: Reading,
    stance: Stance,
    said: Attribution | None,
    statement: Statement | None,
    who: Who,
    actors: Mapping[str, Actor],
) -> tuple[str | None, ...] | None:
    """The holders' actors; None when the position is somebody's tale of another's."""
    speakers: tuple[str, ...] = ()
    if statement is not None:
        speakers = (statement.on_behalf_of,) if statement.on_behalf_of else statement.speakers
    if said is not None and stance.holders == said.sources:
        if speakers:
            return speakers
        return _resolved(reading, stance.holders, who, actors) or _nobody(reading, stance, said)
    holders = _resolved(reading, stance.holders, who, actors)
    if not holders:
        return _nobody(reading, stance, said)
    if said is None or statement is None or not statement.speakers:
        return holders
    if all(_is_press(_name(s, actors)) for s in statement.speakers):
        return holders
    sides = {*statement.speakers, *speakers}
    sides |= {
        role.of for s in statement.speakers if s in actors for role in actors[s].roles if role.of
    }
    if sides & set(holders):
        return speakers
    return None


def _nobody(reading: Reading, stance: Stance, said: Attribution | None) -> tuple[None, ...] | None:
    """Several people without a name (critics, farm groups) hold what they do by an act."""
    people = any(_are_people(reading.findings.mentions[i]) for i in stance.holders)
    act = said is None or (said.cue is not None and said.cue.overlaps(stance.extent))
    return (None,) if people and act else None


def _are_people(mention: Mention) -> bool:
    people = is_people(mention) or mention.head in _BODIES
    return mention.form == "description" and mention.number == "many" and people


def _is_press(name: str) -> bool:
    """An agency, paper or station, which tells of others without being their opponent."""
    return not _PRESS.isdisjoint(name.casefold().split())


def _resolved(
    reading: Reading, mentions: Sequence[int], who: Who, actors: Mapping[str, Actor]
) -> tuple[str, ...]:
    """The actors of some mentions, the principal in place of one who speaks for it."""
    found: list[str] = []
    for i in mentions:
        mention = reading.findings.mentions[i]
        ids = who.get((reading.document.id, i), ())
        if not ids and mention.of is not None:
            ids = who.get((reading.document.id, mention.of), ())
        found += [_principal(actors.get(a), a) for a in ids]
    return tuple(dict.fromkeys(found))


def _principal(actor: Actor | None, actor_id: str) -> str:
    if actor is None or actor.kind != "person":
        return actor_id
    for role in actor.roles:
        if (
            role.of
            and role.status == "current"
            and any(w in role.title.casefold() for w in _SPEAKS_FOR)
        ):
            return role.of
    return actor_id


def _targets(
    reading: Reading, stance: Stance, who: Who, holders: Sequence[str | None]
) -> tuple[str, ...]:
    found = [a for i in stance.targets for a in who.get((reading.document.id, i), ())]
    return tuple(a for a in dict.fromkeys(found) if a not in holders)


def _requirement(reading: Reading, stance: Stance, who: Who) -> Requirement | None:
    condition = stance.condition
    if condition is None:
        return None
    bearer: tuple[str, ...] = ()
    if condition.of is not None:
        bearer = who.get((reading.document.id, condition.of), ())
        owner = reading.findings.mentions[condition.of].of
        if not bearer and owner is not None:
            bearer = who.get((reading.document.id, owner), ())
    return Requirement(reading.document.span(condition.requires), bearer[0] if bearer else None)


def _id(draft: Position) -> str:
    """Stable for the same words of the same holder in the same document."""
    parts = (
        draft.span.document,
        " ".join(draft.span.text.split()),
        draft.actor or "",
        draft.stance,
        draft.target or "",
    )
    return "p" + blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()


def _with(draft: Position, key: str, issue: str) -> Position:
    return Position(
        id=key,
        actor=draft.actor,
        issue=issue,
        stance=draft.stance,
        span=draft.span,
        target=draft.target,
        condition=draft.condition,
        date=draft.date,
        statement=draft.statement,
        meeting=draft.meeting,
        basis=draft.basis,
    )
