"""Who came, who did not: what the words around a meeting tell of each party.

*A's talks with B*, *attended by C*, *D opened the conference*, *E was absent from it*, *F turned
down an invitation*, *no delegates of G would take part*.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tracktwo.extract.cast import Cast
from tracktwo.extract.clauses import (
    agent,
    child,
    doers,
    is_verb,
    negated,
    particle,
    passive,
    phrases,
    subject,
    subjects,
    thing,
)
from tracktwo.extract.occasions import measured
from tracktwo.extract.places import of_phrase
from tracktwo.extract.rolls import roll_after, roll_before
from tracktwo.extract.seats import Party, capital_seat, human, parties, party_of, person, seated
from tracktwo.extract.sketch import Sketch, pointer
from tracktwo.extract.standing import Force, force_of_verb, weaker
from tracktwo.knowledge.meetings import OBJECT, Standing, meeting_words
from tracktwo.model import Extent

_ALONGSIDE = frozenset(
    {"with", "between", "among", "alongside", "along with", "together with", "against", "including"}
)
# Links by which what somebody speaks of, or waits for, is his own meeting with another.
_CONCERNING = frozenset(
    {"before", "ahead", "prior", "about", "for", "to", "after", "following", "during"}
)
_THERE = frozenset({"at", "during", "after", "following"})
"""Links by which a deed takes place at a meeting, whether or not it succeeds."""
_MANNER = frozenset({"person", "force", "full", "silence"})
"""`attended in person`: how, not where."""
_ASIDE = 9
"""Words between somebody's name and *in the chair*."""
_ROW = 6
"""Words at most before the verb of `With X were …`."""
_EXCUSES = frozenset({"plead", "cite", "stay", "decline", "refuse", "excuse", "send"})
_ACTING = frozenset({"act", "acts", "serve", "serves"})
_SO = frozenset({"did", "were", "was", "do", "are", "is"})
_DASHES = frozenset({"-", "–", "—", "/"})


def seat_noun(cast: Cast, sketch: Sketch) -> None:
    """Everybody whom the words around a meeting noun put at the table, or keep from it."""
    for core in sketch.cores:
        _owner(cast, sketch, core)
        _behind(cast, sketch, core)
        _pairs_before(cast, sketch, core)
        _brokers_before(cast, sketch, core)
        for c in core.children:
            if c.dep_ in ("acl", "relcl") and is_verb(c):
                _participle(cast, sketch, c)
    if _headline(cast, sketch):
        return
    _implied(cast, sketch)
    _beside_clause(cast, sketch)
    if sketch.governor is not None:
        _governor(cast, sketch, sketch.governor)
    elif sketch.verb is not None:
        _frames(cast, sketch, sketch.verb, sketch.link)


# -- inside the noun phrase ---------------------------------------------------------------------
def _owner(cast: Cast, sketch: Sketch, core: Token) -> None:
    """`Trump's meeting with Kim`, but not `Tuesday's meeting`, `Geneva's talks`."""
    owner = child(core, "poss")
    if owner is None or owner.ent_type_ in ("DATE", "TIME") or not human(cast, owner):
        return
    if cast.at(owner) is not None:
        sketch.seat(cast, parties(cast, owner), "attended", sketch.ahead, own=True)


def _behind(cast: Cast, sketch: Sketch, core: Token) -> None:
    """`talks between A and B`, `a meeting of officials from C`, `under the auspices of D`."""
    joined = meeting_words()["with"]
    sent_by = [n for word, n in phrases(core) if word == "from"]
    hanging = list(phrases(core))
    # "the meeting in Geneva [of A and B]": the parser may hang them on the place, or the day
    hanging += [
        (inner, n)
        for word, noun in hanging
        if word in ("in", "on", "at") and noun.ent_type_ in ("GPE", "LOC", "FAC", "DATE")
        for inner, n in phrases(noun)
        if inner in ("of", "with", "between", "among") and cast.at(n) is not None
    ]
    for word, noun in hanging:
        if is_verb(noun):
            continue
        if word == "of" and sent_by and noun.lower_ in meeting_words()["delegates"]:
            # "a meeting of officials from C": the parser may hang the sides on the meeting
            sides = [
                replace(p, level=_words(cast, noun)) for n in sent_by for p in parties(cast, n)
            ]
            if sides:
                sketch.seat(cast, sides, "attended", sketch.ahead, own=True)
                continue
        if word in joined and human(cast, noun) and not _is_issue(cast, word, noun):
            sketch.seat(cast, parties(cast, noun), "attended", sketch.ahead, own=True)
        elif word == "without" and human(cast, noun):
            sketch.seat(cast, parties(cast, noun), "absent", Force())
        elif word == "under" and noun.lower_ in ("auspices", "aegis", "umbrella", "patronage"):
            patrons = [p for inner, n in phrases(noun) if inner == "of" for p in parties(cast, n)]
            patrons += parties(cast, noun)
            if patrons:
                sketch.host = patrons[0].mention


def _is_issue(cast: Cast, word: str, noun: Token) -> bool:
    """`a meeting of minds`, `the summit of Geneva`: no party though the phrase could hold one."""
    return word == "of" and cast.at(noun) is None


def _implied(cast: Cast, sketch: Sketch) -> None:
    """`X voiced doubts about a meeting with Y`, `X said before talks with Y`: they are X's."""
    verb = sketch.verb
    if (
        verb is None
        or not is_verb(verb)
        or (sketch.link not in _CONCERNING and sketch.link != "of")
    ):
        return
    if len(sketch.parties) != 1 or not any(
        word == "with" for core in sketch.cores for word, _ in phrases(core)
    ):
        return
    one = subject(verb)
    i = cast.at(one) if one is not None else None
    if one is None or i is None or cast.mentions[i].form == "description" or not human(cast, one):
        return
    if one.lower_ not in ("it", "they", "we"):
        sketch.seat(cast, parties(cast, one), "attended", sketch.ahead, own=True)


