"""Mentions of meetings, with who sat there and who did not.

Each mention stands alone here: *talks*, *the fifth round*, *met in Geneva*, *was absent*. Which
of them are one occasion is decided later, over the whole pile. What the words around a mention
tell is noted with it: whether it was held or only wanted, which occasion it points at, where,
when, who came, who stayed away and why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from spacy.tokens import Token

from tracktwo.extract.attendance import (
    bare_attendance,
    chairing,
    delegation,
    fell_through,
    lone_delegate,
    nor_did,
    opening,
    part_played,
    seat_noun,
    sent,
)
from tracktwo.extract.cast import Cast
from tracktwo.extract.clauses import (
    above,
    child,
    is_verb,
    particle,
    passive,
    phrases,
    subject,
    subjects,
)
from tracktwo.extract.encounters import journey_of, of_journey, sketch_verb
from tracktwo.extract.matters import agenda_of, outcome_of
from tracktwo.extract.metonyms import city_meetings, ordinal_meetings
from tracktwo.extract.occasions import is_definite, meeting_nouns, reference_of, sketch_noun
from tracktwo.extract.places import Where, where
from tracktwo.extract.sketch import Sketch
from tracktwo.extract.standing import force_of_noun, force_of_verb, weaker
from tracktwo.extract.story import Story
from tracktwo.knowledge.cues import cues
from tracktwo.knowledge.meetings import OBJECT, meeting_words
from tracktwo.knowledge.places import city
from tracktwo.knowledge.tracks import find_tracks
from tracktwo.model import Attribution, Extent, Gathering, Mention, TimeExpression, hull

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
# How a noun must hang on a verb for the verb's time to be the meeting's.
Order: TypeAlias = Literal["before", "after"] | None
# "met X before the talks": the talks are after the other meeting.
_ORDER: dict[str, Order] = {
    "before": "after",
    "prior": "after",
    "ahead": "after",
    "after": "before",
    "following": "before",
    "since": "before",
}
_NEARBY = frozenset({"this", "that", "these", "those"})
_TO_COME = re.compile(r"later |next |tomorrow|the coming |this coming ", re.IGNORECASE)
_NEAR = 12
"""Words between a meeting and its day that may be quoted with it."""
_SAME_TIME = frozenset({"self", "by", OBJECT, "subj", "attr", "in", "at", "during", "for", "with"})


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
        if token.tag_ in ("MD", "VBD") and found and token.dep_ == "ROOT":
            latest = max(found, key=lambda s: (s.trigger.i < token.i, s.trigger.i))
            sketch = nor_did(cast, token, latest)
            if sketch is not None:
                found.append(sketch)
                continue
        if token.tag_ in _VERB_TAGS:
            here = named.get(cast.sentence(token), [])
            sketch = sketch_verb(cast, token, here)
            if sketch is None and (named or found):
                sketch = (
                    bare_attendance(cast, token) or sent(cast, token, here) or fell_through(token)
                )
            if sketch is not None and sketch not in here:
                found.append(sketch)
        elif found and token.pos_ == "NOUN":
            here = named.get(cast.sentence(token), [])
            sketch = _pointing_noun(cast, token, here)
            if sketch is not None and sketch not in here:
                found.append(sketch)
        elif found and token.lower_ in ("as", "with") and token.pos_ in ("ADP", "SCONJ"):
            here = named.get(cast.sentence(token), [])
            read = part_played if token.lower_ == "as" else chairing
            sketch = read(cast, token, here)
            if sketch is not None and sketch not in here:
                found.append(sketch)
    if named:
        taken = {core.i for s in found for core in s.cores}
        found += (s for s in city_meetings(cast) if s.trigger.i not in taken)
        for sketch in ordinal_meetings(cast, named):
            if sketch.trigger.i not in taken:
                sketch.place = _place(cast, sketch)
                found.append(sketch)
    return sorted(found, key=lambda s: s.trigger.i)


def _pointing_noun(cast: Cast, noun: Token, here: Sequence[Sketch]) -> Sketch | None:
    """Attendance told by a noun: delegations, delegates, opening remarks."""
    lemma = noun.lemma_.lower()
    words = meeting_words()
    if lemma in words["delegations"]:
        return delegation(cast, noun, here)
    if lemma in words["speeches"]:
        return opening(cast, noun, here)
    if not here and lemma in ("representative", "delegate"):
        return lone_delegate(cast, noun)
    return None


def _nouns(cast: Cast) -> dict[int, list[Sketch]]:
    """The meetings that nouns name, by sentence."""
    found: dict[int, list[Sketch]] = {}
    taken: set[int] = set()
    for noun in meeting_nouns(iter(cast.doc)):
        if noun.i in taken or _names_a_body(cast, noun):
            continue
        sketch = sketch_noun(noun)
        if sketch is None:
            continue
        sketch.force = force_of_noun(noun, sketch.verb, sketch.link, sketch.governor)
        for deed in sketch.clauses:  # "the round, which is due to open in May"
            ahead = force_of_verb(deed).status if deed.tag_ == "VB" else "held"
            sketch.force = weaker(sketch.force, ahead)
        seat_noun(cast, sketch)
        if sketch.kind == "pointer" and not _points(sketch, bool(found)):
            continue
        taken |= {core.i for core in sketch.cores}
        sketch.place = _place(cast, sketch)
        found.setdefault(cast.sentence(noun), []).append(sketch)
    return found


def _points(sketch: Sketch, told: bool) -> bool:
    """Whether a word like *session* means a meeting: `told` if one is spoken of already."""
    noun = sketch.trigger
    if sketch.parties or (told and is_definite(noun)):
        return True
    marked = sketch.round is not None or bool(sketch.clauses) or sketch.force.status != "held"
    return marked and noun.lemma_.lower() in ("session", "sitting", "phase") and not sketch.series


def _names_a_body(cast: Cast, noun: Token) -> bool:
    """`the Bishops' Conference`: a word in the name of somebody who acts."""
    i = cast.at(noun)
    return i is not None and cast.mentions[i].form == "name" and cast.mentions[i].kind != "place"


def _place(cast: Cast, sketch: Sketch) -> Where:
    found = Where()
    for core in sketch.cores:
        governs = sketch.verb if core is sketch.trigger and sketch.governor is None else None
        found |= where(cast, core, governs, journey=sketch.kind == "journey")
    for verb in sketch.clauses:
        found |= where(cast, verb, verb)
    if sketch.verb is not None and sketch.governor is None and is_verb(sketch.verb):
        found |= of_journey(cast, sketch.verb)
    return found


def _gathering(cast: Cast, sketch: Sketch, cores: Mapping[int, int]) -> Gathering:
    trigger = sketch.trigger
    times = _times(cast, sketch, cores)
    extent = _with_days(cast, _phrase(cast, sketch), times)
    besides, order = _besides(sketch, cores)
    place = sketch.place or _at_hosts(cast, sketch)
    return Gathering(
        extent=extent,
        trigger=cast.story.between(trigger.i, trigger.i),
        lemma=sketch.lemma or trigger.lemma_.lower(),
        status="planned" if _timetabled(cast, sketch, times) else sketch.force.status,
        reference=reference_of(sketch, _dated(cast, times), _leaders(cast, sketch)),
        times=times,
        city=place.city,
        country=place.country,
        venue=place.venue,
        track=_track(cast, sketch),
        round=sketch.round,
        host=sketch.host,
        seats=tuple(sketch.seats[i] for i in sorted(sketch.seats)),
        parties=tuple(sorted(sketch.parties)),
        agenda=agenda_of(cast, sketch),
        outcome=outcome_of(cast, sketch),
        same_as=_same_as(sketch, cores),
        besides=besides,
        order=order,
        phase=_phase(sketch) if times else None,
        near=sketch.noun and any(c.lower_ in _NEARBY for c in trigger.lefts),
        aside=_on_the_sidelines(sketch.governor),
        sentence=cast.sentence(trigger),
        paragraph=cast.paragraph(trigger),
    )


def _at_hosts(cast: Cast, sketch: Sketch) -> Where:
    """`Moscow will host talks`: in the capital that stands for its government."""
    if sketch.host is None or sketch.force.denied or sketch.force.refused:
        return Where()
    mention = cast.mentions[sketch.host]
    named = cast.story.words(mention.name) if mention.name is not None else ""
    town = city(named) if mention.kind != "person" else None
    return Where(city=town.name, country=town.state) if town is not None else Where()


def _dated(cast: Cast, times: Sequence[int]) -> bool:
    """Whether a day or month is told on which it was, rather than since or until which."""
    found = (cast.times[i] for i in times)
    return any(t.kind in ("date", "time") and t.relation in ("on", "about") for t in found)


def _leaders(cast: Cast, sketch: Sketch) -> bool:
    """Whether two named persons are the parties: `talks between the president and X`."""
    named = [
        i
        for i in sketch.parties
        if cast.mentions[i].kind == "person" and cast.mentions[i].form == "name"
    ]
    return len(named) > 1


def _same_as(sketch: Sketch, cores: Mapping[int, int]) -> int | None:
    """The gathering before it that a copula, apposition or relative clause makes the same."""
    trigger = sketch.trigger
    found: int | None = None
    if sketch.lemma:
        return None
    if not sketch.noun:
        if any(t.tag_ in ("WDT", "WRB") and t.head.i != trigger.i for t in trigger.lefts) or any(
            t.tag_ in ("WDT", "WRB") and t.lower_ in ("which", "where", "when") and t.i < trigger.i
            for t in trigger.subtree
        ):
            before = [i for i in cores if trigger.sent.start <= i < trigger.i]
            found = cores[max(before)] if before else None
    elif (
        sketch.link in ("at", "in", "for") and sketch.verb is not None and not is_definite(trigger)
    ):
        found = cores.get(sketch.verb.i)  # "met X at a summit"
    elif sketch.link == "with" and sketch.verb is not None and _closes(sketch.verb):
        one = subject(sketch.verb)  # "the talks ended with the signing of a paper"
        found = cores.get(one.i) if one is not None else None
    elif sketch.link == "attr" and sketch.verb is not None:
        one = child(sketch.verb, "nsubj")
        found = cores.get(one.i) if one is not None else None
    elif trigger.dep_ == "appos":
        found = cores.get(trigger.head.i)
    mine = cores[trigger.i]
    return found if found is not None and found < mine else None


def _closes(verb: Token) -> bool:
    return particle(verb) in meeting_words()["closes"]


def _besides(sketch: Sketch, cores: Mapping[int, int]) -> tuple[int | None, Order]:
    """The gathering that this one is set apart from by the words between them, and their order."""
    verb, governor = sketch.verb, sketch.governor
    if sketch.pointing and verb is not None and (aside := _in_aside(verb, cores)) is not None:
        return aside, None
    if not sketch.noun or verb is None:
        return None, None
    mine = cores[sketch.trigger.i]
    aside = _on_the_sidelines(governor)
    if (sketch.link in _ORDER and governor is None) or aside:
        other = cores.get(verb.i)
        if other is None:
            held = [cores[c.i] for c in verb.children if c.i in cores and cores[c.i] != mine]
            other = held[0] if held else None
        return other, None if aside or other is None else _ORDER[sketch.link]
    lemma = verb.lemma_.lower()
    if lemma in ("precede", "follow"):
        by = sketch.trigger.dep_ == "pobj" and passive(verb)
        one = child(verb, "nsubjpass", "nsubj")
        other = cores.get(one.i) if one is not None and one.i != sketch.trigger.i else None
        if other is not None:
            return other, "before" if (lemma == "precede") == by else "after"
    return None, None


def _in_aside(verb: Token, cores: Mapping[int, int]) -> int | None:
    """`A, which took part in [the talks in Y], was not represented`: here, not there."""
    for one in subjects(verb):
        for clause in one.subtree:
            if clause.dep_ == "relcl" and not clause.left_edge.i <= verb.i <= clause.right_edge.i:
                inside = [cores[t.i] for t in clause.subtree if t.i in cores]
                if inside:
                    return inside[0]
    return None


def _phase(sketch: Sketch) -> Literal["opening", "closing"] | None:
    """Whether the words tell of its beginning or its end: `the talks closed on Friday`."""
    verbs = [v for v in sketch.trigger.rights if v.dep_ in ("acl", "relcl")]
    if sketch.verb is not None and sketch.link in ("subj", OBJECT):
        verbs.append(sketch.verb)
    words = meeting_words()
    for verb in verbs:
        if particle(verb) in words["opens"]:
            return "opening"
        if particle(verb) in words["closes"]:
            return "closing"
    return None


def _on_the_sidelines(governor: Token | None) -> bool:
    """`on the sidelines of the summit`."""
    return governor is not None and governor.lemma_.lower() in ("sideline", "margin", "fringe")


def _track(cast: Cast, sketch: Sketch) -> str | None:
    """The track whose name stands in the noun phrase."""
    if sketch.noun:
        first = min(core.left_edge.i for core in sketch.cores)
        spans = [(first, sketch.cores[-1].i)]
    else:  # "negotiated with B in the X process"
        within = [
            n for word, n in phrases(sketch.trigger) if word in ("in", "during", "at", "under")
        ]
        within += [
            n for _, other in phrases(sketch.trigger) for word, n in phrases(other) if word == "in"
        ]
        spans = [(n.left_edge.i, n.i) for n in within]
    for first, last in spans:
        words = cast.story.words(cast.story.between(first, last))
        for _, _, known in find_tracks(words):
            return known.name
    return None


def _phrase(cast: Cast, sketch: Sketch) -> Extent:
    """The noun phrase without relative clauses, or the verb with its subject and phrases."""
    trigger = sketch.trigger
    first = last = trigger.i
    if sketch.noun:
        first = trigger.left_edge.i
        for c in trigger.rights:
            if c.dep_ not in ("relcl", "appos", "punct", "conj", "cc"):
                last = max(last, c.right_edge.i)
        due = sketch.verb if sketch.link == "for" and sketch.governor is None else None
        if due is not None and due.i < trigger.i and sketch.force.status == "planned":
            first = min(first, due.i)  # "is [expected in Y for talks]"
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


def _timetabled(cast: Cast, sketch: Sketch, times: Sequence[int]) -> bool:
    """`flies to London on Sunday for talks`: the present tense with a day tells of days to come."""
    verb = sketch.verb if sketch.noun else sketch.trigger
    if verb is None or sketch.force.status != "held" or verb.tag_ not in ("VBZ", "VBP"):
        return False
    if cast.story.blocks[cast.paragraph(verb)].kind == "title" or any(
        c.dep_ in ("aux", "auxpass") for c in verb.children
    ):
        return False
    days = [cast.times[i] for i in times]
    return verb.lemma_ != "be" and any(
        re.match(r"XXXX-(WXX-\d|\d\d-\d\d)", t.value) or _TO_COME.match(cast.story.words(t.extent))
        for t in days
    )


def _with_days(cast: Cast, phrase: Extent, times: Sequence[int]) -> Extent:
    """The phrase as far as the words that date the occasion, where these stand near."""
    dated = hull([phrase, *(cast.times[i].extent for i in times)])
    near = len(cast.story.tokens_in(dated)) - len(cast.story.tokens_in(phrase)) <= _NEAR
    return dated if near else phrase


def _times(cast: Cast, sketch: Sketch, cores: Mapping[int, int]) -> tuple[int, ...]:
    """The time expressions that date the occasion: in its phrase, or with its verb."""
    here = cast.times_in(cast.sentence(sketch.trigger))
    if not here:
        return ()
    if sketch.lemma:
        return _right_behind(cast, sketch.trigger)
    holders = {core.i for core in sketch.cores}
    if sketch.verb is not None and _told_of_day(sketch.verb):
        holders.add(sketch.verb.head.i)
    if sketch.verb is not None and sketch.governor is None and _same_time(sketch):
        holders.add(sketch.verb.i)
    holders |= {verb.i for verb in sketch.clauses}
    if not sketch.noun and (travel := journey_of(sketch.trigger)) is not None:
        holders.add(travel.i)  # "flew to Y on Friday and met B"
    if sketch.kind == "gather" and sketch.trigger.tag_ == "VBG" and sketch.trigger.dep_ == "advcl":
        holders.add(sketch.trigger.head.i)  # "A convened them on Friday, bringing together B and C"
    if sketch.verb is not None and sketch.governor is None:
        holders |= {verb.i for verb in _stays(sketch.verb)}
    found = []
    for i in here:
        tokens = cast.story.tokens_in(cast.times[i].extent)
        if not len(tokens):
            continue
        beside = sketch.noun and tokens[0].i - sketch.trigger.i == 2
        if beside and cast.doc[sketch.trigger.i + 1].lower_ in ("in", "on", "of"):
            found.append(i)  # "the meeting [in April]", whatever the parser hangs it on
            continue
        if (
            tokens.root.i not in holders
            and _holder(cast, sketch, tokens.root, cores) not in holders
        ):
            continue
        if not _another_deed_between(cast, sketch, tokens.root):
            found.append(i)
    return tuple(found)


def _right_behind(cast: Cast, word: Token) -> tuple[int, ...]:
    """`Istanbul [in April] and Baghdad in May`: the time that stands next to it."""
    held = [c.i for c in word.rights if c.dep_ == "acl"]
    for i in cast.times_in(cast.sentence(word)):
        tokens = cast.story.tokens_in(cast.times[i].extent)
        if not len(tokens) or cast.times[i].kind != "date":
            continue
        near = 0 < tokens[0].i - word.i <= 4
        if near or any(t.i in held for t in above(tokens.root)):
            return (i,)
    return ()


def _told_of_day(verb: Token) -> bool:
    """`[the following month] they met`: the parser may make a relative clause of it."""
    return verb.dep_ in ("relcl", "acl") and verb.head.ent_type_ in ("DATE", "TIME")


def _stays(verb: Token) -> tuple[Token, ...]:
    """`will be [on Tuesday] in Y, where A and B are to meet`: the verbs up to that of being there."""
    outer, found = verb, []
    while outer.tag_ == "VB" and outer.dep_ in ("xcomp", "advcl") and is_verb(outer.head):
        outer = outer.head
        found.append(outer)
    if outer.dep_ != "relcl" or not any(c.lower_ == "where" for c in outer.lefts):
        return ()
    there = next((t for t in above(outer) if is_verb(t)), None)
    return (*found, there) if there is not None else tuple(found)


def _another_deed_between(cast: Cast, sketch: Sketch, time: Token) -> bool:
    """A finite verb between the meeting and a time: the time may be of another deed.

    So it may where somebody's words stand between: *according to*, *in a tweet on Friday*.
    """
    low, high = sorted((sketch.trigger.i, time.i))
    own = {verb.i for verb in (*sketch.clauses, sketch.verb) if verb is not None}
    if not sketch.noun and (travel := journey_of(sketch.trigger)) is not None:
        own.add(travel.i)
    if sketch.verb is not None:
        own |= {verb.i for verb in _stays(sketch.verb)}
    own.add(sketch.trigger.head.i)  # "the round [was] due to start on Tuesday"
    words = meeting_words()
    told_in = set(cues().words["occasions"]) - set(words.nouns) - set(words["phone_words"])
    return any(
        t.lower_ == "according"
        or t.lemma_.lower() in told_in
        or (
            t.tag_ in ("VBD", "VBP", "VBZ")
            and t.i not in own
            and t.dep_ not in ("aux", "auxpass")
            and not (t.dep_ == "relcl" and t.head.i == sketch.trigger.i)
        )
        for t in cast.doc[low + 1 : high]
    )


def _same_time(sketch: Sketch) -> bool:
    """Whether the verb's time is the meeting's: not so for *said before the talks*."""
    if sketch.verb is None or sketch.link not in _SAME_TIME:
        return False
    if sketch.verb.lemma_.lower() in ("follow", "precede") and sketch.noun:
        # "the talks were followed on Friday by [a ceremony]"
        return sketch.link == ("by" if passive(sketch.verb) else "subj")
    forces = meeting_words().forces
    named = forces.get(particle(sketch.verb)) or forces.get(sketch.verb.lemma_.lower())
    return named in (None, "same") or (named == "planned" and passive(sketch.verb))


def _holder(cast: Cast, sketch: Sketch, time: Token, cores: Mapping[int, int]) -> int:
    """The verb or meeting noun that a time expression hangs on, other words passed over.

    So are the parties: `met with the rebels [in June]` does not tell which rebels.
    """
    parties = [cast.mentions[i].extent for i in sketch.parties]
    for higher in above(time):
        if higher.i in cores or is_verb(higher):
            return int(higher.i)
        if any(p.holds(cast.story.between(higher.i, higher.i)) for p in parties):
            continue
        if higher.pos_ in ("NOUN", "PROPN") and higher.ent_type_ not in ("DATE", "TIME"):
            return -1  # the time of something else: "since the country's 1945 division"
    return -1
