"""Who held which office as a story was told, and what that says of the time when it was written.

Somebody called by an office was in it, or just out of it; somebody called a former one no longer
was; who is named in full without an office mostly held one, and several who did so together say
more than one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tracktwo.extract.numbers import number_at
from tracktwo.knowledge.offices import Term, fitting, holders, terms
from tracktwo.knowledge.places import state_of, state_of_capital, state_of_people
from tracktwo.model import Extent, Interval, Mention, TimeExpression
from tracktwo.resolve.agreement import COUNTED, OFFICE, RECENT, Clue, agreement
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.when import written_when

_MONTH = datetime.timedelta(days=30)
_NEAR = 60
"""Characters before a name, or before an age, that belong to it."""

_NEW = re.compile(r"(?:the |country’s |country's )?(?:new|incoming|next)\b", re.IGNORECASE)
_ELECTED, _STILL_NEW = datetime.timedelta(days=100), datetime.timedelta(days=400)
"""How long before the term somebody can be called the new holder, and how long into it."""
_COURTESY = datetime.timedelta(days=3)
"""How long somebody is still called by an office just left."""
_RULE = r"(?:government|coalition|cabinet|administration|presidency|premiership)"
_AGED = re.compile(
    rf"\b{_RULE}\s+(?:is|was)\s+(?:\w+\s+)?(?P<count>\w+)\s+(?P<unit>weeks?|months?)\s+old\b"
    rf"|\b(?P<before>\w+)[\s-](?P<old>weeks?|months?)(?:[\s-]old\s+{_RULE}"
    rf"|\s+into\s+(?:his|her|their)\s+(?:\w+\s+)?(?:term|{_RULE}))\b",
    re.IGNORECASE,
)
"""How long somebody has been in office."""
_ADMINISTRATION = re.compile(
    r"\b([A-Z][\w’'-]+?)(?:[’']s)?\s+(?:administration|presidency|White House)\b", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"\b(?:an?|another|any|potential|possible|future|next|no|prospective|second)\s+$", re.IGNORECASE
)
_FORMER = re.compile(r"\b(?:former|onetime|one-time|ex|fired|ousted|late|then)\b", re.IGNORECASE)
_LEAVING = re.compile(
    r"\b(?:replac|fir(?:ed|ing)|oust|succe(?:ed|ss)|dismiss|sack|resign|quit|depart|step(?:s|ped|ping)? down"
    r"|predecessor|appoint|nominat|nominee|elect(?!ion)|confirm|when|under)",
    re.IGNORECASE,
)
"""Words near a name that tell of taking or leaving the office rather than of holding it."""
_LEAVING_REACH = 60
_TOGETHER, _TOGETHER_LONG = 3, 60
"""How many must have been in office together, and for how many days, for that to be a hint."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LEADING = re.compile(
    r"\b(?:president|king|queen|emir|sultan|pope|leader|premier|prime minister|chancellor|foreign minister"
    r"|secretary of state|foreign secretary|secretary-general)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Holder:
    """Somebody whom the story calls by an office, with the terms in which that was so."""

    held: tuple[Term, ...]
    former: bool
    weight: int
    reason: str
    extent: Extent

    @property
    def office(self) -> tuple[str, str]:
        return self.held[0].state, self.held[0].office.lower()

    def clues(self, succeeded: bool) -> Iterator[Clue]:
        if self.former:
            yield Clue(_after(self.held), self.weight, self.reason, self.extent)
            return
        clues = list(_in_office(self.held, self.weight, self.reason, self.extent))
        yield from clues[:1] if succeeded else clues


def of_offices(reading: Reading) -> Iterator[Clue]:
    """Who holds, and who no longer holds, an office as the story is told; each person once."""
    found: dict[str, _Holder] = {}
    for holder in _holders(reading):
        person = holder.held[0].person
        if holder.former and not (person in found and found[person].former):
            found[person] = holder  # "President Obama" in 2018 is a courtesy
        found.setdefault(person, holder)
    for holder in _administrations(reading.document.text):
        found.setdefault(holder.held[0].person, holder)
    yield from _ages(reading)
    for holder in found.values():
        same = (o for o in found.values() if o.office == holder.office and not o.former)
        yield from holder.clues(any(_succeeds(other.held, holder.held) for other in same))
    yield from _known_names(reading, frozenset(found))


def _ages(reading: Reading) -> Iterator[Clue]:
    """`Conte, whose coalition is five months old`, `three months into her term`."""
    text = reading.document.text
    for match in _AGED.finditer(text):
        count = number_at([(match["count"] or match["before"]).lower()], 0)
        begun = _came_to_office(reading, match.start())
        if not count or begun is None:
            continue
        unit: Literal["W", "M"] = "W" if "week" in match.group().lower() else "M"
        age = TimeExpression(extent=Extent(0, 0), value="", unit=unit, shift=-int(count[0]))
        reason = f"“{' '.join(match.group().split())}” counts from {begun}, the first day in office"
        days = written_when(age, Interval(begun, begun))
        yield Clue((days,), COUNTED, reason, Extent(match.start(), match.end()))