def _beside_clause(cast: Cast, sketch: Sketch) -> None:
    """`A and B agreed on a truce as talks in Y closed`: they are A's and B's talks."""
    verb = sketch.verb
    if verb is None or sketch.link != "subj" or verb.dep_ != "advcl" or sketch.parties:
        return
    main = verb.head
    if not any(c.lower_ in ("as", "when", "after") for c in verb.lefts) or not is_verb(main):
        return
    if main.lemma_.lower() not in meeting_words()["come_to_terms"]:
        return
    found = seated(cast, subjects(main))
    if len(found) > 1:
        sketch.seat(cast, found, "attended", sketch.ahead, own=True)


def _pairs_before(cast: Cast, sketch: Sketch, core: Token) -> None:
    """`the Trump-Abe summit`, `Israeli-Palestinian talks`."""
    lefts = [c for c in core.lefts if c.dep_ in ("compound", "nmod", "amod", "punct", "npadvmod")]
    if not lefts:
        return
    found = [
        i
        for i in cast.within(min(c.left_edge.i for c in lefts), core.i - 1)
        if cast.mentions[i].form in ("name", "demonym") and cast.mentions[i].kind != "place"
    ]
    for one, other in itertools.pairwise(found):
        gap = Extent(cast.mentions[one].extent.end, cast.mentions[other].extent.start)
        if gap.start <= gap.end and cast.story.words(gap).strip() in _DASHES:
            sketch.seat(cast, [Party(one), Party(other)], "attended", sketch.ahead, own=True)


def _brokers_before(cast: Cast, sketch: Sketch, core: Token) -> None:
    """`UN-brokered talks`; `a Saudi visit`."""
    words = meeting_words()
    for c in core.lefts:
        by = words.by.get(c.lemma_.lower())
        dashed = c.i > 1 and c.nbor(-1).text in _DASHES
        i = cast.at(c.nbor(-2)) if by is not None and dashed else None
        if i is not None and by is not None:
            _stand(cast, sketch, [Party(i)], by, c, sketch.ahead)
        elif sketch.kind == "journey" and c.dep_ in ("amod", "compound", "nmod"):
            i = cast.at(c)
            if i is not None and cast.mentions[i].kind in ("state", "government", "armed_group"):
                sketch.seat(cast, [Party(i)], "attended", sketch.ahead, own=True)


def _participle(cast: Cast, sketch: Sketch, verb: Token) -> None:
    """What a participle or relative clause on the noun tells: `talks hosted by A, in which …`."""
    words = meeting_words()
    own = force_of_verb(verb)
    told = Force(sketch.force.status, own.refused, own.failed, own.denied)
    if passive(verb):
        one = agent(verb)
        standing = words.by.get(verb.lemma_.lower())
        if one is not None and standing is not None:
            _stand(cast, sketch, parties(cast, one), standing, verb, told)
        _alongside(cast, sketch, verb, told)  # "the summit planned between A and B"
        return
    if verb.lemma_.lower() in words["meeting_as_subject"]:
        _brought_together(cast, sketch, verb, told)
        return
    link = _relative_link(verb)
    if link:
        _frames(cast, sketch, verb, link)


def _relative_link(verb: Token) -> str:
    """How the meeting hangs on the verb of its relative clause: `in which A took part`."""
    for c in verb.children:
        if c.dep_ == "prep" and any(d.lower_ in ("which", "whom") for d in c.children):
            return str(c.lower_)
        if c.dep_ == "dobj" and c.lower_ in ("which", "that"):
            return OBJECT
    if child(verb, "nsubj") is not None and child(verb, "dobj") is None:
        return OBJECT if (verb.lemma_.lower(), OBJECT) in meeting_words().subject else ""
    return ""


def _brought_together(cast: Cast, sketch: Sketch, verb: Token, told: Force) -> None:
    """The meeting is the subject: `the conference brought together A and B`."""
    other = child(verb, "dobj")
    if other is not None and human(cast, other):
        sketch.seat(cast, parties(cast, other), "attended", told)
        for word, noun in phrases(verb):
            if word in ("with", "as", "addition to", "in addition to", "along with") and human(
                cast, noun
            ):
                sketch.seat(cast, parties(cast, noun), "attended", told)


# -- what the noun hangs on -----------------------------------------------------------------------
def _governor(cast: Cast, sketch: Sketch, noun: Token) -> None:
    """`his address at the talks`, `the delegation at the talks`, `an invitation to the talks`."""
    words = meeting_words()
    lemma = noun.lemma_.lower()
    if lemma in words.parts_played:
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if is_verb(verb) and verb.lemma_.lower() in ("act", "serve", "be", "remain", "see", "take"):
            for one in subjects(verb):
                if human(cast, one):
                    part = words.parts_played[lemma]
                    sketch.seat(cast, parties(cast, one), part, sketch.ahead)
    elif lemma in words["speeches"] or lemma == "absence":
        owner = _author(child(noun, "poss"), sketch.verb)
        if owner is not None and human(cast, owner):
            standing: Standing = "absent" if lemma == "absence" else "attended"
            if lemma in words["takings_part"] and _cried_off(noun):
                standing = "declined"
            sketch.seat(cast, parties(cast, owner), standing, sketch.ahead)
    elif lemma == "invitation":
        _invitation(cast, sketch, noun)
    elif lemma in words["attenders"]:
        verb = noun.head
        if is_verb(verb) and verb.lemma_.lower() in (
            "be",
            "include",
            "comprise",
            "come",
            "involve",
        ):
            for other in (child(verb, "dobj", "attr"),):
                if other is not None and human(cast, other):
                    sketch.seat(cast, parties(cast, other), "attended", sketch.ahead)
    elif any(
        c.lower_ in ("at", "to", "for") and sketch.trigger in c.subtree for c in noun.children
    ) and (lemma in words["delegations"] or lemma in words["delegates"]):
        sketch.seat(cast, parties(cast, noun), "attended", sketch.ahead)


def _cried_off(noun: Token) -> bool:
    """`cancelled its [attendance] at the talks`, `ruled out its participation`."""
    verb, forces = noun.head, meeting_words().forces
    if noun.dep_ != "dobj" or not is_verb(verb):
        return False
    named = forces.get(particle(verb)) or forces.get(verb.lemma_.lower())
    return named in ("cancelled", "postponed", "refused") and force_of_verb(verb).real


