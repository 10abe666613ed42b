"""Views that stand in somebody's words without an act of their own: must, should, there is no
need, the only way, will not be discussed, is unacceptable.

The holder is whoever is cited with them, so only the contents of attributions are looked at.
Each rule below looks at one clause and answers with a stance or None; the first answer counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tracktwo.extract.acts import Act
from tracktwo.extract.clauses import child, is_verb, passive, subject
from tracktwo.extract.conditions import condition_mark, dependence, hanging, within_condition
from tracktwo.extract.frames import stance_of
from tracktwo.extract.praise import polarity
from tracktwo.extract.scene import Scene
from tracktwo.extract.words import FIRST_PERSON, THIRD_PERSON, lemma_of, negated, plain
from tracktwo.knowledge.stances import stance_cues
from tracktwo.knowledge.units import units
from tracktwo.model.record import StanceKind

_LET = frozenset({"let", "let’s", "let's"})
_DUTY = frozenset({"must", "should", "ought", "shall"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "wo", "'d", "’d", "shall"})
_MAYBE = _FUTURE | {"could", "may", "might", "can"}
_CLAUSES = frozenset(
    {"ROOT", "ccomp", "conj", "parataxis", "acl", "advcl", "dep", "appos", "nsubj", "attr"}
)
_COPULAS = frozenset(
    {"be", "remain", "seem", "become", "look", "appear", "constitute", "represent", "prove"}
)
_YIELDING = frozenset(
    {"yield", "bring", "achieve", "produce", "show", "make", "prove", "demonstrate", "deliver"}
)
_DUE = frozenset({"credit", "praise", "respect", "thanks", "recognition", "prize", "support"})
_FURTHERING = frozenset({"further", "advance", "facilitate", "foster", "enhance", "contribute"})
# What goes on in a mind, or cannot be refused or denied.
_MINDS = frozenset(
    {
        "know", "think", "believe", "expect", "understand", "see", "feel", "remember", "hope",
        "want", "need", "like", "say", "tell", "get", "mean", "matter", "care", "decide", "seem",
        "realize", "realise", "hear", "wait", "mind",
    }
)  # fmt: skip
# We did not manage to: a failure that is owned.
_FALLING_SHORT = frozenset({"manage", "succeed", "achieve", "reach", "make", "finish", "complete"})
# They suffer it, so somebody does it to them.
_SUFFERING = frozenset(
    {"face", "suffer", "commit", "practice", "practise", "perpetrate", "incite", "sponsor",
     "encourage", "experience", "endure"}
)  # fmt: skip
# The ways in which talks are offered or promised.
_HOSTING = frozenset({"host", "hold", "convene", "resume", "reconvene"})
_SHIPPING = frozenset({"ship", "send", "supply", "provide", "deliver", "give", "sell", "transfer"})
# Nouns that stand for the speaker's own side when they come with an article alone.
_SIDES = frozenset(
    {"group", "movement", "country", "government", "party", "side", "ministry", "administration",
     "organization", "organisation", "army"}
)  # fmt: skip
# Adverbial clauses that tell a fact of their own.
_BESIDES = frozenset({"as", "while", "because", "since", "although", "though", "whereas"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_MILD = frozenset(
    {"time", "problem", "way", "question", "secret", "mystery", "surprise", "case", "point"}
)
_ENDLESS = frozenset({"alternative", "choice", "option"})
_OPPOSED = frozenset(
    {"need", "solution", "place", "justification", "room", "excuse", "reason", "intention",
     "question", "right", "point", "sense", "ground"}
)  # fmt: skip
_FORBIDDEN = frozenset({"accept", "agree", "allow", "tolerate", "recognize", "recognise", "support",
                        "talk", "negotiate", "permit"})  # fmt: skip
_LASTING = frozenset({"stay", "remain", "continue", "last", "persist", "hold", "stand"})
_BEGINNING = frozenset({"begin", "start", "open", "resume", "meet", "convene", "proceed", "return"})
_UNTHINKABLE = frozenset({"impossible", "unacceptable", "unthinkable", "inconceivable"})


def find_views(scene: Scene) -> Iterator[Act]:
    """The views in every attribution's content, clause by clause."""
    for k, i in sorted(scene.cited_in.items()):
        token = scene.story.doc[k]
        if token.tag_[:2] not in ("VB", "MD"):
            continue
        if token.dep_ not in _CLAUSES or token.i in scene.cue_at:
            continue
        if within_condition(token) or _question(token) or _of_nothing(token):
            continue
        stance = _view(scene, token, i)
        if stance is not None:
            first, end = _clause(scene, token, i)
            yield Act(token, stance, None, first, end, _topic(token))
            continue
        told = _of_a_side(scene, token, i)
        if told is not None:
            first, end = _clause(scene, token, i)
            yield Act(token, told, subject(token), first, end, _topic(token))


