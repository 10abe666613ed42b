"""What somebody wants, offers, refuses, and on what condition."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
from spacy.tokens import Span, Token

from tracktwo.extract.acts import Act, find_acts
from tracktwo.extract.clauses import is_verb
from tracktwo.extract.conditions import (
    find_condition,
    following_condition,
    fronted_condition,
    purposed_condition,
)
from tracktwo.extract.modality import find_views, own_side
from tracktwo.extract.scene import Scene
from tracktwo.extract.story import Story
from tracktwo.extract.words import FIRST_PERSON, THIRD_PERSON, lemma_of, plain
from tracktwo.knowledge.stances import stance_cues
from tracktwo.model import Attribution, Condition, Extent, Mention, Stance, TimeExpression

# A denial of so few words denies what was just said.
_TERSE = 4
_NAMED = 5
"""Words of a deed that names what a stance is about: `working with the new government`."""
_THIS = frozenset({"this", "it", "that", "the charge", "the claim", "charge", "claim"})
_SMALL_WORD = 4
_OWN_MATTER = frozenset({"relcl", "acl", "appos"})


def find_stances(
    story: Story,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
) -> tuple[Stance, ...]:
    """Every stance of the story, in text order."""
    scene = Scene(story, mentions, times, attributions)
    found: list[Stance] = []
    told: dict[int, Act] = {}
    for act in find_acts(story.doc):
        if _part_of_another(act.head, told):
            continue
        stance = _told_of_another(scene, act) or _of_act(scene, act)
        if stance is not None:
            found.append(stance)
            told[act.head.i] = act
    for act in find_views(scene):
        if act.head.i in told or _part_of_another(act.head, told):
            continue
        stance = _of_view(scene, act)
        if stance is not None:
            found.append(stance)
    found += _sided(scene, {s.attribution for s in found})
    found.sort(key=lambda s: (s.extent, s.stance))
    return tuple(_read_on(scene, found))


def _read_on(scene: Scene, found: Sequence[Stance]) -> Iterator[Stance]:
    """What a stance takes from the one before it.

    Who *rejects this* after an accusation denies it; what will be given *in return* hangs on what
    was just demanded.
    """
    for i, stance in enumerate(found):
        before = found[i - 1] if i else None
        if before is None or stance.sentence - before.sentence > 1:
            yield stance
            continue
        words = scene.story.words(stance.extent).lower()
        this = stance.issue is not None and scene.story.words(stance.issue).lower() in _THIS
        if stance.stance == "refuses" and this and before.stance == "accuses":
            stance = msgspec.structs.replace(stance, stance="denies")
        given = stance.stance in ("offers", "promises") and stance.condition is None
        asked = before.stance == "demands" and stance.sentence == before.sentence
        if given and asked and re.search(r"\bin (return|exchange)\b(?! for)", words):
            due = Condition(before.issue or before.extent, next(iter(before.targets), None))
            stance = msgspec.structs.replace(stance, condition=due)
        yield stance


def _part_of_another(token: Token, told: Mapping[int, Act]) -> bool:
    """Whether a clause is what another act is about: `insist that they must leave` is one.

    Relative clauses, reasons and clauses behind a noun (`on grounds that they support …`) tell
    something of their own.
    """
    if token.pos_ in ("NOUN", "ADJ"):
        return False
    while token.head.i != token.i and token.dep_ not in _OWN_MATTER:
        if token.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ == "as" for c in token.children
        ):
            return False
        above = token.head
        if (
            above.i in told
            and token.dep_ not in ("conj", "parataxis")
            and (told[above.i].first <= token.i < told[above.i].end)
        ):
            return True
        token = above
    return False


def _of_act(scene: Scene, act: Act) -> Stance | None:
    cue = scene.cue_at.get(act.head.i)
    inside = scene.cited_in.get(act.head.i)
    if act.announced and inside is not None:
        return None
    holders = _holders(scene, act, cue, inside)
    unsigned = (act.holder is None and act.stance == "accuses") or (
        cue is not None and act.stance in ("accuses", "denies")
    )
    if not holders and not unsigned:
        return None
    return _stance(scene, act, holders, cue if cue is not None else inside)


def _told_of_another(scene: Scene, act: Act) -> Stance | None:
    """A government spokesman said that the rebels had refused to come: he lays it to their charge."""
    inside = scene.cited_in.get(act.head.i)
    if act.stance != "refuses" or inside is None or act.head.i in scene.cue_at:
        return None
    said = scene.attributions[inside]
    done = act.head.tag_ in ("VBD", "VBN") and not act.announced
    if act.holder is None or not done or not said.sources or said.kind == "direct":
        return None
    who = act.holder
    others = any(scene.mentions[i].form != "pronoun" for i in scene.mentions_of(who))
    if not others or own_side(scene, who, inside):
        return None
    first = int(who.left_edge.i)
    blamed = Act(act.head, "accuses", who, first, act.end, act.object, who)
    return _stance(scene, blamed, said.sources, inside)


def _of_view(scene: Scene, act: Act) -> Stance | None:
    inside = scene.cited_in.get(act.head.i)
    holders = scene.attributions[inside].sources if inside is not None else ()
    named = scene.mentions_of(act.holder) if act.holder is not None else ()
    sides = tuple(i for i in named if scene.mentions[i].kind != "place")
    holders = sides or holders
    if not holders:
        return None
    return _stance(scene, act, holders, inside)


def _sided(scene: Scene, taken: Collection[int | None]) -> Iterator[Stance]:
    """Attributions whose cue takes a side, where the words themselves told no stance."""
    siding = stance_cues().siding
    for i, said in enumerate(scene.attributions):
        stance = siding.get(said.lemma) or siding.get(said.lemma.split(" ")[0])
        if _plain_denial(scene, said):
            stance = "denies"
        if i in taken or stance is None or not said.sources or said.polarity == "denied":
            continue
        words = scene.story.tokens_in(said.content[-1])
        if not len(words):
            continue
        act = Act(words[0], stance, None, words.start, words.end, words.root)
        yield _stance(scene, act, said.sources, i)


def _plain_denial(scene: Scene, said: Attribution) -> bool:
    """“False,” replied the minister."""
    words = [t.lower_ for t in scene.story.tokens_in(said.content[0]) if t.is_alpha]
    return 0 < len(words) <= _TERSE and any(w in stance_cues()["denying"] for w in words)


def _holders(scene: Scene, act: Act, cue: int | None, inside: int | None) -> tuple[int, ...]:
    """Whose act it is: the one cited by this very word, the speaker who says we, or the subject."""
    if cue is not None and scene.attributions[cue].sources:
        return () if _of_others(scene, cue) else scene.attributions[cue].sources
    if cue is not None and not _known(scene, act):
        return _named_in_source(scene, cue) or _cited_above(scene, act.head)
    if act.holder is None:  # an accusation that nobody signs
        return ()
    word = plain(act.holder)
    if inside is not None and scene.attributions[inside].sources:
        speakers = scene.attributions[inside].sources
        if word in FIRST_PERSON:
            return speakers
        if (
            word in THIRD_PERSON
            and act.holder.dep_ == "nsubj"
            and scene.attributions[inside].kind != "direct"
        ):
            return speakers
        if word in ("they", "he", "she") and scene.attributions[inside].kind == "direct":
            return ()  # others, of whom the one who is quoted speaks
    return scene.mentions_of(act.holder) or _behind(scene, act)


def _of_others(scene: Scene, cue: int) -> bool:
    """“They fear us,” he said: they are others, of whom the one who is quoted speaks."""
    said = scene.attributions[cue]
    if said.parent is None or scene.attributions[said.parent].kind != "direct":
        return False
    heads = {scene.mentions[i].head for i in said.sources}
    return heads <= {"they", "he", "she"}


def _known(scene: Scene, act: Act) -> bool:
    return act.holder is not None and bool(scene.mentions_of(act.holder))


def _named_in_source(scene: Scene, cue: int) -> tuple[int, ...]:
    """The last name in a source whose head is none: the protégé of X, Senator Y."""
    source = scene.attributions[cue].source
    if source is None:
        return ()
    names = [i for i in scene.mentions_in(source) if scene.mentions[i].form == "name"]
    return tuple(names[-1:])


def _cited_above(scene: Scene, verb: Token) -> tuple[int, ...]:
    """Who is cited by the verb that another is joined to: maintained that … and denied that …"""
    for above in verb.ancestors:
        cue = scene.cue_at.get(above.i)
        if cue is not None and scene.attributions[cue].sources:
            return scene.attributions[cue].sources
    return ()


def _behind(scene: Scene, act: Act) -> tuple[int, ...]:
    """Who stands behind a holder that is nobody: the UN report, X meets Y, seeks talks."""
    holder = act.holder
    if holder is None:
        return ()
    doc = scene.story.doc
    if lemma_of(holder) in stance_cues()["documents"]:
        first, end = int(holder.left_edge.i), int(holder.i) + 1
    elif act.head.tag_ == "VBZ" and _headline(doc[act.head.sent.start : act.head.i]):
        first, end = int(act.head.sent.start), int(act.head.i)
        colons = (i + 1 for i in range(end - 1, first, -1) if doc[i].text == ":")
        first = next(colons, first)
    else:
        return ()
    for i in scene.mentions_in(scene.story.between(first, end - 1)):
        if scene.mentions[i].form in ("name", "demonym"):
            return (i,)
    return ()


def _headline(words: Span) -> bool:
    """Every longer word has a capital."""
    longer = [t for t in words if t.is_alpha and len(t) > _SMALL_WORD]
    return len(longer) > 1 and all(t.text[0].isupper() for t in longer)


def _stance(scene: Scene, act: Act, holders: tuple[int, ...], attribution: int | None) -> Stance:
    extent = scene.story.between(act.first, act.end - 1)
    condition = find_condition(scene, act.head, extent, act.stance)
    if condition is None:
        condition = fronted_condition(scene, act.head, attribution)
    if condition is None and act.stance in ("demands", "supports"):
        condition = purposed_condition(scene, act.head, act.object)
    if condition is None:
        condition = following_condition(scene, act.end)
    return Stance(
        holders=holders,
        stance=act.stance,
        extent=extent,
        issue=_issue(scene, act),
        targets=_targets(scene, act, holders, extent),
        condition=condition,
        attribution=attribution,
        times=scene.times_in(extent),
        sentence=int(scene.story.sentence_of[act.head.i]),
    )


def _targets(scene: Scene, act: Act, holders: tuple[int, ...], extent: Extent) -> tuple[int, ...]:
    if act.target is not None:
        found = scene.mentions_of(act.target)
        if found:
            return found
    for i in scene.mentions_in(extent):
        mention = scene.mentions[i]
        if i not in holders and mention.form in ("name", "pronoun") and mention.kind != "place":
            return (i,)
    return ()


def _issue(scene: Scene, act: Act) -> Extent | None:
    """The noun phrase that says what it is about, with its verb where it is but a name."""
    thing = act.object
    if thing is None:
        return None
    noun = _noun_of(thing)
    if noun is None and thing.tag_ in ("WDT", "WP") and thing.head.dep_ == "relcl":
        noun = _noun_of(thing.head.head)  # "the truce that they reject"
    if noun is None and is_verb(thing):
        last = min(int(thing.right_edge.i), thing.i + _NAMED, thing.sent.end - 1)
        return scene.story.between(thing.i, last)
    if noun is None:
        return scene.story.extent([thing])
    first, last = int(noun.left_edge.i), int(noun.i)
    for c in noun.children:
        if c.dep_ == "prep" and noun.i < c.i and c.right_edge.i - noun.i <= 6:
            last = max(last, int(c.right_edge.i))
    doc = scene.story.doc
    verb = noun.head
    if noun.pos_ == "PROPN" and is_verb(verb) and noun.dep_ == "dobj" and verb.i != act.head.i:
        return scene.story.between(min(verb.i, first), max(verb.i, last))
    while first < last and doc[first].pos_ in ("DET", "PUNCT", "PRON"):
        first += 1
    return scene.story.between(first, last)


_WAY_DOWN = (
    "dobj",
    "nsubjpass",
    "attr",
    "pobj",
    "pcomp",
    "xcomp",
    "ccomp",
    "nsubj",
    "prep",
    "acomp",
    "agent",
)


def _noun_of(token: Token) -> Token | None:
    """The noun in which a complement ends up: talks in `to engage in any peace talks`."""
    for _ in range(6):
        if token.pos_ in ("NOUN", "PROPN"):
            return token
        children = list(token.children)
        steps = (
            next((c for c in children if c.dep_ == dep and c.pos_ != "PRON"), None)
            for dep in _WAY_DOWN
        )
        step = next((s for s in steps if s is not None), None)
        if step is None:
            return None
        token = step
    return None