def _author(owner: Token | None, verb: Token | None) -> Token | None:
    """Whose address it is: `in his address at the talks, X said` looks ahead to X."""
    if owner is None or owner.pos_ != "PRON" or verb is None or not is_verb(verb):
        return owner
    one = child(verb, "nsubj")
    return one if one is not None and owner.i < one.i < verb.i else owner


def _invitation(cast: Cast, sketch: Sketch, noun: Token) -> None:
    """`turned down an invitation to the talks`, `accepted B's invitation to a summit`."""
    verb = sketch.verb
    if verb is None:
        return
    forces = meeting_words().forces
    named = forces.get(particle(verb)) or forces.get(verb.lemma_.lower())
    one = agent(verb) if passive(verb) else subject(verb)
    if one is None or not human(cast, one):
        return
    found = parties(cast, one)
    if named == "refused":
        sketch.seat(cast, found, "declined", Force(), reason=reason_of(cast, verb))
    elif verb.lemma_.lower() in ("accept", "receive", "get", "have"):
        sketch.seat(cast, found, "invited", Force())
    elif verb.lemma_.lower() in ("send", "issue", "extend") and (guest := child(verb, "dative")):
        sketch.seat(cast, parties(cast, guest), "invited", Force())


def _frames(cast: Cast, sketch: Sketch, verb: Token, link: str) -> None:
    """What the verb that governs the meeting tells of its subject, object and agent."""
    words = meeting_words()
    if not is_verb(verb):
        _adjective(cast, sketch, verb)
        return
    lemma, name = verb.lemma_.lower(), particle(verb)
    own = force_of_verb(verb)
    told = Force(weaker(sketch.ahead, own.status).status, own.refused, own.failed, own.denied)
    if link == "subj" or (link == OBJECT and passive(verb)):
        without = [n for word, n in phrases(verb) if word == "without"]
        sketch.seat(cast, seated(cast, without), "absent", Force())
    if link == "subj":
        if lemma in words["meeting_as_subject"]:
            _brought_together(cast, sketch, verb, told)
        return
    if passive(verb) and link == OBJECT:
        for deed in (verb, *_joined_participles(verb)):
            one = agent(deed)
            by = words.by.get(deed.lemma_.lower()) or words.subject.get((particle(deed), link))
            if by is not None:
                if one is not None and human(cast, one):
                    _stand(cast, sketch, parties(cast, one), by, deed, told)
                _alongside(cast, sketch, deed, told)
        return
    taking_part = child(verb, "dobj")
    if taking_part is not None and taking_part.lemma_.lower() in words["takings_part"]:
        # "cancelled its attendance at the talks": the parser may hang the talks on the verb
        declined = _cried_off(taking_part)
        found = seated(cast, subjects(verb)) if link in ("at", "in") else []
        sketch.seat(cast, found, "declined" if declined else "attended", told)
        return
    standing = words.subject.get((name, link))
    if standing is None and name == lemma:
        standing = words.subject.get((lemma, link))
    if words.forces.get(name) in ("cancelled", "postponed") and link == OBJECT and own.real:
        _called_off(cast, sketch, verb)
        return
    if standing is None and link == "at" and lemma not in words["not_at"]:
        standing = "attended"  # whatever one does at a meeting, one is there
    if standing is None and link in ("after", "following") and measured(sketch.trigger):
        standing = "attended"  # whoever does a thing after hours of talks has sat through them
    if standing in ("declined", "absent") and told.denied:
        standing, told = "attended", Force(told.status)  # "did not withdraw from the talks"
    if standing == "attended" and link in _THERE and lemma not in words["own_coming"]:
        told = Force(told.status)  # "failed to agree at the talks": they were there
    if standing is not None:
        for one in [thing(verb)] if passive(verb) else subjects(verb):
            if one is None or not human(cast, one) or one.i == sketch.trigger.i:
                continue
            if standing == "attended" and told.denied and _kept_out(verb, one):
                standing = "excluded"
            _stand(cast, sketch, parties(cast, one), standing, verb, told)
        if standing in ("attended", "host"):
            _alongside(cast, sketch, verb, told)
    standing = words.object.get((name, link)) or words.object.get((lemma, link))
    if standing is not None:
        other = thing(verb)
        if other is not None and human(cast, other) and other.i != sketch.trigger.i:
            if standing == "invited" and own.denied:
                standing, told = "excluded", Force()
            sketch.seat(cast, parties(cast, other), standing, told, reason=reason_of(cast, verb))


def _joined_participles(verb: Token) -> list[Token]:
    """`was mediated by A and [observed] by B`."""
    return [
        c
        for c in verb.children
        if c.dep_ == "conj"
        and c.tag_ == "VBN"
        and not any(d.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for d in c.children)
    ]


def _called_off(cast: Cast, sketch: Sketch, verb: Token) -> None:
    """`A called off the talks with B`: A's side will not be there."""
    found = seated(cast, doers(verb))
    sides = [Party(p.represents) if p.represents is not None else p for p in found]
    sketch.seat(cast, sides, "absent", Force(), reason=reason_of(cast, verb))


def _kept_out(verb: Token, one: Token) -> bool:
    """`no delegates of theirs would take part`: a rule laid down, not news of who came."""
    return any(c.lower_ == "no" for c in one.children) and any(
        c.tag_ == "MD" for c in verb.children
    )


def _adjective(cast: Cast, sketch: Sketch, word: Token) -> None:
    """`was absent from the conference`, `was present at the talks`."""
    verb = word.head
    standing = meeting_words().predicates.get(word.lemma_.lower())
    if sketch.link == "for" and meeting_words().forces.get(word.lemma_.lower()) == "planned":
        standing = "attended"  # "is due in Cairo for talks"
    if standing is None or not is_verb(verb):
        return
    for one in subjects(verb):
        if human(cast, one):
            found = parties(cast, one)
            told = weaker(force_of_verb(verb), sketch.force.status)
            sketch.seat(cast, found, standing, told, reason=reason_of(cast, verb))