def _view(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    if verb.dep_ == "advcl":
        # the parser hangs many a main clause here, but an adverbial one has its conjunction
        marks = {
            c.lower_
            for c in verb.children
            if c.dep_ in ("mark", "advmod") and c.tag_ in ("IN", "WRB")
        }
        if marks:
            return _misdeed(scene, verb, attribution) if marks <= _BESIDES else None
        return _duty(verb)
    return (
        _dependent(scene, verb)
        or _duty(verb)
        or _bid(verb)
        or _impossible(verb)
        or _necessary(verb)
        or _coming(scene, verb, attribution)
        or _held_back(scene, verb, attribution)
        or _peril(verb)
        or _misdeed(scene, verb, attribution)
        or _denial(scene, verb, attribution)
        or _value(verb)
    )


def _dependent(scene: Scene, verb: Token) -> StanceKind | None:
    """X depends on Y, the only way is Y."""
    if dependence(scene, verb) is None:
        return None
    return "refuses" if negated(verb) else "demands"


def _duty(verb: Token) -> StanceKind | None:
    """must, should, have to, need to, that nobody be eligible."""
    modals = _modals(verb)
    lemma = lemma_of(verb)
    if modals & _DUTY:
        if any(lemma_of(c) == "have" and c.dep_ == "aux" for c in verb.children):
            return "criticises"  # should have done
        if lemma in ("forget", "fail", "ignore", "overlook"):
            return "demands"
        return "opposes" if negated(verb) else "demands"
    if modals & {"may", "might", "could"}:
        return None
    inner = child(verb, "xcomp")
    to = inner is not None and _infinitive(inner)
    if to and (
        lemma in ("require", "oblige") or (lemma in ("have", "need") and verb.tag_ != "VBD")
    ):
        return "opposes" if negated(verb) else "demands"
    if lemma == "need" and child(verb, "dobj") is not None and verb.tag_ != "VBD":
        return None if negated(verb) else "demands"
    subjunctive = verb.tag_ == "VB" and not modals and child(verb, "nsubj", "nsubjpass") is not None
    if subjunctive and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return (
            None
            if any(c.dep_ == "aux" and c.lower_ in ("do", "does", "did") for c in verb.children)
            else "demands"
        )
    return None


def _bid(verb: Token) -> StanceKind | None:
    """Let us …; do not …; maybe you bring …; may this be the last day."""
    opening = verb.doc[verb.left_edge.i : verb.i + 1]
    if any(plain(t) in _LET for t in opening[:2]):
        return "demands"
    if any(
        c.lower_ == "may" and c.tag_ == "MD" and c.i < (child(verb, "nsubj") or verb).i
        for c in verb.children
    ):
        return "supports"
    who = child(verb, "nsubj")
    asked = any(c.lower_ in ("maybe", "perhaps", "please") for c in verb.children)
    if who is not None and who.lower_ == "you" and asked and not _modals(verb):
        return "demands"
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "ccomp", "parataxis"):
        return None
    if any(_no_bid(c) for c in verb.children) or lemma_of(verb) in stance_cues()["idle_bids"]:
        return None
    return "demands"


def _no_bid(c: Token) -> bool:
    """What an imperative cannot have: a subject, to, a modal, does or did."""
    if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") or c.tag_ == "MD":
        return True
    return c.dep_ == "aux" and c.lower_ not in ("do", "let")


