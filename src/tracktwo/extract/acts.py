"""Acts of wanting and refusing that have a doer: verbs (`the group rejects …`), nouns (`its refusal
to …`), states of mind (`is ready to …`) and names given (`called the plan weak`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tracktwo.extract.clauses import agent, child, is_verb, negated, passive, subject
from tracktwo.extract.conditions import hanging, is_step, within_condition
from tracktwo.extract.words import FIRST_PERSON, lemma_of, plain
from tracktwo.knowledge.stances import stance_cues
from tracktwo.model.record import StanceKind

_LINKING = frozenset({"be", "remain", "seem", "appear", "become", "stay", "feel", "look", "sound"})
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
_NOT_YET = frozenset({"until", "till", "before"})
# What is hoped, feared or wished is not told as a fact.
_UNREAL = frozenset({"hope", "wish", "expect", "fear", "doubt", "want", "prefer", "suggest"})
_LET = frozenset({"let", "let’s", "let's"})
_ABLE = frozenset({"could", "may", "might", "can", "should", "must", "ought"})
_CONDITIONAL_MARKS = frozenset({"if", "unless", "whether", "lest"})
# by insisting, in refusing, with pressing: the way in which something was done.
_WAYS = frozenset({"by", "in", "after", "while", "with", "despite"})


@dataclass(frozen=True, eq=False)
class Act:
    """One act, with the token range [first, end) that tells it.

    `holder` is the grammatical owner (None: not written), `object` the head of what it is about,
    `target` the one it is addressed to.
    """

    head: Token
    stance: StanceKind
    holder: Token | None
    first: int
    end: int
    object: Token | None = None
    target: Token | None = None
    announced: bool = False
    """Told as what will be done (`the state will release …`), not as something said or wanted."""


def find_acts(doc: Doc) -> Iterator[Act]:
    """Every act told as a fact, in text order."""
    for token in doc:
        found = _of_verb(token) if is_verb(token) else _of_word(token)
        if found is not None:
            yield found


def _of_verb(verb: Token) -> Act | None:
    cues = stance_cues()
    lemma = lemma_of(verb)
    found: Act | None = None
    if lemma in _LINKING:
        found = _attitude(verb)
    elif lemma in cues["naming"]:
        found = _naming(verb)
    elif lemma in cues["crediting"]:
        found = _crediting(verb)
    elif lemma == "hold":
        found = _blaming(verb)
    elif lemma in cues["hopes"]:
        found = _hope(verb)
    if found is None and (lemma in cues.verbs or _verb_lemma(verb) in cues.verbs):
        found = _verb(verb)
    if found is None and lemma in cues.when_negotiable:
        found = _seeking(verb, cues.when_negotiable[lemma])
    if found is None and lemma in cues["stressing"]:
        found = _stressing(verb)
    bare = lemma in cues["idle"] or lemma in cues["routine"]
    if found is None and ((lemma in cues["commitments"] and not bare) or hanging(verb)):
        found = _announcement(verb)
    return found


def _of_word(word: Token) -> Act | None:
    cues = stance_cues()
    lemma = lemma_of(word)
    if lemma in ("alleged", "allegedly"):
        return _alleged(word)
    if word.pos_ in ("NOUN", "ADJ") and (lemma in cues.nouns or word.lower_ in cues.nouns):
        return _noun(word)
    return None


def _verb(verb: Token) -> Act | None:
    present = dict(reversed(list(complements(verb))))
    found = _frame(verb, present)
    return _act(verb, found[0], present, found[1]) if found else None


def _frame(verb: Token, present: dict[str, Token]) -> tuple[StanceKind, str] | None:
    stances = stance_cues()
    frames = stances.verbs.get(_verb_lemma(verb)) or stances.verbs.get(lemma_of(verb), ())
    for stance, needed in frames:
        for kind in present:
            if kind in needed:
                return stance, kind
    return None


def stance_of(verb: Token) -> StanceKind | None:
    """The stance of a verb by its complements, whoever is its subject."""
    found = _frame(verb, dict(complements(verb)))
    return found[0] if found else None


def _act(verb: Token, stance: StanceKind, present: dict[str, Token], kind: str) -> Act | None:
    cues = stance_cues()
    thing = present[kind]
    if stance == "accuses" and verb.tag_ == "VBN" and verb.dep_ == "acl":  # soldiers accused of …
        return Act(
            verb, stance, None, int(verb.head.left_edge.i), _range(verb)[1], thing, verb.head
        )
    if not told_as_fact(verb) or _mere_manners(verb, stance, present):
        return None
    rejected = present.get("obj") if stance in ("refuses", "criticises", "opposes") else None
    if rejected is not None and lemma_of(rejected) in cues["claims"]:
        stance = "denies"
    holder = _doer(verb)
    own = holder is not None and plain(holder) in ("i", "we")
    if lemma_of(verb) in cues["own_hopes"] and kind != "subjunctive" and not own:
        return None
    stance_or_none = _after_negation(verb, stance)
    if stance_or_none is None:
        return None
    stance = stance_or_none
    target = _target(present, kind)
    if (
        lemma_of(verb) == "want"
        and kind == "objto"
        and _someone(present.get("obj") or child(thing, "nsubj"))
    ):
        stance = "demands"
    if holder is None and stance != "accuses":
        return None
    first, end = _range(verb)
    return Act(verb, stance, holder, first, end, _matter(present, kind), target)


def _matter(present: dict[str, Token], kind: str) -> Token:
    """What it is about: of several complements the one that is nobody."""
    thing = present.get("obj")
    if thing is None or kind not in ("obj", "objto") or not (_someone(thing) or len(present) > 1):
        return present[kind]
    for other in ("objto", "of", "for", "about", "against", "over", "that", "to", "with"):
        if other in present:
            return present[other]
    return present[kind]


def _doer(verb: Token) -> Token | None:
    """The subject or agent; of `a declaration demanding …` the one who issued it."""
    who = agent(verb) if passive(verb) else subject(verb) or _headline_subject(verb)
    if who is not None and verb.dep_ == "acl" and lemma_of(who) in stance_cues()["documents"]:
        return subject(who.head) if who.dep_ == "dobj" and is_verb(who.head) else who
    return who


def _mere_manners(verb: Token, stance: StanceKind, present: dict[str, Token]) -> bool:
    """Guests welcomed, comments declined, trips and meetings planned: no positions."""
    cues = stance_cues()
    lemma = lemma_of(verb)
    if lemma in ("welcome", "thank", "congratulate", "salute") and "obj" in present:
        guest = present["obj"]
        return lemma == "welcome" and (guest.ent_type_ == "PERSON" or "to" in present)
    doing = present.get("to") or present.get("objto") or present.get("ing")
    if stance == "refuses" and lemma == "decline":
        return doing is not None and lemma_of(doing) in cues["mere_words"]
    if stance == "promises" and lemma in ("plan", "intend", "agree"):
        return doing is not None and lemma_of(doing) in cues["idle"]
    return False


def _after_negation(verb: Token, stance: StanceKind) -> StanceKind | None:
    """The stance with not or never beside it; None when nothing is told then."""
    if not negated(verb):
        return stance
    return stance_cues().negated.get(stance)


def _someone(token: Token | None) -> bool:
    return token is not None and (
        token.pos_ == "PROPN"
        or token.ent_type_ in ("PERSON", "GPE", "NORP", "ORG")
        or token.lower_ in ("them", "him", "her", "us", "you")
    )


def _target(present: dict[str, Token], kind: str) -> Token | None:
    """The one addressed: the object beside another complement, or behind on, with, to, …"""
    if "obj" in present and (kind != "obj" or len(present) > 1):
        return present["obj"]
    if kind == "objto":
        return child(present[kind], "nsubj")
    for preposition in sorted(stance_cues()["addressee_prepositions"]):
        if preposition in present:
            return present[preposition]
    if kind in ("that", "for", "objto"):
        return child(present[kind], "nsubj", "nsubjpass")
    return present.get("obj")


def _seeking(verb: Token, stance: StanceKind) -> Act | None:
    """seeks talks, sought a truce: only what sides negotiate over."""
    thing = child(verb, "dobj")
    if thing is None or lemma_of(thing) not in stance_cues()["negotiable"]:
        return None
    holder = _doer(verb)
    if holder is None or not told_as_fact(verb) or negated(verb):
        return None
    first, end = _range(verb)
    return Act(verb, stance, holder, first, end, thing)


def _hope(verb: Token) -> Act | None:
    """hoped that the other side would stop; expressed hope is among the nouns."""
    clause = child(verb, "ccomp")
    holder = subject(verb)
    if clause is None or holder is None or not told_as_fact(verb) or negated(verb):
        return None
    who = child(clause, "nsubj")
    if who is None or not (_someone(who) or who.pos_ == "NOUN") or plain(who) in FIRST_PERSON:
        return None
    if lemma_of(who) in stance_cues()["negotiable"] and who.pos_ == "NOUN":
        return None
    first, end = _range(verb)
    return Act(verb, "demands", holder, first, end, clause, who)


def _blaming(verb: Token) -> Act | None:
    """held them responsible, held the state accountable."""
    to_blame = any(
        t.lower_ in ("responsible", "accountable", "liable")
        for t in verb.subtree
        if t.dep_ in ("acomp", "oprd", "amod", "xcomp", "ccomp")
    )
    holder = subject(verb)
    if not to_blame or holder is None or not told_as_fact(verb):
        return None
    first, end = _range(verb)
    return Act(verb, "accuses", holder, first, end, child(verb, "dobj", "ccomp"))


def _announcement(verb: Token) -> Act | None:
    """The state will release the prisoners."""
    if not any(c.tag_ == "MD" and c.lower_ in ("will", "wo") for c in verb.children) or passive(
        verb
    ):
        return None
    holder = child(verb, "nsubj")
    if holder is None or not told_as_fact(verb):
        return None
    first, end = _range(verb)
    thing = child(verb, "dobj") or child(verb, "xcomp", "prep")
    if hanging(verb) and not negated(verb):
        return None
    kind: StanceKind = "refuses" if negated(verb) else "promises"
    return Act(verb, kind, holder, first, end, thing, announced=True)


def _crediting(verb: Token) -> Act | None:
    """recognised the other side's efforts, noted the progress made."""
    thing = child(verb, "dobj")
    holder = subject(verb)
    if thing is None or holder is None or lemma_of(thing) not in stance_cues()["credits"]:
        return None
    if not told_as_fact(verb) or negated(verb):
        return None
    first, end = _range(verb)
    return Act(verb, "praises", holder, first, end, thing)