def _stand(
    cast: Cast, sketch: Sketch, found: Sequence[Party], standing: Standing, verb: Token, told: Force
) -> None:
    """Seat the doers of a deed, with the capacity that it gives them."""
    real = not (told.refused or told.failed or told.denied)
    capacity = meeting_words().capacities.get(verb.lemma_.lower()) if real else None
    if capacity == "host" and standing != "host":
        capacity = None  # "the ministers convened for talks": nobody's guests
    if standing == "host":
        if found and sketch.host is None and real:
            sketch.host = found[0].mention
        # A club or institute that arranges a conference need not sit at its table.
        found = [
            p
            for p in found
            if cast.mentions[p.mention].kind in (None, "state", "government", "person")
        ]
    words, lemma = meeting_words(), verb.lemma_.lower()
    pair = len(found) > 1 and standing == "attended" and lemma in words["occur"]
    own = lemma in words["own"] or (pair and lemma not in words["come_to"])
    sketch.seat(
        cast, found, standing, told, capacity=capacity, reason=reason_of(cast, verb), own=own
    )


def _alongside(cast: Cast, sketch: Sketch, verb: Token, told: Force) -> None:
    """`held talks in Vienna with B`; `attended together with B`."""
    for word, noun in phrases(verb):
        if word in _ALONGSIDE and human(cast, noun):
            sketch.seat(cast, parties(cast, noun), "attended", Force(told.status), own=True)
        elif cast.at(noun) is None or cast.mentions[cast.at(noun) or 0].kind == "place":
            # "landed in the capital with envoys of B": the parser hangs them on the capital
            for inner, other in phrases(noun):
                if inner == "with" and human(cast, other):
                    sketch.seat(cast, parties(cast, other), "attended", Force(told.status))


def _headline(cast: Cast, sketch: Sketch) -> bool:
    """`A Hosts Talks With B`: in title case the parser may take the verb for a part of a name."""
    noun = sketch.trigger
    verb = next(
        (
            c
            for c in noun.lefts
            if c.dep_ in ("compound", "nmod") and c.text[:1].isupper() and c.lower_.endswith("s")
        ),
        None,
    )
    if verb is None or verb.i == 0 or not noun.text[:1].isupper():
        return False
    standing = meeting_words().subject.get((verb.lower_[:-1], OBJECT))
    one = cast.at(noun.doc[verb.i - 1])
    if standing is None or one is None or verb.is_sent_start:
        return False
    sketch.verb, sketch.link, sketch.governor, sketch.occurs = None, OBJECT, None, True
    if standing == "host":
        sketch.host = one
    sketch.seat(cast, [Party(one)], standing, Force())
    return True


def reason_of(cast: Cast, verb: Token) -> Extent | None:
    """Why: `due to …`, `because …`, `citing …`, `on grounds that …`."""
    for c in verb.children:
        low = c.lower_
        grounds = low == "on" and any(d.lower_ in ("ground", "grounds") for d in c.children)
        if c.dep_ == "prep" and (low in ("because", "due", "over") or grounds):
            return _words(cast, c)
        marks = {d.lower_ for d in c.children if d.dep_ == "mark"}
        if c.dep_ == "advcl" and (low == "citing" or "because" in marks):
            return _words(cast, c)
    return None


def _words(cast: Cast, token: Token) -> Extent:
    found = [t for t in token.subtree if not t.is_punct] or [token]
    return cast.story.between(found[0].i, found[-1].i)


def part_played(cast: Cast, word: Token, named: Sequence[Sketch]) -> Sketch | None:
    """`A and B act as guarantors of the dialogue, while C keeps it company as an observer`.

    `word` is the *as*; the row of names before it is read, as the parser often takes the verb of
    such a sentence for a noun.
    """
    part = next((c for c in word.children if c.dep_ == "pobj"), None)
    standing = meeting_words().parts_played.get(part.lemma_.lower()) if part is not None else None
    deed = word.head
    if standing is None or deed.i >= word.i or (not is_verb(deed) and deed.lower_ not in _ACTING):
        return None
    force = force_of_verb(deed) if is_verb(deed) else Force()
    asked = force.status == "proposed" and any(c.lower_ == "to" for c in deed.children)
    if not replace(force, status="held").real or asked:
        return None  # "asked him to act as a mediator"
    found = roll_before(cast, _first_word(deed)) if not passive(deed) else []
    if len(found) < 2:
        found = seated(cast, subjects(deed))
    if not found:
        return None
    sketch = next((s for s in named if s.noun and not s.series), None) or pointer(deed)
    sketch.seat(cast, found, standing, sketch.ahead)
    return sketch


def _first_word(verb: Token) -> Token:
    """The verb or the first of its auxiliaries."""
    return next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)


# -- attendance told without the meeting's name -----------------------------------------------------
def bare_attendance(cast: Cast, verb: Token) -> Sketch | None:
    """`but they did not attend`: who came to a meeting that another sentence names."""
    words = meeting_words()
    if verb.lemma_ == "be":
        return (
            _missing(cast, verb)
            or _among(cast, verb)
            or _bare_adjective(cast, verb)
            or _with_whom_were(cast, verb)
            or _present(cast, verb)
            or _guests(cast, verb)
        )
    if passive(verb):
        return (
            _escorted(cast, verb)
            or _invited(cast, verb)
            or _kept_away(cast, verb)
            or _represented(cast, verb)
        )
    if verb.lemma_ == "look" and verb.tag_ == "VBG":
        return _looking_on(cast, verb)
    if verb.lemma_ in ("excuse", "decline", "turn"):
        return _declined(cast, verb)
    if verb.lemma_ == "sit":
        return _beside(cast, verb)
    if _stayed(cast, verb):
        return _pointing(cast, verb, subjects(verb), "absent")
    if _cried_off_bare(verb):
        return _pointing(cast, verb, subjects(verb), "declined")
    if _beside_particle(verb) in words["bare"] and particle(verb) == verb.lemma_:
        sketch = _pointing(cast, verb, subjects(verb), "attended")
        if sketch is not None and force_of_verb(verb).real:
            sketch.seat(cast, _roll(cast, verb), "attended", Force())
            _alongside(cast, sketch, verb, Force())
            return sketch
    denied = particle(verb) in words["bare_denied"] and negated(verb) and _just_so(verb)
    what = next((c for c in verb.children if c.dep_ == "dobj" and c.i < _stop(verb)), None)
    part = verb.lemma_ == "take" and what is not None and what.lower_ == "part"
    if particle(verb) not in words["bare"] and not (denied or part):
        return None
    named = any(word in ("in", "at") and n.lower_ not in _MANNER for word, n in phrases(verb))
    named |= part and any(word == "in" for word, _ in phrases(what)) if what is not None else False
    if not (part or _of_this_event(what)) or (named and not child(verb, "prt")):
        return None
    sketch = pointer(verb, verb)
    standing: Standing = "attended"
    if particle(verb) == "look on" and verb.tag_ not in ("VBD", "VBN"):
        return None  # a caption
    if not negated(verb):
        sketch.seat(cast, _roll(cast, verb), standing, force_of_verb(verb))
    for one in subjects(verb):
        if one.pos_ == "PRON" and verb.dep_ == "conj" and is_verb(verb.head):
            one = subject(verb.head) or one  # "X was invited, but they did not attend"
        if human(cast, one):
            found = parties(cast, one)
            sketch.seat(cast, found, standing, force_of_verb(verb), reason=reason_of(cast, verb))
    if not negated(verb):
        sketch.seat(cast, _so_did(cast, verb), standing, force_of_verb(verb))
    if particle(verb) == "fly in":
        _alongside(cast, sketch, verb, force_of_verb(verb))
    return sketch if sketch.seats else None


