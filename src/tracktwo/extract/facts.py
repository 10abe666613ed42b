"""Whether a verb tells what is or was, rather than what is asked for, feared or made a condition."""

from __future__ import annotations

from spacy.tokens import Token

from tracktwo.extract.clauses import child, is_verb
from tracktwo.extract.words import lemma_of, negated

# Verbs whose infinitive tells a fact: appears to reject, continued to demand.
_RAISING = frozenset(
    [
        "appear",
        "seem",
        "continue",
        "begin",
        "start",
        "keep",
        "go",
        "tend",
        "come",
        "happen",
        "proceed",
        "prove",
        "fail",
        "have",
        "help",
        "be",
    ]
)
# What is hoped, feared or wished is not told as a fact.
_UNREAL = frozenset({"hope", "wish", "expect", "fear", "doubt", "want", "prefer", "suggest"})
_NOT_YET = frozenset({"until", "till", "before"})
_LET = frozenset({"let", "let’s", "let's"})
_ABLE = frozenset({"could", "may", "might", "can", "should", "must", "ought"})
_CONDITIONAL_MARKS = frozenset({"if", "unless", "whether", "lest"})
# by insisting, in refusing, with pressing: the way in which something was done.
_WAYS = frozenset({"by", "in", "after", "while", "with", "despite"})


def told_as_fact(verb: Token) -> bool:
    """Whether a verb tells what is or was, not what is asked for, feared or made a condition."""
    modal = next((c for c in verb.children if c.tag_ == "MD"), None)
    if modal is not None and modal.lower_ in _ABLE and not negated(verb):
        return False
    if verb.tag_ == "VBN" and not _finite(verb):
        return False
    if any(
        t.lower_.strip("”“\"'") in _LET
        for t in verb.doc[verb.sent.start : min(verb.i, verb.sent.start + 2)]
    ):
        return False
    step = verb
    while True:
        if any(_makes_conditional(c, step) for c in step.children):
            return False
        above = step.head
        if above.i == step.i or (
            step.dep_ == "ccomp" and any(t.text in ";:" for t in step.doc[step.i : above.i])
        ):
            return not _asked(step)
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in step.children)
        if (
            step.dep_ in ("xcomp", "ccomp")
            and (infinitive or step.tag_ in ("VB", "VBG"))
            and not (
                any(c.tag_ == "MD" for c in step.children)
                or (step.tag_ == "VBG" and step.dep_ == "ccomp")
            )
        ):
            if lemma_of(above) not in _RAISING and not (
                step.dep_ == "xcomp"
                and step.tag_ == "VBG"
                and lemma_of(above) in ("keep", "start", "begin")
            ):
                return False
        elif (step.dep_ == "ccomp" and lemma_of(above) in _UNREAL) or (
            step.dep_ == "advcl" and infinitive
        ):
            return False
        elif step.dep_ == "pcomp":
            confined = above.lower_ == "to" and lemma_of(above.head) in (
                "confine",
                "limit",
                "restrict",
            )
            if not (above.lower_ in _WAYS and is_verb(above.head)) and not confined:
                return False
        elif (step.dep_ in ("acl", "relcl") and infinitive) or (
            step.dep_ in ("csubj", "amod", "compound", "pobj", "nmod", "dobj") and step.i == verb.i
        ):
            return False
        step = above
        if step.dep_ == "ROOT" and step.head.i == step.i:
            return not _asked(step)


def _finite(verb: Token) -> bool:
    """A participle with its auxiliary, or one that shares it (has rejected and condemned)."""
    if any(c.dep_ in ("aux", "auxpass", "dobj") for c in verb.children):
        return True
    return (verb.dep_ == "conj" and verb.head.tag_ in ("VBN", "VBD") and _finite(verb.head)) or (
        verb.dep_ in ("ROOT", "ccomp", "conj", "advcl", "relcl")
        and child(verb, "nsubj") is not None
    )


def _makes_conditional(mark: Token, verb: Token) -> bool:
    """if, unless, whether; until and before, but for what did happen in the end."""
    if mark.dep_ not in ("mark", "advmod") or mark.i > verb.i:
        return False
    if mark.lower_ in _NOT_YET:
        return bool(verb.tag_ != "VBD")
    return mark.lower_ in _CONDITIONAL_MARKS


def _asked(root: Token) -> bool:
    """A question."""
    return any(c.text == "?" for c in root.children)
