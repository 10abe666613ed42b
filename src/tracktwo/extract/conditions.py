"""What has to happen first: until, unless, subject to, depends on, the only way is …"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tracktwo.extract.clauses import agent, child, is_verb, subject, thing
from tracktwo.extract.scene import Scene
from tracktwo.extract.words import lemma_of, negated
from tracktwo.knowledge.stances import condition_cues, stance_cues
from tracktwo.model import Condition, Extent
from tracktwo.model.record import StanceKind

# Where a bare `if`, `once` or `when` makes a condition rather than a report.
_LOOKING_AHEAD = frozenset(
    {"offers", "promises", "refuses", "supports", "demands", "warns", "praises", "opposes"}
)


def find_condition(
    scene: Scene, head: Token, extent: Extent, stance: StanceKind
) -> Condition | None:
    """The condition under which a stance is held, that is told inside its extent."""
    words = scene.story.tokens_in(extent)
    if not len(words):
        return None
    first, last = words.start, words.end
    for token in words:
        found = (
            _clause(scene, token, first, last, stance)
            or _phrase(scene, token, first, last)
            or _preposition(scene, token, first, last, stance)
        )
        if found is not None:
            return found
    return _step(scene, head, first, last) or _dependence(scene, head) or _told(scene, head, last)


def _told(scene: Scene, head: Token, last: int) -> Condition | None:
    """warned that peace depends on them: the dependence that is told."""
    clause = child(head, "ccomp")
    if clause is None or not head.i < clause.i < last:
        return None
    return _dependence(scene, clause)


def following_condition(scene: Scene, end: int) -> Condition | None:
    """…, provided that they sign it; … unless they leave: told right behind the words of an act."""
    doc = scene.story.doc
    start = end + (end < len(doc) and doc[end].text == ",")
    if start + 1 >= len(doc) or doc[start].sent.start != doc[end - 1].sent.start:
        return None
    mark = doc[start]
    strong = mark.lower_ in ("provided", "providing", "unless", "until")
    if mark.lower_ in ("only", "but") and doc[start + 1].lower_ in ("if", "after", "once", "when"):
        strong, start = mark.lower_ == "only", start + 1
    if not strong:
        return None
    start += 1 + (doc[start + 1].lower_ == "that")
    stop = start
    while stop < mark.sent.end and doc[stop].text not in ",;:.":
        stop += 1
    verb = next((t for t in doc[start:stop] if is_verb(t)), None)
    return _condition(scene, start, stop, verb) if verb is not None else None


def fronted_condition(scene: Scene, head: Token, attribution: int | None) -> Condition | None:
    """A condition that opens the sentence: “If nothing moves,” he said, “we will leave.”"""
    sentence = head.sent
    for mark in sentence[:2]:
        if mark.lower_ not in ("if", "unless", "until") or mark.dep_ not in ("mark", "advmod"):
            continue
        clause = mark.head
        if attribution is not None and scene.cited_in.get(mark.i) != attribution:
            continue
        if is_verb(clause) and clause.i < head.i:
            return _required(scene, clause, mark.i + 1, head.i)
    return None


def purposed_condition(scene: Scene, act: Token, thing: Token | None) -> Condition | None:
    """To achieve peace, he stressed the importance of X: X comes first."""
    opening = act.sent[:3]
    purpose = next((t for t in opening if t.lower_ == "to" and t.dep_ == "aux"), None)
    if purpose is None or thing is None or purpose.head.i > act.i or thing.i < act.i:
        return None
    if purpose.head.dep_ != "advcl":
        return None
    return _required(scene, thing, int(thing.left_edge.i), len(scene.story.doc))


def dependence(scene: Scene, head: Token) -> Condition | None:
    """The condition that a predicate states: `X depends on Y`, `the first step is Y`."""
    return _dependence(scene, head) or _step(scene, head, 0, len(scene.story.doc))


def hanging(verb: Token) -> bool:
    """Whether a clause hangs on a strong condition: until, unless, only if, as long as, without."""
    cues = condition_cues()
    for c in verb.children:
        if c.dep_ == "advcl":
            for mark in c.children:
                if mark.dep_ not in ("mark", "advmod") or mark.i > c.i:
                    continue
                word = mark.lower_
                if word in ("until", "till", "unless"):
                    return True
                if word in cues["conjunctions"] and _strengthened(mark):
                    return True
                if word == "before" and negated(verb):
                    return True
                if word == "long" or (word == "as" and mark.i and mark.nbor(-1).lower_ == "long"):
                    return True
        if c.dep_ == "prep" and c.lower_ in ("until", "till") and negated(verb):
            return True
        if c.dep_ == "prep" and c.lower_ == "without" and negated(verb):
            return True
    return False


def condition_mark(verb: Token) -> bool:
    """Whether a clause hangs on any condition: if, provided that, once, as soon as, on condition."""
    words = verb.doc[verb.i : verb.sent.end]
    phrases = condition_cues().phrases
    if any(t.lower_ == p[0] and _reads(t, p, verb.sent.end) for t in words for p in phrases):
        return True
    marks = (m for c in verb.children for m in c.children if c.dep_ in ("advcl", "prep"))
    near = [*marks, *(c for c in verb.children if c.dep_ in ("prep", "advcl"))]
    return any(m.lower_ in ("if", "once", "provided", "providing", "unless") for m in near)


def within_condition(token: Token) -> bool:
    """Whether a verb stands in a clause that somebody else's stance hangs on."""
    marks = condition_cues()["conjunctions"] | {"whether", "before"}
    while True:
        if token.dep_ in ("advcl", "ccomp", "acl", "pcomp", "relcl") and any(
            c.dep_ in ("mark", "advmod") and c.lower_ in marks and c.lower_ != "after"
            for c in token.children
        ):
            return True
        if token.head.i == token.i:
            return False
        token = token.head