def _stressing(verb: Token) -> Act | None:
    """emphasised the need for …, underscored the importance of …"""
    noun = child(verb, "dobj")
    stance = stance_cues().needs.get(lemma_of(noun)) if noun is not None else None
    holder = subject(verb)
    if noun is None or stance is None or holder is None or not told_as_fact(verb):
        return None
    thing = next(
        (
            t
            for c in noun.children
            if c.dep_ in ("prep", "acl", "relcl")
            for t in (c, *c.children)
            if t.dep_ in ("pobj", "pcomp", "acl")
        ),
        None,
    )
    if thing is None and not any(c.dep_ in ("prep", "acl", "relcl") for c in noun.children):
        return None
    if stance == "supports" and _of_doing(noun):
        stance = "demands"
    first, end = _range(verb)
    return Act(verb, stance, holder, first, end, thing or noun)


def _of_doing(noun: Token) -> bool:
    """`the importance of forming …`, of somebody's doing something."""
    return any(t.tag_ == "VBG" and t.dep_ in ("pcomp", "acl", "pobj", "amod") for t in noun.subtree)


def _noun(noun: Token) -> Act | None:
    """its refusal to …, a call by X for …, voiced their disinterest in …"""
    cues = stance_cues()
    for stance, needed in cues.nouns.get(lemma_of(noun)) or cues.nouns[noun.lower_]:
        thing = _noun_complement(noun, needed)
        if thing is None:
            continue
        verb = noun.head
        voiced = (
            noun.dep_ in ("dobj", "nsubjpass")
            and lemma_of(verb) in cues["voicing"]
            and is_verb(verb)
        )
        if any(c.lower_ in ("no", "any") for c in noun.children if c.dep_ == "det"):
            return None
        if voiced and not negated(verb) and told_as_fact(verb):
            holder = agent(verb) if passive(verb) else subject(verb)
            first, end = _range(verb)
            kind: StanceKind = (
                "warns"
                if stance == "criticises"
                and thing.dep_ in ("acl", "ccomp", "relcl")
                and noun.lemma_ == "concern"
                else stance
            )
            return (
                Act(noun if noun.dep_ == "x" else verb, kind, holder, first, end, thing)
                if holder is not None
                else None
            )
        owner = child(noun, "poss") or _by(noun)
        if owner is None and stance == "accuses":
            return Act(noun, stance, None, int(noun.left_edge.i), _right_of(noun), thing)
        if (
            owner is not None
            and not within_condition(noun)
            and noun.dep_ not in ("poss", "compound")
        ):
            return Act(noun, stance, owner, noun.left_edge.i, _right_of(noun), thing)
    return None