def _cried_off_bare(verb: Token) -> bool:
    """`after the Taliban pulled out`, with no word of what; not so soldiers, from a town."""
    if particle(verb) not in meeting_words()["bare_declined"] or not force_of_verb(verb).real:
        return False
    ones = subjects(verb)
    return not any(word in ("of", "from", "on") for word, _ in phrases(verb)) and all(
        one.pos_ == "PROPN" for one in ones
    )


def _beside_particle(verb: Token) -> str:
    """The verb with a bare *in* or *on* right behind it, which the parser takes for a preposition."""
    after = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    bare = after is not None and after.lower_ in ("in", "on", "up") and not list(after.children)
    return f"{verb.lemma_.lower()} {after.lower_}" if after is not None and bare else ""


def chairing(cast: Cast, word: Token, named: Sequence[Sketch]) -> Sketch | None:
    """`…, with X of the Union in the chair`, `with Y presiding`: `word` is the *with*."""
    behind = cast.doc[word.i + 1 : word.sent.end]
    chair = next((t for t in behind if t.lower_ in ("chair", "presiding", "mediating")), None)
    if chair is None or any(t.tag_ in ("VBD", "VBZ", "VBP") for t in cast.doc[word.i : chair.i]):
        return None
    persons = [
        i
        for i in cast.within(word.i + 1, chair.i)
        if cast.mentions[i].form == "name" and cast.mentions[i].kind == "person"
    ]
    if not persons or chair.i - cast.tokens(persons[0])[1] > _ASIDE:
        return None
    sketch = next((s for s in named if not s.series), None) or pointer(word)
    sketch.seat(cast, [person(cast, persons[0])], "attended", sketch.ahead, capacity="chair")
    return sketch


def _looking_on(cast: Cast, verb: Token) -> Sketch | None:
    """`met with A between them and B looking on`: B watched."""
    words = [t.lower_ for t in verb.sent[: verb.i - verb.sent.start]]
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    one = verb.nbor(-1) if verb.i > verb.sent.start else None
    if one is None or after is None or after.lower_ != "on" or "with" not in words:
        return None
    i = cast.at(one)
    if i is None or cast.mentions[i].form != "name":
        return None
    sketch = pointer(verb, verb)
    sketch.seat(cast, [person(cast, i)], "observer", Force())
    return sketch


def _so_did(cast: Cast, verb: Token) -> list[Party]:
    """`X attended, as did Y and Z's minister`: those who stand behind the inverted verb."""
    for t in cast.doc[verb.i + 1 : verb.sent.end - 2]:
        if t.lower_ == "as" and cast.doc[t.i + 1].lower_ in _SO:
            return roll_after(cast, cast.doc[t.i + 1])
    return []


def _stayed(cast: Cast, verb: Token) -> bool:
    """`stayed away`, `stayed in Rome`, `never left Rome`, `refused to travel`: did not come."""
    if verb.lemma_ == "stay":
        for_long = any(word in ("for", "since", "throughout") for word, _ in phrases(verb))
        if any(c.lower_ in ("away", "behind", "home") for c in verb.children):
            return not for_long
        known = [i for one in subjects(verb) if (i := cast.at(one)) is not None]
        return (
            bool(known)
            and not for_long
            and verb.tag_ == "VBD"
            and any(word == "in" and bool(_town_or_state(cast, n)) for word, n in phrases(verb))
        )
    goal = child(verb, "dobj")
    if verb.lemma_ == "enter" and goal is not None and goal.lemma_ in meeting_words()["present_in"]:
        return is_verb(verb.head) and _refusing(verb.head)  # "refused to enter the hall"
    if verb.lemma_ in ("leave", "board") and negated(verb) and goal is not None:
        vessel = goal.lemma_ in ("plane", "flight", "aircraft")
        return vessel or (verb.lemma_ == "leave" and bool(of_phrase(cast, goal).city))
    if (
        verb.lemma_ in meeting_words()["bare_denied"]
        and verb.dep_ == "xcomp"
        and is_verb(verb.head)
    ):
        return _refusing(verb.head) and not any(word == "to" for word, _ in phrases(verb))
    return False


def _refusing(verb: Token) -> bool:
    return meeting_words().forces.get(particle(verb)) == "refused"


def _town_or_state(cast: Cast, noun: Token) -> bool:
    place = of_phrase(cast, noun)
    return bool(place.city or place.country)


def _just_so(verb: Token) -> bool:
    """`did not come`, said of others and with no word of where to."""
    one = child(verb, "nsubj")
    if one is None or one.lower_ in ("i", "we", "you", "it"):
        return False
    return not any(
        c.dep_ in ("prep", "advmod", "xcomp", "advcl") and verb.i < c.i < _stop(verb)
        for c in verb.children
    )


