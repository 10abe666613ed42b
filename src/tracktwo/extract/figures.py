"""Checkable values: counts, sizes, durations, ordinals, and deeds said to have happened or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec
from spacy.tokens import Token

from tracktwo.extract.clauses import child, is_verb, passive, subject
from tracktwo.extract.conditions import within_condition
from tracktwo.extract.numbers import Amount, amount_at, ordinal
from tracktwo.extract.scene import Scene
from tracktwo.extract.story import Story
from tracktwo.extract.words import lemma_of, negated
from tracktwo.knowledge.units import units
from tracktwo.model import (
    Attribution,
    Extent,
    Figure,
    Gathering,
    Mention,
    TimeExpression,
)

_HYPHENS = frozenset({"-", "–", "‑"})
# Told of the thing itself, not of people in it.
_WHOLE = frozenset({"duration", "duration so far", "ordinal", "length", "share"})
_FATES = {
    "dead": "dead", "killed": "kill", "wounded": "wound", "injured": "injure",
    "displaced": "displace", "homeless": "displace", "arrested": "arrest", "detained": "detain",
}  # fmt: skip
_COUNTING = frozenset({"speak", "talk", "put", "count", "report", "give"})
# What puts a number at so much, and what takes so long.
_ESTIMATING = frozenset({"put", "estimate", "place", "set", "count", "give", "number"})
_LASTING = frozenset(
    {"last", "run", "go", "continue", "take", "meet", "talk", "sit", "speak", "negotiate", "confer",
     "stretch", "stay", "end", "close", "spend", "deliberate", "hold", "receive"}
)  # fmt: skip
# Of what passes somewhere, so many per cent.
_PASSING = frozenset(
    {"pass", "come", "go", "enter", "arrive", "flow", "move", "account", "control"}
)
# Since last week, since Monday: a bout of fighting, and not the war.
_JUST = frozenset(
    {"last", "week", "yesterday", "morning", "night", "monday", "tuesday", "wednesday", "thursday",
     "friday", "saturday", "sunday"}
)  # fmt: skip
# The wounded who are taken away for treatment.
_TAKEN_AWAY = frozenset(
    {"evacuate", "fly", "airlift", "transfer", "transport", "ferry", "bring", "take", "move"}
)
# Lives claimed, cost, lost are people killed.
_TAKING = frozenset({"claim", "cost", "take", "lose", "end"})
# Counts no higher than this are told of everything; they are kept where they can matter.
_FEW = 3
_EXCHANGES = frozenset({"exchange", "swap", "trade"})
_SIDES = frozenset({"state", "government", "armed_group", "party", "organisation", "place"})
# How many of the actors that a story names most are held to be those of its conflict.
_CHIEF = 6
# How many sentences back `the fighting` may have been named in full.
_MEMORY = 2


def find_figures(
    story: Story,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
    gatherings: Sequence[Gathering],
) -> tuple[Figure, ...]:
    """Every figure of the story, in text order."""
    scene = Scene(story, mentions, times, attributions)
    finder = _Finder(scene, gatherings)
    return tuple(sorted(finder.run(), key=lambda f: (f.extent, f.attribute, f.value)))


class _Finder:
    def __init__(self, scene: Scene, gatherings: Sequence[Gathering]) -> None:
        self.scene = scene
        self.gatherings = gatherings
        self.doc = scene.story.doc
        self.words = scene.story.lower
        self.dated = _dated(scene)
        self.found: list[Figure] = []

    def run(self) -> Iterator[Figure]:
        i = 0
        while i < len(self.doc):
            token = self.doc[i]
            found: Figure | None = None
            end = i + 1
            if i not in self.dated and (
                token.tag_ == "CD" or token.like_num or self.words[i] == "a"
            ):
                amount = amount_at(self.words, i)
                if amount is not None:
                    end = max(end, amount.end)
                    found = self._measured(amount)
            if found is None and i not in self.dated and ordinal(self.words[i]) is not None:
                found = self._numbered(token)
            if found is None and is_verb(token):
                found = self._deed(token)
            if found is not None:
                self.found.append(found)
                yield found
            i = end

    # numbers
    def _measured(self, amount: Amount) -> Figure | None:
        last = amount.end - 1
        after = self.doc[amount.end] if amount.end < len(self.doc) else None
        if after is not None and after.lower_ in _HYPHENS and after.i + 1 < len(self.doc):
            return self._compound(amount, self.doc[after.i + 1])
        if after is not None and after.lower_ in ("%", "percent", "per"):
            return self._share(amount, after)
        money = self._currency(amount)
        if money is not None:
            return self._sum(amount, money)
        if self.words[amount.first : amount.end] == ["one"]:
            return None
        toll = self._toll(amount)
        if toll is not None:
            return toll
        stated = self._stated(amount) or self._numbering(amount)
        if stated is not None:
            return stated
        head = self.doc[last].head
        if lemma_of(head) in units().days and head.i == amount.end:
            return self._lasting(amount, head)
        noun = self._counted(self.doc[last])
        if noun is None and self.doc[last].dep_ in ("pobj", "dobj", "npadvmod"):
            return self._told_again(amount)
        return self._count(amount, noun) if noun is not None else None

    def _stated(self, amount: Amount) -> Figure | None:
        """put the number of people killed at 60; the number of prisoners was over 15,000."""
        number = self.doc[amount.end - 1]
        at = self.words[amount.first - 1] == "at" if amount.first else False
        verbs = [t for t in number.ancestors if is_verb(t)]
        verb = next((v for v in verbs if not at or lemma_of(v) in _ESTIMATING), None)
        if verb is None or (not at and not (number.dep_ in ("attr", "pobj") and _is(verb))):
            return None
        thing = child(verb, "dobj") if at else child(verb, "nsubj")
        if thing is None:
            return None
        harm = units().attributes.get(lemma_of(thing))
        if harm is not None:
            event = self._event(thing, verb)
            return self._figure(amount, thing, thing, harm, "people", event=event)
        of = child(thing, "prep")
        noun = child(of, "pobj") if of is not None and of.lower_ == "of" else None
        if noun is None or lemma_of(thing) not in ("number", "total", "count"):
            return None
        deed = child(noun, "acl", "relcl") or child(thing, "acl", "relcl")
        attribute = units().attributes.get(lemma_of(deed), "number") if deed else "number"
        counted = units().counted.get(lemma_of(noun), lemma_of(noun))
        event = self._event(noun, deed)
        return self._figure(amount, noun, noun, attribute, counted, event=event)

    def _numbering(self, amount: Amount) -> Figure | None:
        """a team of 12; the group, which numbered ten."""
        number = self.doc[amount.end - 1]
        group: Token | None = None
        if number.dep_ == "pobj" and number.head.lower_ == "of":
            group = number.head.head
        elif lemma_of(number.head) == "number" and is_verb(number.head):
            group = subject(number.head)
            if group is not None and group.tag_ == "WDT":
                group = number.head.head
        if group is None or lemma_of(group) not in units().groups:
            return None
        return self._figure(amount, group, group, "size", "members", event=None)

    def _lasting(self, amount: Amount, unit: Token) -> Figure | None:
        """The talks lasted four hours; after three hours of talks."""
        of = child(unit, "prep")
        held = child(of, "pobj") if of is not None and of.lower_ == "of" else None
        if unit.dep_ == "pobj" and unit.head.lower_ == "of":
            held = unit.head.head
        verb = self._verb(unit)
        if held is None and (verb is None or lemma_of(verb) not in _LASTING or negated(verb)):
            return None
        if held is not None and units().events.get(lemma_of(held)) != "talks":
            return None
        meant = self._gathering(self.scene.story.between(amount.first, unit.i))
        if meant is None:
            meant = self._beside(int(self.scene.story.sentence_of[unit.i]))
        if meant is None:
            return None
        found = self._figure(amount, unit, held or unit, "length", lemma_of(unit), event=held)
        return msgspec.structs.replace(found, gathering=meant, event="talks")

    def _told_again(self, amount: Amount) -> Figure | None:
        """By evening the mayor spoke of 26: the dead of the sentence before."""
        verb = self._verb(self.doc[amount.end - 1])
        last = self.found[-1] if self.found else None
        if verb is None or lemma_of(verb) not in _COUNTING or last is None or last.low is None:
            return None
        sentence = int(self.scene.story.sentence_of[amount.first])
        told = last.attribute in units().attributes.values() or last.attribute == "size"
        if sentence - last.sentence > 1 or not told:
            return None
        again = self._figure(amount, verb, verb, last.attribute, last.unit or "", event=None)
        return msgspec.structs.replace(
            again,
            extent=self.scene.story.between(amount.first, amount.end - 1),
            subject=last.subject,
            mentions=tuple(sorted({*again.mentions, *last.mentions})),
            counted=last.counted,
            event=last.event,
            gathering=last.gathering,
        )

    def _toll(self, amount: Amount) -> Figure | None:
        """at least 40 dead, nearly seven million displaced: counted by what befell them."""
        after = self.doc[amount.end] if amount.end < len(self.doc) else None
        if after is None or after.lower_ not in _FATES:
            return None
        if after.i + 1 < len(self.doc) and after.dep_ == "amod" and after.head.i > after.i:
            return None
        attribute = units().attributes[_FATES[after.lower_]]
        event = self._event(after, self._verb(after))
        return self._figure(amount, after, event or after, attribute, "people", event=event)

    def _compound(self, amount: Amount, unit: Token) -> Figure | None:
        """a nine-year war, a 14-member delegation."""
        table = units()
        lemma = lemma_of(unit)
        head = unit.head if unit.dep_ in ("compound", "nmod", "amod", "npadvmod") else unit
        while head.dep_ in ("compound", "amod") and head.i < head.head.i:
            head = head.head
        if head.i <= unit.i or head.i > unit.i + 6:
            return None
        if lemma in table.days and lemma_of(head) in table.events:
            attribute = "duration" if self._over(head) else "duration so far"
            if table.events[lemma_of(head)] == "talks":
                attribute = "length"
            return self._figure(amount, head, head, attribute, lemma, event=head)
        if lemma in ("member", "man", "person", "strong") and lemma_of(head) in table.groups:
            return self._figure(amount, head, head, "size", "members", event=None)
        return None

    def _over(self, event: Token) -> bool:
        """Told as past: a war that goes on is longer in every later article."""
        verb = self._verb(event)
        return verb is not None and verb.tag_ == "VBD"

    def _share(self, amount: Amount, sign: Token) -> Figure | None:
        end = sign.i + (2 if sign.lower_ == "per" else 1)
        of = next(
            (c for c in self.doc[end - 1].children if c.dep_ == "prep" and c.lower_ == "of"), None
        )
        noun = child(of, "pobj") if of is not None else None
        if noun is None:
            return None
        verb = self._verb(noun)
        if verb is not None and lemma_of(verb) in _PASSING:
            return self._figure(amount, noun, noun, "share", "percent", event=None)
        attribute = (
            units().attributes.get(lemma_of(verb), lemma_of(verb)) if verb is not None else "share"
        )
        return self._figure(amount, noun, noun, attribute, "percent", event=None)

    def _currency(self, amount: Amount) -> Token | None:
        before = self.doc[amount.end - 1]
        for token in self.doc[max(0, amount.first - 1) : amount.end]:
            if token.text[0] in "$€£¥":
                return token
        after = self.doc[amount.end] if amount.end < len(self.doc) else before
        return after if lemma_of(after) in units().money else None

    def _sum(self, amount: Amount, money: Token) -> Figure | None:
        """Money paid, given, owed."""
        last = self.doc[max(amount.end - 1, money.i)]
        head = last
        while (
            head.dep_ in ("nummod", "quantmod", "compound", "nmod")
            and abs(head.head.i - last.i) <= 4
        ):
            head = head.head
        verb = self._verb(head)
        inner = child(head, "relcl")
        if inner is not None:
            verb = inner
        if verb is None:
            return None
        unit = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}.get(
            money.text[0], lemma_of(money)
        )
        return self._figure(amount, last, head, f"{lemma_of(verb)} money", unit, event=None)

    def _counted(self, number: Token) -> Token | None:
        """The noun that a number counts: three [soldiers], 90,000 of the [fighters]."""
        head = number
        if head.dep_ == "conj" and head.head.like_num:
            head = head.head
        for _ in range(3):
            if (
                head.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod")
                and head.head.i != head.i
            ):
                head = head.head
                if head.pos_ in ("NOUN", "PROPN") and head.i > number.i:
                    return (
                        head
                        if head.ent_type_ not in ("DATE", "TIME")
                        or lemma_of(head) in units().counted
                        else None
                    )
            else:
                break
        for c in number.children:
            if c.dep_ == "prep" and c.lower_ == "of":
                return child(c, "pobj")
        if (
            number.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "conj")
            and lemma_of(number.head) in units().attributes
        ):
            return number
        return None

    def _count(self, amount: Amount, noun: Token) -> Figure | None:
        table = units()
        verb = self._verb(noun)
        deed = verb
        if verb is None or lemma_of(verb) in ("be", "have", "include", "do", "see", "say"):
            deed = None
        harm = self._harm(noun)
        if lemma_of(noun) == "life" and verb is not None and lemma_of(verb) in _TAKING:
            harm = "killed"
        taken = verb is not None and lemma_of(verb) in _TAKEN_AWAY
        if harm == "wounded" and taken and any(c.lower_ in _FATES for c in noun.children):
            return self._figure(amount, noun, verb or noun, "evacuated", "wounded", event=None)
        if harm is not None:
            attribute = harm
        elif deed is not None:
            attribute = table.attributes.get(lemma_of(deed), lemma_of(deed))
            if noun.dep_ in ("nsubj", "csubj") and not passive(deed):
                attribute = (
                    attribute
                    if lemma_of(deed) in ("die", "perish", "flee")
                    else f"who {lemma_of(deed)}"
                )
        else:
            attribute = "number"
        if amount.high <= _FEW and attribute not in table.attributes.values():
            return None
        if attribute in _EXCHANGES and table.counted.get(lemma_of(noun)) == "prisoners":
            attribute = "exchanged"
        if _is_group_of(noun) and attribute not in table.attributes.values():
            group = noun.head.head
            return self._figure(amount, noun, group, "size", "members", event=None)
        event = self._event(noun, verb)
        counted = table.counted.get(lemma_of(noun), lemma_of(noun))
        if noun.i < amount.end or (noun.pos_ == "PROPN" and self._described(noun)):
            counted = "people"
        return self._figure(amount, noun, event or verb or noun, attribute, counted, event=event)

    def _harm(self, noun: Token) -> str | None:
        """The deaths of 40 people; 40 dead."""
        harms = units().attributes
        lemma = lemma_of(noun)
        if lemma in harms and lemma in ("death", "fatality", "casualty", "injury", "dead"):
            return harms[lemma]
        if (
            noun.dep_ == "pobj"
            and noun.head.lower_ in ("of", "to", "at")
            and noun.head.head.pos_ == "NOUN"
        ):
            return harms.get(lemma_of(noun.head.head))
        for c in noun.children:
            if c.dep_ in ("amod", "acl") and lemma_of(c) in harms:
                return harms[lemma_of(c)]
        return None

    def _verb(self, noun: Token) -> Token | None:
        """The verb that governs a noun, up through `of` and `the deaths of`."""
        for token in (noun, *noun.ancestors):
            if is_verb(token) and token.i != noun.i:
                return token
        return None

    def _event(self, noun: Token, verb: Token | None) -> Token | None:
        """The war, attack or talks that a count belongs to."""
        events = units().events
        if verb is not None:
            who = subject(verb)
            if who is not None and lemma_of(who) in events:
                return who
            for c in verb.children:
                found = child(c, "pobj") if c.dep_ in ("prep", "agent") else None
                if found is not None and lemma_of(found) in events:
                    return found
        before = [t for t in noun.sent if lemma_of(t) in events and t.pos_ == "NOUN"]
        return min(before, key=lambda t: (abs(t.i - noun.i), t.i), default=None)

    # ordinals
    def _numbered(self, token: Token) -> Figure | None:
        """the fifth round of talks, the third summit."""
        head = token.head if token.dep_ in ("amod", "compound", "nummod") else None
        if head is None or head.i <= token.i or lemma_of(head) not in units().series:
            return None
        value = float(ordinal(token.lower_) or 0)
        amount = Amount(token.i, head.i + 1, value, value, "exactly")
        return self._figure(amount, head, head, "ordinal", lemma_of(head), event=head)

    # deeds
    def _deed(self, verb: Token) -> Figure | None:
        """had spoken, did not attend: told as done or not done, by somebody who is cited."""
        deed = units().deeds.get(lemma_of(verb))
        inside = self.scene.cited_in.get(verb.i)
        if deed is None or inside is None or verb.i in self.scene.cue_at:
            return None
        helpers = {lemma_of(c) for c in verb.children if c.dep_ in ("aux", "auxpass")}
        done = (
            verb.tag_ == "VBD"
            or (verb.tag_ == "VBN" and "have" in helpers)
            or (verb.tag_ == "VB" and any(c.lower_ == "did" for c in verb.children))
        )
        if not done or within_condition(verb) or verb.dep_ in ("xcomp", "relcl", "acl", "advcl"):
            return None
        who = subject(verb)
        if who is None or child(verb, "nsubj", "nsubjpass") is None:
            return None
        first = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "neg", "auxpass"))])
        end = verb.i + 1
        for c in verb.children:
            if (
                c.dep_ in ("prep", "dobj", "prt", "advmod", "agent", "xcomp", "dative")
                and c.i > verb.i
            ):
                end = max(end, int(c.right_edge.i) + 1)
        start = int(who.left_edge.i) if who.i < verb.i and who.right_edge.i < verb.i else first
        value = "no" if negated(verb) else "yes"
        extent = self.scene.story.between(start, end - 1)
        return Figure(
            extent=extent,
            subject=self.scene.story.extent(self.doc[int(who.left_edge.i) : who.i + 1]),
            attribute=deed,
            value=value,
            unit="deed",
            attribution=inside,
            mentions=self._actors(extent, inside),
            sentence=int(self.scene.story.sentence_of[verb.i]),
        )

    # all of them
    def _figure(
        self,
        amount: Amount,
        last: Token,
        thing: Token,
        attribute: str,
        unit: str,
        *,
        event: Token | None,
    ) -> Figure:
        story = self.scene.story
        end = max(amount.end, last.i + 1)
        extent = story.between(amount.first, end - 1)
        inside = self.scene.cited_in.get(amount.first)
        sentence = int(story.sentence_of[amount.first])
        counted = None if attribute in _WHOLE or unit == "percent" else self._described(last)
        if attribute == "size":
            counted = self._members(thing)
        place = story.extent(story.sentences[sentence])
        actors = self._actors(place, inside)
        kind = units().events.get(lemma_of(event)) if event is not None else None
        if attribute == "killed" and kind in (None, "war"):
            kind = "war so far" if self._so_far(last, kind) else kind
        recalled = event is not None and self._anaphoric(event)
        if len(actors) < 2 and recalled:
            actors = tuple(sorted({*actors, *self._recalled(sentence, kind)}))
        elif kind == "war so far" or attribute == "exchanged":
            actors = tuple(sorted({*actors, *self._chief}))
        return Figure(
            extent=extent,
            subject=story.extent(self.doc[int(thing.left_edge.i) : thing.i + 1])
            if thing.left_edge.i <= thing.i
            else None,
            attribute=attribute,
            value=_written(amount),
            low=amount.low,
            high=amount.high,
            unit=unit,
            qualifier=amount.qualifier,
            attribution=inside,
            gathering=self._seated(thing) if attribute == "size" else self._gathering(extent),
            mentions=actors,
            counted=counted,
            event=kind,
            sentence=sentence,
        )

    def _so_far(self, noun: Token, kind: str | None) -> bool:
        """have been killed in the war; killed since 2016: a count that goes on."""
        verb = self._verb(noun)
        deed = child(noun, "acl", "relcl")
        since = any(
            c.lower_ == "since" and not any(t.lower_ in _JUST for t in c.subtree)
            for v in (verb, deed)
            if v is not None
            for c in v.subtree
        )
        goes_on = verb is not None and any(
            c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.children
        )
        return since or (kind == "war" and goes_on)

    def _members(self, group: Token) -> tuple[int, ...]:
        """The actors whose delegation a group of people is."""
        words = self.scene.story.extent(self.doc[int(group.left_edge.i) : group.i + 1])
        inside = {
            i for i in self.scene.mentions_in(words) if self.scene.mentions[i].form != "pronoun"
        }
        return tuple(sorted({*inside, *self.scene.mentions_of(group)}))

    def _seated(self, group: Token) -> int | None:
        """The meeting at which a group of people sits."""
        place = self.scene.story.extent([group])
        for i, gathering in enumerate(self.gatherings):
            seats = (self.scene.mentions[s.mention].extent for s in gathering.seats)
            if gathering.extent.overlaps(place) or any(e.overlaps(place) for e in seats):
                return i
        return self._gathering(place)

    def _described(self, noun: Token) -> tuple[int, ...]:
        """The actors that a counted noun is described by: [Soviet] troops, [Afghans]."""
        words = self.scene.story.extent(self.doc[int(noun.left_edge.i) : noun.i + 1])
        return tuple(
            i
            for i in self.scene.mentions_in(words)
            if self.scene.mentions[i].form in ("name", "demonym")
        )

    def _actors(self, place: Extent, inside: int | None) -> tuple[int, ...]:
        """Names and peoples in a place, without the one who is cited."""
        source = self.scene.attributions[inside].source if inside is not None else None
        return tuple(
            i
            for i in self.scene.mentions_in(place)
            if self.scene.mentions[i].form != "pronoun"
            and not (source is not None and source.holds(self.scene.mentions[i].extent))
        )

    def _anaphoric(self, event: Token) -> bool:
        """the fighting, the war: named in full before, or what the whole story is about."""
        return not any(
            c.dep_ in ("prep", "poss", "amod", "compound", "relcl") and c.pos_ != "DET"
            for c in event.children
        ) and not any(c.lower_ in ("a", "an", "another") for c in event.children)

    def _recalled(self, sentence: int, kind: str | None) -> Sequence[int]:
        """The actors of the sentences just before that name an event of the same kind, else those
        that the story names most."""
        story = self.scene.story
        events = units().events
        for s in range(sentence - 1, max(-1, sentence - 1 - _MEMORY), -1):
            words = story.sentences[s]
            if any(events.get(lemma_of(t)) == kind for t in words if t.pos_ == "NOUN"):
                found = self._actors(story.extent(words), None)
                if sum(self._is_side(i) for i in found) >= 2:
                    return found
        return self._chief

    def _is_side(self, mention: int) -> bool:
        """A state, people, group or place by name: where and between whom there is war."""
        found = self.scene.mentions[mention]
        return found.name is not None and (found.kind in _SIDES or found.form == "demonym")

    @cached_property
    def _chief(self) -> tuple[int, ...]:
        """First mentions of the sides that the story names most."""
        first: dict[str, int] = {}
        count: Counter[str] = Counter()
        for i, mention in enumerate(self.scene.mentions):
            if mention.name is None or not self._is_side(i):
                continue
            name = self.scene.story.words(mention.name).casefold()
            first.setdefault(name, i)
            count[name] += 1
        most = sorted(count, key=lambda n: (-count[n], n))[:_CHIEF]
        return tuple(sorted(first[n] for n in most))

    def _gathering(self, extent: Extent) -> int | None:
        """The meeting in whose mention a figure stands."""
        for i, gathering in enumerate(self.gatherings):
            if gathering.extent.overlaps(extent):
                return i
        return None

    def _beside(self, sentence: int) -> int | None:
        """The only meeting of a sentence."""
        found = [i for i, g in enumerate(self.gatherings) if g.sentence == sentence]
        return found[0] if len(found) == 1 else None


def _is(verb: Token) -> bool:
    return lemma_of(verb) in ("be", "stand")


def _is_group_of(noun: Token) -> bool:
    """A delegation of 12 members."""
    of = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    counted = units().counted.get(lemma_of(noun)) in ("people", "members")
    return of is not None and counted and lemma_of(of.head) in units().groups


def _dated(scene: Scene) -> frozenset[int]:
    """The tokens of dates and clock times, whose numbers count nothing."""
    return frozenset(
        token.i
        for t in scene.times
        if t.kind in ("date", "time")
        for token in scene.story.tokens_in(t.extent)
    )


def _written(amount: Amount) -> str:
    if amount.ranged:
        return f"{amount.low:.0f}-{amount.high:.0f}"
    told = amount.high if amount.low < amount.high else amount.low
    return f"{told:g}" if told < 1e6 or told % 1 else str(int(told))