def _alleged(word: Token) -> Act | None:
    """the alleged collusion, was allegedly paid: an accusation that nobody signs."""
    thing = word.head
    if thing.i == word.i:
        return None
    first, end = int(min(word.i, thing.left_edge.i)), _right_of(thing)
    return Act(word, "accuses", None, first, end, thing)


def _noun_complement(noun: Token, needed: frozenset[str]) -> Token | None:
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep_ == "prep" and c.lower_ in needed:
            return child(c, "pobj", "pcomp") or c
        if c.dep_ in ("acl", "relcl", "ccomp", "xcomp", "advcl"):
            to = any(x.lower_ == "to" and x.dep_ == "aux" for x in c.children)
            if ("to" in needed and to) or (
                "that" in needed
                and any(x.lower_ == "that" and x.dep_ == "mark" for x in c.children)
            ):
                return c
    above = noun.head
    if "that" in needed and noun.dep_ == "dobj":  # reiterated its demand today that …
        clause = next((c for c in above.children if c.dep_ == "ccomp" and c.i > noun.i), None)
        if clause is not None and any(x.lower_ == "that" for x in clause.children):
            return clause
    # "a call by the president for the sides to meet": the parser hangs the rest elsewhere
    if "for" in needed:
        for c in noun.subtree:
            if c.lower_ == "for" and c.dep_ == "prep" and c.head.dep_ in ("pobj", "prep", "appos"):
                return child(c, "pobj", "pcomp")
    return None