def _stop(verb: Token) -> int:
    """The first token behind a verb at which something else is told: `did not come: his papers …`."""
    behind = verb.doc[verb.i + 1 : verb.sent.end]
    return next((t.i for t in behind if t.text in (":", ";", "—", "–")), int(verb.sent.end))


def fell_through(verb: Token) -> Sketch | None:
    """`It did not take place`, `They never happened`: the meeting spoken of was called off."""
    one = child(verb, "nsubj")
    if verb.lemma_.lower() not in meeting_words()["fell_through"] or one is None:
        return None
    if one.lower_ not in ("it", "they", "that", "this", "neither") or not negated(verb):
        return None
    what = child(verb, "dobj")
    if verb.lemma_ == "take" and (what is None or what.lower_ != "place"):
        return None
    return pointer(verb, verb, Force("cancelled"))


def nor_did(cast: Cast, verb: Token, before: Sketch) -> Sketch | None:
    """`A did not travel. B could not.`: the same is said of B in as few words."""
    away = {seat.attendance for seat in before.seats.values()}
    alone = verb.dep_ == "ROOT" and not any(
        is_verb(c) or c.dep_ in ("dobj", "attr", "acomp", "prep") for c in verb.children
    )
    told_next = cast.sentence(verb) - cast.sentence(before.trigger) <= 1
    if not (away and away <= {"absent", "declined"} and alone and told_next and negated(verb)):
        return None
    if verb.lower_ not in ("could", "did", "would"):
        return None
    return _pointing(cast, verb, subjects(verb), "absent")


def _of_this_event(thing_attended: Token | None) -> bool:
    """`attended`, `attended the act`: what is spoken of; not `attended a school`."""
    if thing_attended is None:
        return True
    pointed = any(c.lower_ in ("the", "this") for c in thing_attended.lefts)
    return pointed and thing_attended.lemma_.lower() not in meeting_words()["not_events"]


def _roll(cast: Cast, verb: Token) -> list[Party]:
    """Everybody named before a verb of attending, where several are: no list of one."""
    found = roll_before(cast, verb)
    return found if len(found) > 1 else []


def _present(cast: Cast, verb: Token) -> Sketch | None:
    """`A and B were in the front row, as were C and D`, `X was there`."""
    words = meeting_words()
    rows = any(
        (word == "in" and n.lemma_.lower() in words["present_in"])
        or (word in ("at", "around") and n.lower_ == "table")
        for word, n in phrases(verb)
    )
    there = any(c.lower_ == "there" and c.dep_ == "advmod" for c in verb.children)
    force = force_of_verb(verb)
    if not (rows or there) or not replace(force, denied=False).real:
        return None
    if force.denied:
        return _pointing(cast, verb, subjects(verb), "absent")
    sketch = _pointing(cast, verb, subjects(verb), "attended")
    if sketch is not None:
        sketch.seat(cast, [*_roll(cast, verb), *_so_did(cast, verb)], "attended", Force())
    return sketch


def _missing(cast: Cast, verb: Token) -> Sketch | None:
    """`Not in the room was A`, `Missing from the table were B and C`."""
    before = cast.doc[verb.sent.start : verb.i]
    rooms = any(t.lemma_.lower() in meeting_words()["present_in"] for t in before)
    first = before[0].lower_ if len(before) else ""
    if not (first == "not" and rooms) and first not in ("missing", "absent"):
        return None
    sketch = pointer(verb, verb)
    sketch.seat(cast, roll_after(cast, verb), "absent", Force())
    return sketch if sketch.seats else None


def _among(cast: Cast, verb: Token) -> Sketch | None:
    """`Among those attending were A and B`, `Leading C's delegation was D`."""
    before = cast.doc[verb.sent.start : verb.i]
    first = before[0].lower_ if len(before) else ""
    words = meeting_words()
    lemmas = {t.lemma_.lower() for t in before} | {t.lower_ for t in before}
    sketch = pointer(verb, verb)
    found = roll_after(cast, verb)
    if first == "among" and lemmas & words["among"]:
        sketch.seat(cast, found, "attended", force_of_verb(verb))
    elif first in ("leading", "heading") and lemmas & words["delegations"]:
        sketch.seat(cast, [replace(p, head=True) for p in found[:1]], "attended", Force())
        sketch.seat(cast, seated(cast, before), "attended", Force())
    return sketch if sketch.seats else None


def _guests(cast: Cast, verb: Token) -> Sketch | None:
    """`where A and B were the guests of X`: X is the host."""
    what = child(verb, "attr")
    if what is None or what.lemma_ not in meeting_words()["guests"] or negated(verb):
        return None
    hosts = [p for word, n in phrases(what) if word == "of" for p in parties(cast, n)]
    owner = child(what, "poss")
    hosts += parties(cast, owner) if owner is not None and human(cast, owner) else []
    hosts = [p for p in hosts if cast.mentions[p.mention].form != "pronoun"]
    sketch = _pointing(cast, verb, subjects(verb), "attended") if hosts else None
    if sketch is not None:
        sketch.host = hosts[0].mention
        sketch.seat(cast, hosts, "host", Force())
    return sketch


def _pointing(cast: Cast, verb: Token, ones: Sequence[Token], standing: Standing) -> Sketch | None:
    """A mention that only tells how these stand to a meeting named elsewhere."""
    sketch = pointer(verb, verb)
    for one in ones:
        if human(cast, one) and cast.at(one) is not None:
            sketch.seat(cast, parties(cast, one), standing, Force(), reason=reason_of(cast, verb))
    return sketch if sketch.seats else None


def _escorted(cast: Cast, verb: Token) -> Sketch | None:
    """`X, accompanied by Y`: they came together."""
    by = agent(verb)
    if verb.lemma_.lower() not in meeting_words()["escort"] or by is None:
        return None
    one = verb.head if verb.dep_ == "acl" else subject(verb)
    return _pointing(cast, verb, [t for t in (one, by) if t is not None], "attended")


