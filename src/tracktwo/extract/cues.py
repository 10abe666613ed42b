"""Attributions by grammar: cue words of the lexicon, with source and content from the parse.

Each kind of cue has one function: verbs, nouns, adjectives, phrases such as `according to`.
They propose `Candidate`s; edges, nesting and leftovers are settled in `attributions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracktwo.extract.candidates import Candidate
from tracktwo.extract.quotes import Quotation
from tracktwo.extract.sources import (
    RELATIVE,
    can_speak,
    is_mute,
    is_passive,
    phrase_of,
    speakers_of,
    subject_of,
)
from tracktwo.extract.tree import Tree
from tracktwo.knowledge.cues import Cues, cues
from tracktwo.model import Extent

_CLEAR = {"says": "say", "said": "say", "told": "tell", "tells": "tell"}  # cues whatever the tag
_DETERMINERS = frozenset({"DT", "PRP$", "WP$"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GAP = frozenset({",", ":", "--", "—", "–", "-", "...", "…"})
_WHEN = frozenset({"after", "as", "because", "before", "once", "since", "though", "although", "till", "until", "while"})
_OPENERS = frozenset({"that", ",", ":", "—", "–", "--"})


class Region(NamedTuple):
    """A run of tokens, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Page:
    """What the rules look at: the parse, the quotations, and which tokens stand in which."""

    tree: Tree
    quotations: Sequence[Quotation]
    quoted: list[int]
    """Token -> index of the innermost quotation around it, or -1."""
    opens: dict[int, int]
    """First token of an outermost quotation -> its index."""
    closes: dict[int, int]
    """Last token of an outermost quotation -> its index."""

    def tokens(self, quotation: int) -> Region:
        """First and last token of a quotation."""
        found = self.tree.story.tokens_in(self.quotations[quotation].extent)
        return Region(found.start, found.end - 1)


def page_of(tree: Tree, quotations: Sequence[Quotation]) -> Page:
    """Lay quotations and tokens side by side."""
    quoted = [-1] * len(tree)
    opens: dict[int, int] = {}
    closes: dict[int, int] = {}
    for k, quotation in enumerate(quotations):
        span = tree.story.tokens_in(quotation.extent)
        quoted[span.start : span.end] = [k] * (span.end - span.start)
        if quotation.depth == 0 and len(span):
            opens[span.start] = k
            closes[span.end - 1] = k
    return Page(tree, quotations, quoted, opens, closes)


def propose(page: Page) -> list[Candidate]:
    """Every candidate that the grammar of the story offers, in text order of its cue."""
    rules = _Rules(page)
    found = [c for i in range(len(page.tree)) for c in rules.at(i)]
    return sorted(found, key=lambda c: (c.anchor, c.contents))


