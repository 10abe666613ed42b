"""Nouns that name an occasion: which of them do, what governs them, which occasion they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from spacy.tokens import Token

from tracktwo.extract.clauses import child, is_verb, particle, passive, phrases
from tracktwo.extract.sketch import Sketch
from tracktwo.knowledge.meetings import OBJECT, NounClass, meeting_words, noun_class
from tracktwo.knowledge.words import number_words

Reference = Literal["new", "definite", "previous", "next", "series", "general"]

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_BY_WIRE = frozenset({"conference", "meeting", "summit", "consultation", "conversation"})
PREVIOUS = frozenset({"previous", "last", "earlier", "prior", "preceding"})
NEXT = frozenset(
    {"next", "another", "further", "follow-up", "subsequent", "second", "additional", "separate"}
)
# "take part in the talks", "had a seat at the conference"
PART = frozenset({"part", "place", "role", "seat", "participation"})

ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}


class Hanging(NamedTuple):
    """What governs a noun: a verb (or adjective), how it hangs there, a noun between them."""

    verb: Token | None = None
    link: str = ""
    governor: Token | None = None


def class_of(noun: Token) -> NounClass | None:
    """The class of a word in the list of meeting nouns; `talks` only in the plural."""
    return noun_class(noun.lower_, noun.lemma_.lower())


def meeting_nouns(tokens: Iterator[Token]) -> Iterator[Token]:
    """The nouns that name an occasion of parties, in text order."""
    for token in tokens:
        if token.pos_ in ("NOUN", "PROPN") and class_of(token) is not None and _is_meeting(token):
            yield token


def _is_meeting(noun: Token) -> bool:
    words = meeting_words()
    if noun.dep_ in ("compound", "nmod", "amod") and noun.head.i > noun.i:
        return False
    before = {
        c.lower_
        for c in noun.lefts
        if c.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod")
        and not (_dashed(c) or _named_so(c))
    }
    loose = noun.lemma_.lower() == "forum" or not _in_title_case(noun)
    if noun.pos_ == "PROPN" and loose and not is_definite(noun):
        return False  # a part of some body's name
    if class_of(noun) == "call":
        return bool(before & words["call_before"]) or any(
            word in ("between", "with") for word, _ in phrases(noun)
        )
    if before & words["call_before"] and noun.lemma_.lower() in _BY_WIRE:
        return not _routine(noun)
    if before & words["never_before"]:
        return False
    return not _routine(noun)


def _named_so(token: Token) -> bool:
    """`a White [House] meeting`: no meeting of the house."""
    return token.text[:1].isupper() and any(
        c.dep_ == "compound" and c.text[:1].isupper() for c in token.lefts
    )


def _dashed(token: Token) -> bool:
    """`a five-[party] meeting`: no party's meeting."""
    return bool(token.i > 0 and token.nbor(-1).text == "-")


def _in_title_case(noun: Token) -> bool:
    """Whether the sentence is a headline, where every word is a capital."""
    words = [t for t in noun.sent if t.is_alpha and len(t) > 3]
    return bool(sum(t.text[0].isupper() for t in words) >= 0.6 * len(words))


def _routine(noun: Token) -> bool:
    """A body's own sitting: `a meeting of the party's committee`."""
    bodies = meeting_words()["routine_bodies"]
    owners = [
        c
        for c in noun.children
        if c.dep_ in ("poss", "compound") and not (_dashed(c) or _named_so(c))
    ]
    owners += [owner for word, owner in phrases(noun) if word == "of"]
    return any(
        o.lower_ in bodies or (o.lemma_.lower() in bodies and o.lower_ != "parties") for o in owners
    )


def sketch_noun(noun: Token) -> Sketch | None:
    """The mention that a meeting noun makes, without its parties; None for a round of golf."""
    inner = tuple(n for word, n in phrases(noun) if word == "of" and class_of(n) is not None)
    number = round_of(noun)
    hanging = hang(noun)
    if noun.lemma_.lower() == "round" and not inner:
        named = any(word == "of" and n.ent_type_ != "DATE" for word, n in phrases(noun))
        occurs = any(
            verb.lemma_.lower() in meeting_words()["occur"] | meeting_words()["set_for"]
            or meeting_words().forces.get(particle(verb)) in ("planned", "postponed", "cancelled")
            for verb in (hanging.verb, *(c for c in noun.rights if c.dep_ == "relcl"))
            if verb is not None
        )
        if named or (number is None and not is_definite(noun) and not occurs):
            return None
    return Sketch(
        trigger=noun,
        kind=class_of(noun) or "pointer",
        cores=(noun, *inner),
        verb=hanging.verb,
        link=hanging.link,
        governor=hanging.governor,
        clauses=tuple(
            deed
            for core in (noun, *inner)
            for c in core.rights
            if (deed := _of_taking_place(c)) is not None
        ),
        round=number,
        series=_is_series(noun),
    )


