"""Words of wanting, offering and refusing, and words that make one thing hang on another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tracktwo.knowledge.tables import by_word, load_yaml
from tracktwo.model.record import StanceKind

Frames = Mapping[str, tuple[tuple[StanceKind, frozenset[str]], ...]]


@dataclass(frozen=True)
class StanceCues:
    """The table `stances.yaml`: lemmas with the complements that make them a stance.

    In `verbs`, `nouns` and `attitudes` a lemma (with its particle) leads to its stances, each
    with the complements of which one must be there; no complements means that the lemma is no
    stance by itself.
    """

    verbs: Frames
    with_particle: frozenset[str]
    """The verbs that some entry of `verbs` has with a particle (turn down)."""
    when_negotiable: Mapping[str, StanceKind]
    nouns: Frames
    attitudes: Frames
    leanings: Mapping[str, StanceKind]
    needs: Mapping[str, StanceKind]
    siding: Mapping[str, StanceKind]
    necessities: Mapping[str, StanceKind]
    negated: Mapping[StanceKind, StanceKind]
    words: Mapping[str, frozenset[str]]
    """The plain lists, by their name in the table."""

    def __getitem__(self, name: str) -> frozenset[str]:
        """One of the plain lists; KeyError for a name that is none."""
        return self.words[name]


@dataclass(frozen=True)
class ConditionCues:
    """The table `conditions.yaml`."""

    predicates: Mapping[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]
    prepositions: tuple[tuple[str, ...], ...]
    words: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        """One of the plain lists; KeyError for a name that is none."""
        return self.words[name]


@dataclass(frozen=True)
class IssueWords:
    """The table `issues.yaml`: words that tell no issue, and words that mean one matter."""

    stop: frozenset[str]
    same: Mapping[str, str]


@lru_cache(maxsize=1)
def issue_words() -> IssueWords:
    """The words of issues, read once in a process."""
    table = load_yaml("issues.yaml")
    return IssueWords(frozenset(table["stop"]), table["same"])


@lru_cache(maxsize=1)
def stance_cues() -> StanceCues:
    """The words of stances, read once in a process."""
    table = load_yaml("stances.yaml")
    return StanceCues(
        verbs=_frames(table["verbs"]),
        with_particle=frozenset(
            lemma.split()[0]
            for lemmas in table["verbs"].values()
            for lemma in lemmas
            if " " in lemma
        ),
        when_negotiable=by_word(table["when_negotiable"]),
        nouns=_frames(table["nouns"]),
        attitudes=_frames(table["attitudes"]),
        leanings=by_word(table["leanings"]),
        needs=by_word(table["needs"]),
        siding=by_word(table["siding"]),
        necessities=by_word(table["necessities"]),
        negated=table["negated"],
        words={name: frozenset(value) for name, value in table.items() if isinstance(value, list)},
    )


@lru_cache(maxsize=1)
def condition_cues() -> ConditionCues:
    """The words of conditions, read once in a process."""
    table = load_yaml("conditions.yaml")
    return ConditionCues(
        predicates={lemma: frozenset(words) for lemma, words in table["predicates"].items()},
        phrases=_longest_first(table["phrases"]),
        prepositions=_longest_first(table["prepositions"]),
        words={name: frozenset(value) for name, value in table.items() if isinstance(value, list)},
    )


def _frames(table: Mapping[StanceKind, Mapping[str, list[str]]]) -> Frames:
    found: dict[str, list[tuple[StanceKind, frozenset[str]]]] = {}
    for stance, lemmas in table.items():
        for lemma, complements in lemmas.items():
            if complements:
                found.setdefault(lemma, []).append((stance, frozenset(complements)))
    return {lemma: tuple(frames) for lemma, frames in found.items()}


def _longest_first(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p.split()) for p in phrases), key=lambda p: (-len(p), p)))
