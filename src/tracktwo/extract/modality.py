"""Views that stand in somebody's words without an act of their own: must, should, there is no
need, the only way, will not be discussed, is unacceptable.

The holder is whoever is cited with them, so only the contents of attributions are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tracktwo.extract.acts import Act, polarity, stance_of
from tracktwo.extract.words import lemma_of
from tracktwo.extract.clauses import child, is_verb, negated, passive, subject
from tracktwo.extract.conditions import dependence, within_condition
from tracktwo.extract.scene import FIRST_PERSON, THIRD_PERSON, Scene
from tracktwo.knowledge.stances import stance_cues
from tracktwo.model.record import StanceKind

_DUTY = frozenset({"must", "should", "ought", "shall"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "wo", "’d", "'d", "shall"})
_MAYBE = frozenset({"will", "would", "could", "may", "might", "can", "'ll", "’ll", "'d", "’d"})
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "acl", "advcl", "dep", "xcomp", "pcomp", "relcl", "appos", "nsubj"})
_COPULAS = frozenset({"be", "remain", "seem", "become", "look", "appear", "constitute", "represent", "prove"})
_MINDS = frozenset(
    ["know", "think", "believe", "expect", "understand", "see", "feel", "remember", "hope", "want", "need", "like", "say", "tell", "get", "want", "mean", "matter", "care", "decide", "seem"]
)


def find_views(scene: Scene) -> Iterator[Act]:
    """The views in every attribution's content, clause by clause."""
    for token in scene.story.doc:
        i = scene.cited_in.get(token.i)
        if i is None or not (is_verb(token) or token.tag_ == "MD"):
            continue
        if token.dep_ not in _CLAUSES or token.i in scene.cue_at:
            continue
        if within_condition(token) or _question(token) or _of_nothing(token):
            continue
        stance = _view(scene, token, i)
        if stance is not None:
            first, end = _clause(scene, token, i)
            yield Act(token, stance, None, first, end, _topic(token))


def _view(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    if verb.dep_ in ("relcl", "advcl", "pcomp", "xcomp"):
        # the parser hangs many a main clause here, but an adverbial clause has its conjunction
        marked = any(c.dep_ in ("mark", "advmod") and c.tag_ in ("IN", "WRB") for c in verb.children)
        return _duty(verb) if verb.dep_ == "advcl" and not marked else None
    return (
        _condition(scene, verb)
        or _duty(verb)
        or _request(scene, verb)
        or _impossibility(verb)
        or _necessity(verb)
        or _future(scene, verb, attribution)
        or _peril(verb)
        or _misdeed(scene, verb)
        or _denial(scene, verb, attribution)
        or _value(verb)
    )


def _condition(scene: Scene, verb: Token) -> StanceKind | None:
    if dependence(scene, verb) is None:
        return None
    return "refuses" if negated(verb) else "demands"


def _duty(verb: Token) -> StanceKind | None:
    """must, should, have to, need to, required to."""
    modal = next((c for c in verb.children if c.tag_ == "MD" and c.lower_ in _DUTY), None)
    lemma = lemma_of(verb)
    if modal is not None:
        if any(lemma_of(c) == "have" and c.dep_ == "aux" for c in verb.children):
            return "criticises"
        if lemma in ("forget", "fail", "ignore", "overlook"):
            return "demands"
        return "opposes" if negated(verb) else "demands"
    if any(c.tag_ == "MD" and c.lower_ in ("may", "might", "could") for c in verb.children):
        return None
    inner = child(verb, "xcomp")
    to = inner is not None and any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children)
    if (lemma in ("have", "need", "require", "oblige") and to and verb.tag_ not in ("VBD",)) or (
        lemma in ("require", "oblige") and to
    ):
        return "opposes" if negated(verb) else "demands"
    if lemma == "need" and child(verb, "dobj") is not None and verb.tag_ != "VBD" and not negated(verb):
        return "demands"
    return None