def _of_taking_place(verb: Token) -> Token | None:
    """A clause on the noun that tells when and where: `held in Y`, `that is due to begin on Monday`."""
    if verb.dep_ == "amod" and verb.lower_ in ("due", "set", "scheduled", "likely", "expected"):
        verb = child(verb, "xcomp") or verb  # "talks due [to start] on Monday"
    elif verb.dep_ not in ("acl", "relcl"):
        return None
    if not is_verb(verb):
        return None
    deed = _deed(verb)
    if deed is not None and child(deed, "dobj") is None:  # not "talks that are meant to end a war"
        verb = deed
    words, lemma = meeting_words(), verb.lemma_.lower()
    if lemma in words["come_to"] and lemma != "take":
        return None
    return verb if lemma in words["occur"] or lemma in words["set_for"] else None


def hang(noun: Token) -> Hanging:
    """What governs a noun, measures and carriers passed over: `two hours of talks`."""
    head = noun.head
    if head.i == noun.i:
        return Hanging()
    if noun.dep_ in ("conj", "appos") and not is_verb(head):
        return hang(head)
    if noun.dep_ == "pobj":
        return _by_preposition(head)
    if is_verb(head):
        head = _main_verb(head)
        if noun.dep_ in ("nsubj", "nsubjpass") and (deed := _deed(head)) is not None:
            return Hanging(deed, OBJECT if passive(deed) else "subj")
        if noun.dep_ in ("dobj", "dative", "oprd", "nsubjpass"):
            return Hanging(head, OBJECT)
        if noun.dep_ == "nsubj":
            return Hanging(head, "subj")
        if noun.dep_ == "attr":
            return Hanging(head, "attr")
        return Hanging()
    if noun.dep_ == "poss":
        return Hanging(hang(head).verb, "of", head)
    return Hanging()


def _main_verb(verb: Token) -> Token:
    """In `the talks, announced in May, will not open` the parser may take the participle for it."""
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return verb
    for c in verb.rights:
        if c.dep_ == "ccomp" and is_verb(c) and child(c, "nsubj", "nsubjpass", "mark") is None:
            return c
    return verb


def _deed(verb: Token) -> Token | None:
    """What is to be done, below words like *is due to*, *was expected to*: `is to [open]`."""
    for c in verb.children:
        if c.dep_ == "xcomp" and (c.tag_ == "VB" or (c.tag_ == "VBN" and passive(c))):
            lower = _deed(c)
            return lower if lower is not None else c
        if c.dep_ == "acomp" and (lower := _deed(c)) is not None:
            return lower
    return None


def _by_preposition(preposition: Token) -> Hanging:
    words = meeting_words()
    link = preposition.lower_
    while preposition.head.i != preposition.i and (
        preposition.head.pos_ in ("ADP", "SCONJ") or preposition.head.lower_ in ("prior", "ahead")
    ):
        preposition = preposition.head  # "out of", "ahead of", "prior to": the outer word decides
        link = link if preposition.lower_ in ("out", "away", "off") else preposition.lower_
    governor = preposition.head
    if is_verb(governor) or governor.pos_ in ("ADJ", "ADV"):
        return Hanging(governor, link)
    if governor.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
        return Hanging()
    lemma = governor.lemma_.lower()
    if lemma in words["transparent"] and link == "of":
        return hang(governor)
    if lemma in words["measures"] or lemma in words["carriers"]:
        return hang(governor)
    if lemma in PART and is_verb(governor.head):
        return Hanging(governor.head, link)
    higher = hang(governor)
    if (
        link in ("for", "to")
        and higher.verb is not None
        and higher.governor is None
        and (higher.link in (OBJECT, "to", "in", "at"))
    ):
        # "hosts a delegation for talks": the parser hangs the purpose on the guest
        return Hanging(higher.verb, link, governor if lemma in words.noun_forces else None)
    return Hanging(higher.verb, "of", governor)


def ordinal(noun: Token) -> int | None:
    """The number of a round: `the fifth round`, `round two`."""
    for c in noun.children:
        low = c.lower_
        if c.i < noun.i and low in ORDINALS:
            return ORDINALS[low]
        if c.i < noun.i and low[:-2].isdigit() and low[-2:] in ("st", "nd", "rd", "th"):
            return int(low[:-2])
        if c.i > noun.i and c.dep_ in ("nummod", "appos", "npadvmod"):
            number = number_words(low)
            if number is not None and number < 100:
                return number
    return None


