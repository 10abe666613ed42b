"""What else a cue can take: noun phrases, infinitives, small clauses, prepositional phrases."""

from __future__ import annotations

from typing import NamedTuple

from tracktwo.extract.page import Page, Region
from tracktwo.extract.sources import RELATIVE, can_speak
from tracktwo.extract.speech import to_infinitive, without_remark
from tracktwo.knowledge.cues import cues

_OBJECTS = ("dobj", "dative")
_ABOUT = frozenset(["about", "against", "at", "for", "in", "of", "on", "over", "to", "with"])


class Said(NamedTuple):
    """Content, the last token of the cue, who was told, and whether it is a clause or quotation."""

    regions: list[Region]
    cue_last: int
    hearer: Region | None = None
    spoken: bool = False


def subtree(page: Page, i: int) -> Region:
    """All that hangs from a token."""
    return Region(page.tree.left[i], page.tree.right[i])


def _objects(page: Page, v: int) -> list[int]:
    return [c for c in page.tree.children[v] if c > v and page.tree.dep[c] in _OBJECTS]


def passive(page: Page, v: int, lemma: str) -> Said | None:
    """The subject of a passive with what is said of it: X was called NP by Y."""
    tree = page.tree
    frames = cues().verbs.get(lemma, frozenset())
    subject, agent = tree.child(v, "nsubjpass"), tree.child(v, "agent")
    rest = [
        subtree(page, c)
        for c in tree.children[v]
        if c > v
        and c != agent
        and (
            tree.dep[c] in ("oprd", "xcomp", "ccomp")
            or (tree.dep[c] == "prep" and tree.lower[c] in ("as", "of", "for"))
        )
    ]
    if subject is None:
        if tree.dep[v] != "acl" or not frames & {"object", "object_predicate"}:
            return None
        regions = [Region(tree.left[tree.head[v]], v - 1)]
    elif tree.lower[subject] in RELATIVE and tree.dep[v] == "relcl":
        regions = [Region(tree.left[tree.head[v]], tree.left[v] - 1)]
    elif tree.lower[subject] == "it":
        regions = []
    else:
        regions = [subtree(page, subject)]
    if not rest and not frames & {"object", "clause"}:
        return None
    return Said([*regions, *rest], v) if regions or rest else None


def small_clause(page: Page, v: int, lemma: str) -> Said | None:
    """NP ADJ, NP NP, NP as NP: called the plan a trick, described it as weak."""
    tree = page.tree
    predicates = [
        c
        for c in tree.children[v]
        if c > v
        and (
            tree.dep[c] in ("oprd", "acomp")
            or (tree.dep[c] in ("prep", "mark") and tree.lower[c] == "as")
        )
    ]
    things = _objects(page, v)
    if predicates and things:
        last = max(tree.right[c] for c in predicates)
        return Said([Region(tree.left[things[0]], last)], v)
    what = any(c < v and tree.lower[c] in ("what", "which", "that") for c in tree.children[v])
    if predicates and (what or tree.dep[v] in ("pcomp", "csubj")):
        return Said([subtree(page, predicates[0])], v)
    if things and any(tree.lower[c] == "as" for c in tree.children[things[0]]):
        return Said([subtree(page, things[0])], v)
    if cues().is_a("attitude", lemma):
        return None
    comp = tree.child(v, "ccomp")
    if comp is not None and tree.left[comp] > v:
        return Said([subtree(page, comp)], v)
    if len(things) == 2:
        return Said([Region(tree.left[things[0]], tree.right[things[1]])], v)
    return None


