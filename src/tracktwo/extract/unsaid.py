"""Words of saying under which nothing has been said: would say, did not say, if X says."""

from __future__ import annotations

from tracktwo.extract.speech import FINITE
from tracktwo.extract.tree import Tree
from tracktwo.knowledge.cues import cues

_NEAR = 10
"""Words behind a verb among which its object and what that is called are looked for."""


def unsaid(tree: Tree, verb: int, lemma: str) -> bool:
    """Whether the clause is a denial, condition, plan or wish rather than a report of words.

    Attitudes may be denied: who does not believe that S thinks something of S.
    """
    words = cues().words
    first = _governing(tree, verb)
    for c in sorted({*tree.children[verb], *tree.children[first]}):
        if tree.dep[c] in ("aux", "auxpass") and c < verb:
            if tree.lower[c] == "to":
                if tree.dep[first] not in ("advcl", "xcomp"):
                    return True
                if tree.lemma[tree.head[first]] not in words["aspect"]:
                    return True
            elif tree.lower[c] in words["unreal"]:
                return True
        if tree.dep[c] == "neg" and tree.head[c] == verb:
            return not cues().is_a("attitude", lemma)
        if tree.dep[c] == "mark" and tree.lower[c] in ("if", "unless", "whether"):
            return True
    return False


def denies(tree: Tree, verb: int, lemma: str) -> bool:
    """Whether what follows is said not to be so: deny S, dismiss a report, call it a lie."""
    words = cues().words
    thing = tree.child(verb, "dobj", "nsubjpass", "nsubj")
    report = tree.child(verb, "dobj", "nsubjpass")
    if cues().is_a("denial", lemma):
        return True
    told = report is not None and tree.lemma[report] in words["reports"]
    if told and cues().is_a("denial_of_report", lemma):
        return True
    after = range(verb + 1, min(tree.right[verb] + 1, verb + _NEAR))
    named = "object_predicate" in cues().verbs.get(lemma, ())
    return (
        named
        and thing is not None
        and any(tree.lemma[i] in words["reports"] or tree.tag[i] == "PRP" for i in after)
        and any(tree.lemma[i] in words["falsehoods"] for i in after)
    )


def _governing(tree: Tree, verb: int) -> int:
    """The first of coordinated verbs, whose auxiliaries and conjunction count for all."""
    while tree.dep[verb] == "conj" and tree.tag[verb] not in FINITE:
        perfect = any(tree.dep[c] == "aux" and tree.lemma[c] == "have" for c in tree.children[verb])
        if perfect or tree.child(verb, "nsubj", "nsubjpass") is not None:
            break
        verb = tree.head[verb]
    return verb
