"""Words by which the press speaks of meetings: which nouns and verbs, who came, who did not."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from tracktwo.knowledge.tables import by_word, load_yaml
from tracktwo.model.record import Attendance, Capacity, Status

NounClass = Literal["occasion", "process", "journey", "call", "pointer"]
VerbClass = Literal[
    "meet", "receive", "gather", "phone", "visit", "discuss", "sign", "agree", "summon", "talk", "file", "expect"
]  # fmt: skip
Standing = Attendance | Literal["host", "mediator"]
Bearing = Status | Literal["refused", "failed", "same"]

OBJECT = "obj"
"""How a meeting hangs on a verb when no preposition stands between."""


class MeetingWords(msgspec.Struct, frozen=True):
    """The word list of `meetings.yaml`, ready for look-up. All words are lemmas in lower case."""

    nouns: dict[str, NounClass]
    verbs: dict[str, VerbClass]
    sets: dict[str, frozenset[str]]
    """The plain lists: `never_before`, `delegates`, `travel`, …."""
    forces: dict[str, Bearing]
    """Verb (with its particle) that governs a meeting -> what it makes of it; `same`: nothing."""
    noun_forces: dict[str, Bearing]
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
    """The list, read once in a process; msgspec.ValidationError if a class is misspelt."""
    table = load_yaml("meetings.yaml")
    verbs = dict(table["verbs"])
    meet = verbs.pop("meet")
    sets = {name: frozenset(words) for name, words in table.items() if isinstance(words, list)}
    sets["travel"] = frozenset(verbs.pop("travel"))
    words = {
        "nouns": by_word(table["nouns"]),
        "verbs": {**by_word(verbs), **dict.fromkeys(meet, "meet")},
        "sets": sets,
        "forces": by_word(table["states"]),
        "noun_forces": by_word(table["state_nouns"]),
        "adjectives": by_word(table["adjectives"]),
        "subject": _hanging(table["subject"]),
        "object": _hanging(table["object"]),
        "by": by_word(table["by"]),
        "predicates": by_word(table["predicates"]),
        "capacities": by_word(table["capacities"]),
        "parts_played": by_word(table["parts_played"]),
        "ranks": by_word(table["ranks"]),
    }
    return msgspec.convert(words, MeetingWords)


def _hanging(table: dict[str, dict[str, list[str]]]) -> dict[tuple[str, str], str]:
    """{standing: {link: verbs}} -> {(verb, link): standing}."""
    found: dict[tuple[str, str], str] = {}
    for standing, links in table.items():
        for link, verbs in links.items():
            for verb in verbs:
                found.setdefault((verb, link), standing)
    return found