def _clause(
    scene: Scene, mark: Token, first: int, last: int, stance: StanceKind
) -> Condition | None:
    """until they leave; only if …; before it can agree."""
    cues = condition_cues()
    word = mark.lower_
    if word in cues["earlier"]:
        return _earlier(scene, mark, first, last, stance)
    if word not in cues["conjunctions"]:
        return None
    if mark.dep_ not in ("mark", "advmod", "prep", "pcomp") and word not in (
        "provided",
        "providing",
    ):
        return None
    ahead = stance in _LOOKING_AHEAD and word not in ("after", "when")
    if word == "when" and stance in ("promises", "offers", "demands"):
        # "will visit when there is a government": present tense, and so to come
        ahead = mark.head.tag_ in ("VBZ", "VBP") and mark.head.dep_ == "advcl"
    if word in cues["weak"] and not ahead and not _strengthened(mark):
        return None
    clause = mark.head if mark.dep_ in ("mark", "advmod") else child(mark, "pcomp", "pobj", "ccomp")
    if word in ("provided", "providing"):
        clause = child(mark, "ccomp", "xcomp")
    if clause is None or clause.i < first or clause.i >= last:
        return None
    strong = word in ("until", "till", "unless") or _strengthened(mark)
    if not is_verb(clause) and not strong and word != "once":
        return None
    if mark.i > clause.i:
        return _required(scene, clause, first, last)
    end = _right_edge(clause, last) + 1
    if strong:  # to the end of the phrase, wherever the parser hangs the rest
        while end < last and scene.story.doc[end].text not in ",;:":
            end += 1
    return _condition(scene, mark.i + 1, end, clause)


def _strengthened(mark: Token) -> bool:
    words = condition_cues()["strengthened_by"]
    before = mark.nbor(-1) if mark.i > 0 else None
    if before is not None and before.lower_ in words:
        return True
    main = mark.head.head  # "could [only] be lifted after they had left"
    return main.pos_ in ("VERB", "AUX") and any(
        c.lower_ == "only" and c.i < main.i for c in main.children
    )


def _earlier(
    scene: Scene, mark: Token, first: int, last: int, stance: StanceKind
) -> Condition | None:
    """`Forces must leave before it can agree`: the leaving is required, and not the agreeing."""
    clause = mark.head if mark.dep_ in ("mark", "advmod") else child(mark, "pcomp", "pobj")
    if clause is None:
        return None
    above = clause.head if mark.dep_ in ("mark", "advmod") else mark.head
    if stance in ("refuses", "opposes"):
        return _required(scene, clause, mark.i + 1, last)
    who = child(clause, "nsubj")
    if who is not None and who.lower_ in ("you", "one"):
        return None
    if stance in ("demands", "supports") and above.i >= first:
        if not is_verb(above) and above.pos_ not in ("NOUN", "PROPN"):
            return None
        return _required(scene, above, first, mark.i)
    return None