def object_infinitive(page: Page, v: int) -> Said | None:
    """NP to VP, with NP the one spoken to: urged X to come."""
    tree = page.tree
    things = _objects(page, v)
    for c in tree.children[v]:
        if c < v or tree.dep[c] not in ("xcomp", "ccomp", "advcl") or not to_infinitive(page, c):
            continue
        if things and things[0] < c:
            first = tree.left[things[0]]
            return Said([Region(first, tree.right[c])], v, subtree(page, things[0]))
        subject = tree.child(c, "nsubj", "nsubjpass")
        if subject is not None and subject > v:
            return Said([subtree(page, c)], v, subtree(page, subject))
    for thing in things[:1]:
        for c in tree.children[thing]:
            order = tree.dep[c] in ("acl", "relcl") and to_infinitive(page, c)
            if order and can_speak(tree, thing):
                whole = subtree(page, thing)
                return Said([whole], v, Region(whole.first, tree.left[c] - 1))
    return None


def infinitive(page: Page, v: int) -> Said | None:
    """to VP: promised to come."""
    tree = page.tree
    for c in tree.children[v]:
        first = tree.left[c]
        begins = tree.lower[first] in ("to", "not", "never") or first in page.opens
        clause = first > v and tree.dep[c] in ("xcomp", "ccomp", "advcl")
        if clause and begins and to_infinitive(page, c):
            return Said([subtree(page, c)], v)
    return None


def prepositional(page: Page, v: int, lemma: str, particle: int | None) -> Said | None:
    """warn of NP, call for NP to VP; the preposition joins the cue where it stands beside it."""
    tree = page.tree
    wanted = cues().prepositions.get(lemma, frozenset())
    base = v if particle is None else particle
    for i in range(base + 1, min(base + 8, tree.stop[v])):
        if page.quoted[i] != page.quoted[v] or tree.verbal(i) or tree.lower[i] in (",", ";", ":"):
            return None
        if tree.lower[i] in wanted and (
            v in (tree.head[i], tree.head[tree.head[i]]) or i == base + 1
        ):
            return _phrase(page, v, lemma, i, base)
    return None


def _phrase(page: Page, v: int, lemma: str, preposition: int, base: int) -> Said | None:
    tree = page.tree
    first, governor = preposition + 1, tree.head[preposition]
    marks = tree.dep[preposition] == "mark" and governor > preposition
    last = tree.right[governor if marks else preposition]
    thing = tree.child(preposition, "pobj")
    hearer = None
    for c in tree.children[v]:
        # call on NP to VP: the infinitive hangs from the verb
        if c > preposition and tree.left[c] == last + 1 and to_infinitive(page, c):
            hearer = None if thing is None else subtree(page, thing)
            last = tree.right[c]
    if thing is not None and hearer is None:
        for c in tree.children[thing]:
            if (
                tree.dep[c] in ("acl", "relcl")
                and to_infinitive(page, c)
                and can_speak(tree, thing)
            ):
                hearer = Region(tree.left[thing], tree.left[c] - 1)
    if last < first or (last == first and tree.tag[first] in ("PRP", "WP", "WDT", "DT")):
        return None
    if (
        lemma in ("call", "prevail")
        and tree.lower[preposition] in ("on", "upon")
        and hearer is None
    ):
        return None  # called on the king: a visit
    if tree.lower[preposition] == "for":
        hearer = None
    cue_last = preposition if preposition == base + 1 else base
    return Said([without_remark(page, Region(first, last))], cue_last, hearer)


def object_preposition(page: Page, v: int, lemma: str) -> Said | None:
    """NP and what it is blamed, praised, warned for: accused X of lying."""
    tree = page.tree
    wanted = cues().object_prepositions.get(lemma, frozenset())
    for thing in _objects(page, v)[:1]:
        for c in (*tree.children[v], *tree.children[thing]):
            if c > thing and tree.lower[c] in wanted and tree.dep[c] in ("prep", "dative", "agent"):
                return Said([Region(tree.left[thing], tree.right[c])], v)
    return None


