"""Subjects that the parser loses to the place named before them.

`After talks in Geneva, Kerry and Lavrov announced a truce`: the small model takes the two for
further places, and the verb is left without anybody who did it. What the press opens half its
reports with must not be lost, so such subjects are given back before anything reads the parse.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass")


def give_back_subjects(doc: Doc) -> None:
    """Hang names behind the comma of a fronted phrase on the verb that follows them; in place."""
    for sentence in doc.sents:
        front = sentence[0]
        if front.dep_ == "prep" and front.head.i > front.i:
            _mend(front, front.head)


def _mend(front: Token, verb: Token) -> None:
    own = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if own is not None and own.i != front.i + 1:
        return
    subject = _behind_the_comma(front.doc, front.i, verb)
    if subject is None:
        return
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    if own is not None:  # "After talks in Geneva, …": the talks announced nothing
        own.head, own.dep_ = front, "pobj"
    subject.head, subject.dep_ = verb, "nsubjpass" if passive else "nsubj"


def _behind_the_comma(doc: Doc, first: int, verb: Token) -> Token | None:
    """The first of the names that are joined to a place, and reach up to the verb."""
    for i in range(first + 1, verb.i):
        word = doc[i]
        if word.dep_ not in ("conj", "appos") or word.ent_type_ != "PERSON":
            continue
        place = word.head
        before = doc[word.left_edge.i - 1]
        apart = before.text == "," and place.dep_ == "pobj" and place.ent_type_ != "PERSON"
        ends = word.right_edge.i + 1
        while ends < verb.i and doc[ends].dep_ in ("aux", "auxpass", "neg", "advmod"):
            ends += 1
        return word if apart and ends == verb.i else None
    return None