def _phrase(scene: Scene, token: Token, first: int, last: int) -> Condition | None:
    """as long as …, on condition that …: everything up to the end of the clause."""
    for phrase in condition_cues().phrases:
        if token.lower_ == phrase[0] and _reads(token, phrase, last):
            after = token.i + len(phrase)
            if after < last and token.doc[after].lower_ == "that":
                after += 1
            verb = next((t for t in token.doc[after:last] if is_verb(t)), None)
            if verb is None:
                return None
            end = max(verb.i, _right_edge(verb, last)) + 1
            return _condition(scene, after, end, verb)
    return None


def _preposition(
    scene: Scene, token: Token, first: int, last: int, stance: StanceKind
) -> Condition | None:
    cues = condition_cues()
    word = token.lower_
    for phrase in cues.prepositions:
        if word == phrase[0] and _reads(token, phrase, last):
            return _governed(scene, token.doc[token.i + len(phrase) - 1], last)
    if word in cues["without"] and stance in ("refuses", "opposes", "warns", "demands"):
        thing_ = child(token, "pobj", "pcomp")
        if thing_ is None or thing_.lemma_.lower() in cues["unconditional"]:
            return None
        if not (negated(token.head) or stance in ("warns", "refuses", "opposes")):
            return None
        return _governed(scene, token, last)
    if word in cues["terms_prepositions"]:
        thing_ = child(token, "pobj")
        if thing_ is not None and thing_.lemma_.lower() in cues["terms"]:
            inner = child(thing_, "acl", "relcl", "ccomp")
            if inner is not None and is_verb(inner):
                start = thing_.i + 1
                if start < last and token.doc[start].lower_ == "that":
                    start += 1
                return _required(scene, inner, start, last)
            if word == "under" or any(c.dep_ in ("amod", "nummod") for c in thing_.children):
                return _condition(scene, thing_.left_edge.i, thing_.i + 1, None)
    return None


def _governed(scene: Scene, preposition: Token, last: int) -> Condition | None:
    found = child(preposition, "pobj", "pcomp")
    if found is None or found.i >= last:
        return None
    return _required(scene, found, preposition.i + 1, last)


def _dependence(scene: Scene, head: Token) -> Condition | None:
    """X depends on Y; X will be subject to Y; X would require Y."""
    cues = condition_cues()
    for word in _predicates(head):
        lemma = word.lemma_.lower() if is_verb(word) else word.lower_
        prepositions = cues.predicates.get(lemma) or cues.predicates.get(word.lower_)
        if prepositions:
            if lemma in cues["passive_only"] and not _modal(head) and word.tag_ != "VBN":
                continue
            beside = head.children if word.i != head.i else ()
            for c in (*word.children, *(x for x in beside if x.i > word.i)):
                if c.dep_ in ("prep", "agent") and c.lower_ in prepositions:
                    return _governed(scene, c, len(scene.story.doc))
        if lemma in cues["needing"] and is_verb(word):
            needed = child(word, "dobj", "xcomp", "ccomp")
            if needed is None or (subject(word) is None):
                continue
            if _person(scene, subject(word)) or not (_modal(word) or needed.dep_ != "dobj"):
                continue
            return _required(scene, needed, word.i + 1, len(scene.story.doc))
    return None


def _predicates(head: Token) -> Iterator[Token]:
    yield head
    for c in head.children:
        if c.dep_ in ("acomp", "attr", "prep", "oprd", "amod", "advmod", "xcomp"):
            yield c


def _modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def _person(scene: Scene, token: Token | None) -> bool:
    if token is None:
        return False
    mention = scene.mention_at.get(token.i)
    return mention is not None and scene.mentions[mention].form in ("name", "pronoun")


