"""Words that cite, with the frames in which they do so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from tracktwo.knowledge.tables import load_yaml

Frame = Literal[
    "clause",
    "quote",
    "object",
    "infinitive",
    "object_infinitive",
    "object_predicate",
    "hearer",
]
Words = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Cues:
    """The table `cues.yaml`, ready to be asked by lemma; its head comment explains the fields.

    `verbs` is keyed by lemma, or by lemma and particle (`point out`); `nouns` by lemma, with
    the complements that make it a cue (`that`, `infinitive`, or a preposition).
    """

    verbs: dict[str, frozenset[Frame]]
    forms: dict[str, str]
    """Regular forms of these verbs -> lemma, as lemmatisers take *hoped* for *hop*."""
    prepositions: Words
    object_prepositions: Words
    particles: Words
    nouns: Words
    flags: Words
    words: Words

    def knows(self, verb: str) -> bool:
        """Whether the verb can be a cue in any frame."""
        return verb in self.verbs or verb in self.prepositions or verb in self.object_prepositions

    def is_a(self, flag: str, lemma: str) -> bool:
        """Whether a verb carries a flag such as `attitude` or `denial`."""
        return lemma in self.flags[flag]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The lexicon of cues, read once in a process."""
    table: dict[str, Any] = load_yaml("cues.yaml")
    frames: dict[str, set[Frame]] = {}
    for frame, lemmas in table["verbs"].items():
        for lemma in lemmas:
            frames.setdefault(lemma, set()).add(frame)
    for verb, listed in table["particle_verbs"].items():
        frames.setdefault(verb, set()).update(listed)
    nouns: dict[str, set[str]] = {}
    for complement, lemmas in table["nouns"].items():
        for lemma in lemmas:
            nouns.setdefault(lemma, set()).add(complement)
    particles: dict[str, set[str]] = {}
    for verb in (*table["particle_verbs"], *table["particle_prepositions"]):
        lemma, particle = verb.split(" ", 1)
        particles.setdefault(lemma, set()).add(particle)
    plain = {key: value for key, value in table.items() if isinstance(value, list)}
    return Cues(
        verbs={lemma: frozenset(found) for lemma, found in frames.items()},
        forms={form: lemma for lemma in sorted(frames) for form in _forms(lemma)},
        prepositions=_words(table["prepositions"] | table["particle_prepositions"]),
        object_prepositions=_words(table["object_prepositions"]),
        particles=_words(particles),
        nouns=_words(nouns),
        flags=_words(table["flags"]),
        words=_words(plain),
    )


def _forms(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb that ends in *e*, where doubled and single letters get mixed."""
    if " " in lemma or not lemma.endswith("e") or lemma.endswith("ee"):
        return ()
    return f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"


def _words(table: dict[str, Any]) -> Words:
    return {key: frozenset(value) for key, value in table.items()}