def _impossible(verb: Token) -> StanceKind | None:
    """no talks are possible, has no military solution, is not on the table, cannot go on."""
    cues = stance_cues()
    not_so = negated(verb)
    if any(
        c.lower_ == "out" and any(t.lower_ == "question" for t in c.subtree) for c in verb.children
    ):
        return "refuses"
    if not_so and lemma_of(verb) in _COPULAS and _talked_of(verb):
        return "refuses"
    quality = child(verb, "acomp")
    if quality is not None and quality.lower_ in cues["possible"] and not_so:
        return "refuses"
    if quality is not None and quality.lower_ in _UNTHINKABLE:
        return "refuses"
    for thing in (child(verb, "dobj"), child(verb, "attr"), child(verb, "nsubj", "nsubjpass")):
        if thing is None or not any(c.lower_ == "no" for c in thing.children):
            continue
        lemma = lemma_of(thing)
        if lemma in _ENDLESS:
            return "supports"
        if lemma == "time" and child(thing, "acl", "relcl") is not None:
            return "demands"  # no time to lose
        if lemma in _OPPOSED:
            return "opposes"
        if _modals(verb) & _FUTURE:
            return "refuses"
    if not_so and _modals(verb) & {"can", "ca", "could"}:
        if lemma_of(verb) in _FORBIDDEN:
            return "refuses"
        who = subject(verb)
        if (
            who is not None
            and plain(who) not in FIRST_PERSON | {"he", "she", "you"}
            and lemma_of(verb) not in _MINDS
        ):
            return "opposes"
    if not_so and lemma_of(verb) == "exist" and verb.tag_ == "VB":
        return "opposes"
    return None


def _talked_of(verb: Token) -> bool:
    """under discussion, on the table, on the agenda."""
    talked_of = stance_cues()["talked_of"]
    return any(
        c.dep_ in ("prep", "advmod") and any(lemma_of(t) in talked_of for t in c.children)
        for c in verb.children
    )


def _necessary(verb: Token) -> StanceKind | None:
    """is necessary, is important, in the interests of all, the aim is …, the best insurance is …"""
    cues = stance_cues()
    if lemma_of(verb) not in _COPULAS:
        return None
    who = child(verb, "nsubj")
    for c in verb.children:
        word = c.lower_
        if c.dep_ in ("acomp", "attr", "oprd") and word in cues.necessities:
            if negated(verb):
                return "opposes"
            stance = cues.necessities[word]
            of_a_thing = who is not None and who.lower_ != "it"
            return "supports" if stance == "demands" and of_a_thing else stance
        if c.dep_ == "prep" and word == "in" and any(lemma_of(t) == "interest" for t in c.children):
            return "supports"
    choice = child(verb, "attr")
    if (
        who is not None
        and choice is not None
        and not negated(verb)
        and lemma_of(choice) in ("option", "choice", "priority", "goal", "aim", "preference")
        and lemma_of(who) in cues["negotiable"]
    ):
        return "supports"
    if any(t.lower_ == "agenda" and t.head.lower_ == "on" for t in verb.subtree):
        return "supports"
    filled = child(verb, "xcomp", "attr", "ccomp") is not None
    if who is not None and filled and (_aim(who) or any(c.lower_ == "best" for c in who.children)):
        return "supports"
    return None


def _aim(noun: Token) -> bool:
    """The aim; one of the aims."""
    of = child(noun, "prep") if noun.lower_ == "one" else None
    inner = child(of, "pobj") if of is not None else None
    return lemma_of(inner or noun) in ("aim", "goal", "purpose", "objective", "priority", "task")