def _invited(cast: Cast, verb: Token) -> Sketch | None:
    """`who had not been invited`, `A had been invited, but pleaded illness`, with no word of to what."""
    if verb.lemma_ not in ("invite", "ask") or any(w in ("to", "for") for w, _ in phrases(verb)):
        return None
    one = thing(verb)
    if one is None or any(is_verb(c) and c.dep_ == "xcomp" for c in verb.children):
        return None
    if not negated(verb):
        if verb.lemma_ == "ask" or not replace(force_of_verb(verb), status="held").real:
            return None
        but = next((c for c in verb.children if c.dep_ == "conj" and is_verb(c)), None)
        excused = but is not None and (but.lemma_ in _EXCUSES or negated(but))
        return _pointing(cast, verb, [one], "declined" if excused else "invited")
    i = cast.at(one)
    if i is not None and cast.mentions[i].kind == "place" and capital_seat(cast, i):
        sketch = pointer(verb, verb)
        sketch.seat(cast, [Party(i)], "excluded", Force())
        return sketch  # "nobody came from Tunis, which had not been invited"
    return _pointing(cast, verb, [one], "excluded")


def _kept_away(cast: Cast, verb: Token) -> Sketch | None:
    """`was kept out of the hall`, `were turned back at the gate`."""
    lemma, beside = verb.lemma_.lower(), {c.lower_ for c in verb.rights}
    named = {lemma, *(f"{lemma} {word}" for word in beside)} & meeting_words()["kept_out"]
    one = thing(verb)
    if not named or one is None or not force_of_verb(verb).real:
        return None
    rooms = any(n.lemma_.lower() in meeting_words()["present_in"] for n in _inside(verb))
    bare = not any(word in ("from", "of") for word, _ in phrases(verb))
    return _pointing(cast, verb, [one], "excluded") if rooms or bare else None


def _inside(verb: Token) -> list[Token]:
    """Every noun of the phrases behind a verb: `kept out of [the hall]`."""
    return [t for c in verb.children if c.i > verb.i for t in c.subtree if t.pos_ == "NOUN"]


def _represented(cast: Cast, verb: Token) -> Sketch | None:
    """`A and B were represented by ministers`, `C was not represented`, with no word of where."""
    if verb.lemma_ != "represent" or any(word in ("at", "in") for word, _ in phrases(verb)):
        return None
    one = thing(verb)
    if one is None or one.dep_ != "nsubjpass":
        return None
    sketch = pointer(verb, verb)
    by = agent(verb)
    deputies = parties(cast, by) if by is not None and human(cast, by) else []
    found = [*parties(cast, one), *deputies]
    for side in verb.children:  # "A's side was represented by X, and B's side by Y"
        if side.dep_ == "conj" and side.lemma_.lower() in meeting_words()["delegations"]:
            by_whom = [n for word, n in phrases(side) if word == "by"]
            found += [*parties(cast, side), *seated(cast, by_whom)]
    known = [p for p in found if cast.mentions[p.mention].form != "description"]
    sketch.seat(cast, known, "attended", force_of_verb(verb))
    return sketch if sketch.seats else None


def _declined(cast: Cast, verb: Token) -> Sketch | None:
    """`turned down an invitation`, `excused himself`."""
    what = child(verb, "dobj")
    if what is None or (
        meeting_words().forces.get(particle(verb)) != "refused" and verb.lemma_ != "excuse"
    ):
        return None
    invited = what.lemma_.lower() == "invitation" and not any(True for _ in phrases(what))
    excused = verb.lemma_ == "excuse" and what.lower_.endswith("self")
    if not (invited or excused) or any(is_verb(c) for c in what.children):
        return None
    return _pointing(cast, verb, subjects(verb), "declined")


def _beside(cast: Cast, verb: Token) -> Sketch | None:
    """`A sat next to B`, `A sat at B's right`: both at the table."""
    found = subjects(verb)
    for word, noun in phrases(verb):
        if word in ("next to", "beside", "opposite", "alongside", "between"):
            found = [*found, noun]
        elif (
            word == "at"
            and noun.lower_ in ("right", "left", "side")
            and (owner := child(noun, "poss"))
        ):
            found = [*found, owner]
    if len(found) < 2 or negated(verb) or verb.tag_ != "VBD":
        return None
    return _pointing(cast, verb, found, "attended")


def _bare_adjective(cast: Cast, verb: Token) -> Sketch | None:
    """`The ministers of A and B were absent because …`."""
    word = child(verb, "acomp")
    standing = meeting_words().predicates.get(word.lemma_.lower()) if word is not None else None
    if word is None or standing is None or any(True for _ in phrases(word)):
        return None
    sketch = pointer(verb, verb)
    if word.i < verb.i:  # "Also present were A, B's minister X and Y"
        sketch.seat(cast, roll_after(cast, verb), standing, force_of_verb(verb))
        return sketch if sketch.seats else None
    for one in subjects(verb):
        if human(cast, one):
            found, force = parties(cast, one), force_of_verb(verb)
            sketch.seat(cast, found, standing, force, reason=reason_of(cast, verb))
    return sketch if sketch.seats else None


def _with_whom_were(cast: Cast, verb: Token) -> Sketch | None:
    """`With the president were A, the minister B and C`: all of them."""
    first = cast.doc[verb.sent.start]
    if verb.lower_ not in ("was", "were") or first.lower_ != "with" or verb.i - first.i > _ROW:
        return None
    whom = cast.doc[verb.i - 1]
    i = cast.at(whom)
    if i is None or cast.mentions[i].kind not in ("person", None) or not human(cast, whom):
        return None
    sketch = pointer(verb, verb)
    sketch.seat(cast, [*parties(cast, whom), *roll_after(cast, verb)], "attended", Force())
    return sketch if len(sketch.seats) > 1 else None