class _Rules:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self.cues: Cues = cues()
        self.taken: set[int] = set()  # nouns and verbs that are part of a cue already

    def at(self, i: int) -> Iterator[Candidate]:
        """Candidates whose cue is this token."""
        tree = self.tree
        lemma = _CLEAR.get(tree.lower[i], tree.lemma[i])
        if i in self.taken:
            return
        if tree.verbal(i) or tree.lower[i] in _CLEAR:
            particle = self._particle(i, lemma)
            key = f"{lemma} {tree.lower[particle]}" if particle is not None else lemma
            if key in self.cues.verbs or key in self.cues.prepositions:
                yield from self._verb(i, key, particle)
            elif lemma in self.cues.words["light_verbs"] or lemma == "make":
                yield from self._clear(i, lemma)
        elif lemma in self.cues.nouns and tree.tag[i] in ("NN", "NNS"):
            yield from self._noun(i, lemma)
        elif lemma in self.cues.words["adjectives"] and tree.tag[i] in ("JJ", "VBN"):
            yield from self._adjective(i, lemma)
        elif tree.lower[i] == "according" and tree.lower[i + 1 : i + 2] == ["to"]:
            yield from self._according(i)

    # ---------------------------------------------------------------- verbs
    def _particle(self, verb: int, lemma: str) -> int | None:
        """The particle that makes another cue of the verb (point out), within three words."""
        for p in self.cues.particles.get(lemma, ()):
            for i in range(verb + 1, min(verb + 4, self.tree.stop[verb])):
                if self.tree.lower[i] == p and (self.tree.dep[i] == "prt" or i == verb + 1):
                    return i
        return None

    def _unreal(self, verb: int, lemma: str) -> bool:
        """Whether the words have not been said: would say, did not say, if X says, plans to say."""
        tree, words = self.tree, self.cues.words
        attitude = self.cues.is_a("attitude", lemma)
        clause = verb
        while tree.dep[clause] == "conj" and not self._own_subject(clause) and tree.verbal(tree.head[clause]):
            clause = tree.head[clause]
        for c in {*tree.children[verb], *tree.children[clause]}:
            if tree.dep[c] in ("aux", "auxpass") and c < verb:
                if tree.lower[c] == "to":
                    if tree.dep[verb] not in ("advcl", "xcomp", "conj"):
                        return True
                    if tree.lemma[tree.head[clause]] not in words["aspect"]:
                        return True
                elif tree.lower[c] in words["unreal"]:
                    return True
            if tree.dep[c] == "neg" and tree.head[c] == verb and not attitude:
                return True
            if tree.lower[c] in ("if", "unless", "whether") and tree.dep[c] == "mark":
                return True
        return False

    def _own_subject(self, verb: int) -> bool:
        return self.tree.child(verb, "nsubj", "nsubjpass") is not None

    def _verb(self, v: int, lemma: str, particle: int | None) -> Iterator[Candidate]:
        tree = self.tree
        if tree.dep[v] in ("amod", "compound", "aux", "auxpass", "nmod") or self._unreal(v, lemma):
            return
        head = subject_of(tree, v)
        if tree.tag[v] == "VBN" and tree.dep[v] in ("acl", "ROOT", "advcl") and not tree.child(v, "aux", "nsubj"):
            head = head if is_passive(tree, v) else None
        if head is None or self._silent(head, lemma) or tree.lower[head] in ("'s", "’s", "let"):
            return
        if self.page.quoted[v] >= 0 and tree.lower[head] in ("i", "we", "you"):
            return
        found = self._content(v, lemma, particle, head)
        if found is None:
            return
        regions, cue_last, hearer = found
        if regions[-1].first > v:
            regions[-1] = self._cut(regions[-1])
        cue_last = max(cue_last, v if particle is None else particle)
        first, last = phrase_of(tree, head, v)
        denied = self.cues.is_a("denial", lemma) or (
            self.cues.is_a("denial_of_report", lemma)
            and any(tree.lemma[i] in self.cues.words["reports"] for i in self._heads(regions))
        )
        yield Candidate(
            anchor=v,
            lemma=lemma if cue_last in (v, particle) else f"{lemma} {tree.lower[cue_last]}",
            contents=tuple(tree.between(*r) for r in regions),
            cue=tree.between(v, cue_last),
            source=tree.between(first, last),
            heads=tuple(h for h in speakers_of(tree, head) if first <= h <= last),
            addressee=None if hearer is None else tree.between(*hearer),
            denied=denied,
        )

    def _silent(self, head: int, lemma: str) -> bool:
        """Whether the subject is nothing that speaks, as far as this verb asks for a speaker."""
        if self.cues.is_a("voice", lemma) or "clause" not in self.cues.verbs.get(lemma, ()):
            return not can_speak(self.tree, head)
        return is_mute(self.tree, head)

    def _heads(self, regions: Sequence[Region]) -> list[int]:
        return [
            i
            for r in regions
            for i in range(r.first, r.last + 1)
            if not r.first <= self.tree.head[i] <= r.last or self.tree.head[i] == i
        ]

    def _content(
        self, v: int, lemma: str, particle: int | None, head: int
    ) -> tuple[list[Region], int, Region | None] | None:
        """What was said, the last token of the cue, and who was told."""
        tree, frames = self.tree, self.cues.verbs.get(lemma, frozenset())
        hearer = self._hearer(v, frames)
        if is_passive(tree, v):
            regions = self._passive(v, frames)
            return (regions, v, None) if regions else None
        says = "clause" in frames or "quote" in frames
        if says:
            spoken = self._quote_before(v, lemma)
            if spoken:
                return spoken, v, hearer
            quote = self._quote_after(v, lemma)
            if quote is not None:
                return [quote], v, hearer
        if "clause" in frames:
            clause = self._clause_after(v, frames, hearer)
            if clause is not None:
                return [clause], v, hearer
        if "clause" in frames and tree.tag[v] != "VBG":
            before = self._clause_before(v)
            if before:
                return before, v, hearer
        if "object_predicate" in frames:
            small = self._small_clause(v)
            if small is not None:
                return [small], v, None
        if "object_infinitive" in frames:
            order = self._object_infinitive(v)
            if order is not None:
                return [order[0]], v, order[1]
        prepositional = self._prepositional(v, lemma, particle)
        if prepositional is not None:
            return prepositional
        if lemma in self.cues.object_prepositions:
            reproach = self._object_preposition(v, lemma)
            if reproach is not None:
                return [reproach], v, None
        if "infinitive" in frames:
            promise = self._infinitive(v)
            if promise is not None:
                return [promise], v, None
        if "object" in frames and can_speak(tree, head) and not self.cues.is_a("attitude", lemma):
            return self._object(v, lemma)
        return None

    def _hearer(self, v: int, frames: frozenset[str]) -> Region | None:
        tree = self.tree
        if "hearer" in frames:
            told = [c for c in tree.children[v] if tree.dep[c] in ("dobj", "dative", "iobj") and c > v]
            if told and tree.lemma[told[0]] not in self.cues.nouns:
                return Region(tree.left[told[0]], tree.right[told[0]])
        for c in tree.children[v]:
            if c > v and tree.lower[c] in ("to", "from") and tree.dep[c] in ("prep", "dative"):
                whom = tree.child(c, "pobj")
                if whom is not None and can_speak(tree, whom) and tree.lemma[whom] not in self.cues.words["papers"]:
                    return Region(tree.left[whom], tree.right[whom])
        return None

    def _quote_after(self, v: int, lemma: str) -> Region | None:
        """A quotation that begins where the reporting clause ends: said: “…”, told NP that “…”"""
        tree, page = self.tree, self.page
        i = v + 1
        while i < len(tree) and i - v < 25 and page.quoted[i] == page.quoted[v]:
            if tree.lower[i] in (".", ";", "?", "!") or tree.sentence[i] != tree.sentence[v]:
                return None
            if tree.tag[i] in _FINITE and not self._within_source(i, v):
                return None
            i += 1
        if i >= len(tree) or i not in page.opens or page.quoted[v] >= 0:
            return None
        quote = page.tokens(page.opens[i])
        if tree.lower[i - 1] not in _GAP and (self.cues.is_a("loose", lemma) or "clause" not in self.cues.verbs.get(lemma, ())):
            return None
        beside = tree.lower[i - 1] in _OPENERS or i - 1 == v or tree.lower[i - 1] in ("as", "to")
        if not beside and not (tree.head[i - 1] == v and tree.dep[i - 1] in ("advmod", "dobj", "dative", "prt")):
            return None
        comp = tree.child(v, "ccomp")
        if comp is not None and v < tree.left[comp] < i - 1 and tree.lower[i - 1] != ":":
            return None
        after = quote.last + 1
        if tree.lower[i - 1] in _GAP or tree.sentence[v] != tree.sentence[min(after, len(tree) - 1)]:
            return quote
        # “…” is the beginning of a longer clause: said “Russia” will come
        end = max((tree.right[c] for c in tree.children[v] if c > v and tree.dep[c] in ("ccomp", "dobj")), default=quote.last)
        return Region(i, max(quote.last, end))

    def _within_source(self, i: int, v: int) -> bool:
        """Whether a token stands in the subject of an inverted clause: said X, who had come."""
        for c in self.tree.children[v]:
            if self.tree.dep[c] in ("nsubj", "dobj", "dative") and self.tree.left[c] <= i <= self.tree.right[c]:
                return True
        return False

    def _clause_after(self, v: int, frames: frozenset[str], hearer: Region | None) -> Region | None:
        tree = self.tree
        comps = [
            c
            for c in tree.children[v]
            if c > v
            and tree.dep[c] in ("ccomp", "xcomp")
            and (self._is_clause(c) or ("object" in frames and tree.tag[c] == "VBG"))
        ]
        if comps:
            comp = comps[0]
            first = max(tree.left[comp], v + 1)
            if hearer is not None and first <= hearer.first <= tree.right[comp]:
                first = tree.left[comp]
            return Region(first, self._clause_end(v, comp))
        if v + 1 < tree.stop[v] and tree.tag[v + 1] in _FINITE and tree.child(v, "nsubj") is not None:
            # steps (that) they say could help
            return Region(v + 1, max(self._clause_stop(v + 1), v + 1))
        i = v + 1 if hearer is None else hearer.last + 1
        if i < tree.stop[v] and tree.lower[i] == "that" and tree.tag[i] == "IN":
            end = max((tree.right[c] for c in tree.children[v] if c > i), default=tree.right[v])
            if end > i + 1:
                return Region(i, end)
        return self._plain_clause(v, i)

    def _plain_clause(self, v: int, first: int) -> Region | None:
        """Words that look like a clause after a verb whose complement the parser did not see."""
        tree = self.tree
        if tree.tag[v] not in _FINITE or first >= tree.stop[v] or tree.child(v, "dobj", "oprd", "xcomp") is not None:
            return None
        if tree.tag[first] not in ("PRP", "DT", "NNP", "NNPS", "NN", "NNS", "PRP$", "EX", "JJ") or tree.left[first] <= v < first and tree.head[first] == v and tree.dep[first] == "nsubj":
            return None
        last = first
        while last + 1 < tree.stop[v] and tree.lower[last + 1] not in (",", ";", ":", ".", "?", "!"):
            last += 1
        finite = any(tree.tag[i] in _FINITE for i in range(first + 1, last + 1))
        inside = not any(tree.dep[i] == "nsubj" and tree.head[i] == v for i in range(first, last + 1))
        return Region(first, last) if finite and inside else None

    def _clause_stop(self, verb: int) -> int:
        """The end of a clause whose first verb this is, as far as the parse holds it together."""
        tree = self.tree
        top = verb
        while tree.dep[top] in ("aux", "auxpass") and tree.head[top] > top:
            top = tree.head[top]
        return tree.right[top]

    def _is_clause(self, comp: int) -> bool:
        """A finite clause, or a question with an infinitive (how to go on)."""
        tree = self.tree
        if any(tree.dep[c] == "mark" and tree.lower[c] in _WHEN for c in tree.children[comp]):
            return False
        if tree.dep[comp] == "ccomp":
            to = any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[comp])
            asked = any(tree.tag[c] in ("WRB", "WP", "WDT") or tree.lower[c] == "whether" for c in tree.children[comp])
            finite = tree.tag[comp] in _FINITE or any(
                tree.dep[c] in ("aux", "auxpass", "nsubj", "nsubjpass", "expl", "csubj", "mark") for c in tree.children[comp]
            )
            return (finite and not to) or asked
        return tree.tag[comp] in _FINITE

    def _clause_end(self, v: int, comp: int) -> int:
        """The end of what was said: the clause, what hangs on beside it, but no participle."""
        tree = self.tree
        last = tree.right[comp]
        for c in tree.children[v]:
            if c <= comp or tree.left[c] != last + 1 and not (
                tree.left[c] == last + 2 and tree.lower[last + 1] == ","
            ):
                continue
            if (tree.dep[c] == "advcl" and tree.tag[c] not in ("VBG", "VBN")) or tree.dep[c] == "ccomp":
                last = tree.right[c]
            elif tree.dep[c] == "prep" and tree.left[c] == last + 1:
                what = tree.child(c, "pobj")
                if what is not None and tree.lemma[what] not in self.cues.words["occasions"] and tree.entity[what] not in ("DATE", "TIME"):
                    last = tree.right[c]
        return last

    def _cut(self, region: Region) -> Region:
        """Without what the writer adds: a second sentence after a semicolon, `, a claim that …`."""
        tree = self.tree
        for i in range(region.first + 1, region.last):
            if self.page.quoted[i] != self.page.quoted[region.first] and self.page.quoted[i] >= 0:
                continue
            if tree.lower[i] == ";":
                return Region(region.first, i - 1)
            if tree.lower[i] == "," and tree.lower[i + 1] in ("a", "an", "the", "something"):
                for k in range(i + 1, min(i + 5, region.last)):
                    named = tree.lemma[k] in self.cues.nouns or tree.lemma[k] in self.cues.words["remarks"]
                    if named and tree.lower[k + 1] in ("that", "which", "he", "she", "they", "it"):
                        return Region(region.first, i - 1)
        return region

    # -- what stands before its cue
    def _reporting_start(self, v: int) -> int:
        """The first token of the reporting clause."""
        tree = self.tree
        first = v
        subjects = [c for c in tree.children[v] if tree.dep[c] == "nsubj"]
        if subjects:
            nearest = min(subjects, key=lambda c: abs(c - v))
            if nearest < v:
                first = tree.left[nearest]
        while first - 1 >= 0 and tree.head[first - 1] == v and tree.dep[first - 1] in ("aux", "auxpass", "advmod", "neg"):
            first -= 1
        return first

    def _back_over(self, i: int) -> int:
        """The last token before `i` that is no comma or dash; -1 at the start of a block."""
        tree, start = self.tree, i
        i -= 1
        while i >= 0 and tree.lower[i] in (",", "-", "–", "—", "--", "…", "...") and self.page.quoted[i] < 0:
            i -= 1
        return i if i >= 0 and tree.story.block_of[i] == tree.story.block_of[start] else -1

    def _quote_before(self, v: int, lemma: str) -> list[Region]:
        """`“…,” said X`, `S “…,” said X`, `“…,” said X, “…”`."""
        tree, page = self.tree, self.page
        end = self._back_over(self._reporting_start(v))
        if end not in page.closes or page.quoted[v] >= 0:
            return []
        quote = page.tokens(page.closes[end])
        inner = next((tree.words[i] for i in range(end, quote.first, -1) if tree.tag[i] not in ("''", "``")), "")
        if inner == "." and tree.sentence[v] > end:
            return []  # the quotation has ended, and a new sentence begins
        if inner[-1:].isalnum() and end == self._reporting_start(v) - 1:
            return []  # no mark parts the quotation from the words after it
        start = quote.first
        opening = tree.sentence[quote.first]
        if opening < quote.first and tree.lower[start - 1] not in (".", "?", "!") and not self._is_edge(opening, start):
            finite = any(tree.tag[i] in _FINITE for i in range(opening, end))
            if "clause" not in self.cues.verbs.get(lemma, ()) or not finite:
                return []
            start = opening
        return [Region(start, end), *self._after(v, self._reporting_end(v), quoted=True)]

    def _clause_before(self, v: int) -> list[Region]:
        """`S, X said`, `S, X said, S`, `as X said, S`."""
        tree = self.tree
        first = self._reporting_start(v)
        as_said = first > tree.sentence[v] and tree.lower[first - 1] == "as"
        end = self._back_over(first - as_said)
        last = self._reporting_end(v)
        if end < tree.sentence[v]:
            if as_said and last + 1 < tree.stop[v] and tree.lower[last + 1] == ",":
                return [Region(last + 2, tree.stop[v] - 1)]
            return []
        parenthetical = tree.dep[v] in ("parataxis", "dep") or as_said
        comp = tree.child(v, "ccomp", "dep")
        if end == first - 1 - as_said or ((comp is None or comp > v) and not parenthetical):
            return []
        regions = [Region(tree.sentence[v], end)]
        if parenthetical or (comp is not None and tree.right[comp] > last):
            regions += self._after(v, last, quoted=False)
        return regions

    def _is_edge(self, start: int, end: int) -> bool:
        """Whether nothing but marks and conjunctions stands between two tokens."""
        tags = self.tree.tag
        return all(tags[i] in (",", ":", ".", "``", "''", "CC", "-LRB-", "-RRB-", "HYPH", "NFP", "_SP") for i in range(start, end))

    def _reporting_end(self, v: int) -> int:
        """The last token of the reporting clause that begins or ends with the cue."""
        tree = self.tree
        last = v
        for c in tree.children[v]:
            if c > v and tree.dep[c] == "nsubj":
                last = max(last, tree.right[c])
        i = last + 1
        while i < tree.stop[v] and tree.lower[i] not in _GAP and tree.lower[i] not in (".", ";", "?", "!") and i not in self.page.opens:
            i += 1
        return i - 1

    def _after(self, v: int, last: int, quoted: bool) -> list[Region]:
        """The rest of what was said, after a reporting clause in its middle."""
        tree, page = self.tree, self.page
        i = last + 1
        while i < len(tree) and tree.lower[i] in (",", ":", "—", "–", "--", "that", "and", "but", "-") and page.quoted[i] < 0:
            i += 1
        if i >= len(tree) or tree.sentence[i] != tree.sentence[v]:
            return []
        if i in page.opens:
            return [page.tokens(page.opens[i])]
        if quoted or tree.lower[last + 1] != "," or tree.tag[i] in ("VBG", "WP", "WDT", "CC") or tree.lower[i] == "according":
            return []
        end = tree.stop[v] - 1
        return [Region(i, end)] if end > i else []

    # -- other frames
    def _passive(self, v: int, frames: frozenset[str]) -> list[Region]:
        """The subject of a passive, with its predicate or infinitive."""
        tree = self.tree
        subject = tree.child(v, "nsubjpass")
        agent = tree.child(v, "agent")
        rest = [
            c for c in tree.children[v]
            if c > v and c != agent and (
                (tree.dep[c] == "prep" and tree.lower[c] in ("as", "of", "for")) or tree.dep[c] in ("oprd", "xcomp", "ccomp")
            )
        ]
        if subject is None:
            thing = tree.head[v]
            if tree.dep[v] != "acl" or "object" not in frames and "object_predicate" not in frames:
                return []
            regions = [Region(tree.left[thing], v - 1)]
        elif tree.lower[subject] in RELATIVE and tree.dep[v] == "relcl":
            thing = tree.head[v]
            regions = [Region(tree.left[thing], tree.left[v] - 1)]
        elif tree.lower[subject] == "it":
            regions = []
        else:
            regions = [Region(tree.left[subject], tree.right[subject])]
        if not rest and not frames & {"object", "clause"}:
            return []
        return regions + [Region(tree.left[c], tree.right[c]) for c in rest]

    def _small_clause(self, v: int) -> Region | None:
        """NP ADJ, NP NP, NP as NP."""
        tree = self.tree
        predicates = [
            c for c in tree.children[v]
            if c > v and (tree.dep[c] in ("oprd", "acomp") or (tree.dep[c] in ("prep", "mark") and tree.lower[c] == "as"))
        ]
        things = [c for c in tree.children[v] if c > v and tree.dep[c] in ("dobj", "dative")]
        what = [c for c in tree.children[v] if c < v and tree.lower[c] in ("what", "which", "that") and tree.dep[c] in ("dobj", "nsubj", "pobj")]
        if predicates and things:
            return Region(tree.left[things[0]], max(tree.right[c] for c in predicates))
        if predicates and (what or tree.dep[v] in ("pcomp", "csubj")):
            return Region(tree.left[predicates[0]], tree.right[predicates[0]])
        if things and self.cues.is_a("attitude", self.tree.lemma[v]):
            for c in tree.children[things[0]]:
                if tree.lower[c] == "as" and tree.dep[c] == "prep":
                    return Region(tree.left[things[0]], tree.right[things[0]])
            return None
        comp = tree.child(v, "ccomp")
        if comp is not None and comp > v and tree.left[comp] > v and self.tree.lemma[v] not in ("reject", "see"):
            return Region(tree.left[comp], tree.right[comp])
        if len(things) == 2:
            return Region(tree.left[things[0]], tree.right[things[1]])
        if things and any(tree.lower[i] == "as" for i in tree.children[things[0]]):
            return Region(tree.left[things[0]], tree.right[things[0]])
        return None

    def _object_infinitive(self, v: int) -> tuple[Region, Region] | None:
        tree = self.tree
        things = [c for c in tree.children[v] if c > v and tree.dep[c] in ("dobj", "dative")]
        for c in tree.children[v]:
            if c < v or tree.dep[c] not in ("xcomp", "ccomp", "advcl") or not self._to(c):
                continue
            if things and things[0] < c:
                return Region(tree.left[things[0]], tree.right[c]), Region(tree.left[things[0]], tree.right[things[0]])
            subject = tree.child(c, "nsubj", "nsubjpass")
            if subject is not None and subject > v:
                return Region(tree.left[c], tree.right[c]), Region(tree.left[subject], tree.right[subject])
        if things:
            for c in tree.children[things[0]]:
                if tree.dep[c] in ("acl", "relcl") and self._to(c) and can_speak(tree, things[0]):
                    return (
                        Region(tree.left[things[0]], tree.right[things[0]]),
                        Region(tree.left[things[0]], tree.left[c] - 1),
                    )
        return None

    def _to(self, verb: int) -> bool:
        return any(self.tree.lower[c] == "to" and self.tree.dep[c] == "aux" for c in self.tree.children[verb])

    def _infinitive(self, v: int) -> Region | None:
        tree = self.tree
        for c in tree.children[v]:
            if c > v and tree.dep[c] in ("xcomp", "ccomp", "advcl") and self._to(c):
                return Region(max(tree.left[c], v + 1), tree.right[c])
        return None

    def _prepositional(
        self, v: int, lemma: str, particle: int | None
    ) -> tuple[list[Region], int, Region | None] | None:
        """warn of NP, call for NP to VP; the preposition joins the cue where it stands beside it."""
        tree = self.tree
        wanted = self.cues.prepositions.get(lemma, frozenset()) | self.cues.for_clause.get(lemma, frozenset())
        base = v if particle is None else particle
        for i in range(base + 1, min(base + 8, tree.stop[v])):
            if tree.lower[i] not in wanted or self.page.quoted[i] != self.page.quoted[v]:
                if tree.verbal(i) or tree.lower[i] in (",", ";", ":"):
                    break
                continue
            if tree.head[i] == v or tree.head[tree.head[i]] == v or i == base + 1:
                return self._phrase(v, lemma, i, base)
        return None

    def _phrase(
        self, v: int, lemma: str, preposition: int, base: int
    ) -> tuple[list[Region], int, Region | None] | None:
        tree = self.tree
        first = preposition + 1
        governor = tree.head[preposition]
        if tree.dep[preposition] == "mark" and governor > preposition:
            last = tree.right[governor]
        else:
            last = tree.right[preposition]
        hearer = None
        thing = tree.child(preposition, "pobj")
        for c in tree.children[v]:
            # call on NP to VP, call for NP to VP: the infinitive hangs from the verb
            if c > preposition and tree.left[c] == last + 1 and tree.dep[c] in ("xcomp", "advcl", "ccomp") and self._to(c):
                if thing is not None:
                    hearer = Region(tree.left[thing], tree.right[thing])
                last = tree.right[c]
        if thing is not None and hearer is None:
            for c in tree.children[thing]:
                if tree.dep[c] in ("acl", "relcl") and self._to(c) and can_speak(tree, thing):
                    hearer = Region(tree.left[thing], tree.left[c] - 1)
        if last < first or (lemma == "call" and tree.lower[preposition] in ("on", "upon") and hearer is None):
            return None
        if tree.lower[preposition] == "for":
            hearer = None
        if last == first and tree.tag[first] in ("PRP", "WP", "WDT", "DT"):
            return None
        cue_last = preposition if preposition == base + 1 else base
        return [Region(first, last)], cue_last, hearer

    def _object_preposition(self, v: int, lemma: str) -> Region | None:
        tree = self.tree
        wanted = self.cues.object_prepositions[lemma]
        things = [c for c in tree.children[v] if c > v and tree.dep[c] in ("dobj", "dative")]
        if not things:
            return None
        for c in (*tree.children[v], *tree.children[things[0]]):
            if c > things[0] and tree.lower[c] in wanted and tree.dep[c] in ("prep", "dative", "agent"):
                return Region(tree.left[things[0]], tree.right[c])
        return None

    def _object(self, v: int, lemma: str) -> tuple[list[Region], int, Region | None] | None:
        tree = self.tree
        things = [c for c in tree.children[v] if tree.dep[c] == "dobj"]
        thing = things[0] if things else None
        if thing is None or thing < v:
            return self._relative_object(v, thing)
        if tree.tag[thing] in ("PRP", "WP", "WDT", "EX") or tree.lower[thing] in ("this", "that", "so", "nothing", "something"):
            return None
        if tree.entity[thing] in ("PERSON", "DATE", "TIME"):
            return None
        return self._carried(v, thing) or ([Region(tree.left[thing], tree.right[thing])], v, None)

    def _carried(self, v: int, thing: int) -> tuple[list[Region], int, Region | None] | None:
        """express concern that S, reiterate NP's position that S: the noun hands its content on."""
        tree = self.tree
        lemma = tree.lemma[thing]
        self.taken.add(thing)
        for c in tree.children[thing]:
            clause = tree.dep[c] in ("acl", "ccomp", "relcl") and any(
                tree.lower[m] == "that" and tree.dep[m] == "mark" for m in tree.children[c]
            )
            if clause and lemma in self.cues.nouns:
                bare = not any(tree.tag[d] in _DETERMINERS or tree.dep[d] == "poss" for d in tree.children[thing])
                return [Region(tree.left[c], tree.right[c])], thing if bare or tree.lower[thing - 1] in ("a", "an") else v, None
        if lemma not in self.cues.words["bare"]:
            return None
        if any(tree.tag[d] in _DETERMINERS or tree.dep[d] in ("poss", "det", "nummod") for d in tree.children[thing]):
            return None
        for c in tree.children[thing]:
            if c > thing and tree.dep[c] == "prep" and tree.lower[c] in ("about", "over", "at", "for", "of", "with", "in", "on", "to", "against"):
                return [Region(c + 1, tree.right[c])], c, None
        return None

    def _relative_object(self, v: int, thing: int | None) -> tuple[list[Region], int, Region | None] | None:
        """the plan (that) X rejected"""
        tree = self.tree
        if tree.dep[v] != "relcl" or (thing is not None and tree.lower[thing] not in RELATIVE):
            return None
        noun = tree.head[v]
        if tree.tag[noun] in ("PRP", "WP", "DT") or tree.lemma[noun] in ("something", "what", "thing", "one"):
            return None
        if thing is None and tree.child(v, "nsubj") is not None and tree.lower[tree.child(v, "nsubj")] in RELATIVE:  # type: ignore[index]
            return None
        last = tree.left[v] - 1
        return ([Region(tree.left[noun], last)], v, None) if last >= noun else None

    # ---------------------------------------------------------------- light verbs
    def _clear(self, v: int, lemma: str) -> Iterator[Candidate]:
        """make (it) clear that S, express concern that S, issue a call for NP."""
        tree = self.tree
        if self._unreal(v, lemma) or is_passive(tree, v):
            return
        head = subject_of(tree, v)
        if head is None or not can_speak(tree, head):
            return
        if self.page.quoted[v] >= 0 and tree.lower[head] in ("i", "we", "you"):
            return
        found: tuple[list[Region], int, Region | None] | None = None
        thing = tree.child(v, "dobj")
        if thing is not None and thing > v and tree.lemma[thing] in self.cues.nouns:
            quote = self._quote_after(v, "")
            if quote is not None:
                found = [quote], thing, None
        if lemma == "make" and found is None:
            for i in range(v + 1, min(v + 4, tree.stop[v])):
                if tree.lower[i] in ("clear", "plain"):
                    comp = next((c for c in tree.children[v] if c > i and tree.dep[c] == "ccomp"), None)
                    comp = comp if comp is not None else tree.child(i, "ccomp")
                    comp = comp if comp is not None else (tree.head[i] if tree.dep[tree.head[i]] == "ccomp" else None)
                    if comp is not None and tree.right[comp] > i:
                        found = [Region(max(i + 1, tree.left[comp]), tree.right[comp])], i, None
        if found is None and thing is not None and thing > v and tree.lemma[thing] in self.cues.words["bare"] | self.cues.nouns.keys():
            found = self._carried(v, thing)
            owned = any(tree.dep[d] == "poss" for d in tree.children[thing])
            if found is None and (owned or lemma in ("express", "voice", "convey", "air", "reiterate", "repeat", "restate", "reaffirm", "echo", "renew", "register")):
                found = [Region(tree.left[thing], tree.right[thing])], v, None
            if found is None:
                complement = self._complement(thing)
                if complement is not None:
                    found = [complement], thing, None
                else:
                    self.taken.discard(thing)
        if found is None:
            return
        regions, cue_last, hearer = found
        first, last = phrase_of(tree, head, v)
        yield Candidate(
            anchor=v,
            lemma=lemma,
            contents=tuple(tree.between(*r) for r in regions),
            cue=tree.between(v, cue_last),
            source=tree.between(first, last),
            heads=tuple(h for h in speakers_of(tree, head) if first <= h <= last),
            addressee=None if hearer is None else tree.between(*hearer),
        )

    # ---------------------------------------------------------------- nouns
    def _complement(self, noun: int) -> Region | None:
        """What a noun of saying says: that S, to VP, for NP to VP, against NP."""
        tree = self.tree
        takes = self.cues.nouns.get(tree.lemma[noun], frozenset())
        for c in tree.children[noun]:
            if c < noun:
                continue
            marked = any(tree.lower[m] == "that" and tree.dep[m] == "mark" for m in tree.children[c])
            if "that" in takes and tree.dep[c] in ("acl", "ccomp", "relcl") and marked:
                return Region(tree.left[c], tree.right[c])
            if "infinitive" in takes and tree.dep[c] in ("acl", "relcl", "xcomp") and self._to(c):
                return Region(tree.left[c], tree.right[c])
            if tree.dep[c] in ("prep", "mark") and tree.lower[c] in takes:
                last = tree.right[c]
                for d in tree.children[noun]:
                    if tree.left[d] == last + 1 and tree.dep[d] in ("acl", "relcl") and self._to(d):
                        last = tree.right[d]
                return Region(c, last)
        return None

    def _noun(self, n: int, lemma: str) -> Iterator[Candidate]:
        """NP's call for NP, a call by NP to VP."""
        tree = self.tree
        owner = tree.child(n, "poss")
        if owner is None:
            by = next((c for c in tree.children[n] if c > n and tree.lower[c] in ("by", "from") and tree.dep[c] in ("prep", "agent")), None)
            owner = tree.child(by, "pobj") if by is not None else None
        if owner is None or not can_speak(tree, owner):
            return
        complement = self._complement(n)
        if complement is None:
            return
        if self.page.quoted[n] >= 0 and tree.lower[owner] in ("my", "our", "your"):
            return
        if complement.first <= owner <= complement.last:
            complement = Region(tree.right[owner] + 1, complement.last)
        yield Candidate(
            anchor=n,
            lemma=lemma,
            contents=(tree.between(*complement),),
            cue=tree.between(n, n),
            source=tree.between(*phrase_of(tree, owner, n)),
            heads=speakers_of(tree, owner),
            denied=lemma == "denial",
            score=0.7,
        )

    # ---------------------------------------------------------------- adjectives
    def _adjective(self, a: int, lemma: str) -> Iterator[Candidate]:
        """X is concerned that S"""
        tree = self.tree
        verb = tree.head[a]
        if tree.dep[a] not in ("acomp", "oprd", "attr") or not tree.verbal(verb) or self._unreal(verb, "believe"):
            return
        comp = next((c for c in (*tree.children[a], *tree.children[verb]) if c > a and tree.dep[c] == "ccomp" and self._is_clause(c)), None)
        head = subject_of(tree, verb)
        if comp is None or head is None or not can_speak(tree, head) or tree.lower[head] == "it":
            return
        if self.page.quoted[a] >= 0 and tree.lower[head] in ("i", "we", "you"):
            return
        first, last = phrase_of(tree, head, a)
        yield Candidate(
            anchor=a,
            lemma=lemma,
            contents=(tree.between(tree.left[comp], tree.right[comp]),),
            cue=tree.between(a, a),
            source=tree.between(first, last),
            heads=speakers_of(tree, head),
            score=0.6,
        )

    # ---------------------------------------------------------------- phrases
    def _according(self, i: int) -> Iterator[Candidate]:
        """S, according to X."""
        tree = self.tree
        thing = tree.child(i + 1, "pobj")
        if thing is None:
            thing = next((c for c in range(i + 2, tree.stop[i]) if tree.head[c] < i + 2 or tree.head[c] >= tree.stop[i]), None)
        if thing is None:
            return
        first, last = i + 2, max(tree.right[thing], i + 2)
        while last + 1 < tree.stop[i] and tree.dep[last + 1] in ("appos",):
            last += 1
        start, stop = tree.sentence[i], tree.stop[i]
        regions = []
        if i > start and not self._is_edge(start, i):
            regions.append(Region(start, i - 1))
            if last + 1 < stop and tree.lower[last + 1] == "," and tree.tag[min(last + 2, stop - 1)] not in ("VBG", "WDT", "WP", "CC"):
                regions.append(Region(last + 2, stop - 1))
        else:
            regions.append(Region(last + 1, stop - 1))
        regions = [r for r in regions if r.last >= r.first and not self._is_edge(r.first, r.last + 1)]
        if not regions:
            return
        yield Candidate(
            anchor=i,
            lemma="according to",
            contents=tuple(tree.between(*r) for r in regions),
            cue=tree.between(i, i + 1),
            source=tree.between(first, last),
            heads=speakers_of(tree, thing),
        )