def _came_to_office(reading: Reading, before: int) -> datetime.date | None:
    """When whoever is named last before a place of the text took a leading office, if once only."""
    text = reading.document.text
    named = [
        m.name.of(text)
        for m in reading.findings.mentions
        if m.form == "name" and m.name and before - 2 * _NEAR < m.extent.end <= before
    ]
    full = _full_names(reading).get(named[-1].casefold(), named[-1:]) if named else ()
    held = [t for name in full for t in terms(name) if _LEADING.match(t.office)]
    return held[0].days.earliest if len(held) == 1 else None


def _known_names(reading: Reading, told: frozenset[str]) -> Iterator[Clue]:
    """Those named in full without an office mostly hold one: a hint, if they were in office together."""
    text, findings = reading.document.text, reading.findings
    named: dict[str, Clue] = {}
    for mention in findings.mentions:
        if mention.form != "name" or mention.name is None or mention.kind != "person":
            continue
        name = mention.name.of(text)
        held = tuple(t for t in terms(name) if _LEADING.match(t.office))
        if not held or len(name.split()) == 1 or len({t.person for t in held}) > 1:
            continue
        sentence = findings.sentences[mention.sentence]
        start = max(sentence.start, mention.extent.start - _NEAR)
        past = _FORMER.search(text, start, mention.extent.end) or _YEAR.search(sentence.of(text))
        if not (past or held[0].person in told or _changes_hands(mention, text)):
            # Around a change of holders the one before or after may be meant.
            days = tuple(_stretched(t.days, -_MONTH) for t in held)
            named.setdefault(held[0].person, Clue(days, OFFICE, name, mention.extent))
    together = agreement(named.values())
    few = len(together.kept) < max(_TOGETHER, 2 * len(together.dropped))
    if not few and not any(days.spans_at_most(_TOGETHER_LONG) for days in together.days):
        names = ", ".join(clue.reason for clue in together.kept)
        days = tuple(_stretched(run, _MONTH) for run in together.days)
        yield Clue(days, RECENT, f"in office together: {names}")


def _stretched(days: Interval, by: datetime.timedelta) -> Interval:
    """The days with so much more at both ends, or less."""
    return Interval(days.earliest and days.earliest - by, days.latest and days.latest + by)