def _request(scene: Scene, verb: Token) -> StanceKind | None:
    """Let us …; do not …: an imperative."""
    before = [t for t in verb.sent if t.i < verb.i and t.i >= verb.left_edge.i]
    if any(t.lower_.strip("”“\"'") in ("let", "let’s", "let's") for t in before[:2]) or verb.lower_.strip("”“\"") == "let":
        return "demands"
    if _bidden(verb):
        return "demands"
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "ccomp", "conj", "parataxis"):
        return None
    if any(_no_bid(c) for c in verb.children):
        return None
    if verb.dep_ == "conj" or lemma_of(verb) in stance_cues()["idle_bids"]:
        return None
    return "demands"


def _no_bid(c: Token) -> bool:
    """What an imperative cannot have: a subject, to, a modal, does or did."""
    if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") or c.tag_ == "MD":
        return True
    return c.dep_ == "aux" and c.lower_ not in ("do", "let")


def _bidden(verb: Token) -> bool:
    """Maybe you bring …: a request to a second person."""
    who = child(verb, "nsubj")
    if who is None or who.lower_ != "you" or any(c.tag_ == "MD" for c in verb.children):
        return False
    return any(c.lower_ in ("maybe", "perhaps", "please") for c in verb.children)


def _impossibility(verb: Token) -> StanceKind | None:
    """no talks are possible, there is no need to, has no military solution, cannot accept."""
    cues = stance_cues()
    if any(c.lower_ == "out" and any(t.lower_ == "question" for t in c.subtree) for c in verb.children):
        return "refuses"
    quality = child(verb, "acomp")
    if quality is not None and quality.lower_ in cues["possible"]:
        return "refuses" if negated(verb) else None
    if quality is not None and quality.lower_ in ("impossible", "unacceptable", "unthinkable", "inconceivable"):
        return "refuses"
    for thing in (child(verb, "dobj"), child(verb, "attr"), child(verb, "nsubj")):
        if thing is None or not any(c.lower_ == "no" and c.dep_ == "det" for c in thing.children):
            continue
        lemma = lemma_of(thing)
        if lemma in ("alternative", "choice", "option"):
            return "supports"
        if lemma in ("need", "solution", "place", "justification", "room", "excuse", "reason", "intention", "question", "right", "point", "sense", "talk", "negotiation", "concession", "compromise", "dialogue"):
            return "opposes"
        if thing.dep_ == "nsubj" and any(c.tag_ == "MD" and c.lower_ in _FUTURE for c in verb.children):
            return "refuses"
    if negated(verb) and any(c.lower_ in ("can", "ca", "could") for c in verb.children) and lemma_of(verb) in ("accept", "agree", "allow", "tolerate", "recognize", "support", "talk", "negotiate"):
        return "refuses"
    return None


def _necessity(verb: Token) -> StanceKind | None:
    """is necessary, is important, in the interests of all, the aim is …"""
    cues = stance_cues()
    if lemma_of(verb) not in _COPULAS:
        return None
    for c in verb.children:
        word = c.lower_
        if c.dep_ in ("acomp", "attr", "oprd") and word in cues.necessities:
            if negated(verb):
                return "opposes"
            stance = cues.necessities[word]
            who = child(verb, "nsubj")
            if stance == "demands" and who is not None and who.lower_ != "it":
                return "supports"
            return stance
        if c.dep_ == "prep" and word == "in" and any(lemma_of(t) == "interest" for t in c.children):
            return "supports"
        if c.dep_ in ("prep", "advmod") and word == "on" and any(lemma_of(t) in ("agenda",) for t in c.children):
            return "supports"
    who = child(verb, "nsubj")
    if who is not None and _aim(who) and child(verb, "xcomp", "attr", "ccomp") is not None:
        return "supports"
    return None


def _aim(noun: Token) -> bool:
    if noun.lower_ == "one":
        inner = child(noun, "prep")
        noun = (child(inner, "pobj") or noun) if inner is not None else noun
    return lemma_of(noun) in ("aim", "goal", "purpose", "objective", "priority", "task")


