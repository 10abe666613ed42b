"""Whose words they are: the phrase that the grammar makes the source of a cue."""

from __future__ import annotations

from tracktwo.extract.tree import Tree
from tracktwo.knowledge.cues import cues
from tracktwo.knowledge.people import head_sorts

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SPEAKING = frozenset({"PERSON", "NORP", "ORG", "GPE"})
_PRONOUNS = frozenset(
    [
        "i",
        "he",
        "she",
        "they",
        "we",
        "it",
        "you",
        "who",
        "everyone",
        "everybody",
        "someone",
        "somebody",
        "nobody",
        "many",
        "some",
        "others",
        "most",
        "several",
        "all",
        "both",
        "neither",
        "few",
        "one",
        "another",
        "two",
        "three",
    ]
)
# endings of nouns for people: leader, actor, activist, physician, employee, spokesman
_PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "ee",
    "man",
    "woman",
    "person",
    "people",
    "ary",
    "ant",
    "ent",
    "crat",
    "can",
)
_SPEAKER_TAGS = frozenset({"NNP", "NNPS", "PRP", "WP", "CD"})


def can_speak(tree: Tree, i: int) -> bool:
    """Whether the noun at this token can stand for somebody, or for a paper that speaks."""
    lemma = tree.lemma[i]
    if lemma in cues().words["mute"]:
        return tree.lower[i] in ("it", "who", "one")
    if tree.tag[i] in _SPEAKER_TAGS or tree.entity[i] in _SPEAKING or tree.lower[i] in _PRONOUNS:
        return tree.entity[i] not in ("DATE", "TIME", "EVENT", "LOC", "MONEY", "PERCENT")
    if lemma in head_sorts() or tree.lower[i] in head_sorts() or lemma in cues().words["papers"]:
        return True
    return tree.tag[i] == "NNS" and lemma.endswith(_PERSON_ENDINGS)


def is_mute(tree: Tree, i: int) -> bool:
    """Whether the noun names what never says anything: a meeting, a war, a fact."""
    return tree.lemma[i] in cues().words["mute"] and tree.lower[i] not in ("it", "who", "one")


def subject_of(tree: Tree, verb: int) -> int | None:
    """The head of the phrase that the verb's words come from, or None where the text has none."""
    own = _own_subject(tree, verb)
    if own is not None and tree.tag[verb] == "VBG" and tree.lemma[own] in cues().words["occasions"]:
        # made her first remarks, saying S
        maker = _grammatical(tree, tree.head[verb]) if tree.head[verb] != verb else None
        own = own if maker is None else maker
    if own is not None:
        return _antecedent(tree, verb, own)
    if is_passive(tree, verb):
        agent = tree.child(verb, "agent")
        return tree.child(agent, "pobj") if agent is not None else None
    inverted = _behind(tree, verb)
    return inverted if inverted is not None else _inherited(tree, verb)