def _by(noun: Token) -> Token | None:
    by = next(
        (c for c in noun.children if c.lower_ in ("by", "from") and c.dep_ in ("prep", "agent")),
        None,
    )
    return child(by, "pobj") if by is not None else None


def _attitude(verb: Token) -> Act | None:
    """is ready to …, remain opposed to …, we are for …"""
    cues = stance_cues()
    holder = subject(verb)
    if holder is None or not told_as_fact(verb):
        return None
    for c in verb.children:
        if c.dep_ in ("acomp", "oprd", "attr", "xcomp", "advmod") and c.lower_ in cues.attitudes:
            for stance, needed in cues.attitudes[c.lower_]:
                if "bare" in needed or _adjective_complement(verb, c, needed):
                    kind = _after_negation(verb, stance)
                    if kind is None:
                        return None
                    first, end = _range(verb)
                    return Act(verb, kind, holder, first, end, c)
        if (
            c.dep_ == "prep"
            and lemma_of(verb) == "be"
            and c.lower_ in cues.leanings
            and (holder.pos_ in ("PRON", "PROPN") or plain(holder) in FIRST_PERSON)
            and holder.lower_ not in ("it", "that", "this", "there")
        ):
            thing = child(c, "pcomp", "pobj")
            if thing is not None and not thing.ent_type_:
                kind = _after_negation(verb, cues.leanings[c.lower_])
                first, end = _range(verb)
                return Act(verb, kind, holder, first, end, thing) if kind else None
    return None


def _adjective_complement(verb: Token, adjective: Token, needed: frozenset[str]) -> bool:
    for c in (*adjective.children, *(x for x in verb.children if x.i > adjective.i)):
        if c.dep_ == "prep" and c.lower_ in needed:
            return True
        if c.dep_ in ("xcomp", "ccomp", "advcl", "acl"):
            to = any(x.lower_ == "to" and x.dep_ == "aux" for x in c.children)
            if "to" in needed and to:
                return True
            if (
                "that" in needed
                and not to
                and is_verb(c)
                and (c.tag_ not in ("VBG", "VB") or any(x.tag_ == "MD" for x in c.children))
            ):
                return True
    return False