def _future(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    """We will …, it would not …, aid will be sent."""
    cues = stance_cues()
    modal = next((c for c in verb.children if c.tag_ == "MD" and c.lower_ in _FUTURE), None)
    if modal is None:
        if lemma_of(verb) == "work" and verb.tag_ == "VBG" and child(verb, "prep", "xcomp", "advcl"):
            who = subject(verb)
            busy = who is not None and not negated(verb) and _oneself(scene, who, attribution)
            return "promises" if busy else None
        going = lemma_of(verb) == "go" and verb.tag_ == "VBG" and child(verb, "xcomp")
        if not going:
            return None
        inner: Token = going
    else:
        inner = verb
    lemma = lemma_of(inner)
    who = subject(verb)
    if who is None:
        return None
    denied = negated(verb) or negated(inner)
    if passive(inner):
        if denied:
            return "refuses" if lemma not in ("able", "allow", "affect", "surprise") else None
        return "promises" if lemma in cues["commitments"] and lemma not in cues["idle"] else None
    if not _oneself(scene, who, attribution):
        return None
    if denied:
        return "refuses" if lemma not in _MINDS | {"be", "have"} else None
    if lemma in cues["threats"] or (_hangs_on_condition(inner) and lemma in cues["leaving"]):
        return "warns"
    stance = stance_of(inner)
    if stance is not None and lemma not in cues["idle"]:
        return stance
    if _hangs_on_condition(inner):
        return "offers"
    return "promises" if lemma in cues["commitments"] and lemma not in cues["idle"] else None


def _hangs_on_condition(verb: Token) -> bool:
    """We would come if they let us; we will leave unless they stop."""
    return any(
        c.dep_ == "advcl" and any(x.dep_ in ("mark", "advmod") and x.lower_ in ("if", "unless", "provided") for x in c.children)
        for c in verb.children
    )


def _oneself(scene: Scene, who: Token, attribution: int) -> bool:
    """Whether a subject is the one who is cited, or the side for which they speak."""
    word = who.lower_
    said = scene.attributions[attribution]
    if word in FIRST_PERSON:
        return True
    if word in THIRD_PERSON:
        return (said.kind != "direct" and word not in ("it",)) or said.kind == "indirect"
    if any(c.dep_ == "poss" and c.lower_ in FIRST_PERSON | THIRD_PERSON for c in who.children):
        return True
    if word in ("group", "movement", "country", "government", "party", "side", "ministry", "administration", "organization", "army", "organisation") and any(c.lower_ in ("the", "our", "his", "their", "its") for c in who.children):
        return True
    mention = scene.mention_at.get(who.i)
    if mention is None or said.source is None:
        return False
    own = scene.mentions[mention]
    words = {t.lower_ for t in scene.story.tokens_in(own.extent) if t.pos_ in ("PROPN", "ADJ", "NOUN")}
    source = {t.lower_ for t in scene.story.tokens_in(said.source)}
    return bool(words & source)


def _peril(verb: Token) -> StanceKind | None:
    """would destabilise the country; there is a risk of; will continue to be a problem."""
    cues = stance_cues()
    lemma = lemma_of(verb)
    modal = any(c.tag_ == "MD" and c.lower_ in _MAYBE for c in verb.children)
    if modal and lemma in cues["perils"] and not negated(verb) and lemma not in ("respond", "face", "fail", "suffer", "spread"):
        return "warns"
    inner = child(verb, "xcomp") or verb
    thing = child(inner, "attr", "dobj") or child(verb, "attr", "dobj")
    there = child(verb, "expl")
    if thing is not None and lemma_of(thing) in cues["peril_nouns"] and not negated(verb) and not any(c.lower_ == "no" for c in thing.children):
        if modal or (there is not None and lemma_of(thing) in ("risk", "danger", "threat")):
            return "warns"
    if lemma in ("lead", "result") and modal:
        for c in verb.children:
            noun = child(c, "pobj") if c.dep_ == "prep" else None
            if noun is not None and lemma_of(noun) in cues["peril_nouns"]:
                return "warns"
    return None


def _misdeed(scene: Scene, verb: Token) -> StanceKind | None:
    """They violate the truce; the regime has kept its ties: what another does wrong."""
    cues = stance_cues()
    who = subject(verb)
    if who is None or who.lower_ in FIRST_PERSON or negated(verb):
        return None
    inner = verb
    if lemma_of(verb) in ("try", "attempt", "seek", "continue", "plan", "want", "plot", "aim", "begin", "threaten") and child(verb, "xcomp"):
        inner = child(verb, "xcomp") or verb
    lemma = lemma_of(inner)
    if any(c.tag_ == "MD" for c in verb.children):
        return None
    thing = child(inner, "dobj")
    idiom = thing is not None and f"{lemma} {thing.lower_}" in cues["misdeeds"]
    if idiom or (lemma in cues["misdeeds"] and lemma not in cues["weak_misdeeds"]):
        if passive(inner):
            return "accuses" if child(inner, "agent") is not None else None
        if scene.mention_at.get(who.i) is not None:
            return "accuses"
    if thing is not None and any(lemma_of(t) in cues["wrongs"] for t in thing.subtree if t.dep_ in ("dobj", "pobj", "conj")):
        if lemma in ("face", "suffer", "commit", "practice", "practise", "perpetrate", "continue", "incite", "support", "sponsor", "use", "encourage", "experience", "endure"):
            return "accuses"
    return None


def _denial(scene: Scene, verb: Token, attribution: int) -> StanceKind | None:
    """It is not a negotiation; the delegation had not spoken with them."""
    if not negated(verb):
        return None
    if lemma_of(verb) == "be":
        thing = child(verb, "attr")
        who = child(verb, "nsubj")
        plain = thing is not None and thing.pos_ == "NOUN" and (who is None or who.lower_ not in FIRST_PERSON | {"there", "he", "she"})
        return "denies" if plain and not any(c.tag_ == "MD" for c in verb.children) and not _mild(thing) else None
    finished = (verb.tag_ == "VBN" and any(lemma_of(c) == "have" for c in verb.children)) or any(c.lower_ == "did" for c in verb.children)
    who = subject(verb)
    if not finished or who is None or lemma_of(verb) in _MINDS:
        return None
    return "denies" if _oneself(scene, who, attribution) or lemma_of(who) in ("delegation", "forces", "troop", "force") else None


def _mild(thing: Token | None) -> bool:
    return thing is None or lemma_of(thing) in ("time", "problem", "way", "question", "secret", "mystery", "surprise", "thing", "case", "point")


def _value(verb: Token) -> StanceKind | None:
    """is unacceptable, was a success, yielded positive results."""
    lemma = lemma_of(verb)
    who = child(verb, "nsubj", "nsubjpass", "csubj")
    if who is None or who.lower_ in FIRST_PERSON | {"he", "she", "there"}:
        return None
    if lemma in _COPULAS:
        value = child(verb, "acomp", "attr", "oprd")
    elif lemma in ("yield", "bring", "achieve", "produce", "show", "make", "prove", "demonstrate", "deliver"):
        value = child(verb, "dobj") or child(verb, "xcomp", "acomp", "oprd")
        if value is not None and is_verb(value):
            value = child(value, "attr", "acomp") or value
    elif lemma in ("further", "advance", "facilitate", "contribute", "foster", "enhance"):
        return "praises" if not negated(verb) else None
    else:
        return None
    if value is None or value.pos_ == "VERB":
        return None
    tone = polarity(value)
    if negated(verb):
        tone = -tone
    if lemma not in _COPULAS and tone < 0:
        return None
    if tone < 0 and any(c.tag_ == "MD" and c.lower_ in _MAYBE for c in verb.children):
        return "warns"
    return "praises" if tone > 0 else "criticises" if tone < 0 else None


def _clause(scene: Scene, verb: Token, attribution: int) -> tuple[int, int]:
    """The words of a clause inside its content, without the clauses joined to it."""
    pieces = [scene.story.tokens_in(e) for e in scene.attributions[attribution].content]
    pieces = [p for p in pieces if len(p)]
    doc = scene.story.doc
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
    while end > first + 1 and ((doc[end - 1].is_punct and doc[end - 1].text not in "”\"’)") or doc[end - 1].dep_ == "cc"):
        end -= 1
    while first < end - 1 and ((doc[first].dep_ in ("cc", "mark") and doc[first].lower_ in ("that", "and", "but", "or")) or (doc[first].is_punct and doc[first].text not in "“\"‘[(")):
        first += 1
    return first, max(end, first + 1)


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
