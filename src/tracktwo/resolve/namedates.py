"""Rare names that one document dates for another.

*At Hurdal, in October 2012* dates every story of the pile whose news is Hurdal; *General
Alzate's capture in November 2014* the story that leads with Alzate. It works for names that few
documents of the pile know, and is weak evidence: the same name may be in the news twice.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracktwo.knowledge.groups import group
from tracktwo.knowledge.offices import terms
from tracktwo.knowledge.places import region, state_of, state_of_capital, state_of_people
from tracktwo.model import Document, Extent, Interval
from tracktwo.resolve.agreement import Clue
from tracktwo.resolve.clues import end_of_lead
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.when import date_of
from tracktwo.resolve.wording import article

NAMED = 8
"""Weight of such a clue: less than an office, more than the year of a deadline."""

_WORDS_BETWEEN = 3
_RARE = 4
"""A name in more documents than this, or than a third of a larger pile, dates nothing."""
_NEVER_RARE = 12
"""Nor does one in more than these, however large the pile."""
_AFTERMATH = datetime.timedelta(days=45)
"""Days after the end of the named month in which its event is still somebody's news."""
_BETWEEN = re.compile(r"(?:[’']s)?(?:[\s,]+[\w’'-]+)*[\s,]*")


@dataclass(frozen=True)
class _Dated:
    document: str
    words: str
    days: Interval


class RareNames:
    """The names of a pile that more than one document knows, but only a few."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._in_lead: dict[str, dict[str, Extent]] = {}
        self._known_in: dict[str, set[str]] = defaultdict(set)
        for reading in readings:
            self._note(reading)
        limit = min(max(_RARE, len(readings) // 3), _NEVER_RARE)
        self._rare = {key for key, where in self._known_in.items() if 1 < len(where) <= limit}

    def _note(self, reading: Reading) -> None:
        leading = self._in_lead.setdefault(reading.document.id, {})
        lead, text = end_of_lead(reading), reading.document.text
        for mention in reading.findings.mentions:
            if mention.form == "name" and mention.name and (key := _key(mention.name.of(text))):
                self._known_in[key].add(reading.document.id)
                if mention.name.start < lead:
                    leading.setdefault(key, mention.name)

    def clues(self) -> dict[str, list[Clue]]:
        """Document id -> what others' dates for the names in its lead say of it."""
        dated = _dates_of(self._readings, self._rare)
        documents = {reading.document.id: reading.document for reading in self._readings}
        found: dict[str, list[Clue]] = {}
        for document in sorted(self._in_lead):
            for key, extent in sorted(self._in_lead[document].items()):
                days = [d for d in dated.get(key, ()) if d.document != document]
                if days:
                    found.setdefault(document, []).append(_clue(days, extent, documents))
        return found

    def shared(self) -> dict[str, Counter[str]]:
        """Document id -> how many rare names it has in common with each other document."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for key in self._rare:
            for document in self._known_in[key]:
                found[document].update(self._known_in[key] - {document})
        return found


def _clue(dated: Sequence[_Dated], extent: Extent, documents: Mapping[str, Document]) -> Clue:
    """Several dates for one name are alternatives."""
    told = (f"{article(documents[d.document])} says “{d.words}”" for d in dated)
    days = tuple(
        sorted(
            {Interval(d.days.earliest, d.days.latest + _AFTERMATH) for d in dated if d.days.latest}
        )
    )
    return Clue(days, NAMED, " or ".join(dict.fromkeys(told)), extent)


def _dates_of(readings: Sequence[Reading], rare: set[str]) -> Mapping[str, list[_Dated]]:
    """Name -> the past months or days that stand directly with it."""
    found: dict[str, list[_Dated]] = defaultdict(list)
    for reading in readings:
        text, findings = reading.document.text, reading.findings
        names = [
            (mention.name, key)
            for mention in findings.mentions
            if mention.form == "name" and mention.name
            for key in [_key(mention.name.of(text))]
            if key in rare
        ]
        dateline = reading.document.dateline
        for time in findings.times:
            if dateline and dateline.extent.overlaps(time.extent):
                continue
            if not re.match(r"\d{4}-\d\d", time.value) or time.direction == "future":
                continue
            for name, key in names:
                if key and _adjoining(name, time.extent, text):
                    words = text[name.start : time.extent.end]
                    days = date_of(time, Interval())
                    found[key].append(_Dated(reading.document.id, " ".join(words.split()), days))
    return found


def _adjoining(name: Extent, time: Extent, text: str) -> bool:
    """The date follows the name, with no more than a few words and no full stop between."""
    if not name.end <= time.start <= name.end + 40:
        return False
    between = text[name.end : time.start]
    return bool(_BETWEEN.fullmatch(between)) and len(between.split()) <= _WORDS_BETWEEN + 1


def _key(name: str) -> str | None:
    """The last word of a name that the tables of the world do not know."""
    name = name.title() if name.isupper() else name
    common = state_of(name) or state_of_capital(name) or state_of_people(name) or region(name)
    if common or group(name) or terms(name):
        return None
    last = name.split()[-1].casefold()
    return last if len(last) > 3 and last.isalpha() else None
