"""Acts of wanting and refusing that have a doer: verbs (`the group rejects …`), nouns (`its refusal
to …`), states of mind (`is ready to …`) and names given (`called the plan weak`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tracktwo.extract.clauses import agent, child, is_verb, passive, subject
from tracktwo.extract.conditions import hanging, is_step, within_condition
from tracktwo.extract.facts import told_as_fact
from tracktwo.extract.frames import complements, frame_of, is_someone, reach, right_of, verb_lemma
from tracktwo.extract.praise import given_name, polarity
from tracktwo.extract.words import FIRST_PERSON, lemma_of, negated, plain
from tracktwo.knowledge.stances import stance_cues
from tracktwo.model.record import StanceKind

_LINKING = frozenset({"be", "remain", "seem", "appear", "become", "stay", "feel", "look", "sound"})


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
        found = _attitude(verb) or _owned_condition(verb)
    elif lemma in cues["saying"] and verb.dep_ == "advcl":
        return _as_others_say(verb)
    elif lemma in cues["naming"]:
        found = _naming(verb)
    elif lemma in cues["crediting"]:
        found = _crediting(verb)
    elif lemma == "hold":
        found = _blaming(verb)
    elif lemma in cues["hopes"]:
        found = _hope(verb)
    if found is None and (lemma in cues.verbs or verb_lemma(verb) in cues.verbs):
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
    found = frame_of(verb, present)
    return _act(verb, found[0], present, found[1]) if found else None


def _act(verb: Token, stance: StanceKind, present: dict[str, Token], kind: str) -> Act | None:
    cues = stance_cues()
    thing = present[kind]
    if stance == "accuses" and verb.tag_ == "VBN" and verb.dep_ == "acl":  # soldiers accused of …
        return Act(verb, stance, None, int(verb.head.left_edge.i), reach(verb)[1], thing, verb.head)
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
        and is_someone(present.get("obj") or child(thing, "nsubj"))
    ):
        stance = "demands"
    if holder is None and stance != "accuses":
        return None
    first, end = reach(verb)
    return Act(verb, stance, holder, first, end, _matter(present, kind), target)


def _matter(present: dict[str, Token], kind: str) -> Token:
    """What it is about: of several complements the one that is nobody."""
    thing = present.get("obj")
    if thing is None or kind not in ("obj", "objto") or not (is_someone(thing) or len(present) > 1):
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
    first, end = reach(verb)
    return Act(verb, stance, holder, first, end, thing)


def _hope(verb: Token) -> Act | None:
    """hoped that the other side would stop; expressed hope is among the nouns."""
    clause = child(verb, "ccomp")
    holder = subject(verb)
    if clause is None or holder is None or not told_as_fact(verb) or negated(verb):
        return None
    who = child(clause, "nsubj")
    if who is None or not (is_someone(who) or who.pos_ == "NOUN") or plain(who) in FIRST_PERSON:
        return None
    if lemma_of(who) in stance_cues()["negotiable"] and who.pos_ == "NOUN":
        return None
    first, end = reach(verb)
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
    first, end = reach(verb)
    return Act(verb, "accuses", holder, first, end, child(verb, "dobj", "ccomp"))


def _as_others_say(verb: Token) -> Act | None:
    """denied that it hides arms, as the other side maintains: who says it accuses."""
    holder = child(verb, "nsubj")
    denied = next((t for t in verb.ancestors if t.dep_ == "ccomp"), None)
    if denied is None or not any(c.lower_ == "as" for c in verb.children):
        return None
    if "denies" not in {stance for stance, _ in stance_cues().verbs.get(lemma_of(denied.head), ())}:
        return None
    first = int(denied.left_edge.i) + (denied.doc[denied.left_edge.i].lower_ == "that")
    end = int(verb.left_edge.i)
    end -= denied.doc[end - 1].is_punct
    return Act(verb, "accuses", holder, first, end, denied)


def _owned_condition(verb: Token) -> Act | None:
    """The release had been the government's condition for sitting down."""
    thing = child(verb, "attr")
    if thing is None or lemma_of(thing) not in ("condition", "precondition") or negated(verb):
        return None
    owner = child(thing, "poss")
    who = child(verb, "nsubj")
    if owner is None or who is None or not told_as_fact(verb):
        return None
    clause = verb.sent if who.tag_ == "WDT" else verb.doc[verb.left_edge.i : verb.right_edge.i + 1]
    return Act(verb, "demands", owner, int(clause.start), right_of(thing), who)


def _announcement(verb: Token) -> Act | None:
    """The state will release the prisoners."""
    if not any(c.tag_ == "MD" and c.lower_ in ("will", "wo") for c in verb.children) or passive(
        verb
    ):
        return None
    holder = child(verb, "nsubj")
    if holder is None or not told_as_fact(verb):
        return None
    first, end = reach(verb)
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
    first, end = reach(verb)
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
    first, end = reach(verb)
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
            first, end = reach(verb)
            kind: StanceKind = (
                "warns"
                if stance == "criticises"
                and thing.dep_ in ("acl", "ccomp", "relcl")
                and noun.lemma_ == "concern"
                else stance
            )
            return Act(verb, kind, holder, first, end, thing) if holder is not None else None
        if noun.dep_ == "pobj" and noun.head.lower_ == "for":
            return None  # blamed for its support of …: the one who blames tells it
        owner = child(noun, "poss") or _by(noun)
        if owner is None and stance == "accuses":
            return Act(noun, stance, None, int(noun.left_edge.i), right_of(noun), thing)
        if (
            owner is not None
            and not within_condition(noun)
            and noun.dep_ not in ("poss", "compound")
        ):
            return Act(noun, stance, owner, noun.left_edge.i, right_of(noun), thing)
    return None


def _alleged(word: Token) -> Act | None:
    """the alleged collusion, was allegedly paid: an accusation that nobody signs."""
    thing = word.head
    if thing.i == word.i:
        return None
    first, end = int(min(word.i, thing.left_edge.i)), right_of(thing)
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
    if noun.dep_ == "dobj":  # voiced dismay at the delay: the parser hangs `at` on the verb
        beside = next((c for c in above.children if c.i == noun.i + 1 and c.dep_ == "prep"), None)
        if beside is not None and beside.lower_ in needed:
            return child(beside, "pobj", "pcomp") or beside
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
                    first, end = reach(verb)
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
                first, end = reach(verb)
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
    name = given_name(verb)
    if name is None:
        return None
    first, end = reach(verb)
    owner = thing if thing is not None and thing is not holder else None
    if lemma not in cues["naming_badly"] and not negated(verb):
        if is_step(name):
            return Act(verb, "demands", holder, first, end, owner or name)
        aim = child(name, "acl", "relcl", "prep")
        if lemma_of(name) in cues["aims"] and aim is not None:
            if lemma_of(aim) in cues["misdeeds"] | cues["perils"]:
                return Act(verb, "criticises", holder, first, end, owner or name)
            return Act(verb, "supports", holder, first, end, owner or name)
    tone = -1 if lemma in cues["naming_badly"] else polarity(name)
    if is_verb(name) and lemma_of(name) in cues["misdeeds"] | cues["perils"]:
        tone = -1
    named = {name.lower_, lemma_of(name)}
    if not negated(verb) and not named.isdisjoint(cues["denying"]):
        return Act(verb, "denies", holder, first, end, owner or name)
    if not tone:
        return None
    if negated(verb):
        tone = -tone
    elif lemma_of(name) in cues["crimes"]:
        return Act(verb, "accuses", holder, first, end, owner or name, owner)
    return Act(verb, "praises" if tone > 0 else "criticises", holder, first, end, owner or name)


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