def noun_phrase(page: Page, v: int) -> Said | None:
    """The object: rejected the plan, expressed concern that S, the plan that X rejected."""
    tree = page.tree
    thing = tree.child(v, "dobj")
    if thing is None or thing < v:
        return _antecedent(page, v, thing)
    if tree.tag[thing] in ("PRP", "WP", "WDT", "EX"):
        return None
    if tree.lower[thing] in ("this", "that", "so", "nothing", "something"):
        return None
    if tree.entity[thing] in ("PERSON", "DATE", "TIME"):
        return None
    whole = subtree(page, thing)
    if tree.lemma[v] in cues().words["light_verbs"]:
        whole = owned_noun(page, v, thing)
    return carried_by(page, v, thing) or Said([without_remark(page, whole)], v)


def carried_by(page: Page, v: int, thing: int) -> Said | None:
    """The content of a noun that a verb lends its subject to.

    A bare noun joins the cue (expressed concern that S), one with an owner does not (reiterated
    NP's position that S).
    """
    tree = page.tree
    lemma = tree.lemma[thing]
    own = [tree.dep[c] for c in tree.children[thing] if c < thing]
    bare = not set(own) & {"det", "poss", "nummod"}
    small = tree.lower[thing - 1] in ("a", "an")
    if lemma in cues().nouns:
        for c in tree.children[thing]:
            if tree.dep[c] in ("acl", "ccomp", "relcl") and _that(page, c):
                return Said([subtree(page, c)], thing if bare or small else v, spoken=True)
    if lemma in cues().words["bare"] and bare:
        for c in tree.children[thing]:
            about = tree.dep[c] == "prep" and tree.lower[c] in _ABOUT
            if about and tree.right[c] > c > thing:
                return Said([Region(c + 1, tree.right[c])], c)
    return None


def _that(page: Page, clause: int) -> bool:
    tree = page.tree
    return any(tree.lower[m] == "that" and tree.tag[m] == "IN" for m in tree.children[clause])


def noun_complement(page: Page, noun: int) -> Region | None:
    """What a noun of saying says: that S, to VP, for NP to VP, against NP."""
    tree = page.tree
    takes = cues().nouns.get(tree.lemma[noun], frozenset())
    for c in tree.children[noun]:
        if c < noun:
            continue
        if "that" in takes and tree.dep[c] in ("acl", "ccomp", "relcl") and _that(page, c):
            return subtree(page, c)
        if (
            "infinitive" in takes
            and tree.dep[c] in ("acl", "relcl", "xcomp")
            and to_infinitive(page, c)
        ):
            return subtree(page, c)
        if tree.dep[c] in ("prep", "mark") and tree.lower[c] in takes:
            last = tree.right[c]
            if (
                last + 1 < tree.stop[noun]
                and tree.lower[last + 1] == "to"
                and tree.dep[last + 1] == "aux"
            ):
                last = tree.right[tree.head[last + 1]]
            return Region(c, last)
    return None


def owned_noun(page: Page, v: int, thing: int) -> Region:
    """A noun of saying with what the parser hung on the verb: voiced their interest | in NP."""
    tree = page.tree
    last = tree.right[thing]
    for c in tree.children[v]:
        if tree.left[c] == last + 1 and tree.dep[c] == "prep" and tree.lower[c] in _ABOUT:
            last = tree.right[c]
    return Region(tree.left[thing], last)


def _antecedent(page: Page, v: int, thing: int | None) -> Said | None:
    """the plan (that) X rejected"""
    tree = page.tree
    if tree.dep[v] != "relcl" or (thing is not None and tree.lower[thing] not in RELATIVE):
        return None
    noun, subject = tree.head[v], tree.child(v, "nsubj")
    if tree.tag[noun] in ("PRP", "WP", "DT") or tree.lemma[noun] in ("something", "thing", "one"):
        return None
    if thing is None and subject is not None and tree.lower[subject] in RELATIVE:
        return None
    last = tree.left[v] - 1
    return Said([Region(tree.left[noun], last)], v) if last >= noun else None
