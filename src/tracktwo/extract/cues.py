"""Attributions by grammar: cue words of the lexicon, with source and content from the parse.

Each kind of cue has one function: verbs, light verbs with a noun, nouns, adjectives, phrases
such as `according to`. They propose `Candidate`s; edges, nesting and leftovers are settled in
`attributions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracktwo.extract import complements, speech
from tracktwo.extract.candidates import Candidate
from tracktwo.extract.complements import Said
from tracktwo.extract.page import Page, Region
from tracktwo.extract.sources import (
    can_speak,
    is_misread_clause,
    is_mute,
    is_passive,
    phrase_of,
    speakers_of,
    subject_of,
)
from tracktwo.extract.unsaid import denies, unsaid
from tracktwo.knowledge.cues import Cues, cues
from tracktwo.knowledge.lexicon import lexicon

_CLEAR = {"says": "say", "said": "say", "told": "tell", "tells": "tell"}  # cues whatever the tag
FIRST_PERSON = frozenset({"i", "we", "you", "my", "our", "your"})
_PHRASES_BEGIN = frozenset({"according", "as", "by", "in"})
_VOICING = frozenset(
    [
        "express",
        "voice",
        "convey",
        "air",
        "reiterate",
        "repeat",
        "restate",
        "reaffirm",
        "echo",
        "renew",
        "register",
    ]
)


def propose(page: Page) -> list[Candidate]:
    """Every candidate that the grammar of the story offers, in text order of its cue."""
    rules = _Rules(page)
    return [c for i in range(len(page.tree)) for c in rules.at(i)]


class _Rules:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self.cues: Cues = cues()
        self.taken: set[int] = set()  # nouns that belong to a cue before them

    def at(self, i: int) -> Iterator[Candidate]:
        """Candidates whose cue begins with this token."""
        tree, words = self.tree, self.cues.words
        lower = tree.lower[i]
        lemma = _CLEAR.get(lower) or self.cues.forms.get(lower) or tree.lemma[i]
        phrase = self._source_phrase(i) if lower in _PHRASES_BEGIN else None
        if phrase is not None:
            yield from self._according(i, phrase)
        elif lower == "in" and (owner := self._in_words_of(i)) is not None:
            yield from self._according(i, tree.head[owner], owner)
        elif tree.dep[i] in ("acomp", "oprd", "attr") and lower in words["adjectives"]:
            yield from self._adjective(i, lower)
        elif tree.verbal(i) or lower in _CLEAR or self._misread(i):
            particle = self._particle(i, lemma)
            key = lemma if particle is None else f"{lemma} {tree.lower[particle]}"
            if self.cues.knows(key):
                yield from self._verb(i, key, particle)
            elif lemma in words["light_verbs"]:
                yield from self._light_verb(i, lemma)
        elif i in self.taken:
            return
        elif tree.tag[i] in ("NN", "NNS") and lemma in words["grounds"]:
            yield from self._grounds(i)
        elif tree.tag[i] in ("NN", "NNS") and lemma in self.cues.nouns:
            yield from self._noun(i, lemma)

    def _misread(self, i: int) -> bool:
        """Whether a word tagged as a noun governs a subject as a verb of saying would."""
        tree = self.tree
        return (
            tree.tag[i] in ("NN", "NNS", "NNP")
            and "clause" in self.cues.verbs.get(tree.lemma[i], ())
            and tree.child(i, "nsubj") is not None
            and tree.child(i, "cop", "det", "poss") is None
        )

    def _candidate(
        self,
        anchor: int,
        lemma: str,
        said: Said,
        cue: Region,
        head: int,
        denied: bool = False,
        score: float = 1.0,
    ) -> Candidate:
        tree = self.tree
        first, last = phrase_of(tree, head, anchor)
        return Candidate(
            anchor=anchor,
            lemma=lemma,
            contents=tuple(tree.between(*self.page.to_noun(r)) for r in said.regions),
            cue=tree.between(*cue),
            source=tree.between(first, last),
            heads=tuple(h for h in speakers_of(tree, head) if first <= h <= last),
            addressee=(
                None
                if said.hearer is None or said.hearer[0] <= head <= said.hearer[1]
                else tree.between(*said.hearer)
            ),
            denied=denied,
            spoken=said.spoken,
            score=score,
        )

    def _speaks_for_self(self, cue: int, head: int) -> bool:
        """Whether the one who is quoted talks of his own thoughts: “we believe that …”."""
        return self.page.quoted[cue] >= 0 and self.tree.lower[head] in FIRST_PERSON

    # ---------------------------------------------------------------- verbs
    def _particle(self, verb: int, lemma: str) -> int | None:
        """The particle that makes another cue of the verb (point out), within three words."""
        tree = self.tree
        for i in range(verb + 1, min(verb + 4, tree.stop[verb])):
            wanted = tree.lower[i] in self.cues.particles.get(lemma, ())
            if wanted and (tree.dep[i] == "prt" or i == verb + 1):
                return i
        return None

    def _verb(self, v: int, lemma: str, particle: int | None) -> Iterator[Candidate]:
        tree = self.tree
        if tree.dep[v] in ("amod", "compound", "aux", "auxpass", "nmod") or unsaid(tree, v, lemma):
            return
        participle = tree.tag[v] == "VBN" and tree.child(v, "aux", "nsubj") is None
        participle = participle and not is_passive(tree, v) and not is_misread_clause(tree, v)
        if participle and tree.dep[v] in ("acl", "ROOT", "advcl"):
            return
        if tree.tag[v] == "VBN" and v > 0 and tree.lower[v - 1] in ("when", "if", "as", "once"):
            return
        if (
            tree.tag[v] == "VB"
            and tree.child(v, "nsubj", "nsubjpass") is None
            and tree.child(v, "aux") is None
        ):
            return  # an imperative
        head = subject_of(tree, v)
        if tree.tag[v] == "VBG" and head is not None and self._silent(head, lemma):
            head = self._speaker_above(v, lemma)  # said the truce had held, calling it …
        if head is None or self._silent(head, lemma):
            head = self._headline_subject(v)
        if head is None or tree.lower[head] in ("'s", "’s", "let"):
            return
        if self._speaks_for_self(v, head) or self._shows(v, lemma):
            return
        said = self._said(v, lemma, particle, head)
        if said is None:
            return
        cue_last = max(said.cue_last, v if particle is None else particle)
        joined = cue_last not in (v, particle)
        yield self._candidate(
            v,
            f"{lemma} {tree.lower[cue_last]}" if joined else lemma,
            said,
            Region(v, cue_last),
            head,
            denied=denies(tree, v, lemma),
        )

    def _silent(self, head: int, lemma: str) -> bool:
        """Whether the subject is nothing that speaks, as far as this verb asks for a speaker."""
        if self.cues.is_a("voice", lemma) or "clause" not in self.cues.verbs.get(lemma, ()):
            return not can_speak(self.tree, head)
        return is_mute(self.tree, head)

    def _speaker_above(self, v: int, lemma: str) -> int | None:
        """The nearest subject above a participle that can speak."""
        tree = self.tree
        for above in tree.climb(v):
            for c in tree.children[above]:
                if tree.dep[c] == "nsubj" and not self._silent(c, lemma):
                    return c
        return None

    def _headline_subject(self, v: int) -> int | None:
        """In a headline that leaves the subject out (X Hosts Talks – Calls for Y): its first name."""
        tree = self.tree
        block = tree.story.block_of[v]
        if tree.story.blocks[block].kind != "title":
            return None
        first = v
        while first > 0 and tree.story.block_of[first - 1] == block:
            first -= 1
        if tree.lower[v - 1] not in ("-", "–", "—", "--", ",", ";", "and") or not can_speak(
            tree, first
        ):
            return None
        known = lexicon().longest(tree.story.doc, first, v)
        if known is not None:
            return first + known[0] - 1
        last = first
        while last + 1 < v and tree.entity[last + 1] == tree.entity[first] != "":
            last += 1
        return last

    def _shows(self, v: int, lemma: str) -> bool:
        """Whether a deed rather than a person shows it: held talks, underlining its power."""
        tree = self.tree
        if tree.tag[v] != "VBG" or tree.dep[v] != "advcl" or not self.cues.is_a("deed", lemma):
            return False
        above = tree.lemma[tree.head[v]]
        says = "clause" in self.cues.verbs.get(above, ()) and not self.cues.is_a("voice", above)
        return not says

    def _said(self, v: int, lemma: str, particle: int | None, head: int) -> Said | None:
        """What was said, by the first of the verb's frames that fits."""
        page, tree = self.page, self.tree
        frames = self.cues.verbs.get(lemma, frozenset())
        if is_passive(tree, v):
            return complements.passive(page, v, lemma)
        hearer = self._hearer(v, lemma)
        named = "object_predicate" in frames and self.cues.is_a("loose", lemma)
        small = complements.small_clause(page, v, lemma) if named else None
        if small is not None:
            return small
        if frames & {"clause", "quote"}:
            before = [] if tree.tag[v] == "VBG" else speech.quote_before(page, v, lemma)
            if before:
                return Said(before, v, hearer, spoken=True)
            quote = speech.quote_after(page, v, lemma)
            if quote is not None:
                broken = speech.broken_off(page, v, quote)
                return Said([*broken, quote], v, hearer, spoken=True)
        if "clause" in frames:
            if hearer is not None and speech.hearer_is_subject(page, v, hearer):
                end = max(tree.right[c] for c in tree.children[v])
                return Said([Region(hearer.first, end)], v, spoken=True)
            clause = speech.clause_after(page, v, "object" in frames, hearer)
            if clause is not None and clause.last > clause.first:
                return Said([clause], v, hearer, spoken=True)
        said = complements.small_clause(page, v, lemma) if "object_predicate" in frames else None
        if said is None and "object_infinitive" in frames:
            said = complements.object_infinitive(page, v)
        if said is None:
            said = complements.prepositional(page, v, lemma, particle)
            if said is not None and said.hearer is None:
                said = said._replace(hearer=hearer)
        said = said or complements.object_preposition(page, v, lemma)
        if said is None and "infinitive" in frames:
            said = complements.infinitive(page, v)
            said = said and said._replace(hearer=hearer)
        if said is None and "clause" in frames and tree.tag[v] != "VBG":
            before = speech.clause_before(page, v)
            said = Said(before, v, hearer, spoken=True) if before else None
        if said is None and lemma in self.cues.words["light_verbs"]:
            said = self._lent(v, lemma)
        if said is None and "object" in frames and can_speak(tree, head):
            said = complements.noun_phrase(page, v)
            thing = tree.child(v, "dobj")
            if said is not None and thing is not None:
                self.taken.add(thing)
        return said

    def _hearer(self, v: int, lemma: str) -> Region | None:
        """Whom the words were said to: an object, or `to NP`."""
        tree = self.tree
        takes_object = "hearer" in self.cues.verbs.get(lemma, ())
        said_with = self.cues.prepositions.get(lemma, frozenset())
        for c in tree.children[v]:
            if c < v:
                continue
            if takes_object and tree.dep[c] in ("dobj", "dative", "iobj"):
                if tree.lemma[c] not in self.cues.nouns:
                    return complements.subtree(self.page, c)
            elif tree.lower[c] in said_with:
                continue
            elif tree.lower[c] in ("to", "from") and tree.dep[c] in ("prep", "dative"):
                whom = tree.child(c, "pobj")
                paper = whom is None or tree.lemma[whom] in self.cues.words["papers"]
                if whom is not None and not paper and can_speak(tree, whom):
                    return complements.subtree(self.page, whom)
        return None

    # ---------------------------------------------------------------- light verbs
    def _light_verb(self, v: int, lemma: str) -> Iterator[Candidate]:
        """make (it) clear that S, express concern that S, issue a call for NP."""
        tree = self.tree
        if is_passive(tree, v) or unsaid(tree, v, lemma):
            return
        if any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[v]):
            return
        head = subject_of(tree, v)
        if head is None or not can_speak(tree, head) or self._speaks_for_self(v, head):
            return
        said = self._made_clear(v) if lemma in ("make", "let") else None
        said = said or self._lent(v, lemma)
        if said is not None:
            yield self._candidate(v, lemma, said, Region(v, said.cue_last), head)

    def _made_clear(self, v: int) -> Said | None:
        """make (it) clear that S, let it be known that S"""
        tree = self.tree
        for i in range(v + 1, min(v + 4, tree.stop[v])):
            if tree.lower[i] not in ("clear", "plain", "known"):
                continue
            clauses = [*tree.children[v], *tree.children[i], tree.head[i]]
            for c in clauses:
                if tree.dep[c] in ("ccomp", "advcl", "csubj") and i < c and tree.right[c] > i:
                    return Said([Region(max(i + 1, tree.left[c]), tree.right[c])], i, spoken=True)
        return None

    def _lent(self, v: int, lemma: str) -> Said | None:
        """The content of the noun that a light verb has as its object."""
        tree, page = self.tree, self.page
        thing = tree.child(v, "dobj")
        if thing is None or thing < v:
            return None
        if (
            tree.lemma[thing] not in self.cues.words["bare"]
            and tree.lemma[thing] not in self.cues.nouns
        ):
            return None
        quote = speech.quote_after(page, v, "")
        said = Said([quote], thing, spoken=True) if quote is not None else None
        said = said or complements.carried_by(page, v, thing)
        owned = any(tree.dep[c] == "poss" for c in tree.children[thing])
        if said is None and (owned or lemma in _VOICING):
            said = Said([complements.owned_noun(page, v, thing)], v)
        if said is None:
            complement = complements.noun_complement(page, thing)
            said = Said([complement], thing) if complement is not None else None
        if said is not None:
            self.taken.add(thing)
        return said

    # ---------------------------------------------------------------- nouns
    def _noun(self, n: int, lemma: str) -> Iterator[Candidate]:
        """NP's call for NP, a call by NP to VP."""
        tree = self.tree
        owner = tree.child(n, "poss")
        for c in tree.children[n]:
            if owner is None and c > n and tree.lower[c] in ("by", "from"):
                owner = tree.child(c, "pobj")
        if owner is None or not can_speak(tree, owner) or self._speaks_for_self(n, owner):
            return
        complement = complements.noun_complement(self.page, n)
        if complement is None:
            return
        if complement.first <= owner <= complement.last:
            complement = Region(tree.right[owner] + 1, complement.last)
        yield self._candidate(
            n,
            lemma,
            Said([complement], n),
            Region(n, n),
            owner,
            denied=lemma == "denial",
            score=0.7,
        )

    def _grounds(self, n: int) -> Iterator[Candidate]:
        """VP on (the) grounds that S: the clause is what the subject says for it."""
        tree = self.tree
        on = tree.head[n]
        if tree.dep[on] != "prep" or tree.lower[on] not in ("on", "with", "under"):
            return
        for c in tree.children[n]:
            if (
                c > n
                and tree.dep[c] in ("acl", "relcl", "ccomp")
                and tree.lower[tree.left[c]] == "that"
            ):
                heads = (subject_of(tree, i) for i in tree.climb(on) if tree.verbal(i))
                head = next((h for h in heads if h is not None), None)
                if head is not None and can_speak(tree, head):
                    said = Said([complements.subtree(self.page, c)], tree.left[c], spoken=True)
                    cue = Region(on, tree.left[c])
                    yield self._candidate(
                        n, f"{tree.lower[on]} {tree.lower[n]}", said, cue, head, score=0.8
                    )
                return

    # ---------------------------------------------------------------- adjectives
    def _adjective(self, a: int, lemma: str) -> Iterator[Candidate]:
        """X is concerned that S."""
        tree = self.tree
        verb = tree.head[a]
        if not tree.verbal(verb):
            return
        head = subject_of(tree, verb)
        if head is None or not can_speak(tree, head) or tree.lower[head] == "it":
            return
        if unsaid(tree, verb, "believe") or self._speaks_for_self(a, head):
            return
        for c in (*tree.children[a], *tree.children[verb]):
            if c > a and tree.dep[c] == "ccomp" and speech.is_clause(self.page, c):
                said = Said([complements.subtree(self.page, c)], a, spoken=True)
                yield self._candidate(a, lemma, said, Region(a, a), head, score=0.6)
                return

    # ---------------------------------------------------------------- phrases
    def _source_phrase(self, i: int) -> int | None:
        """The last token of a phrase that cites whatever follows it: according to, in the words of."""
        for phrase in sorted(self.cues.words["source_phrases"]):
            words = phrase.split()
            if self.tree.lower[i : i + len(words)] == words:
                return i + len(words) - 1
        return None

    def _in_words_of(self, i: int) -> int | None:
        """Whose words, view or the like a phrase names: in his words, in X's view."""
        tree = self.tree
        noun = tree.child(i, "pobj")
        if noun is None or tree.lower[noun] not in self.cues.words["voices"]:
            return None
        return tree.child(noun, "poss")

    def _according(self, i: int, last_of_cue: int, owner: int | None = None) -> Iterator[Candidate]:
        """S, according to X; S, in X's words (then `owner` is X)."""
        tree, page = self.tree, self.page
        pobj = tree.child(last_of_cue, "pobj")
        thing = pobj if pobj is not None and pobj > last_of_cue else last_of_cue + 1
        if owner is not None:
            thing = owner
        if thing >= tree.stop[i]:
            return
        start, stop = tree.sentence[i], tree.stop[i]
        last = max(last_of_cue, thing, tree.right[thing])
        if owner is not None and tree.lower[last + 1] != ",":
            return
        coordinated = tree.tag[i - 1] == "," and i - 2 > start and tree.tag[i - 2] == "CC"
        if page.only_marks(start, i) or coordinated:
            regions = [Region(last + 1, stop - 1)]
        else:
            regions = [Region(start, i - 1)]
            aside = last + 2 >= stop or tree.tag[last + 2] in ("VBG", "WDT", "WP", "CC")
            if not aside and tree.lower[last + 1] == ",":
                regions.append(Region(last + 2, stop - 1))
        regions = [
            r for r in regions if r.last >= r.first and not page.only_marks(r.first, r.last + 1)
        ]
        if regions:
            said = Said(regions, last_of_cue, spoken=True)
            words = " ".join(tree.lower[i : last_of_cue + 1])
            cue = Region(i if owner is None else last_of_cue, last_of_cue)
            yield self._candidate(i, words, said, cue, thing)