def _naming(verb: Token) -> Act | None:
    """called the plan weak, dismissed them as stooges, deemed it unacceptable."""
    cues = stance_cues()
    lemma = lemma_of(verb)
    thing = child(verb, "nsubjpass") if passive(verb) else child(verb, "dobj", "nsubj")
    holder = agent(verb) if passive(verb) else subject(verb)
    if holder is None or not told_as_fact(verb):
        return None
    name = _name(verb)
    if name is None:
        return None
    first, end = _range(verb)
    owner = thing if thing is not None and thing is not holder else None
    if lemma not in cues["naming_badly"] and not negated(verb):
        if is_step(name):
            return Act(verb, "demands", holder, first, end, owner or name)
        if lemma_of(name) in cues["aims"] and child(name, "acl", "relcl", "prep") is not None:
            return Act(verb, "supports", holder, first, end, owner or name)
    tone = -1 if lemma in cues["naming_badly"] else polarity(name)
    if is_verb(name) and lemma_of(name) in cues["misdeeds"] | cues["perils"]:
        tone = -1
    if not tone:
        return None
    if negated(verb):
        tone = -tone
    elif lemma_of(name) in cues["crimes"]:
        return Act(verb, "accuses", holder, first, end, owner or name, owner)
    return Act(verb, "praises" if tone > 0 else "criticises", holder, first, end, owner or name)


def _name(verb: Token) -> Token | None:
    """The name that is given: the object's complement, or what stands behind `as`."""
    for c in verb.children:
        if c.dep_ == "oprd":
            return c
        if c.dep_ == "prep" and c.lower_ == "as":
            return child(c, "pobj", "amod", "pcomp", "acomp", "prep") or c
        if (
            c.dep_ in ("ccomp", "xcomp")
            and lemma_of(verb) in ("call", "deem", "consider", "label", "brand", "find", "dub")
            and (not is_verb(c) and child(c, "nsubj") is not None)
        ):
            return c
    thing = child(verb, "dobj")
    if thing is not None:
        for c in thing.children:
            if c.dep_ == "prep" and c.lower_ == "as" and c.i > thing.i:
                return child(c, "pobj", "amod", "pcomp")
    return None


def polarity(head: Token, first: int | None = None) -> int:
    """+1 where a phrase praises, -1 where it blames, 0 where it does neither."""
    cues = stance_cues()
    score, sign = 0, 1
    for token in head.subtree:
        if first is not None and token.i < first:
            continue
        word, lemma = token.lower_, lemma_of(token)
        if word in cues["reversing"]:
            sign = -1
        elif word in cues["praise"] or lemma in cues["praise"]:
            score += sign
            sign = 1
        elif word in cues["blame"] or lemma in cues["blame"]:
            score -= 2 * sign
            sign = 1
        if token.dep_ in ("relcl", "advcl") and token.i > head.i:
            break
    return (score > 0) - (score < 0)


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
    if thing is not None:
        yield "obj", thing
        if _someone(thing):
            yield "someone", thing
    for c in verb.children:
        if c.dep_ in ("ccomp", "xcomp", "advcl"):
            kind = _clausal(verb, c, thing)
            if kind:
                yield kind, c
                if kind == "objto" and thing is None:
                    yield "to", c
                elif kind == "subjunctive":
                    yield "that", c
                    yield "ought", c
                elif kind == "that" and any(x.tag_ == "MD" for x in c.children):
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


def _verb_lemma(verb: Token) -> str:
    """The lemma with its particle, as the table has it: turn down, turned him down, speak out."""
    lemma = lemma_of(verb)
    for token in verb.doc[verb.i + 1 : verb.i + 4]:
        if f"{lemma} {token.lower_}" in stance_cues().verbs:
            return f"{lemma} {token.lower_}"
    return lemma


def _range(verb: Token) -> tuple[int, int]:
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
        end = max(end, _right_of(c))
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


def _right_of(token: Token) -> int:
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
        if above.i == step.i:
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


def _headline_subject(verb: Token) -> Token | None:
    """Headlines leave the subject out: `X hosts talks – calls for restraint`."""
    if verb.tag_ != "VBZ":
        return None
    for token in verb.sent:
        if token.i >= verb.i:
            return None
        if token.pos_ == "PROPN" and token.dep_ in (
            "nsubj",
            "compound",
            "ROOT",
            "nmod",
            "poss",
            "dep",
        ):
            return token
    return None
