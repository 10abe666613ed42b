"""Whether something is done, planned, wanted, refused: from tense, modals and what governs it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from tracktwo.extract.clauses import agent, child, is_verb, negated, particle, passive
from tracktwo.knowledge.meetings import Bearing, meeting_words, noun_class
from tracktwo.model.record import Status

PLANS = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "'d", "’d", "gon", "going"})
MAY = frozenset({"may", "might", "could", "can", "ca", "should", "must", "ought"})
IF = frozenset({"if", "unless", "until", "whether", "till", "lest", "provided", "should"})
AHEAD = frozenset({"before", "ahead", "pending"})
WANTING = frozenset(
    {"for", "about", "of", "on", "to", "toward", "towards", "against", "instead", "without", "from"}
)


@dataclass(frozen=True)
class Force:
    """The standing of a deed: its `status`, and whether it was refused, failed or denied."""

    status: Status = "held"
    refused: bool = False
    failed: bool = False
    denied: bool = False
    hypothetical: bool = False
    """Under an *if*, *until* or *any*: no occasion at all."""

    @property
    def real(self) -> bool:
        """Whether it came to pass as told."""
        return self.status == "held" and not (self.refused or self.failed or self.denied)


_RANK: dict[Status, int] = {"held": 0, "planned": 1, "proposed": 2, "postponed": 3, "cancelled": 4}


def weaker(force: Force, status: Status) -> Force:
    """The force with a status at least that far from being held."""
    return force if _RANK[force.status] >= _RANK[status] else replace(force, status=status)


def force_of_verb(verb: Token, depth: int = 6) -> Force:
    """The standing of what a verb says."""
    force = Force(denied=negated(verb))
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if auxiliaries & PLANS:
        force = weaker(force, "planned")
    if auxiliaries & MAY:
        force = weaker(force, "proposed")
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    if marks & IF:
        force = replace(weaker(force, "proposed"), hypothetical=True)
    elif marks & (AHEAD | {"when", "once", "after"}) and (
        verb.tag_ in ("VBP", "VBZ", "VB") or (marks & AHEAD and _modal(verb.head))
    ):
        force = weaker(force, "planned")
    if verb.dep_ == "ccomp" and _only_possible(verb.head):
        force = replace(weaker(force, "proposed"), denied=False)
    if depth and _depends(verb):
        force = _under(force, verb, verb.head, depth)
    elif depth and _shares_auxiliary(verb):
        higher = force_of_verb(verb.head, depth - 1)
        force = _joined(force, replace(higher, denied=False))
    return force


def _only_possible(governor: Token) -> bool:
    """`it is possible that …`, `perhaps`: nothing is said to be so."""
    words = [governor, *(c for c in governor.children if c.dep_ == "acomp")]
    return any(w.lower_ in ("possible", "conceivable", "doubtful", "unclear") for w in words)


def _shares_auxiliary(verb: Token) -> bool:
    """`will meet the king and [sign] an accord`."""
    joined = verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ in ("VB", "VBG")
    possible = verb.head.dep_ == "ccomp" and _only_possible(verb.head.head)
    return joined and (possible or not any(c.dep_ in ("aux", "auxpass") for c in verb.children))


def _modal(verb: Token) -> bool:
    """`might announce it before he met X`: what is ahead of what is only possible, is ahead."""
    return any(c.tag_ == "MD" for c in verb.children)


def _wanted(verb: Token) -> Status | None:
    """What *agreed that*, *proposed that* make of the deed behind them."""
    named = meeting_words().forces.get(verb.lemma_.lower())
    return "planned" if named == "planned" else "proposed" if named == "proposed" else None


def _depends(verb: Token) -> bool:
    """Whether it has no time of its own: infinitives, gerunds, participles before a noun."""
    if any(c.tag_ == "MD" for c in verb.children):
        return False
    if verb.dep_ in ("xcomp", "pcomp"):
        return True
    if verb.dep_ == "ccomp" and verb.tag_ == "VBP" and is_verb(verb.head) and _wanted(verb.head):
        return True
    if verb.tag_ == "VB" and verb.dep_ in ("advcl", "acl", "ccomp", "relcl"):
        return True
    return (
        verb.tag_ == "VBG"
        and verb.dep_ in ("advcl", "acl", "ccomp", "csubj")
        and not any(c.dep_ == "aux" for c in verb.children)
    )


def _under(force: Force, verb: Token, head: Token, depth: int) -> Force:
    """The force of a verb that hangs on another word."""
    if verb.dep_ == "pcomp":
        return _after_preposition(force, head, depth)
    if is_verb(head):
        wanted = _wanted(head)
        if verb.dep_ == "ccomp" and verb.tag_ in ("VB", "VBP") and wanted is not None:
            return weaker(force, wanted)  # "it was agreed that the experts meet in July"
        if verb.tag_ == "VBG" and verb.dep_ == "advcl":
            return _joined(force, replace(force_of_verb(head, depth - 1), denied=False))
        if head.lemma_ == "be" and verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB":
            return weaker(force, "planned")
        if head.lower_ in ("was", "were") and verb.dep_ == "xcomp" and verb.tag_ == "VBN":
            return weaker(force, "cancelled")  # "was to have met": it did not come to that
        if head.lower_ == "going" and verb.dep_ == "xcomp" and verb.tag_ == "VB":
            return weaker(force, "planned")
        governing = _force_of_words(head)
        apart = child(head, "dobj")
        if governing in ("cancelled", "postponed") and apart is not None and apart.i != verb.i:
            return force  # "broke off a tour to join the talks"
        if governing is None:
            if verb.dep_ == "advcl" or verb.tag_ != "VB":
                return _joined(force, replace(force_of_verb(head, depth - 1), denied=False))
            return weaker(force, "proposed")
        return _governed(force, governing, head, depth)
    word = head.lemma_.lower()
    words = meeting_words()
    if head.pos_ == "ADJ":
        named = words.forces.get(word)
        if named is None:
            return weaker(force, "proposed")
        return _governed(force, named, head.head if is_verb(head.head) else head, depth)
    named = words.noun_forces.get(word)
    if named == "refused":
        return replace(force, refused=True)
    if named is not None and named in _RANK:
        force = weaker(force, named)
    elif verb.tag_ == "VB":
        force = weaker(force, "proposed")
    higher = head.head
    if is_verb(higher) and head.dep_ in ("dobj", "nsubjpass") and higher.i != head.i:
        governing = _force_of_words(higher)
        if governing == "refused":
            force = replace(force, refused=True)
    return force


def _after_preposition(force: Force, preposition: Token, depth: int) -> Force:
    word = preposition.lower_
    if word in ("after", "following", "since"):
        return force
    if word in AHEAD:
        past = preposition.head.tag_ == "VBD" and not negated(preposition.head)
        return force if past else weaker(force, "planned")  # "said before sitting down with B"
    if word in ("without", "instead"):
        return replace(force, denied=True)
    governor = preposition.head
    if is_verb(governor):
        named = meeting_words().forces.get(
            f"{governor.lemma_.lower()} {word}"
        ) or meeting_words().forces.get(governor.lemma_.lower())
        if named is not None and word in WANTING:
            return _governed(force, named, governor, depth)
        if word in ("by", "in", "while", "upon", "on"):
            return _joined(force, replace(force_of_verb(governor, depth - 1), denied=False))
    if word in WANTING:
        return weaker(force, "proposed")
    return force


def _governed(force: Force, named: Bearing, governor: Token, depth: int) -> Force:
    if named == "refused":
        return replace(force, refused=not negated(governor))
    if named == "failed":
        return replace(force, failed=not negated(governor))
    if named == "same":
        higher = force_of_verb(governor, depth - 1) if is_verb(governor) else Force()
        joined = _joined(force, replace(higher, denied=False))
        return replace(joined, failed=joined.failed or higher.denied)
    found = weaker(force, named)
    if is_verb(governor) and negated(governor):
        found = replace(found, failed=True)
    return found


def _force_of_words(verb: Token) -> Bearing | None:
    """What the word list says a verb makes of what hangs on it, by its longest name."""
    forces = meeting_words().forces
    for name in (particle(verb), verb.lemma_.lower()):
        if name in forces:
            return forces[name]
    for c in verb.children:
        if c.dep_ == "acomp" and c.lemma_.lower() in forces:
            return forces[c.lemma_.lower()]
    return None


def _joined(one: Force, other: Force) -> Force:
    return Force(
        status=weaker(one, other.status).status,
        refused=one.refused or other.refused,
        failed=one.failed or other.failed,
        denied=one.denied or other.denied,
        hypothetical=one.hypothetical or other.hypothetical,
    )


def force_of_noun(noun: Token, verb: Token | None, link: str, governor: Token | None) -> Force:
    """The standing of an occasion named by a noun.

    `verb` governs it by `link` (`obj`, `subj` or a preposition); `governor` is a noun between
    them: a proposal for talks.
    """
    words = meeting_words()
    force = Force()
    for c in noun.lefts:
        status = words.adjectives.get(c.lower_)
        if status is not None:
            force = weaker(force, status)
        if c.lower_ in ("no", "any"):
            force = replace(force, hypothetical=True)
    for c in noun.rights:
        named = words.forces.get(particle(c)) if c.dep_ == "acl" and c.tag_ == "VBN" else None
        if named in _RANK and not (c.lemma_ in words.by and agent(c) is not None):
            force = weaker(force, named)  # but "talks called by X" were held
    if governor is not None:
        named = words.noun_forces.get(governor.lemma_.lower())
        if named == "refused":
            force = replace(force, refused=True)
        elif named is not None and named in _RANK:
            force = weaker(force, named)
            process = noun_class(noun.lower_, noun.lemma_.lower()) == "process"
            if process and named == "proposed" and not _definite(noun):
                force = replace(force, hypothetical=True)  # "a call for talks"
    if _counted_down(noun):
        force = weaker(force, "planned")
    if any(_never_began(c) for c in (verb, *noun.rights) if c is not None and is_verb(c)):
        return replace(force, status="cancelled")
    if verb is not None and _in_vain(verb):
        return replace(force, status="cancelled")
    if verb is not None and _made_likely(verb):
        return weaker(force, "proposed")
    if any(_was_held(c) for c in noun.rights):
        return force
    if verb is None:
        return force
    name = particle(verb)
    named = words.forces.get(f"{name} {link}") or words.forces.get(name)
    own = force_of_verb(verb)
    if governor is not None and link != OF_GOVERNOR:
        return force
    bare = link == "subj" and not any(c.dep_ == "dobj" for c in verb.children)
    bare &= own.status == "held" and not own.denied
    if bare and (named == "postponed" or named == "cancelled"):
        return weaker(force, named)  # "Talks called off": a headline drops its auxiliary
    due = named == "planned" and link == "for" and (passive(verb) or verb.pos_ == "ADJ")
    if named in _RANK and (f"{name} {link}" in words.forces or link == "obj" or due):
        called_off = named in ("postponed", "cancelled")
        if not called_off or (own.status == "held" and not (own.denied or own.hypothetical)):
            force = weaker(force, named)
        else:
            return weaker(force, "planned")  # "might be called off": so far it is planned
    elif named == "refused" and link in ("obj", "in", "at", "to", "from"):
        force = replace(force, refused=True)
    if link in ("obj", "subj", "in", "for", "to", "with", "into"):
        lemma = verb.lemma_.lower()
        holds = lemma in words["occur"] and lemma not in words["come_to"]
        sure = own.status in ("held", "planned") and not own.hypothetical
        never = lemma in words["fell_through"] and own.denied and sure
        if never or (holds and own.denied and sure and _definite(noun)):
            return replace(force, status="cancelled")  # "the talks will not open today"
        deed = own if holds else Force(own.status, own.refused, hypothetical=own.hypothetical)
        return _joined(force, deed)
    if link in ("during", "at", "in", "at") and not _definite(noun):
        force = weaker(force, own.status)  # "will be settled during a meeting of experts"
    return replace(force, hypothetical=force.hypothetical or own.hypothetical)


OF_GOVERNOR = "of"


def _never_began(verb: Token) -> bool:
    """`ended before they had begun`."""
    return any(
        c.dep_ == "advcl"
        and c.lemma_ in ("begin", "start", "open")
        and any(d.lower_ == "before" for d in c.lefts)
        and any(d.dep_ == "nsubj" and d.lower_ in ("it", "they") for d in c.lefts)
        for c in verb.children
    )


def _made_likely(verb: Token) -> bool:
    """`made a summit far more likely`, `makes talks impossible`."""
    made = verb.lemma_ in ("make", "render")
    likely = ("likely", "unlikely", "possible", "impossible", "feasible")
    # The parser may hang the adjective on a noun before it.
    return made and any(
        t.i > verb.i and t.lower_ in likely and t.nbor().pos_ not in ("NOUN", "PROPN")
        for t in verb.subtree
        if t.i + 1 < len(verb.doc)
    )


def _in_vain(verb: Token) -> bool:
    """`an attempt to hold talks failed`."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "nsubj" or not is_verb(noun.head):
        return False
    proposed = meeting_words().noun_forces.get(noun.lemma_.lower()) in ("proposed", "planned")
    return proposed and noun.head.lemma_.lower() in meeting_words()["fall_through"]


def _was_held(verb: Token) -> bool:
    """`the discussions held in April`: whatever is said of them now."""
    return (
        verb.dep_ == "acl"
        and verb.tag_ == "VBN"
        and verb.lemma_ in ("hold", "convene", "conduct")
        and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    )


def _counted_down(noun: Token) -> bool:
    """`two days before the meeting`, `ahead of the summit`: it had not begun."""
    preposition = noun.head
    if noun.dep_ != "pobj":
        return False
    if preposition.lower_ == "before":
        return any(c.dep_ == "npadvmod" for c in preposition.children)
    return bool(preposition.lower_ == "of" and preposition.head.lower_ == "ahead")


def _definite(noun: Token) -> bool:
    return any(
        c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss"
        for c in noun.lefts
    )
