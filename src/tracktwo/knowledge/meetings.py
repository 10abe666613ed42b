"""Words by which the press speaks of meetings: which nouns and verbs, who came, who did not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tracktwo.knowledge.tables import load_yaml
from tracktwo.model.record import Attendance, Capacity, Status

NounClass = Literal["occasion", "process", "journey", "call", "pointer"]
VerbClass = Literal["meet", "receive", "gather", "phone", "visit", "discuss", "sign"]
Standing = Attendance | Literal["host", "mediator"]
Force = Status | Literal["refused", "failed"]

OBJECT = "obj"
"""How a meeting hangs on a verb when no preposition stands between."""


@dataclass(frozen=True)
class MeetingWords:
    """The word list of `meetings.yaml`, ready for look-up. All words are lemmas in lower case."""

    nouns: dict[str, NounClass]
    verbs: dict[str, VerbClass]
    meet_with: dict[str, frozenset[str]]
    """Verb of meeting -> the prepositions (empty: none) that its other side may have."""
    sets: dict[str, frozenset[str]]
    """The plain lists: `never_before`, `delegates`, `travel`, …."""
    forces: dict[str, Force]
    """Verb (with its particle) that governs a meeting -> what it makes of it."""
    noun_forces: dict[str, Force]
    adjectives: dict[str, Status]
    subject: dict[tuple[str, str], Standing]
    """(verb, how the meeting hangs on it) -> what its subject did."""
    object: dict[tuple[str, str], Standing]
    by: dict[str, Standing]
    """Participle before `by` -> what that one did: `attended by`, `brokered by`."""
    predicates: dict[str, Standing]
    """Adjective -> what it tells of its subject: `absent from`."""
    capacities: dict[str, Capacity]
    parts_played: dict[str, Standing]
    """Noun for a part at a meeting -> the standing it gives: `guarantor`, `observer`."""
    ranks: dict[str, str]
    """Word of a noun phrase -> the level it puts a meeting at: `summit`, `ministerial`."""

    def __getitem__(self, name: str) -> frozenset[str]:
        """One of the plain lists; KeyError if there is none of that name."""
        return self.sets[name]


def noun_class(word: str, lemma: str) -> NounClass | None:
    """The class of a meeting noun, by the word as printed (`talks`) or its lemma, in lower case."""
    nouns = meeting_words().nouns
    return nouns.get(word) or nouns.get(lemma)


@lru_cache(maxsize=1)
def meeting_words() -> MeetingWords:
    """The list, read once in a process."""
    table = load_yaml("meetings.yaml")
    verbs = table["verbs"]
    meet = verbs.pop("meet")
    sets = {name: frozenset(words) for name, words in table.items() if isinstance(words, list)}
    sets["travel"] = frozenset(verbs.pop("travel"))
    return MeetingWords(
        nouns=_turned(table["nouns"]),
        verbs={**_turned(verbs), **dict.fromkeys(meet, "meet")},
        meet_with={verb: frozenset(words) for verb, words in meet.items()},
        sets=sets,
        forces=_turned(table["states"]),
        noun_forces=_turned(table["state_nouns"]),
        adjectives=_turned(table["adjectives"]),
        subject=_hanging(table["subject"]),
        object=_hanging(table["object"]),
        by=_turned(table["by"]),
        predicates=_turned(table["predicates"]),
        capacities=_turned(table["capacities"]),
        parts_played=_turned(table["parts_played"]),
        ranks=_turned(table["ranks"]),
    )


def _turned(table: dict[str, list[str]]) -> dict[str, str]:  # type: ignore[misc]
    """{class: words} -> {word: class}; the first class that lists a word has it."""
    found: dict[str, str] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, name)
    return found


def _hanging(table: dict[str, dict[str, list[str]]]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for standing, links in table.items():
        for link, verbs in links.items():
            for verb in verbs:
                found.setdefault((verb, link), standing)
    return found
