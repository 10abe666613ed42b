"""Verbs of meeting: *met*, *hosted*, *sat down with*, *gathered*, *spoke by phone*, *visited*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from tracktwo.extract.cast import Cast
from tracktwo.extract.clauses import (
    above,
    agent,
    child,
    doers,
    is_verb,
    passive,
    phrases,
    subjects,
    thing,
)
from tracktwo.extract.places import Where, of_phrase, where
from tracktwo.extract.rolls import roll_after
from tracktwo.extract.seats import Party, human, parties, seated
from tracktwo.extract.sketch import Sketch
from tracktwo.extract.standing import Force, force_of_verb
from tracktwo.knowledge.meetings import meeting_words


def sketch_verb(cast: Cast, verb: Token, named: Sequence[Sketch]) -> Sketch | None:
    """The meeting that a verb tells of, with its parties; None if it tells of none.

    `named` are the meetings that nouns of the same sentence name: *met for talks* is told by the
    noun, and its verb adds nothing.
    """
    kind = meeting_words().verbs.get(verb.lemma_.lower())
    if (
        kind is None
        or verb.dep_ in ("amod", "compound")
        or any(s.verb == verb and s.link == "for" for s in named)
    ):
        return None
    force = force_of_verb(verb)
    if force.denied and _apart(cast, verb):
        force = Force()
    if force.denied or force.failed or (force.refused and not where(cast, verb, verb)):
        return None
    sketch = Sketch(verb, kind, (verb,), verb, force=force)
    taken = {core.i for s in named for core in s.cores}
    read = {
        "meet": _meet,
        "receive": _receive,
        "gather": _gather,
        "phone": _phone,
        "visit": _visit,
        "discuss": _discuss,
        "sign": _sign,
        "agree": _agree,
        "summon": _summon,
        "talk": _talk,
        "file": _file_in,
        "expect": _expected,
    }[kind]
    if not read(cast, sketch, taken):
        return None
    sketch.series = _often(verb)
    sketch.place |= where(cast, verb, verb, journey=kind in ("receive", "summon"))
    sketch.place |= of_journey(cast, verb)
    return sketch


def _apart(cast: Cast, verb: Token) -> bool:
    """`in Geneva the two sides did not sit in one room`: a meeting all the same, with a place."""
    if verb.lemma_ not in ("sit", "meet") or not any(c.lower_ == "did" for c in verb.children):
        return False
    rooms = any(word == "in" and n.lemma_ == "room" for word, n in phrases(verb))
    face = any(c.lower_ in ("face", "directly") for c in verb.children)
    return (rooms or face) and bool(where(cast, verb, verb).city)


def _often(verb: Token) -> bool:
    """`met several times`, `has repeatedly hosted`."""
    return any(
        c.lower_ in meeting_words()["often"] or (c.dep_ == "npadvmod" and c.lower_ == "times")
        for c in verb.children
    )


def of_journey(cast: Cast, verb: Token) -> Where:
    """`flew to Geneva to meet …`, `returned from Rome, where he met …`."""
    outer = verb
    while outer.tag_ == "VB" and outer.dep_ in ("xcomp", "advcl") and is_verb(outer.head):
        outer = outer.head  # "Quito, where the two are to open talks"
    there = outer.dep_ == "relcl" and any(c.lower_ == "where" for c in outer.lefts)
    if there and (place := of_phrase(cast, outer.head)):
        return place
    travel = journey_of(verb)
    return where(cast, verb, travel) if travel is not None else Where()


def journey_of(verb: Token) -> Token | None:
    """The verb of going by which somebody came to where a verb of meeting is done."""
    for higher in above(verb):
        if higher.ent_type_ == "DATE" or higher.pos_ == "ADP":
            continue  # "flew to Y on Sunday, where": the parser hangs it on the day
        if not is_verb(higher):
            break
        if higher.lemma_.lower() in meeting_words()["travel"]:
            return higher
    return None


def _with(cast: Cast, verb: Token, *prepositions: str) -> list[Token]:
    direct = [
        n
        for word, n in phrases(verb)
        if word in prepositions and human(cast, n) and n.lemma_ not in meeting_words()["help"]
    ]
    if direct:
        return direct
    # "met in secret with B": the parser may hang the other side on the word before it
    return [
        n
        for _, other in phrases(verb)
        if cast.at(other) is None
        for word, n in phrases(other)
        if word == "with" and human(cast, n)
    ]


def _meet(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`A met B`, `A met with B`, `A and B met`, `A sat down with B`, `sat around a table`."""
    verb = sketch.trigger
    lemma = verb.lemma_.lower()
    if lemma in ("confer", "consult") and _phone(cast, sketch, taken):
        return True
    others = _with(cast, verb, "with", "alongside", "along with", "opposite")
    if lemma == "shuttle":
        others = _with(cast, verb, "between")
        if not others or not sketch.force.real:
            return False
    if lemma in ("meet", "see", "brief"):
        other = thing(verb)
        if other is not None and other.lower_ != "face":  # "met face to face"
            if not human(cast, other) or other.i in taken:
                return False
            others.insert(0, other)
    if lemma in ("see", "brief") and not _seen(cast, verb):
        return False
    elif lemma in ("call", "telephone", "phone"):
        return _summon(cast, sketch, taken) or _called_on(cast, sketch) or _rang(cast, sketch)
    elif lemma == "shake":
        hand = child(verb, "dobj")
        if hand is None or hand.lemma_ != "hand" or not sketch.force.real:
            return False
    elif _apart(cast, verb):
        pass
    elif (lemma in ("sit", "share") and not _at_table(verb) and not _sat_with(cast, others)) or (
        lemma in ("confer", "consult", "huddle", "dine", "din", "lunch") and not others
    ):
        return False
    return _sit(cast, sketch, others)


