"""Clauses as a dependency parse shows them: who is the subject of a verb, even when it is not
written beside it, and what stands above it.

The parser errs, so each question has a plain answer (None, an empty list) rather than an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_BEFORE_NOUNS = frozenset({"ADP", "SCONJ", "VERB", "ADV", "PART"})
# "invited them to attend": the object of the verb above is the one who attends.
OBJECT_CONTROL = frozenset(
    [
        "invite",
        "ask",
        "urge",
        "send",
        "dispatch",
        "allow",
        "call",
        "press",
        "persuade",
        "convince",
        "appoint",
        "assign",
        "order",
        "instruct",
        "permit",
        "enable",
        "force",
        "bring",
        "get",
        "tell",
        "encourage",
        "push",
        "authorize",
        "authorise",
        "lead",
        "expect",
        "want",
    ]
)


def child(token: Token, *deps: str) -> Token | None:
    """The first child that hangs by one of these relations."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def is_verb(token: Token) -> bool:
    """Whether it is a verb (or an auxiliary that stands for one)."""
    return token.pos_ in ("VERB", "AUX")


def passive(verb: Token) -> bool:
    """Whether the verb is in the passive: `were invited`, `talks attended by`."""
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ == "acl"
    )


def subject(verb: Token, depth: int = 6) -> Token | None:
    """The one of whom the verb is said: written, relative, shared or inherited."""
    found = child(verb, *SUBJECTS)
    if found is not None:
        if found.tag_ in ("WP", "WDT") and verb.dep_ in ("relcl", "acl"):
            return verb.head if not is_verb(verb.head) else None
        return found
    if depth == 0:
        return None
    above = verb.head
    if verb.dep_ == "conj" and is_verb(above):
        return subject(above, depth - 1)
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and is_verb(above):
        if verb.dep_ == "ccomp" and above.i > verb.i and not _bare(verb):
            return None
        if verb.dep_ == "ccomp" and (broken := _before_speaker(verb, above)) is not None:
            return broken
        return _controller(verb, above, depth)
    if verb.dep_ == "xcomp" and above.pos_ in ("ADJ", "NOUN"):
        return _of_predicate(above, depth)
    if verb.dep_ == "pcomp":
        return _of_preposition(above, depth)
    if verb.dep_ in ("acl", "relcl") and not passive(verb):
        if verb.tag_ == "VBG" or verb.dep_ == "relcl":
            return above
        return _of_predicate(above, depth)
    return None


def _before_speaker(verb: Token, speech: Token) -> Token | None:
    """`[A and his team], she announced, will travel`: the speaker stands inside what is said."""
    speaker = child(speech, "nsubj")
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ == "MD" for c in verb.children)
    if speaker is None or not finite:
        return None
    before = (c for c in speech.lefts if c.i < speaker.i and c.dep_ in ("npadvmod", "dep", "nsubj"))
    return next((c for c in before if c.pos_ in ("NOUN", "PROPN")), None)


def subjects(verb: Token) -> list[Token]:
    """All that the verb is said of: the parser gives the items of a long list one by one."""
    written = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i]
    if len(written) > 1:
        return written
    found = subject(verb)
    return [found] if found is not None else []


def doers(verb: Token) -> list[Token]:
    """Those who do it: the agent of a passive, else the subjects."""
    if not passive(verb):
        return subjects(verb)
    by = agent(verb)
    return [by] if by is not None else []


def _bare(verb: Token) -> bool:
    return verb.tag_ in ("VB", "VBG")


def _controller(verb: Token, above: Token, depth: int) -> Token | None:
    if above.lemma_ in OBJECT_CONTROL and verb.tag_ == "VB":
        thing = child(above, "dobj", "dative")
        if thing is not None:
            return thing
        if passive(above):
            return child(above, "nsubjpass")
    return subject(above, depth - 1)


def _of_predicate(noun: Token, depth: int) -> Token | None:
    """The subject of a noun or adjective that governs a verb: `willing to`, `an offer to`."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    above = noun.head
    if noun.dep_ in ("acomp", "attr", "dobj", "oprd") and is_verb(above):
        return subject(above, depth - 1)
    return None


def _of_preposition(preposition: Token, depth: int) -> Token | None:
    above = preposition.head
    if is_verb(above):
        return subject(above, depth - 1)
    return _of_predicate(above, depth)


def agent(verb: Token) -> Token | None:
    """The one by whom something is done, of a passive verb."""
    by = child(verb, "agent")
    if by is None:
        by = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def thing(verb: Token) -> Token | None:
    """The one to whom something is done: the object, or the subject of a passive."""
    if passive(verb):
        found = child(verb, "nsubjpass")
        if found is not None and found.tag_ in ("WP", "WDT"):
            return verb.head
        if found is None and verb.dep_ == "acl":
            return verb.head
        if found is None and verb.dep_ == "conj" and is_verb(verb.head):
            return subject(verb.head)
        return found
    return child(verb, "dobj", "dative")


def phrases(token: Token) -> Iterator[tuple[str, Token]]:
    """Each prepositional phrase of a verb or noun: the preposition and what it governs."""
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative") and c.pos_ in _BEFORE_NOUNS:
            yield from _governed(c)
        elif c.dep_ == "advmod" and c.lower_ in ("next", "close", "together", "along", "prior"):
            for d in c.children:
                if d.dep_ == "prep":
                    for word, noun in _governed(d):
                        yield f"{c.lower_} {word}", noun


def _governed(preposition: Token) -> Iterator[tuple[str, Token]]:
    words = preposition.lower_
    for c in preposition.children:
        if c.dep_ in ("pobj", "pcomp"):
            yield words, c
        elif c.dep_ == "prep":  # "along with", "prior to"
            for inner, noun in _governed(c):
                yield f"{words} {inner}", noun


def coordinated(token: Token) -> list[Token]:
    """The token and all that are joined to it by and, or, commas; in text order."""
    found, todo = [token], [token]
    while todo:
        now = todo.pop()
        for c in now.children:
            joined = c.dep_ == "nmod" and any(d.dep_ == "cc" for d in c.children)
            if (c.dep_ == "conj" and c.pos_ != "VERB") or joined:  # "[A] and the B rebels"
                found.append(c)
                if not joined:
                    todo.append(c)
            elif c.dep_ == "appos" and any(d.dep_ == "cc" for d in c.children):
                todo.append(c)  # "the minister, A, and the envoy, B": the envoy hangs on A
    return sorted(found, key=lambda t: t.i)


def above(token: Token) -> Iterator[Token]:
    """What a token hangs on, step by step up to the root."""
    while token.head.i != token.i:
        token = token.head
        yield token


def negated(verb: Token) -> bool:
    """Whether the verb is denied: `did not`, `never`, `no delegates attended`."""
    if any(c.dep_ == "neg" or c.lower_ in ("not", "n't", "n’t", "never") for c in verb.children):
        return True
    who = child(verb, "nsubj", "nsubjpass")
    return who is not None and any(
        c.lower_ in ("no", "neither", "none", "nobody") for c in (who, *who.children)
    )


def particle(verb: Token) -> str:
    """The verb with its particle: `turn down`; the parser may take one for an adverb."""
    prt = child(verb, "prt") or next(
        (c for c in verb.rights if c.dep_ == "advmod" and c.lower_ in ("back", "forward", "off")),
        None,
    )
    return f"{verb.lemma_.lower()} {prt.lower_}" if prt is not None else verb.lemma_.lower()