def _coming(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    """We will …, it would not …, aid will be sent, we are working on it."""
    cues = stance_cues()
    who = subject(verb)
    if who is None:
        return None
    own = own_side(scene, who, attribution)
    lemma = lemma_of(verb)
    if lemma == "work" and verb.tag_ == "VBG" and child(verb, "prep", "xcomp", "advcl") is not None:
        return "promises" if own and not negated(verb) else None
    inner = verb
    if not _modals(verb) & _FUTURE:
        going = child(verb, "xcomp") if lemma == "go" and verb.tag_ == "VBG" else None
        if going is None:
            return None
        inner = going
    lemma = lemma_of(inner)
    denied = negated(verb) or negated(inner) or who.lower_ in _NOBODY
    if passive(inner):
        return _coming_passive(inner, lemma, denied)
    if not own:
        if not denied and lemma in _HOSTING and _if(verb):
            return "offers"
        return "refuses" if denied and hanging(verb) else None
    if denied:
        return _declined(inner, lemma)
    if lemma in cues["commitments"] and _only_if(verb):
        return "promises"
    if lemma in cues["threats"] or (_if(verb) and (_leaving(inner) or _if_not(verb))):
        return "warns"
    if lemma == "ask" and child(inner, "dobj") is not None:
        return "demands"
    stance = stance_of(inner)
    if stance is not None and lemma not in cues["idle"]:
        return stance
    if _if(verb):
        return "offers"
    return "promises" if lemma in cues["commitments"] and lemma not in cues["idle"] else None


def _coming_passive(verb: Token, lemma: str, denied: bool) -> StanceKind | None:
    cues = stance_cues()
    if denied:
        return None if lemma in ("allow", "affect", "surprise") else "refuses"
    bound = lemma in cues["commitments"] and lemma not in cues["idle"]
    convened = lemma in _HOSTING and _talks(verb)
    return "promises" if bound or convened else None


def _talks(verb: Token) -> bool:
    """A new round will be held: what is convened is something that sides negotiate in."""
    thing = child(verb, "nsubjpass")
    return thing is not None and units().events.get(lemma_of(thing)) == "talks"


def _of_a_side(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    """He said that the group would accept a truce provided that …: what a side that is named will do.

    Only with a condition: without one, what others will do is news or guesswork.
    """
    who = _who(scene, verb, attribution)
    if who is None or verb.dep_ == "advcl" or own_side(scene, who, attribution):
        return None
    strong = hanging(verb)
    if not strong and not condition_mark(verb):
        return None
    lemma, cues = lemma_of(verb), stance_cues()
    lasting = lemma in _LASTING and strong and not negated(verb)
    if lasting:
        return "refuses"  # "the sanctions stay until there is a deal"
    if not _modals(verb) & _MAYBE:
        within = lemma == "be" and child(verb, "acomp", "prep") is not None and not negated(verb)
        return "supports" if within and _in_reach(verb) else None
    denied = negated(verb) or who.lower_ in _NOBODY or any(c.lower_ == "no" for c in who.children)
    if passive(verb):
        return "refuses" if denied else "offers" if lemma in cues["commitments"] else None
    somebody = any(scene.mentions[i].kind != "place" for i in scene.mentions_of(who))
    if denied:
        return "refuses" if lemma not in _MINDS else None
    begun = lemma in _BEGINNING and not strong
    return "offers" if somebody or begun else "demands" if strong else None


def _in_reach(verb: Token) -> bool:
    state = child(verb, "acomp", "prep")
    words = {t.lower_ for t in state.subtree} if state is not None else set()
    return bool(words & (stance_cues()["possible"] | {"reach", "sight", "grasp"}))


def _declined(verb: Token, lemma: str) -> StanceKind | None:
    """will not take part, would not be the hostage of it."""
    if lemma in ("be", "become"):
        thing = child(verb, "attr")
        return "refuses" if thing is not None and thing.pos_ == "NOUN" else None
    return None if lemma in _MINDS | {"have"} else "refuses"


def _leaving(verb: Token) -> bool:
    after = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    leaving = stance_cues()["leaving"]
    return lemma_of(verb) in leaving or f"{lemma_of(verb)} {after}" in leaving


def _if(verb: Token) -> bool:
    """We would come if they let us; we will leave unless they stop."""
    return any(t.dep_ == "mark" and t.lower_ in ("if", "unless", "provided") for t in verb.sent)


def _only_if(verb: Token) -> bool:
    """We will leave only if they do: what is promised, on a condition."""
    return any(
        t.lower_ == "only" and t.nbor(1).lower_ in ("if", "after", "once", "when")
        for t in verb.doc[verb.i : verb.sent.end - 1]
    )


def _if_not(verb: Token) -> bool:
    """If they do not stop, …: what follows is a threat."""
    return any(
        t.dep_ == "mark" and (t.lower_ == "unless" or (t.lower_ == "if" and negated(t.head)))
        for t in verb.sent
    )


def own_side(scene: Scene, who: Token, attribution: int) -> bool:
    """Whether a subject is the one who is cited, or the side for which they speak."""
    word = plain(who)
    said = scene.attributions[attribution]
    if word in FIRST_PERSON:
        return True
    if word in THIRD_PERSON:
        return said.kind == "indirect" or (said.kind == "mixed" and word != "it")
    if any(t.dep_ == "poss" and t.lower_ in FIRST_PERSON | THIRD_PERSON for t in who.subtree):
        return True
    if word in _SIDES and any(c.lower_ == "the" for c in who.children):
        return True
    mention = scene.mention_at.get(who.i)
    if mention is None or said.source is None:
        return False
    own = scene.story.tokens_in(scene.mentions[mention].extent)
    words = {t.lower_ for t in own if t.pos_ in ("PROPN", "ADJ", "NOUN")}
    return bool(words & {t.lower_ for t in scene.story.tokens_in(said.source)})


def _who(scene: Scene, verb: Token, attribution: int) -> Token | None:
    """The subject, which may stand before the words that cite: `A truce, she said, will come …`."""
    who = subject(verb)
    pieces = scene.attributions[attribution].content
    if len(pieces) < 2 or (who is not None and scene.cited_in.get(who.i) == attribution):
        return who
    first = scene.story.tokens_in(pieces[0])
    if not len(first) or first.end > verb.i or first.root.pos_ not in ("NOUN", "PROPN", "PRON"):
        return who
    return first.root


def _held_back(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    """The talks are suspended until …; a truce will come only once …; the truce is over."""
    if hanging(verb):
        if _modals(verb) & {"may", "might", "can", "could"}:
            return None
        who = child(verb, "nsubj", "nsubjpass") or _who(scene, verb, attribution)
        waiting = negated(verb) or passive(verb) or not _until(verb)
        if who is not None and waiting and plain(who) not in FIRST_PERSON | THIRD_PERSON:
            return "refuses"
    if lemma_of(verb) == "be" and not negated(verb):
        who = child(verb, "nsubj")
        state = child(verb, "acomp", "advmod", "prep", "attr")
        ended = state is not None and state.lower_ in stance_cues()["over"]
        if ended and who is not None and lemma_of(who) in stance_cues()["negotiable"]:
            return "refuses"
    return None


def _until(verb: Token) -> bool:
    return any(c.lower_ in ("until", "till") for t in verb.children for c in t.children)


def _peril(verb: Token) -> StanceKind | None:
    """would destabilise the country; there is a risk of; will continue to be a problem."""
    cues = stance_cues()
    if negated(verb):
        return None
    lemma = lemma_of(verb)
    going = lemma_of(verb) == "go" and verb.tag_ == "VBG" and child(verb, "xcomp") is not None
    maybe = going or bool(_modals(verb) & _MAYBE)
    if maybe and lemma in cues["perils"]:
        return "warns"
    inner = child(verb, "xcomp") or verb
    thing = child(inner, "attr", "dobj") or child(verb, "attr", "dobj")
    if thing is not None and lemma_of(thing) in cues["peril_nouns"]:
        there = child(verb, "expl") is not None and lemma_of(thing) in ("risk", "danger", "threat")
        if (maybe or there) and not any(c.lower_ == "no" for c in thing.children):
            return "warns"
    if maybe and lemma in ("lead", "result", "end"):
        for c in verb.children:
            noun = child(c, "pobj") if c.dep_ == "prep" else None
            if noun is not None and lemma_of(noun) in cues["peril_nouns"]:
                return "warns"
    return None


def _misdeed(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    """They violate the truce; the group has kept its ties: what another does wrong."""
    cues = stance_cues()
    who = subject(verb)
    if who is None or plain(who) in FIRST_PERSON or negated(verb) or _modals(verb):
        return None
    if plain(who) in ("it", "he", "she") and own_side(scene, who, attribution):
        return None
    trying = lemma_of(verb) in (
        "try",
        "attempt",
        "seek",
        "continue",
        "plan",
        "plot",
        "aim",
        "begin",
        "threaten",
    )
    inner = (child(verb, "xcomp") or verb) if trying else verb
    lemma = lemma_of(inner)
    thing = child(inner, "dobj")
    idiom = thing is not None and f"{lemma} {thing.lower_}" in cues["misdeeds"]
    if idiom or (lemma in cues["misdeeds"] and lemma not in cues["weak_misdeeds"]):
        if passive(inner):
            return "accuses" if child(inner, "agent") is not None else None
        if scene.mentions_of(who) or who.pos_ in ("NOUN", "NUM"):
            return "accuses"
    shipped = thing is not None and lemma in _SHIPPING and not passive(inner)
    if thing is not None and shipped and any(lemma_of(t) in cues["arms"] for t in thing.subtree):
        return "accuses"
    if thing is None or lemma not in _SUFFERING:
        return None
    wronged = (t for t in thing.subtree if t.dep_ in ("dobj", "pobj", "conj"))
    return "accuses" if any(lemma_of(t) in cues["wrongs"] for t in wronged) else None


def _denial(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    """It is not a negotiation; the delegation had not spoken; nobody's head was requested."""
    who = subject(verb)
    nobody = who is not None and any(
        t.lower_ in _NOBODY or t.lower_ == "no" for t in (who, *who.subtree) if t.i <= who.i
    )
    if not negated(verb) and not nobody:
        return "denies" if _and_no(verb) or _no_part(verb) else None
    if lemma_of(verb) == "be":
        thing = child(verb, "attr")
        if child(verb, "expl") is not None:
            return None
        bare = who is None or plain(who) not in FIRST_PERSON | {"there", "he", "she"}
        rather = any(
            c.lower_ == "but" and c.dep_ == "cc" for c in verb.children
        )  # not this but that
        nominal = (
            thing is not None
            and thing.pos_ == "NOUN"
            and lemma_of(thing) not in _MILD
            and not rather
        )
        return "denies" if nominal and bare and not _modals(verb) and not nobody else None
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    finished = (
        verb.tag_ == "VBN" and any(lemma_of(c) == "have" or c.tag_ == "VBD" for c in helpers)
    ) or any(c.lower_ == "did" for c in helpers)
    if not finished or who is None or lemma_of(verb) in _MINDS | _FALLING_SHORT:
        return None
    armed = lemma_of(who) in ("delegation", "force", "troop", "army", "man", "aircraft", "plane")
    return "denies" if nobody or armed or own_side(scene, who, attribution) else None


def _no_part(verb: Token) -> bool:
    """had no hand in it, has nothing to do with it, was not involved"""
    thing = child(verb, "dobj", "attr")
    if thing is None or lemma_of(verb) not in ("have", "play", "take", "bear"):
        return False
    if thing.lower_ == "nothing" and any(lemma_of(t) == "do" for t in verb.subtree):
        return True
    return lemma_of(thing) in stance_cues()["parts"] and any(
        c.lower_ == "no" for c in thing.children
    )


def _and_no(verb: Token) -> bool:
    """is a pause and not a rupture"""
    thing = child(verb, "attr")
    other = child(thing, "conj") if thing is not None and lemma_of(verb) == "be" else None
    return other is not None and negated(other)


def _value(verb: Token) -> StanceKind | None:
    """is unacceptable, was a success, yielded positive results; impunity has been signed."""
    lemma = lemma_of(verb)
    who = child(verb, "nsubj", "nsubjpass", "csubj")
    felt = child(verb, "attr") if child(verb, "expl") is not None else None
    if felt is not None and lemma_of(felt) in stance_cues().nouns:
        stance = stance_cues().nouns[lemma_of(felt)][0][0]
        none = any(c.lower_ == "no" for c in felt.children) or negated(verb)
        return stance if stance in ("praises", "supports", "criticises") and not none else None
    if who is None or plain(who) in FIRST_PERSON | {"he", "she", "there"}:
        return None
    if who.lower_ in stance_cues()["blame"] and who.pos_ == "NOUN" and lemma not in _COPULAS:
        return "criticises"
    if lemma in _FURTHERING:
        return None if negated(verb) else "praises"
    if lemma == "deserve":
        due = child(verb, "dobj")
        return "praises" if due is not None and lemma_of(due) in _DUE else None
    if lemma in _COPULAS:
        value = child(verb, "acomp", "attr", "oprd")
    elif lemma in _YIELDING:
        value = child(verb, "dobj", "xcomp", "acomp", "oprd")
        if value is not None and is_verb(value):
            value = child(value, "attr", "acomp")
    else:
        return None
    if value is None or is_verb(value):
        return None
    tone = polarity(value)
    if negated(verb):
        tone = -tone
    if lemma not in _COPULAS and tone < 0:
        return None
    if tone < 0 and _modals(verb) & _MAYBE:
        return "warns"
    return "praises" if tone > 0 else "criticises" if tone < 0 else None


def _modals(verb: Token) -> frozenset[str]:
    return frozenset(c.lower_ for c in verb.children if c.tag_ == "MD")


def _infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _clause(scene: Scene, verb: Token, attribution: int) -> tuple[int, int]:
    """The words of a clause inside its content, without the clauses joined to it."""
    pieces = [scene.story.tokens_in(e) for e in scene.attributions[attribution].content]
    pieces = [p for p in pieces if len(p)]
    own = next((k for k, p in enumerate(pieces) if p.start <= verb.i < p.end), 0)
    low, high = pieces[own].start, pieces[-1].end
    for piece in reversed(pieces[:own]):
        if any(t.dep_ in ("nsubj", "nsubjpass") for t in piece):
            break  # a clause of its own, before `he said`
        low = piece.start
    first, end = int(verb.left_edge.i), int(verb.right_edge.i) + 1
    for c in verb.children:
        if c.dep_ in ("conj", "parataxis") and is_verb(c) and c.i > verb.i:
            end = min(end, int(c.left_edge.i))
        if c.dep_ == "ccomp" and c.i < verb.i and c.right_edge.i < verb.i:
            first = max(first, int(c.right_edge.i) + 1)
    first, end = max(first, low), min(end, high)
    doc = scene.story.doc
    while end > first + 1 and (_mark(doc[end - 1], '”"’)') or doc[end - 1].dep_ == "cc"):
        end -= 1
    while first < end - 1 and (_joins(doc[first]) or _mark(doc[first], '“"‘[(')):
        first += 1
    return first, max(end, first + 1)


def _mark(token: Token, kept: str) -> bool:
    return bool(token.is_punct) and token.text not in kept


def _joins(token: Token) -> bool:
    return token.dep_ in ("cc", "mark") and token.lower_ in ("that", "and", "but", "or")


def _topic(verb: Token) -> Token | None:
    """What a view is about: the subject, unless it is a pronoun."""
    who = child(verb, "nsubjpass", "nsubj", "csubj")
    if who is not None and who.pos_ in ("NOUN", "PROPN"):
        return who
    for dep in ("dobj", "attr", "acomp", "xcomp", "ccomp", "prep"):
        found = child(verb, dep)
        if found is not None:
            return found
    return who


def _of_nothing(verb: Token) -> bool:
    """no allegation that …, no evidence of …"""
    return verb.dep_ in ("acl", "relcl") and any(c.lower_ == "no" for c in verb.head.children)


def _question(verb: Token) -> bool:
    root = verb
    while root.head.i != root.i:
        root = root.head
    return any(c.text == "?" for c in root.children)