def _seen(cast: Cast, verb: Token) -> bool:
    """`is to see X in Rome`, `briefs ministers on Friday`: somebody, and some place or day."""
    other = agent(verb) if passive(verb) else child(verb, "dobj")
    i = cast.at(other) if other is not None else None
    if other is None or i is None or cast.mentions[i].kind == "place":
        return False
    officials = other.lower_ in meeting_words()["delegates"]
    if not (officials or (cast.mentions[i].form == "name" and cast.mentions[i].kind == "person")):
        return False
    if any(c.dep_ in ("xcomp", "ccomp", "acl") for c in verb.children):
        return False  # "saw him leave"
    placed = bool(where(cast, verb, verb)) or bool(of_journey(cast, verb).city)
    return placed or bool(cast.times_in(cast.sentence(verb)))


def _at_table(verb: Token) -> bool:
    """`sat down with`, `sat around a table`: no one just sits."""
    if any(c.lower_ == "down" for c in verb.children):
        return True
    what = child(verb, "dobj")
    if what is not None and what.lemma_.lower() == "table":
        return True
    return any(
        word in ("around", "at", "round", "across") and n.lemma_.lower() == "table"
        for word, n in phrases(verb)
    )


def _sat_with(cast: Cast, others: Sequence[Token]) -> bool:
    """`sat with the president for hours`: with somebody known, and not beside him in a car."""
    verb = next((t for o in others for t in above(o) if is_verb(t)), None)
    seat = verb is not None and any(
        word in ("in", "on") and not n.text[:1].isupper() for word, n in phrases(verb)
    )
    return not seat and any(cast.at(o) is not None and o.pos_ != "PRON" for o in others)