def _in_office(held: Sequence[Term], weight: int, reason: str, extent: Extent) -> Iterator[Clue]:
    """Nobody is called by an office before the first term; after the last one only history is."""
    during = _during(held)
    first = min(days.earliest for days in during if days.earliest)
    yield Clue((Interval(first, None),), weight // 2, reason, extent)
    yield Clue(during, weight - weight // 2, reason, extent)


def _succeeds(later: Sequence[Term], earlier: Sequence[Term]) -> bool:
    """Whether all terms of one holder begin after those of another have ended."""
    ends = [t.days.latest for t in earlier]
    begins = [t.days.earliest for t in later if t.days.earliest]
    return all(end and all(end <= begin for begin in begins) for end in ends)


def _holders(reading: Reading) -> Iterator[_Holder]:
    text = reading.document.text
    told = _states_told(reading)
    full_names = _full_names(reading)
    for mention in reading.findings.mentions:
        if mention.form != "name" or mention.name is None or mention.kind not in ("person", None):
            continue
        name = mention.name.of(text)
        known = terms(name)
        if not mention.titles and (of := _possessor(mention, reading)) is not None:
            # "Sudan's Omar al-Bashir flew in": of that state, so in one of its offices
            held = tuple(t for t in known if t.state == of)
            if held and len(name.split()) > 1 and not _changes_hands(mention, text):
                words = " ".join(mention.extent.of(text).split())
                reason = f"{held[0].person} holds office in {of}: “{words}”"
                yield _Holder(held, False, OFFICE, reason, mention.extent)
        for office, state, status in _titles(mention, reading) if known else ():
            held = fitting(known, office, state)
            if state is None and office.lower().endswith("leader"):  # of the state, or a party
                held = tuple(t for t in held if "leader" in t.office.lower())
            local = tuple(t for t in held if t.state in told)
            alone = len(name.split()) == 1
            if alone and (not local or _namesakes(name, local, full_names)):
                continue  # a family name alone can be anybody's, and is here somebody else's
            held = local or held
            if _NEW.match(office):
                held = tuple(_just_begun(t) for t in held)
            former = status == "former"
            if not held or (former and not _after(held)):
                continue
            if not former and _changes_hands(mention, text):
                continue
            verb = "no longer" if former else "is"
            words = " ".join(mention.extent.of(text).split())
            weight = OFFICE if _LEADING.search(office) and not former else OFFICE // 2
            reason = f"{held[0].person} {verb} {office}: “{words}”"
            yield _Holder(held, former, weight, reason, mention.extent)


def _just_begun(term: Term) -> Term:
    """`the new prime minister`: elected some months before, and not long in office."""
    first = term.days.earliest
    if first is None:
        return term
    last = first + _STILL_NEW
    days = Interval(first - _ELECTED, min(last, term.days.latest) if term.days.latest else last)
    return replace(term, days=days)


def _possessor(mention: Mention, reading: Reading) -> str | None:
    """The state in `Sudan's Omar al-Bashir`."""
    text = reading.document.text
    assert mention.name is not None
    before = text[max(0, mention.name.start - 40) : mention.name.start]
    match = re.search(r"([A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})['’]s?\s+$", before)
    found = state_of(match.group(1)) if match else None
    return found.name if found is not None else None


def _full_names(reading: Reading) -> Mapping[str, frozenset[str]]:
    """Family name -> the full names of the story's persons that end with it."""
    text = reading.document.text
    found: dict[str, set[str]] = {}
    for mention in reading.findings.mentions:
        if mention.form == "name" and mention.name and mention.kind in ("person", None):
            words = mention.name.of(text).split()
            if len(words) > 1:
                found.setdefault(words[-1].casefold(), set()).add(" ".join(words))
    return {family: frozenset(names) for family, names in found.items()}


def _namesakes(name: str, held: Sequence[Term], full_names: Mapping[str, frozenset[str]]) -> bool:
    """Whether the story tells of somebody else of that family name, and never of the holder."""
    people = {t.person for t in held}
    others = full_names.get(name.casefold(), frozenset())
    return bool(others) and not any(people & {t.person for t in terms(o)} for o in others)


def _states_told(reading: Reading) -> frozenset[str]:
    """The states that the story names, by whatever name."""
    text, mentions = reading.document.text, reading.findings.mentions
    told = (
        _state(i, mentions, text) for i, m in enumerate(mentions) if m.form in ("name", "demonym")
    )
    return frozenset(state for state in told if state)


def _changes_hands(mention: Mention, text: str) -> bool:
    start, end = mention.extent.start - _LEAVING_REACH, mention.extent.end + _LEAVING_REACH
    return bool(_LEAVING.search(text, max(0, start), end))


def _administrations(text: str) -> Iterator[_Holder]:
    """`the Obama administration`: the time of an American president."""
    presidents = {t.person.split()[-1].lower() for t in holders("United States", "president")}
    for match in _ADMINISTRATION.finditer(text):
        name = match.group(1).lower()
        held = fitting(terms(name), "president", "United States") if name in presidents else ()
        if held and not _SUPPOSED.search(text, max(0, match.start() - 14), match.start()):
            reason = f"the time of “{' '.join(match.group().split())}”"
            extent = Extent(match.start(), match.end())
            yield _Holder(held, False, OFFICE, reason, extent)


def _titles(mention: Mention, reading: Reading) -> Iterator[tuple[str, str | None, str]]:
    """(office, state if told, status), printed with the name or said by what stands beside it."""
    text, mentions = reading.document.text, reading.findings.mentions
    for title in mention.titles:
        words = text[max(0, title.extent.start - 10) : title.extent.end]
        status = "former" if _FORMER.search(words) else title.status
        yield title.text, _state(title.of, mentions, text), status
    for other in mention.same_as:
        beside = mentions[other]
        if beside.form == "description":
            words = " ".join(beside.extent.of(text).split())
            status = "former" if _FORMER.search(words) else "current"
            yield words, _state(beside.of, mentions, text), status


def _state(index: int | None, mentions: Sequence[Mention], text: str) -> str | None:
    if index is None:
        return None
    words = (mentions[index].name or mentions[index].extent).of(text)
    found = state_of(words) or state_of_people(words) or state_of_capital(words)
    return found.name if found else None


def _during(held: Sequence[Term]) -> tuple[Interval, ...]:
    return tuple(
        Interval(t.days.earliest, t.days.latest + _COURTESY if t.days.latest else None)
        for t in held
    )


def _after(held: Sequence[Term]) -> tuple[Interval, ...]:
    """Since the end of a term, but before the next one begins."""
    ordered = sorted(held, key=lambda t: str(t.days.earliest))
    following = [*(t.days.earliest for t in ordered[1:]), None]
    return tuple(
        Interval(term.days.latest, then)
        for term, then in zip(ordered, following, strict=True)
        if term.days.latest and (then is None or term.days.latest < then)
    )