def _behind(tree: Tree, verb: int) -> int | None:
    """The X of `“…”, warned X`, which the parser takes for the object of warning."""
    thing = tree.child(verb, "dobj", "oprd")
    if thing is None or tree.tag[thing] != "NNP" or tree.tag[verb] not in ("VBD", "VBZ"):
        return None
    before = [tree.tag[i] for i in range(max(verb - 2, 0), verb)]
    behind = all(tree.tag[i] in ("NNP", "``") for i in range(verb + 1, thing))
    return thing if "''" in before and set(before) <= {"''", ","} and behind else None


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb stands in the passive."""
    return tree.tag[verb] == "VBN" and (
        tree.child(verb, "auxpass", "nsubjpass", "agent") is not None
    )


def is_misread_clause(tree: Tree, verb: int) -> bool:
    """Whether the parser took a whole sentence for a noun with a participle (The delegates in
    the talks ended by …)."""
    noun = tree.head[verb]
    return (
        tree.tag[verb] == "VBN"
        and tree.dep[verb] == "acl"
        and tree.head[noun] == noun
        and tree.tag[noun].startswith("NN")
        and not is_passive(tree, verb)
    )


def _own_subject(tree: Tree, verb: int) -> int | None:
    """The subject beside the verb; of two, the nearer one."""
    labels = ("nsubj", "nsubjpass") if tree.tag[verb] == "VBD" else ("nsubj",)
    found = [c for c in tree.children[verb] if tree.dep[c] in labels]
    return min(found, key=lambda c: abs(c - verb)) if found else None


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """What a relative pronoun stands for."""
    if tree.lower[subject] in RELATIVE and tree.dep[verb] == "relcl":
        return tree.head[verb]
    return subject


def _grammatical(tree: Tree, verb: int) -> int | None:
    """The subject of the clause, in the passive too, handed down through coordination."""
    for _ in range(6):
        found = [c for c in tree.children[verb] if tree.dep[c] in ("nsubj", "nsubjpass")]
        if found:
            return _antecedent(tree, verb, min(found, key=lambda c: abs(c - verb)))
        if is_misread_clause(tree, verb):
            return tree.head[verb]
        if tree.dep[verb] == "relcl" or not tree.verbal(tree.head[verb]) or tree.head[verb] == verb:
            return None
        verb = tree.head[verb]
    return None


def _inherited(tree: Tree, verb: int) -> int | None:
    """The subject of the clause that this verb hangs from."""
    dep, head = tree.dep[verb], tree.head[verb]
    if dep == "conj" and tree.verbal(head):
        return subject_of(tree, head) if not is_passive(tree, head) else _grammatical(tree, head)
    if is_misread_clause(tree, verb):
        return head
    if dep in ("acl", "relcl"):
        return _giver(tree, head)
    if dep == "pcomp":
        head = tree.head[head]
        if tree.verbal(head):
            return _grammatical(tree, head)
        return None
    if dep in ("advcl", "xcomp", "ccomp", "dep", "parataxis") and tree.verbal(head):
        return _grammatical(tree, head)
    return None


def _giver(tree: Tree, noun: int) -> int:
    """Who made the paper that a participle speaks of (X issued a statement saying S)."""
    words = cues().words
    if tree.lemma[noun] not in words["papers"] and tree.lemma[noun] not in words["occasions"]:
        return noun
    verb = tree.head[noun]
    if tree.dep[noun] in ("dobj", "pobj"):
        if tree.dep[noun] == "pobj":
            verb = tree.head[verb]
        if tree.verbal(verb) and not is_passive(tree, verb):
            found = _grammatical(tree, verb)
            if found is not None:
                return found
    owner = tree.child(noun, "poss")
    return noun if owner is None else owner


def speakers_of(tree: Tree, head: int) -> tuple[int, ...]:
    """The heads of a source that names two or more."""
    return tuple(tree.members(head))


def phrase_of(tree: Tree, head: int, cue: int) -> tuple[int, int]:
    """First and last token of the source: the whole noun phrase, but never the cue's own clause."""
    first, last = tree.left[head], tree.right[head]
    if first <= cue <= last:
        # the cue stands in a relative clause or participle of the source
        clause = cue
        for above in tree.climb(cue):
            if above == head:
                break
            clause = above
        if clause > head:
            last = tree.left[clause] - 1
        else:
            first = tree.right[clause] + 1
    while first < head and (
        tree.dep[first] in ("punct", "cc", "mark")
        or tree.tag[first] in ("CC", "``", "''", ",", ":")
    ):
        first += 1
    while last > head and tree.tag[last] in (
        ",",
        ":",
        ".",
        "``",
        "''",
        "-LRB-",
        "HYPH",
        "CC",
        "IN",
    ):
        if tree.tag[last] == "IN" and tree.dep[last] == "prep":
            break
        last -= 1
    return min(first, head), max(last, head)
