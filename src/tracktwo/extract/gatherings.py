"""Mentions of meetings, with who sat there and who did not.

Each mention stands alone here: *talks*, *the fifth round*, *met in Geneva*, *was absent*. Which
of them are one occasion is decided later, over the whole pile. What the words around a mention
tell is noted with it: whether it was held or only wanted, which occasion it points at, where,
when, who came, who stayed away and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from tracktwo.extract.attendance import (
    bare_attendance,
    delegation,
    lone_delegate,
    opening,
    seat_noun,
    sent,
)
from tracktwo.extract.cast import Cast
from tracktwo.extract.clauses import above, child, is_verb, particle, passive
from tracktwo.extract.encounters import sketch_verb
from tracktwo.extract.occasions import is_definite, meeting_nouns, reference_of, sketch_noun
from tracktwo.extract.places import Where, where
from tracktwo.extract.sketch import Sketch
from tracktwo.extract.standing import force_of_noun
from tracktwo.extract.story import Story
from tracktwo.knowledge.meetings import OBJECT, meeting_words
from tracktwo.knowledge.tracks import find_tracks
from tracktwo.model import Attribution, Extent, Gathering, Mention, TimeExpression

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
# How a noun must hang on a verb for the verb's time to be the meeting's.
_SAME_TIME = frozenset({"self", OBJECT, "subj", "attr", "in", "at", "during", "for", "with"})


def find_gatherings(
    story: Story,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
) -> tuple[Gathering, ...]:
    """Every mention of a meeting, in text order."""
    cast = Cast(story, mentions, times)
    sketches = _sketches(cast)
    cores = {core.i: k for k, s in enumerate(sketches) for core in s.cores}
    return tuple(_gathering(cast, s, cores) for s in sketches)


def _sketches(cast: Cast) -> list[Sketch]:
    """All mentions: nouns first, as verbs beside them add to what they tell."""
    named = _nouns(cast)
    found = [s for of_sentence in named.values() for s in of_sentence]
    for token in cast.doc:
        if token.tag_ in _VERB_TAGS:
            here = named.get(cast.sentence(token), [])
            sketch = sketch_verb(cast, token, here)
            if sketch is None and named:
                sketch = bare_attendance(cast, token) or sent(cast, token, here)
            if sketch is not None and sketch not in here:
                found.append(sketch)
        elif named and token.pos_ == "NOUN":
            here = named.get(cast.sentence(token), [])
            sketch = _pointing_noun(cast, token, here)
            if sketch is not None and sketch not in here:
                found.append(sketch)
    return sorted(found, key=lambda s: s.trigger.i)


def _pointing_noun(cast: Cast, noun: Token, here: Sequence[Sketch]) -> Sketch | None:
    """Attendance told by a noun: delegations, delegates, opening remarks."""
    lemma = noun.lemma_.lower()
    words = meeting_words()
    if lemma in words["delegations"]:
        return delegation(cast, noun, here)
    if here:
        return None
    if lemma in ("representative", "delegate"):
        return lone_delegate(cast, noun)
    return opening(cast, noun) if lemma in words["speeches"] else None


def _nouns(cast: Cast) -> dict[int, list[Sketch]]:
    """The meetings that nouns name, by sentence."""
    found: dict[int, list[Sketch]] = {}
    taken: set[int] = set()
    for noun in meeting_nouns(iter(cast.doc)):
        if noun.i in taken:
            continue
        sketch = sketch_noun(noun)
        if sketch is None or (sketch.kind == "pointer" and not (found and is_definite(noun))):
            continue
        taken |= {core.i for core in sketch.cores}
        sketch.force = force_of_noun(noun, sketch.verb, sketch.link, sketch.governor)
        seat_noun(cast, sketch)
        sketch.place = _place(cast, sketch)
        found.setdefault(cast.sentence(noun), []).append(sketch)
    return found


def _place(cast: Cast, sketch: Sketch) -> Where:
    found = Where()
    for core in sketch.cores:
        governs = sketch.verb if core is sketch.trigger and sketch.governor is None else None
        found |= where(cast, core, governs, journey=sketch.kind == "journey")
    return found


def _gathering(cast: Cast, sketch: Sketch, cores: Mapping[int, int]) -> Gathering:
    trigger = sketch.trigger
    extent = _phrase(cast, sketch)
    times = _times(cast, sketch, cores)
    return Gathering(
        extent=extent,
        trigger=cast.story.between(trigger.i, trigger.i),
        lemma=trigger.lemma_.lower(),
        status=sketch.force.status,
        reference=reference_of(sketch, bool(times)),
        times=times,
        city=sketch.place.city,
        country=sketch.place.country,
        venue=sketch.place.venue,
        track=_track(cast, sketch),
        round=sketch.round,
        host=sketch.host,
        seats=tuple(sketch.seats[i] for i in sorted(sketch.seats)),
        same_as=_same_as(sketch, cores),
        sentence=cast.sentence(trigger),
        paragraph=cast.paragraph(trigger),
    )


def _same_as(sketch: Sketch, cores: Mapping[int, int]) -> int | None:
    """The gathering before it that a copula, apposition or relative clause makes the same."""
    trigger = sketch.trigger
    found: int | None = None
    if not sketch.noun:
        if any(t.tag_ in ("WDT", "WRB") and t.head.i != trigger.i for t in trigger.lefts) or any(
            t.tag_ in ("WDT", "WRB") and t.lower_ in ("which", "where", "when") and t.i < trigger.i
            for t in trigger.subtree
        ):
            before = [i for i in cores if trigger.sent.start <= i < trigger.i]
            found = cores[max(before)] if before else None
    elif sketch.link == "attr" and sketch.verb is not None:
        one = child(sketch.verb, "nsubj")
        found = cores.get(one.i) if one is not None else None
    elif trigger.dep_ == "appos":
        found = cores.get(trigger.head.i)
    mine = cores[trigger.i]
    return found if found is not None and found < mine else None


def _track(cast: Cast, sketch: Sketch) -> str | None:
    """The track whose name stands in the noun phrase."""
    if not sketch.noun:
        phrase = cast.story.words(_phrase(cast, sketch))
    else:
        first = min(core.left_edge.i for core in sketch.cores)
        phrase = cast.story.words(cast.story.between(first, sketch.cores[-1].i))
    return next((known.name for _, _, known in find_tracks(phrase)), None)


def _phrase(cast: Cast, sketch: Sketch) -> Extent:
    """The noun phrase without relative clauses, or the verb with its subject and phrases."""
    trigger = sketch.trigger
    first = last = trigger.i
    if sketch.noun:
        first = trigger.left_edge.i
        for c in trigger.rights:
            if c.dep_ not in ("relcl", "appos", "punct", "conj", "cc"):
                last = max(last, c.right_edge.i)
    else:
        for c in trigger.children:
            if c.dep_ in ("nsubj", "nsubjpass"):
                first = min(first, c.left_edge.i)
            if c.dep_ in ("dobj", "prep", "prt", "npadvmod", "advmod", "agent"):
                last = max(last, c.right_edge.i)
    while last > trigger.i and cast.doc[last].is_punct:
        last -= 1
    while first < trigger.i and cast.doc[first].is_punct:
        first += 1
    return cast.story.between(first, last)


def _times(cast: Cast, sketch: Sketch, cores: Mapping[int, int]) -> tuple[int, ...]:
    """The time expressions that date the occasion: in its phrase, or with its verb."""
    here = cast.times_in(cast.sentence(sketch.trigger))
    if not here:
        return ()
    holders = {core.i for core in sketch.cores}
    if sketch.verb is not None and sketch.governor is None and _same_time(sketch):
        holders.add(sketch.verb.i)
    found = []
    for i in here:
        tokens = cast.story.tokens_in(cast.times[i].extent)
        if len(tokens) and _holder(tokens.root, cores) in holders:
            found.append(i)
    return tuple(found)


def _same_time(sketch: Sketch) -> bool:
    """Whether the verb's time is the meeting's: not so for *said before the talks*."""
    if sketch.verb is None or sketch.link not in _SAME_TIME:
        return False
    forces = meeting_words().forces
    named = forces.get(particle(sketch.verb)) or forces.get(sketch.verb.lemma_.lower())
    return named in (None, "same") or (named == "planned" and passive(sketch.verb))


def _holder(time: Token, cores: Mapping[int, int]) -> int:
    """The verb or meeting noun that a time expression hangs on, other words passed over."""
    for higher in above(time):
        if higher.i in cores or is_verb(higher):
            return higher.i
    return -1
