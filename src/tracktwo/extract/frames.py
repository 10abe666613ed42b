"""What verbs take: their complements by kind, and how far the words of an act reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from tracktwo.extract.clauses import child, is_verb, passive
from tracktwo.extract.words import lemma_of
from tracktwo.knowledge.stances import stance_cues
from tracktwo.model.record import StanceKind

_DUTY = frozenset({"must", "should", "ought", "shall"})


def frame_of(verb: Token, present: Mapping[str, Token]) -> tuple[StanceKind, str] | None:
    """The stance of a verb with the complements that are there, and the kind that made it one."""
    stances = stance_cues()
    frames = stances.verbs.get(verb_lemma(verb)) or stances.verbs.get(lemma_of(verb), ())
    for stance, needed in frames:
        for kind in present:
            if kind in needed:
                return stance, kind
    return None


def stance_of(verb: Token) -> StanceKind | None:
    """The stance of a verb by its complements, whoever is its subject."""
    found = frame_of(verb, dict(complements(verb)))
    return found[0] if found else None


def complements(verb: Token) -> Iterator[tuple[str, Token]]:
    """What a verb takes, by kind (`obj`, `objto`, `that`, `to`, `ing`, `as` or a preposition)."""
    thing = child(verb, "dobj", "dative")
    if passive(verb):
        thing = child(verb, "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
    gap = verb.dep_ == "relcl" and thing is None and child(verb, "nsubj") is not None
    if gap and child(verb, "nsubj").tag_ not in ("WP", "WDT"):  # type: ignore[union-attr]
        thing = verb.head
    if thing is not None and thing.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        thing = verb.head
    if thing is not None and not thing.lower_.endswith(("self", "selves")):
        yield "obj", thing
        if is_someone(thing):
            yield "someone", thing
    for c in verb.children:
        if c.dep_ in ("ccomp", "xcomp", "advcl") and not _apart(c, verb):
            kind = _clausal(verb, c, thing)
            if kind:
                yield kind, c
                if kind == "objto" and thing is None:
                    yield "to", c
                elif kind == "subjunctive":
                    yield "that", c
                    yield "ought", c
                elif kind == "that" and any(x.lower_ in _DUTY for x in c.children):
                    yield "ought", c
        elif c.dep_ in ("prep", "dative") and c.pos_ in ("ADP", "SCONJ"):
            yield c.lower_, child(c, "pobj", "pcomp") or c
        elif c.dep_ == "advmod" and c.lower_ == "short":
            yield "short", child(child(c, "prep") or c, "pcomp", "pobj") or c
        elif c.dep_ == "mark" and c.lower_ == "for":
            yield "for", verb
    shared = next((c for c in verb.children if c.dep_ == "conj" and is_verb(c)), None)
    if thing is None and shared is not None and child(shared, "dobj") is not None:
        yield "obj", child(shared, "dobj") or shared


def _apart(clause: Token, verb: Token) -> bool:
    """Whether a semicolon or colon stands between a clause and the verb behind it."""
    return any(t.text in ";:" for t in verb.doc[clause.i + 1 : verb.i])


def _clausal(verb: Token, clause: Token, thing: Token | None) -> str | None:
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "aux")}
    doer = child(clause, "nsubj", "nsubjpass")
    if clause.dep_ == "advcl":
        if "for" in marks and "to" in marks:
            return "for"
        return "objto" if "to" in marks and clause.i > verb.i and thing is not None else None
    if "to" in marks:
        return "objto" if thing is not None or doer is not None else "to"
    if clause.tag_ == "VBG" and doer is None:
        return "ing"
    if (
        clause.tag_ == "VBN"
        and doer is not None
        and not any(c.dep_ in ("aux", "auxpass") for c in clause.children)
    ):
        return "objto"
    if clause.tag_ == "VB" and not any(
        c.tag_ == "MD" or lemma_of(c) == "do" for c in clause.children
    ):
        return "subjunctive"
    return "that"


def verb_lemma(verb: Token) -> str:
    """The lemma with its particle, as the table has it: turn down, turned him down, speak out."""
    lemma = lemma_of(verb)
    if lemma not in stance_cues().with_particle:
        return lemma
    for token in verb.doc[verb.i + 1 : verb.i + 4]:
        if f"{lemma} {token.lower_}" in stance_cues().verbs:
            return f"{lemma} {token.lower_}"
    return lemma


def is_someone(token: Token | None) -> bool:
    """Whether a noun or pronoun is a person, state or body by its looks."""
    return token is not None and (
        token.pos_ == "PROPN"
        or token.ent_type_ in ("PERSON", "GPE", "NORP", "ORG")
        or token.lower_ in ("them", "him", "her", "us", "you")
    )


def reach(verb: Token) -> tuple[int, int]:
    """From the verb with its auxiliaries to the end of what belongs to it."""
    first = verb.i
    for c in verb.children:
        if c.i < verb.i and c.dep_ in ("aux", "auxpass", "neg") and c.i >= first - 4:
            first = min(first, c.i)
        if c.dep_ == "nsubjpass":
            first = min(first, c.left_edge.i)
    end = verb.i + 1
    for c in verb.children:
        if c.i < verb.i:
            if c.dep_ == "ccomp" and not any(t.text in ";.:" for t in verb.doc[c.i : verb.i]):
                first = min(first, c.left_edge.i)
            continue
        if (
            c.dep_ in ("conj", "cc", "punct", "parataxis", "appos", "dep")
            or (c.dep_ == "advcl" and not _bound(c))
            or c.dep_ in ("nsubj",)
        ):
            continue
        end = max(end, right_of(c))
    return first, end


def _bound(clause: Token) -> bool:
    """An adverbial clause that belongs to the position: a purpose or a condition."""
    for c in clause.children:
        if c.dep_ in ("aux", "mark", "advmod") and c.lower_ in (
            "to",
            "for",
            "until",
            "unless",
            "if",
            "before",
            "once",
            "long",
            "provided",
            "till",
            "without",
            "only",
        ):
            return True
        if c.dep_ == "mark" and c.lower_ == "as" and c.i > 0 and c.nbor(-1).lower_ == "long":
            return True
    return False


def right_of(token: Token) -> int:
    """The end of a phrase, short of a participle that goes on with another act."""
    end = int(token.right_edge.i) + 1
    for t in token.subtree:
        if t.dep_ not in ("advcl", "parataxis") or t.i <= token.i or t.tag_ != "VBG" or _bound(t):
            continue
        before = int(t.left_edge.i)
        if (
            token.i < before < end
            and _goes_on(t)
            and "," in t.doc[max(0, before - 2) : before].text
        ):
            end = before
    doc = token.doc
    while end > token.i + 1 and doc[end - 1].is_punct and doc[end - 1].text not in '”"’)':
        end -= 1
    return end


def _goes_on(verb: Token) -> bool:
    """Whether a participle begins another act or citation: …, insisting on …"""
    cues = stance_cues()
    lemma = lemma_of(verb)
    return (
        lemma in cues.verbs
        or lemma in cues["naming"]
        or lemma in cues["voicing"]
        or lemma in cues["saying"]
    )