def round_of(noun: Token) -> int | None:
    """The number of the round that a noun is, or that it belongs to: `the third round of talks`."""
    tokens = [noun]
    if noun.dep_ == "pobj":
        tokens.append(noun.head.head)
    for token in tokens:
        if token.lemma_.lower() in ("round", "session", "phase"):
            return ordinal(token)
    return None


def is_definite(noun: Token) -> bool:
    """Whether the phrase points at something known: the, this, somebody's."""
    owners = [c for c in noun.lefts if c.dep_ == "poss" or any(d.tag_ == "POS" for d in c.rights)]
    if any(c.left_edge.lower_ in ("a", "an") for c in owners):
        return False  # "an experts' session"
    return bool(owners) or any(c.lower_ in DEFINITE for c in noun.lefts)


def measured(noun: Token) -> bool:
    """`four hours of talks`: told by how long they took."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return False
    return noun.head.head.lemma_.lower() in meeting_words()["measures"]


def _is_series(noun: Token) -> bool:
    """Whether several occasions are meant at once."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        carrier = noun.head.head.lower_
        if carrier in meeting_words()["counts"]:
            return True
        if carrier == "one":
            return True  # "one of its most significant meetings" says nothing of the others
        if carrier.rstrip("s") in meeting_words()["measures"]:
            return False  # "two days of meetings" are one visit
    if noun.tag_ not in ("NNS", "NNPS") or class_of(noun) == "process":
        return False
    before = {c.lower_ for c in noun.lefts}
    if any((number_words(c.lower_) or 0) > 1 for c in noun.lefts if c.dep_ == "nummod"):
        return True
    if before & {"these", "those", "such", "both"}:
        return True
    return "the" not in before and child(noun, "poss") is None


def reference_of(sketch: Sketch, dated: bool, leaders: bool) -> Reference:
    """Which occasion a mention means.

    `dated`: a time expression belongs to it; `leaders`: two named persons are its parties.
    """
    noun = sketch.trigger
    if sketch.pointing:
        return "definite"
    if sketch.lemma:
        return "new" if dated else "definite"  # a city that stands for the talks held there
    if _since_it_began(sketch):
        return "general"  # "since the talks began two years ago"
    counted = any(c.dep_ == "nummod" for c in noun.lefts)
    between = len(sketch.parties) > 1
    several = counted or not (dated and sketch.parties)
    if sketch.series and several and not (counted and between and _takes_place(sketch)):
        return "series"
    if sketch.force.hypothetical or (sketch.noun and sketch.force.denied):
        return "general"
    if not sketch.noun:
        return "definite" if sketch.known else "new"
    before = {c.lower_ for c in noun.lefts}
    if before & PREVIOUS or _tried_before(sketch):
        return "previous"
    counted_on = bool(before & NEXT) and not (is_definite(noun) and before & NEXT <= {"second"})
    if sketch.round is None and (counted_on or ("new" in before and noun.lemma_ == "round")):
        return "next"
    if is_definite(noun) or "such" in before:
        owned = sketch.kind == "process" and not before & DEFINITE and not dated
        return "general" if owned and sketch.seats and not _takes_place(sketch) else "definite"
    loose = sketch.kind == "process" and sketch.round is None and not (dated or sketch.place)
    occurs = leaders or (sketch.seats and _takes_place(sketch))
    return "general" if loose and not occurs else "new"


def _since_it_began(sketch: Sketch) -> bool:
    verb = sketch.verb
    return (
        verb is not None
        and sketch.link == "subj"
        and verb.lemma_ in ("begin", "start", "open")
        and any(c.lower_ == "since" and c.dep_ == "mark" for c in verb.lefts)
    )


def _tried_before(sketch: Sketch) -> bool:
    """`an earlier attempt to hold talks`."""
    verb = sketch.verb
    return (
        verb is not None
        and verb.dep_ == "acl"
        and any(c.lower_ in PREVIOUS for c in verb.head.lefts)
    )


def _takes_place(sketch: Sketch) -> bool:
    """Whether what governs the noun makes an occasion of it: *held talks*, not *wants talks*."""
    if sketch.occurs:
        return True
    if sketch.force.status in ("proposed", "cancelled") or sketch.force.refused:
        return False
    if sketch.governor is not None or sketch.verb is None:
        return False
    if sketch.link in ("after", "following", "during"):
        return True
    progressive = sketch.verb.tag_ == "VBG" and child(sketch.verb, "aux") is not None
    if progressive or any(c.lower_ in ("have", "has", "'ve", "’ve") for c in sketch.verb.children):
        return bool(sketch.verb.lemma_.lower() == "host")  # "have held talks": some time, or often
    return sketch.verb.lemma_.lower() in meeting_words()["occur"] and sketch.link in (
        OBJECT,
        "subj",
        "for",
        "in",
        "at",
        "into",
        "with",
    )