def _sit(cast: Cast, sketch: Sketch, others: Sequence[Token]) -> bool:
    """Seats for both sides; False when there are not two of them."""
    verb = sketch.trigger
    agents = doers(verb)
    ones = [one for one in agents if human(cast, one)]
    first = [p for one in ones for p in parties(cast, one)]
    second = [p for o in others for p in parties(cast, o)]
    if not first:
        return not others and _they_met(cast, sketch, agents)
    if not second and _body_met(cast, sketch, agents):
        sketch.seat(cast, first, "attended", sketch.force, own=True)
        return True
    if not second and not _several(cast, ones, first):
        return False
    sketch.seat(cast, first, "attended", sketch.force, own=True)
    sketch.seat(cast, second, "attended", Force(sketch.force.status), own=True)
    for word, noun in phrases(verb):  # "met with Sudanese mediation"
        helpers = (
            cast.within(noun.left_edge.i, noun.i) if noun.lemma_ in meeting_words()["help"] else []
        )
        known = [Party(i) for i in helpers if cast.mentions[i].form in ("name", "demonym")]
        if word in ("with", "under", "through"):
            sketch.seat(cast, known, "mediator", sketch.ahead)
    return True


def _body_met(cast: Cast, sketch: Sketch, agents: Sequence[Token]) -> bool:
    """`the Joint Military Commission met in Geneva`: a body of several sides, and a city."""
    bodies = meeting_words()["joint_bodies"]
    joint = any(a.lemma_.lower() in bodies and a.text[:1].isupper() for a in agents)
    return joint and bool(where(cast, sketch.trigger, sketch.trigger).city)


def _they_met(cast: Cast, sketch: Sketch, agents: Sequence[Token]) -> bool:
    """`the two first met in Oslo`, `the rivals met in Oslo`: who is told elsewhere."""
    known = any(a.lower_ in ("two", "both", "three", "four") and a.tag_ == "CD" for a in agents)
    return known and sketch.force.real and bool(where(cast, sketch.trigger, sketch.trigger).city)


def _several(cast: Cast, ones: Sequence[Token], found: Sequence[Party]) -> bool:
    """Whether a subject is more than one: `the two leaders met`, `A and B met`."""
    if len({p.mention for p in found}) > 1:
        return True
    if any(one.lower_ in meeting_words()["groups"] for one in ones):
        return True
    return any(cast.mentions[p.mention].number == "many" for p in found)