def _step(scene: Scene, head: Token, first: int, last: int) -> Condition | None:
    """The only way to Y is X; X is a precondition for Y; would first have to X."""
    if any(c.lower_ == "first" and c.dep_ == "advmod" for c in head.children):
        needed = child(head, "xcomp")
        if needed is not None and lemma_of(head) in ("have", "need"):
            return _required(scene, needed, needed.left_edge.i, last)
    who = child(head, "nsubj")
    attribute = child(head, "attr", "xcomp", "ccomp", "acomp", "prep")
    if lemma_of(head) == "be" and who is not None and is_step(who) and attribute is not None:
        return _required(scene, attribute, head.i + 1, last)
    named = attribute if attribute is not None and _is_precondition(attribute) else None
    if named is not None and who is not None and who.tag_ == "WDT":  # …, which was its condition
        return _condition(scene, head.sent.start, int(head.left_edge.i), None)
    if named is not None and lemma_of(head) == "be" and who is not None and who.pos_ != "PRON":
        return _required(scene, who, who.left_edge.i, head.i)
    for c in head.subtree:
        if c.lower_ == "as" and first <= c.i < last:
            way = child(c, "pobj")
            owner = c.head if c.head.i != head.i else child(head, "dobj", "nsubjpass")
            if (
                way is not None
                and lemma_of(way) in condition_cues()["always_steps"]
                and lemma_of(head) not in stance_cues()["naming"]
            ):
                clause = next(
                    (
                        t
                        for t in (*head.children,)
                        if t.dep_ in ("acl", "ccomp", "xcomp", "relcl") and t.i > head.i
                    ),
                    None,
                )
                if clause is not None and clause.left_edge.i < c.i:
                    return _required(scene, clause, clause.left_edge.i, c.i)
                continue
            if way is not None and is_step(way) and owner is not None and owner.i < c.i:
                return _required(scene, owner, owner.left_edge.i, c.i)
    return None


def is_step(noun: Token) -> bool:
    """The only way, the first step, a precondition."""
    cues = condition_cues()
    lemma = noun.lemma_.lower()
    if lemma not in cues["steps"]:
        return False
    return lemma in cues["always_steps"] or any(
        c.lower_ in cues["step_adjectives"] for c in noun.children
    )


def _is_precondition(noun: Token) -> bool:
    """X is the only way, a precondition; a first step alone asks for nothing."""
    return is_step(noun) and (
        lemma_of(noun) in condition_cues()["always_steps"]
        or any(c.lower_ in ("only", "sole", "single") for c in noun.children)
    )


def _required(scene: Scene, head: Token, first: int, last: int) -> Condition | None:
    """The words of a clause or phrase between two tokens, and who has to do it."""
    start = max(first, head.left_edge.i)
    return _condition(scene, start, min(last, _right_edge(head, last) + 1), head)


def _right_edge(head: Token, last: int) -> int:
    return min(int(head.right_edge.i), last - 1)


def _condition(scene: Scene, first: int, end: int, head: Token | None) -> Condition | None:
    doc = scene.story.doc
    while first < end and (doc[first].is_punct and doc[first].text not in '“"‘[('):
        first += 1
    while end > first and doc[end - 1].is_punct and doc[end - 1].text not in '”"’])':
        end -= 1
    if first >= end:
        return None
    return Condition(scene.story.between(first, end - 1), _bearer(scene, head))


def _bearer(scene: Scene, head: Token | None) -> int | None:
    """Who has to do what is required: the subject, or the owner of what is named."""
    if head is None:
        return None
    if is_verb(head):
        candidates = [agent(head), subject(head) if head.dep_ != "xcomp" else child(head, "nsubj")]
    else:
        candidates = [
            child(head, "poss"),
            *(
                child(c, "pobj")
                for c in head.children
                if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")
            ),
            child(head, "compound"),
            thing(head) if is_verb(head) else None,
        ]
    for token in candidates:
        if token is not None:
            found = scene.mentions_of(token)
            if found:
                return found[0]
    return None


def _reads(token: Token, phrase: tuple[str, ...], last: int) -> bool:
    doc = token.doc
    end = token.i + len(phrase)
    return end <= min(last, len(doc)) and all(
        doc[token.i + k].lower_ == word for k, word in enumerate(phrase)
    )