def sent(cast: Cast, verb: Token, named: Sequence[Sketch]) -> Sketch | None:
    """`sent four members of the council`, `sent its secretary to observe the event`.

    `named` are the meetings of the same sentence; the answer is the one that the delegates were
    sent to, or a new mention that only tells attendance.
    """
    words = meeting_words()
    force = force_of_verb(verb)
    if verb.lemma_.lower() not in words["send"]:
        return None
    delegate = thing(verb)
    if delegate is None:
        return None
    force = replace(force, denied=force.denied or any(c.lower_ == "no" for c in delegate.lefts))
    if not force.real:
        return _sent_nobody(cast, verb, delegate, force)
    if (i := cast.at(delegate)) is None:
        return None
    if cast.mentions[i].kind != "person" and delegate.lower_ not in words["delegates"]:
        return None
    deeds = [c for c in verb.children if is_verb(c)]
    if any(d.lemma_.lower() in words.verbs for d in deeds):
        return None  # "sent X to meet Y": the second verb tells it
    goal = next((s for s in named if s.noun and s.verb in (verb, *deeds)), None)
    watching = any(d.lemma_.lower() in ("observe", "monitor", "watch") for d in deeds) or any(
        word == "as" and n.lemma_.lower() == "observer" for word, n in phrases(verb)
    )
    if goal is None and any(word == "to" for word, _ in phrases(verb)):
        return None  # sent somewhere, to no meeting that is named
    sketch = goal or pointer(verb, verb)
    found = parties(cast, delegate)
    if all(p.mention == i and cast.mentions[i].form == "description" for p in found):
        found = seated(cast, subjects(verb))
    for word, noun in phrases(verb):  # "sent a team [under X]": the parser hangs X on the verb
        if word == "under":
            found += [replace(p, head=True) for p in party_of(cast, noun)]
    watching = watching or delegate.lemma_.lower() == "observer"
    sketch.seat(cast, found, "observer" if watching else "attended", Force())
    return sketch


def _sent_nobody(cast: Cast, verb: Token, delegate: Token, force: Force) -> Sketch | None:
    """`refused to send a delegation`, `sent no envoy`, `did not send a team`: did not come."""
    words = meeting_words()
    away = force.refused or force.failed or force.denied
    if not away or delegate.lower_ not in words["delegations"] | words["delegates"]:
        return None
    if any(word == "to" for v in (verb, delegate) for word, _ in phrases(v)):
        return None  # to some place or meeting: the rules of its noun tell it
    return _pointing(cast, verb, subjects(verb), "declined" if force.refused else "absent")


def delegation(cast: Cast, noun: Token, named: Sequence[Sketch]) -> Sketch | None:
    """`heading a 14-member delegation`, `the delegation was led by X and includes Y`."""
    if noun.head.lemma_.lower() in meeting_words().verbs and noun.dep_ in ("nsubj", "dobj"):
        return None  # "a team led by A dined with B": the verb tells it
    members, own = _members(cast, noun), parties(cast, noun)
    i = cast.at(noun)
    counted = i is not None and cast.mentions[i].count is not None
    led = any(p.head for p in own) and noun.head.lemma_.lower() not in meeting_words().verbs
    if not members and not counted and not led:
        return None
    side = next((p.mention for p in own), None)
    sketch = next((s for s in named if s.noun and not s.series), None) or pointer(
        noun, force=_of_its_verb(noun)
    )
    sketch.seat(cast, own, "attended", sketch.ahead)
    speaking = [p if p.represents is not None else replace(p, represents=side) for p in members]
    sketch.seat(cast, speaking, "attended", sketch.ahead)
    return sketch if sketch.seats else None


def _of_its_verb(noun: Token) -> Force:
    """`the delegation, led by X, will travel tomorrow`."""
    subject_of = noun.dep_ in ("nsubj", "nsubjpass") and is_verb(noun.head)
    return Force(force_of_verb(noun.head).status) if subject_of else Force()


def _members(cast: Cast, noun: Token) -> list[Party]:
    """The heads and members of a delegation that its clause names."""
    words = meeting_words()
    verb = noun.head
    if not is_verb(verb):
        return _part_of(cast, noun)
    found: list[Party] = []
    for deed in (verb, *(c for c in verb.children if c.dep_ == "conj" and is_verb(c))):
        lemma = deed.lemma_.lower()
        if lemma in words["lead"]:
            leading = noun.dep_ == "dobj" and deed is verb
            chief = agent(deed) if passive(deed) else subject(deed) if leading else None
            if chief is not None and human(cast, chief):
                found += [replace(p, head=True) for p in parties(cast, chief)]
        elif lemma in words["include"] and noun.dep_ in ("nsubj", "nsubjpass"):
            others = [c for c in deed.children if c.dep_ == "dobj"]
            others += [n for word, n in phrases(deed) if word == "of"]
            found += [p for o in others if human(cast, o) for p in parties(cast, o)]
    return found


def _part_of(cast: Cast, noun: Token) -> list[Party]:
    """`X and Y were part of the delegation`."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return []
    part = noun.head.head
    if part.lemma_.lower() in ("head", "leader", "chief") and (i := cast.at(part)) is not None:
        named = [j for j in cast.mentions[i].same_as if cast.mentions[j].form == "name"]
        if named:  # "X, the head of the Danish delegation,"
            return [replace(person(cast, named[0]), head=True)]
    if part.lemma_.lower() not in ("part", "member") or part.head.lemma_ != "be":
        return []
    return seated(cast, subjects(part.head))


def lone_delegate(cast: Cast, noun: Token) -> Sketch | None:
    """`The Iranian representative praised …`, `X, a delegate of the council`: they were there."""
    i = cast.at(noun)
    if i is None or cast.mentions[i].form != "description" or cast.mentions[i].number != "one":
        return None
    named = any(cast.mentions[j].form == "name" for j in cast.mentions[i].same_as)
    speaking = (
        noun.dep_ == "nsubj" and cast.mentions[i].definite and cast.mentions[i].of is not None
    )
    if named != (noun.lemma_.lower() == "delegate") or not (named or speaking):
        return None
    sketch = pointer(noun)
    sketch.seat(cast, party_of(cast, noun), "attended", Force())
    return sketch if sketch.seats else None


def opening(cast: Cast, noun: Token, named: Sequence[Sketch]) -> Sketch | None:
    """`said in his opening remarks`: whose they are, is there."""
    owner = child(noun, "poss")
    before = {c.lower_ for c in noun.lefts}
    if owner is None or not before & {"opening", "closing", "welcoming", "keynote"}:
        return None
    sketch = next((s for s in named if s.noun and not s.series), None) or pointer(noun)
    if human(cast, owner):
        sketch.seat(cast, parties(cast, owner), "attended", sketch.ahead)
    return sketch if sketch.seats else None