def _receive(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`A received B`, `A is hosting a delegation of B`: the host and its guests."""
    verb = sketch.trigger
    guest = thing(verb)
    if guest is None or guest.i in taken:
        return False
    generic = guest.lower_ in meeting_words()["delegations"] | {"teams", "delegations", "sides"}
    if guest.lower_ in ("visitors", "guests") or (generic and verb.lemma_ in ("greet", "welcome")):
        return _received_them(cast, sketch)
    if not human(cast, guest):
        return False
    i = cast.at(guest)
    if i is None and (named := child(guest, "appos")) is not None:
        i = cast.at(named)  # "his Somali counterpart, X"
    if (
        i is None
        or cast.mentions[i].form == "demonym"
        or cast.mentions[i].kind not in ("person", None)
    ):
        return False
    if cast.mentions[i].kind is None and guest.lower_ not in meeting_words()["delegates"]:
        return False
    found = seated(cast, doers(verb))
    guests = parties(cast, guest)
    if not found and not _was_received(cast, verb, i):
        return False
    if not guests:
        return False
    if found:
        sketch.host = found[0].mention
    sketch.seat(cast, found, "host", sketch.force, own=True)
    sketch.seat(cast, guests, "attended", sketch.force, own=True)
    return True


def _was_received(cast: Cast, verb: Token, guest: int) -> bool:
    """`X had been received for an hour`, `is to be received at the palace on Friday`: by whom is
    left to the reader."""
    mention = cast.mentions[guest]
    named = mention.form == "name" and mention.kind == "person"
    told = bool(where(cast, verb, verb)) or bool(cast.times_in(cast.sentence(verb)))
    return passive(verb) and verb.lemma_ == "receive" and named and told


def _received_them(cast: Cast, sketch: Sketch) -> bool:
    """`who received the visitors`: the host of those spoken of."""
    verb = sketch.trigger
    found = seated(cast, doers(verb))
    sketch.pointing = True
    sketch.seat(cast, found, "host", sketch.force)
    return bool(found)


def _gather(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`leaders of the region gathered in Amman`: several, and somewhere."""
    verb = sketch.trigger
    moved = thing(verb)
    together = any(c.lower_ == "together" for c in verb.children) or any(
        word in ("around", "round", "to") and n.lower_ == "table" for word, n in phrases(verb)
    )
    if verb.lemma_ == "bring" and not (moved is not None and together):
        return False
    ones = [moved] if moved is not None else subjects(verb)
    ones = [one for one in ones if one.i not in taken and human(cast, one)]
    found = [p for one in ones for p in parties(cast, one)]
    told = where(cast, verb, verb) or (moved is not None and cast.times_in(cast.sentence(verb)))
    if not found or not _several(cast, ones, found) or not told:
        return False
    sketch.seat(cast, found, "attended", sketch.force, own=True)
    if verb.lemma_ == "bring" and not passive(verb):
        found = seated(cast, subjects(verb))
        hosting = meeting_words().capacities.get(verb.head.lemma_.lower()) == "host"
        if hosting and verb.dep_ == "advcl" and found:
            sketch.host = found[0].mention  # "A convened a conference, bringing together B and C"
        sketch.seat(cast, found, "host" if hosting else "mediator", sketch.force)
    return True


def _file_in(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`the delegations of A and B filed into the palace`, `climbed the steps of the hotel`."""
    verb = sketch.trigger
    if passive(verb) or not sketch.force.real:
        return False
    goals = [n for word, n in phrases(verb) if word in ("into", "through", "inside")]
    entered = child(verb, "dobj")
    venue = _venue_of(cast, goals if entered is None else [*goals, entered])
    ones = [one for one in subjects(verb) if one.lower_ in meeting_words()["coming"]]
    found = seated(cast, ones)
    if venue is None or not found:
        return False
    sketch.place = venue
    sketch.seat(cast, found, "attended", sketch.force, own=True)
    return _several(cast, ones, found)


def _expected(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`X is expected at the palace on Friday`: a call that somebody is to pay."""
    verb = sketch.trigger
    guest = thing(verb)
    if guest is None or guest.i in taken or not passive(verb) or not human(cast, guest):
        return False
    if any(c.dep_ in ("xcomp", "ccomp", "neg") for c in verb.children):
        return False  # "is expected to run"
    halls = [n for word, n in phrases(verb) if word == "at"]
    venue = _venue_of(cast, halls)
    dated = bool(cast.times_in(cast.sentence(verb)))
    if venue is None or not dated or sketch.force.denied:
        return False
    sketch.force = Force("planned")
    sketch.place = venue
    also = [p for t in verb.children if t.dep_ == "advcl" for p in _as_is(cast, t)]
    sketch.seat(cast, [*parties(cast, guest), *also], "attended", sketch.force, own=True)
    return bool(sketch.seats)


def _venue_of(cast: Cast, nouns: Sequence[Token]) -> Where | None:
    """The first house among some nouns, and then among what they belong to: `the steps of [it]`."""
    whole = [*nouns, *(n for noun in nouns for word, n in phrases(noun) if word in ("of", "to"))]
    return next((w for n in whole if (w := _hall(cast, n)).venue), None)


def _hall(cast: Cast, noun: Token) -> Where:
    """A palace, ministry or the like: by its word or as a name that is no town and nobody."""
    found = of_phrase(cast, noun) | _called_to(noun)
    i = cast.at(noun)
    kind = None if i is None else cast.mentions[i].kind  # a palace may stand for its state
    nobody = kind in (None, "place") or (
        kind == "state" and noun.doc[noun.left_edge.i].pos_ == "DET"
    )
    named = noun.pos_ == "PROPN" and noun.ent_type_ != "DATE" and nobody and not found
    return Where(venue=noun.doc[noun.left_edge.i : noun.i + 1].text) if named else found


def _as_is(cast: Cast, verb: Token) -> list[Party]:
    """`as is X`, `as are X and Y`."""
    marked = any(c.lower_ == "as" for c in verb.children)
    return roll_after(cast, verb) if marked and verb.lemma_ == "be" else []


def _phone(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`spoke by phone with B`, `spoke with B on the sidelines of the summit`."""
    verb = sketch.trigger
    if verb.lemma_ in ("tell", "inform"):  # "told his counterpart by telephone"
        called = thing(verb)
        others = [called] if called is not None and human(cast, called) else []
    else:
        others = _with(cast, verb, "with", "to")
    near = [n for word, n in phrases(verb) if word in ("by", "on", "over", "via", "at")]
    by_wire = {n.lower_ for n in near} & meeting_words()["phone_words"]
    beside = next((n for n in near if n.lemma_ in ("sideline", "margin", "fringe")), None)
    if beside is not None:
        for word, event in phrases(beside):
            sketch.place |= where(cast, event, None) if word == "of" else Where()
    elif not by_wire:
        return False
    return _sit(cast, sketch, others)


def _visit(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`A visited B`, `A visits the White House`; whether it was a stop on a tour is not told here."""
    verb = sketch.trigger
    goal = thing(verb)
    if goal is None or passive(verb):
        return False
    travellers = [p for t in subjects(verb) if human(cast, t) for p in parties(cast, t)]
    mission = {t.lower_ for t in subjects(verb)} & meeting_words()["delegations"]
    found = [p for p in travellers if mission or cast.mentions[p.mention].kind in ("person", None)]
    i = cast.at(goal)
    if i is None or not found:
        return False
    if cast.mentions[i].kind == "person" and goal.lower_ not in meeting_words()["not_parties"]:
        sketch.seat(cast, parties(cast, goal), "attended", sketch.force, own=True)
    elif not (place := of_phrase(cast, goal)):
        return False
    else:
        sketch.place = place
    sketch.seat(cast, found, "attended", sketch.force, own=True)
    return True


def _sign(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`A and B signed the accord in Geneva`: both, and somewhere or some day."""
    verb = sketch.trigger
    text = _name_put_to(verb) if verb.lemma_ == "put" else thing(verb)
    bare = text is not None and [c.lower_ for c in text.lefts] in (["the"], ["this"])
    sketch.known = passive(verb) and (bare or (text is not None and text.lower_ == "it"))
    if verb.lemma_ == "sign" and text is None and not passive(verb):
        named = _named(cast, subjects(verb))
        sketch.seat(cast, _in_sight(cast, verb), "attended", sketch.force)
        in_town = bool(where(cast, verb, verb).city) and sketch.force.real
        sketch.seat(cast, [p for one in named for p in parties(cast, one)], "attended",
                    sketch.force, own=True)  # fmt: skip
        return in_town and bool(named)  # "A signed in Y on 17 August"
    if verb.lemma_ == "sign" and text is not None and text.lower_ in ("it", "them", "which"):
        text = _known_text(verb) or text
    if (
        text is None
        or text.lemma_.lower() not in meeting_words()["signed"]
        or not sketch.force.real
    ):
        return False
    ones = [one for one in doers(verb) if human(cast, one)]
    found = [p for one in ones for p in parties(cast, one)]
    placed = where(cast, verb, verb) or where(cast, text, None)
    witnesses = _in_sight(cast, verb) or _in_sight(cast, text)
    between = text.lemma_.lower() in meeting_words()["signed_between"] or _several(
        cast, ones, found
    )
    dated = any(
        not re.fullmatch(r"[\dX]{4}", cast.times[k].value)
        for k in cast.times_in(cast.sentence(verb))
    )  # `signed a treaty in 1979` is history, not a meeting
    if passive(verb) and not found and placed.city and dated:
        sketch.place = placed  # "the accord was signed in Y in October": by its sides, we know
        return True
    known = dated and between
    if not found or not (placed or witnesses or known):
        return False
    if not between:
        return False
    sketch.seat(cast, found, "attended", sketch.force, own=True)
    sketch.seat(cast, witnesses, "attended", sketch.force)
    sketch.place = placed
    return True


def _known_text(verb: Token) -> Token | None:
    """What *they signed it* means: the agreement of this sentence or of the one before."""
    words = verb.doc[max(0, verb.sent.start - 40) : verb.i]
    known = [t for t in words if t.pos_ == "NOUN" and t.lemma_.lower() in meeting_words()["signed"]]
    return known[-1] if known else None


def _named(cast: Cast, tokens: Iterable[Token]) -> list[Token]:
    """Those of these words that are somebody's name."""
    at = ((t, cast.at(t)) for t in tokens)
    return [t for t, i in at if i is not None and cast.mentions[i].form == "name"]


def _called_on(cast: Cast, sketch: Sketch) -> bool:
    """`called on X in Y in June`: paid a visit; not so `called on X to resign`."""
    verb = sketch.trigger
    if any(c.dep_ in ("xcomp", "ccomp", "dobj") for c in verb.children) or passive(verb):
        return False
    hosts = [n for word, n in phrases(verb) if word == "on" and human(cast, n)]
    if any(is_verb(c) for n in hosts for c in n.children if c.dep_ != "relcl"):
        return False
    names = _named(cast, hosts)
    known = where(cast, verb, verb) or cast.times_in(cast.sentence(verb))
    return bool(names) and bool(known) and sketch.force.real and _sit(cast, sketch, names)


def _rang(cast: Cast, sketch: Sketch) -> bool:
    """`called X from his plane and asked …`: by wire; not so `called X a liar`."""
    verb = sketch.trigger
    other = child(verb, "dobj")
    i = cast.at(other) if other is not None else None
    if other is None or i is None or passive(verb) or not sketch.force.real:
        return False
    if cast.mentions[i].kind != "person" or cast.mentions[i].form != "name":
        return False
    if any(c.dep_ in ("oprd", "xcomp", "ccomp", "attr", "advmod") for c in verb.rights):
        return False
    told = any(c.dep_ == "conj" and c.lemma_ in ("ask", "tell", "urge") for c in verb.children)
    told |= verb.lemma_ != "call"  # "telephoned X"
    from_afar = any(word in ("from", "by") for word, _ in phrases(verb))
    on_day = any(cast.times[k].kind == "date" for k in cast.times_in(cast.sentence(verb)))
    return (told or from_afar or on_day) and _sit(cast, sketch, [other])


def _name_put_to(verb: Token) -> Token | None:
    """`put their names to [the agreement]`."""
    name = child(verb, "dobj")
    if name is None or name.lemma_ not in ("name", "signature", "pen"):
        return None
    return next((n for t in (verb, name) for word, n in phrases(t) if word == "to"), None)


def _in_sight(cast: Cast, token: Token) -> list[Party]:
    """`signed before President X`, `in front of X and Y`, `in the presence of X`: they were there."""
    found = []
    for word, noun in phrases(token):
        if word == "before" and human(cast, noun) and noun.ent_type_ not in ("DATE", "TIME"):
            found += parties(cast, noun)
        elif word == "in" and noun.lemma_.lower() in meeting_words()["in_sight"]:
            found += [p for w, n in phrases(noun) if w == "of" for p in parties(cast, n)]
    return found


def _summon(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`called A and B to State House`, `has invited both sides to Rome for 5 May`."""
    verb = sketch.trigger
    guest = thing(verb)
    if guest is None or guest.i in taken or not human(cast, guest):
        return False
    goals = [of_phrase(cast, n) | _called_to(n) for word, n in phrases(verb) if word == "to"]
    place = next((g for g in goals if g.city or g.venue), None)
    found = seated(cast, doers(verb))
    if place is None or not sketch.force.real:
        return False
    if verb.lemma_.lower() == "invite":
        sketch.force = Force("planned")
    sketch.place = place
    if found:
        sketch.host = found[0].mention
    sketch.seat(cast, found, "host", sketch.force, own=True)
    sketch.seat(cast, parties(cast, guest), "attended", sketch.force, own=True)
    return bool(sketch.seats)


def _called_to(noun: Token) -> Where:
    """`summoned to the palace`, which palace everybody knows."""
    known = noun.lower_ in meeting_words()["venues"]
    return Where(venue=noun.lower_) if known else Where()


def _talk(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`spent two days in Rome talking to B`, `negotiated with B in Rome`: with a place."""
    verb = sketch.trigger
    if _phone(cast, sketch, taken):
        return True
    if passive(verb) or not sketch.force.real:
        return False
    if verb.lemma_ == "stay":
        return _stay(cast, sketch)
    if verb.lemma_ == "spend":  # "spent an hour with B in the palace"
        told = where(cast, verb, verb) or cast.times_in(cast.sentence(verb))
        names = _named(cast, _with(cast, verb, "with"))
        return bool(told) and bool(names) and _sit(cast, sketch, names)
    higher = next((t for t in above(verb) if is_verb(t)), None)
    spent = verb.tag_ == "VBG" and higher is not None and higher.lemma_ == "spend"
    place = where(cast, verb, verb) or (
        where(cast, higher, higher) if higher is not None and spent else Where()
    )
    if not place.city and verb.lemma_.lower() != "negotiate":
        return False
    sketch.place = place
    others = _with(cast, verb, "with", "to")
    if verb.lemma_ == "negotiate" and not others:  # "A and B had been negotiating since Monday"
        return bool(cast.times_in(cast.sentence(verb))) and _sit(cast, sketch, [])
    return bool(others) and _sit(cast, sketch, others)


def _stay(cast: Cast, sketch: Sketch) -> bool:
    """`went up to the palace and stayed for four hours with B`, or with `the man whom he …`."""
    verb = sketch.trigger
    if not any(t.lower_ in ("hour", "hours", "minutes") for t in verb.subtree):
        return False
    if not any(w == "with" and n.lower_ in ("man", "woman") for w, n in phrases(verb)):
        return _sit(cast, sketch, _with(cast, verb, "with"))
    # the story says elsewhere who that is
    found = seated(cast, subjects(verb))
    sketch.seat(cast, found, "attended", sketch.force, own=True)
    went = verb.head if verb.dep_ == "conj" else verb
    ways = [n for t in (went, verb) for _, n in phrases(t)]
    ways += [c for c in went.children if c.dep_ == "dobj"][:1]
    sketch.place = _venue_of(cast, ways) or Where()
    return bool(found)


def _agree(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`A and B agreed in Beijing to restore ties`: two sides, and a city."""
    verb = sketch.trigger
    if verb.tag_ not in ("VBD", "VBN") or passive(verb) or not sketch.force.real:
        return False
    ones = [one for one in subjects(verb) if human(cast, one)]
    found = [p for one in ones for p in parties(cast, one)]
    towns = [of_phrase(cast, noun) for word, noun in phrases(verb) if word in ("in", "at")]
    if not ones or not _several(cast, ones, found) or not any(t.city for t in towns):
        return False
    sketch.seat(cast, found, "attended", sketch.force, own=True)
    return True


def _discuss(cast: Cast, sketch: Sketch, taken: set[int]) -> bool:
    """`he had discussed these concerns with the delegation`: told in passing, done."""
    verb = sketch.trigger
    if verb.tag_ not in ("VBD", "VBN") or passive(verb) or not sketch.force.real:
        return False
    others = _with(cast, verb, "with")
    matter = child(verb, "dobj")
    if matter is not None:
        others += [n for word, n in phrases(matter) if word == "with" and human(cast, n)]
    return bool(others) and _sit(cast, sketch, others)
