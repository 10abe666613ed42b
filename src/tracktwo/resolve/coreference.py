"""Within one document: whom descriptions and pronouns stand for.

The document is read once, in order, keeping who was spoken of. A description finds its actor by
the office, the owner or the kind it tells; a pronoun by number and gender, how near and in what
role the candidates stand. What finds nobody stays unresolved, or becomes a holder without a name.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from tracktwo.knowledge.groups import body_sort
from tracktwo.knowledge.lexicon import lexicon
from tracktwo.knowledge.offices import terms
from tracktwo.knowledge.standing import Standing, standing
from tracktwo.knowledge.words import office_status
from tracktwo.model import Mention
from tracktwo.resolve.actors import Cast, Entity, adjective_of, clean, is_people
from tracktwo.resolve.bonds import Key
from tracktwo.resolve.names import words_of
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.sides import main_sides

_FIRST_PERSON = frozenset("i me my we us our ours".split())
_REACH = 3
"""Sentences back that a pronoun may look."""
_FAR = 15
"""Sentences back where a pronoun may still find the one woman, or man, of the story."""
_NEARBY = 4
"""Sentences back in which `both sides` may have been named."""
_BESIDE = 60
"""Letters between two names joined by and, an apposition included."""
_FAME = 3
"""How many times more often the pile must name one holder of an office than the next."""
_OFTEN = 3
"""How often another armed group than that of the story is named before *the rebels* are its own."""
_MEMORY = 400
"""Mentions back that a description may look; beyond, nobody remembers."""


@dataclass(frozen=True, eq=False)
class _Seen:
    index: int
    mention: Mention
    entities: tuple[Entity, ...]


@dataclass(frozen=True, eq=False)
class Rules:
    """Who governs what, as the pile tells it.

    `apart`: tokens of states whose government the texts set apart from the state (a government
    called somebody's, or a group called the government). `ruler`: document and state -> the
    group that the document calls its government.
    """

    apart: frozenset[str]
    ruler: dict[tuple[str, str], Entity]
    holders: dict[tuple[str, str | None], Counter[Entity]]
    """Head of an office and token of its owner (None for any) -> who is called that, how often."""
    once: dict[str, frozenset[Entity]]
    """Head of an office -> who the pile says has held it before."""


def rules_of(cast: Cast) -> Rules:
    """Read off the pile who governs what."""
    apart: set[str] = set()
    ruler: dict[tuple[str, str], Entity] = {}
    for reading in cast.readings.values():
        for mention in reading.findings.mentions:
            if (
                standing(mention.head, mention.number == "many") != "executive"
                or mention.of is None
            ):
                continue
            ids = cast.who.get((reading.document.id, mention.of), ())
            owner = cast.by_id.get(ids[0]) if ids else None
            if owner is None:
                continue
            words = mention.extent.of(reading.document.text)
            if owner.kind == "state" and re.search(r"[-\s]backed\b", words):
                apart.add(owner.token)
            entry = lexicon().exact(owner.name)
            if owner.kind in ("armed_group", "party") and entry is not None and entry.state:
                apart.add(f"known:{entry.state}")
                ruler[reading.document.id, f"known:{entry.state}"] = owner
    return Rules(frozenset(apart), ruler, _holders(cast), _once(cast))


def _holders(cast: Cast) -> dict[tuple[str, str | None], Counter[Entity]]:
    found: dict[tuple[str, str | None], Counter[Entity]] = defaultdict(Counter)
    for reading in cast.readings.values():
        for i, mention in enumerate(reading.findings.mentions):
            for identity in cast.who.get((reading.document.id, i), ()):
                for title in mention.titles:
                    if title.status == "former" or cast.by_id[identity].kind != "person":
                        continue
                    head = title.text.lower().split()[-1]
                    owner = (
                        cast.who.get((reading.document.id, title.of), ())
                        if title.of is not None
                        else ()
                    )
                    found[head, None][cast.by_id[identity]] += 1
                    for of in owner:
                        found[head, cast.by_id[of].token][cast.by_id[identity]] += 1
    return found


def _once(cast: Cast) -> dict[str, frozenset[Entity]]:
    """Head of an office -> who the pile says has held it before."""
    found: defaultdict[str, set[Entity]] = defaultdict(set)
    for reading in cast.readings.values():
        for i, mention in enumerate(reading.findings.mentions):
            heads = {t.text.lower().split()[-1] for t in mention.titles if t.status == "former"}
            for identity in cast.who.get((reading.document.id, i), ()):
                if cast.by_id[identity].kind == "person":
                    for head in heads:
                        found[head].add(cast.by_id[identity])
    return {head: frozenset(of) for head, of in found.items()}


def follow(cast: Cast, reading: Reading, rules: Rules) -> None:
    """Give every description and pronoun of a document its actors, where they can be told."""
    _Follower(cast, reading, rules).run()


def assign_sides(cast: Cast) -> None:
    """Whom each mention belongs to: itself for states and groups, the principal for persons.

    A person belongs to whom the story says, else to whom most stories of the pile say.
    """
    of: dict[Entity, Counter[Entity]] = defaultdict(Counter)
    in_story: dict[tuple[str, Entity], Counter[Entity]] = defaultdict(Counter)
    for key, ids in cast.who.items():
        mention = cast.mention(key)
        here = _principal(cast, key, mention)
        if here is None and _of_the_government(mention):
            here = main_sides(cast, cast.readings[key[0]]).state
        for identity in ids:
            entity = cast.by_id[identity]
            if entity.kind == "person" and here is not None:
                of[entity][here] += 1
                in_story[key[0], entity][here] += 1
    for entity, owners in of.items():
        if entity.owner is None:
            entity.owner = _most(owners)
    for reading in cast.readings.values():
        for i, mention in enumerate(reading.findings.mentions):
            key = (reading.document.id, i)
            found = [cast.by_id[x] for x in cast.who.get(key, ())]
            if not found:
                principal = _principal(cast, key, mention)
                found = [principal] if principal is not None else []
            owned = [(e, _most(in_story.get((key[0], e), Counter())) or e.owner) for e in found]
            sides = {(owner or e).id for e, owner in owned if e.kind != "person" or owner}
            if sides:
                cast.side[key] = tuple(sorted(sides))


def _serves_another(person: Entity, state: Entity) -> bool:
    """Whether somebody is known to have held office, and never in that state."""
    held = terms(person.name)
    return state.kind == "state" and bool(held) and all(t.state != state.name for t in held)


def _of_the_government(mention: Mention) -> bool:
    """`chief government negotiator X`: of the government that the story is about."""
    return any(
        t.of is None and t.status != "former" and "government" in t.text.lower().split()
        for t in mention.titles
    )


def _most(owners: Counter[Entity]) -> Entity | None:
    return min(owners, key=lambda e: (-owners[e], e.token), default=None)


def _principal(cast: Cast, key: Key, mention: Mention) -> Entity | None:
    """The owner that stands with a mention, through a chain of at most three."""
    if standing(mention.head, mention.number == "many") == "fighters":
        return None  # "the Salvadoran rebels" do not come for El Salvador
    of = mention.of
    for title in mention.titles:
        if title.of is not None and title.status != "former":
            of = title.of
            break
    else:
        if mention.titles and all(t.status == "former" for t in mention.titles):
            return None
    for _ in range(3):
        if of is None:
            return None
        ids = cast.who.get((key[0], of), ())
        if ids:
            entity = cast.by_id[ids[0]]
            if entity.kind == "person":
                return entity.owner
            return entity.owner if entity.latent and entity.owner else entity
        of = cast.mention((key[0], of)).of
    return None


class _Follower:
    def __init__(self, cast: Cast, reading: Reading, rules: Rules) -> None:
        self.cast = cast
        self.rules = rules
        self.document = reading.document
        self.mentions = reading.findings.mentions
        self.by_id = cast.by_id
        self.titled = [(j, m) for j, m in enumerate(self.mentions) if m.form == "name" and m.titles]
        self.sides = main_sides(cast, reading)
        if self.sides.pair:
            pair = (self._governing(e) for e in self.sides.pair)
            cast.pair[self.document.id] = tuple(sorted(e.id for e in pair))
        self.named = {
            self.by_id[x]
            for i, m in enumerate(self.mentions)
            if m.form == "name"
            for x in cast.who.get((self.document.id, i), ())
        }
        self.seen: list[_Seen] = []
        self.topic: dict[int, int] = {}
        self.called: dict[Entity, str] = {}
        self.joint: dict[str, Entity] = {}
        self.bodies: dict[str, Entity] = {}
        self.delegations: list[Entity] = []
        self.governments: list[Entity] = []

    def run(self) -> None:
        for i, mention in enumerate(self.mentions):
            key = (self.document.id, i)
            if key not in self.cast.who:
                found = (
                    self._pronoun(i, mention)
                    if mention.form == "pronoun"
                    else (self._description(i, mention) if mention.form == "description" else ())
                )
                if found:
                    self.cast.assign(key, *found)
            entities = tuple(self.by_id[x] for x in self.cast.who.get(key, ()) if x in self.by_id)
            if entities and mention.form != "demonym":
                if mention.form == "name" and entities[0].kind in ("government", "organisation"):
                    self.bodies[mention.head] = entities[0]
                if mention.role == "subject":
                    self.topic.setdefault(mention.sentence, i)
                self.seen.append(_Seen(i, mention, entities))

    # -- descriptions
    def _description(self, i: int, mention: Mention) -> tuple[Entity, ...]:
        for j in mention.same_as:
            ids = self.cast.who.get((self.document.id, j), ())
            if ids and self.mentions[j].form == "name":
                return tuple(self.by_id[x] for x in ids)
        owner = self._owner(mention)
        kind = standing(mention.head, mention.number == "many")
        words = self._bare(mention)
        if mention.number == "many" and (body := self._several(mention, words)) is not None:
            return (body,)
        if kind == "executive":
            return self._government(mention, owner, words)
        if mention.number == "many" and body_sort(words) == "force":  # "the armed forces"
            return self._body(mention, owner, words)
        if kind == "delegation":
            return self._delegation(mention, owner)
        if kind == "body" and mention.number == "one":
            return self._body(mention, owner, words)
        if re.search(r"\b(non|anti)-", self._words(mention)):
            return ()
        if kind in ("group", "fighters"):
            return self._group(mention, owner, kind)
        if mention.head in ("side", "camp") and mention.number == "one" and owner is not None:
            return (owner,)
        if kind == "country" and owner is not None and owner.kind == "person":
            return self._state_of(owner)  # `his country`
        if kind == "country" and mention.definite and mention.number == "one":
            return self._last(lambda e: e.kind == "state", mention, places=True)
        if kind == "collective" or self._words(mention).lower().startswith("participating"):
            return (self._everybody(mention),)
        if kind == "sides":
            return self._two_sides(mention)
        if (
            mention.number == "many"
            and owner is None
            and (mention.definite or _both(self._words(mention).lower()))
        ):
            return self._two_people(mention)
        if kind == "person" and mention.number == "one":
            return self._person(i, mention, owner, words)
        named = self.document.text[mention.extent.start : mention.extent.end].split()[-1]
        if kind == "joint" and (mention.number == "one" or named[:1].isupper()):
            return self._joint_body(mention)
        return ()

    def _several(self, mention: Mention, words: str) -> Entity | None:
        """`six world powers`, `the holdout groups`, and then `the powers`, `the groups`."""
        entry = lexicon().exact(words)
        if entry is not None and entry.kind == "international":
            self.joint[mention.head] = self.cast.entity(
                f"known:{entry.canonical}", "international", given=entry.canonical
            )
            return self.joint[mention.head]
        if mention.head == "power" and mention.definite:
            return self.joint.get("power")
        if mention.head not in _MOVEMENTS or mention.of is not None:
            return None
        if len(words.split()) > 1 and words.split()[0] not in _BOTH:
            entity = self.cast.entity(
                f"unnamed::{words}", "organisation", given=words, latent=True, many=True
            )
            entity.forms[clean(self._words(mention))] += 1
            self.joint[mention.head] = entity
            return entity
        return self.joint.get(mention.head) if mention.definite else None

    def _body(self, mention: Mention, owner: Entity | None, words: str) -> tuple[Entity, ...]:
        """`Saudi Arabia’s foreign ministry`, then `the ministry`; `the army` of the story's state."""
        if owner is not None:
            self.bodies[mention.head] = self._body_of(owner, mention, words)
            return (self.bodies[mention.head],)
        if not mention.definite:
            return ()
        known = self.bodies.get(mention.head)
        if known is not None and (words == mention.head or words in known.name.lower()):
            return (known,)
        if self.sides.state is not None and body_sort(words) in ("ministry", "force"):
            return (self._body_of(self.sides.state, mention, words),)
        return ()

    def _joint_body(self, mention: Mention) -> tuple[Entity, ...]:
        """`the Saudi-led coalition`, and then `the coalition`: bodies known by what they are."""
        phrase = clean(self._words(mention))
        if any(word[:1].isupper() for word in phrase.split()):
            entity = self.cast.entity(
                f"joint:{phrase.casefold()}", "organisation", given=phrase, latent=True
            )
            entity.forms[phrase] += 1
            self.joint[mention.head] = entity
            return (entity,)
        if not mention.definite:
            return ()
        known = self.joint.get(mention.head)
        if known is not None:
            return (known,)
        return self._last(lambda e: e.kind == "international", mention)

    def _owner(self, mention: Mention) -> Entity | None:
        of = mention.of
        for _ in range(3):
            if of is None:
                return self._fighters_before(mention)
            ids = self.cast.who.get((self.document.id, of), ())
            if ids:
                return self.by_id.get(ids[0])
            of = self.mentions[of].of
        return None

    def _fighters_before(self, mention: Mention) -> Entity | None:
        """`the rebel delegation`, `a guerrilla spokesman`: of the armed group that the story is about."""
        before = self._words(mention).lower().split()[:-1]
        if any(standing(word, False) == "fighters" for word in before):
            return self._main_group()
        return None

    def _main_group(self) -> Entity | None:
        return next((e for e in self.sides.pair if e.kind in ("armed_group", "party")), None)

    def _bare(self, mention: Mention) -> str:
        """The words of a description without article, owner and tenure."""
        text = self.document.text
        cut = mention.extent.start
        if mention.of is not None:
            owner = self.mentions[mention.of].extent
            if mention.extent.holds(owner):
                cut = owner.end
        words = [w for w in text[cut : mention.extent.end].split() if w.lower() not in _SMALL]
        return " ".join(w for w in words if office_status(w.lower()) is None).strip(" ’'s-").lower()

    def _government(self, mention: Mention, owner: Entity | None, words: str) -> tuple[Entity, ...]:
        if owner is not None:
            if owner.kind == "person":
                owner = owner.owner
            if owner is not None:
                owner = self._ruler(owner, words)
                self.governments.append(owner)
                self._note_form(owner, self._words(mention))
                if (
                    mention.phrase is not None
                    and self.document.text[mention.extent.end : mention.phrase.end].count(" ") <= 3
                ):
                    self._note_form(owner, self.cast.words(self.document.id, mention.phrase))
                return (owner,)
        bare = mention.definite or self._words(mention).lower() == mention.head  # government troops
        if not bare or mention.number != "one":
            return ()
        if self.governments:
            return (self.governments[-1],)
        if self.sides.state is not None:
            return (self._ruler(self.sides.state, words),)
        return ()

    def _ruler(self, owner: Entity, words: str) -> Entity:
        """Who governs a state in this document: itself, its government, or the group that took it."""
        ruling = self.rules.ruler.get((self.document.id, owner.token))
        if ruling is not None and ruling.token != owner.token:
            return ruling
        if owner.kind == "state" and owner.token in self.rules.apart:
            adjective = adjective_of(owner)
            return self.cast.entity(
                f"government:{owner.token}", "government", given=f"{adjective} government"
            )
        return owner

    def _note_form(self, entity: Entity, words: str) -> None:
        form = clean(words)
        if form.split()[0].lower() not in _SMALL:
            entity.forms[form] += 0

    def _delegation(self, mention: Mention, owner: Entity | None) -> tuple[Entity, ...]:
        if owner is not None and owner.kind != "person":
            self.delegations.append(owner)
            return (owner,)
        if mention.number == "many":
            return self._two_sides(mention)
        if mention.definite and self.delegations:
            return (self.delegations[-1],)
        return ()

    def _body_of(self, owner: Entity, mention: Mention, words: str) -> Entity:
        if owner.kind == "person" and owner.owner is not None:
            owner = owner.owner
        entity = self.cast.entity(f"body:{owner.token}:{' '.join(words_of(words))}", "government")
        entity.owner = entity.owner or owner
        self._note_form(entity, self._words(mention))
        if entity.given is None:
            if body_sort(words) in ("ministry", "force"):
                entity.given = f"{adjective_of(owner)} {words}"
            elif body_sort(words) == "mission":  # told apart by where it stands
                entity.given = clean(
                    self.cast.words(self.document.id, mention.phrase or mention.extent)
                )
            elif mention.of is None or not entity.forms:
                entity.given = f"{adjective_of(owner)} {words}"
        return entity

    def _group(self, mention: Mention, owner: Entity | None, kind: Standing) -> tuple[Entity, ...]:
        inside = mention.of is not None and mention.extent.holds(self.mentions[mention.of].extent)
        if owner is not None and owner.kind in ("armed_group", "party") and inside:
            return (owner,)
        if mention.number == "many" and kind == "group":
            return ()  # "the groups": which ones, nobody says
        if kind == "fighters" and inside and owner is not None and owner == self.sides.state:
            main = self._main_group()  # "the Salvadoran rebels", in a story of theirs
            return (main,) if main is not None else ()
        if mention.definite and owner is None:
            if kind == "fighters":
                last = self._last(lambda e: e.kind == "armed_group", mention)
                main = self._main_group()
                # a column or front named once is not who *the rebels* are
                often = sum(s.entities == last for s in self.seen)
                return last if main is None or often >= _OFTEN else (main,)
            head = mention.head
            if head in _FIRMS:
                return self._last(lambda e: e.kind == "organisation", mention)
            if head == "party":
                return self._last(lambda e: e.kind == "party", mention)
            return self._last(lambda e: e.kind in ("armed_group", "party"), mention) or self._last(
                lambda e: e.kind == "organisation", mention
            )
        return ()

    def _everybody(self, mention: Mention) -> Entity:
        """`the participants`: all at the table, one holder for the whole document."""
        phrase = clean(self.cast.words(self.document.id, mention.phrase or mention.extent))
        entity = self.cast.entity(
            f"unnamed:{self.document.id}:everybody",
            "organisation",
            given=phrase,
            latent=True,
            many=True,
        )
        entity.forms[phrase] += 1
        return entity

    def _two_sides(self, mention: Mention) -> tuple[Entity, ...]:
        """`both sides`, `the two delegations`: the two last joined by and, else those of the story."""
        words = set(re.split(r"\W+", self._words(mention).lower()))
        definite = mention.definite and mention.head in ("side", "party")
        if mention.number == "one" or not (
            words & {"both", "two", "all", "warring", "rival"} or definite
        ):
            return ()
        recent = self.seen[-_MEMORY:]
        for first, second in reversed(list(pairwise(recent))):
            if mention.sentence - second.mention.sentence > _NEARBY:
                break
            pair = tuple(dict.fromkeys(first.entities + second.entities))
            joined = second.mention.sentence == first.mention.sentence and self._joined(
                first, second
            )
            if joined and len(pair) == 2 and _opposed(*pair):
                return pair
        return tuple(self._governing(e) for e in self.sides.pair)

    def _two_people(self, mention: Mention) -> tuple[Entity, ...]:
        """`the two leaders`, `both men`, `the ministers`: the last two named together as subjects."""
        named = [
            seen
            for seen in self.seen[-_MEMORY:]
            if len(seen.entities) == 1
            and seen.entities[0].kind == "person"
            and seen.mention.form == "name"
            and 0 <= mention.sentence - seen.mention.sentence <= 2 * _NEARBY
        ]
        here = tuple(
            dict.fromkeys(s.entities[0] for s in named if s.mention.sentence == mention.sentence)
        )
        states = [self._told_owners(e) for e in here]
        opposed = len(here) == 2 and all(states) and not states[0] & states[1]
        if opposed and mention.head in ("leader", "man", "president", "minister"):
            return here  # "X is to call Y before the two leaders meet"
        people = [s for s in named if s.mention.sentence < mention.sentence]
        for first, second in reversed(list(pairwise(people))):
            pair = tuple(dict.fromkeys(first.entities + second.entities))
            between = self.document.text[first.mention.extent.end : second.mention.extent.start]
            beside = re.search(r"\band\b", between) and len(between) < _BESIDE
            if first.mention.sentence != second.mention.sentence or not beside or len(pair) != 2:
                continue
            offices = {
                t.text.lower().split()[-1] for s in (first, second) for t in s.mention.titles
            }
            if mention.head in offices or mention.head in ("leader", "man", "official", "figure"):
                return pair
        return ()

    def _state_of(self, person: Entity) -> tuple[Entity, ...]:
        """The state that a person of this document serves."""
        for j, mention in self.titled:
            if person.id in self.cast.who.get((self.document.id, j), ()):
                for title in mention.titles:
                    state = self._owner_of(title.of)
                    if state is not None and state.kind == "state":
                        return (state,)
        return ()

    def _governing(self, entity: Entity) -> Entity:
        return self._ruler(entity, "government") if entity is self.sides.state else entity

    def _joined(self, first: _Seen, second: _Seen) -> bool:
        between = self.document.text[first.mention.extent.end : second.mention.extent.start]
        words = between.replace("-", " ").split()
        return (
            bool(words) and words[0].strip(",") in ("and", "") and len(words) <= 3
        ) or between.strip() in ("and", "and also")

    def _person(
        self, i: int, mention: Mention, owner: Entity | None, words: str
    ) -> tuple[Entity, ...]:
        """Somebody of the document who holds that office."""
        if not (mention.definite or self._bare_title(mention)):
            return ()  # "a Kenyan diplomat": nobody whom the story has named
        if owner is not None and mention.head in _DIPLOMATS and _first(self._words(mention)):
            for j, other in self.titled:  # a state's top diplomat is its foreign minister
                for title in other.titles:
                    if title.text.lower() in _FOREIGN and self._owner_of(title.of) is owner:
                        return tuple(self.by_id[x] for x in self.cast.who[self.document.id, j])
        if _OF_OLD.search(self._words(mention)) and (once := self._of_old(mention)):
            return once
        best: tuple[tuple[int, int, int], Entity] | None = None
        for j, other in self.titled:
            for identity in self.cast.who.get((self.document.id, j), ()):
                holder = self.by_id[identity]
                for title in other.titles:
                    if title.status == "former" and "former" not in self._words(mention):
                        continue
                    of = self._owner_of(title.of) or holder.owner
                    if of is None and owner is not None and _serves_another(holder, owner):
                        continue  # "President Menem … the Nicaraguan president"
                    score = self._title_score(words, mention, owner, title.text.lower(), of)
                    if score:
                        rank = (score, int(j < i), -abs(i - j))
                        if best is None or rank > best[0]:
                            best = (rank, holder)
        if best is not None and (mention.definite or owner is not None):
            return (best[1],)
        if owner is not None and mention.head in _TOP:
            for j, other in reversed(self.titled):
                ours = [t for t in other.titles if t.of is not None and t.status != "former"]
                if j < i and any(self._owner_of(t.of) is owner for t in ours):
                    return tuple(self.by_id[x] for x in self.cast.who[self.document.id, j])
            later = {
                self.cast.who[self.document.id, j]
                for j, other in self.titled
                if any(
                    self._owner_of(t.of) is owner
                    and t.status != "former"
                    and _RULING.search(t.text.lower())
                    for t in other.titles
                )
            }
            if len(later) == 1:  # "the leader of Japan", named in the sentences that follow
                return tuple(self.by_id[x] for x in next(iter(later)))
        if mention.definite or owner is not None:
            known = self.rules.holders.get((mention.head, owner.token if owner else None))
            here = Counter({e: n for e, n in (known or {}).items() if e in self.named})
            most = (here or known or Counter()).most_common(2)
            # `the president` alone means the one of whom the pile speaks far more than of others
            lead = 1 if owner is not None else _FAME
            if len(most) == 1 or (most and most[0][1] > lead * most[1][1]):
                return (most[0][0],)
        if owner is None or not (mention.definite or self._bare_title(mention)):
            return self._just_named(mention) if mention.head in _EPITHETS else ()
        if owner.kind == "person" and owner.owner is None:
            return ()
        phrase = clean(self.cast.words(self.document.id, mention.phrase or mention.extent))
        token = f"unnamed:{self.document.id}:{phrase.casefold()}"
        entity = self.cast.entity(token, "person", given=phrase, latent=True, owner=owner)
        entity.forms[phrase] += 1
        return (entity,)

    def _told_owners(self, person: Entity) -> set[Entity]:
        """The states and groups whose offices the story gives to a person."""
        owners = {
            self._owner_of(t.of)
            for j, other in self.titled
            if person.id in self.cast.who.get((self.document.id, j), ())
            for t in other.titles
        }
        return {owner for owner in owners if owner is not None}

    def _of_old(self, mention: Mention) -> tuple[Entity, ...]:
        """`the former president`: who once was it and has been named in the sentences before."""
        for seen in reversed(self.seen):
            if mention.sentence - seen.mention.sentence > 1:
                break
            once = self.rules.once.get(mention.head, frozenset())
            if seen.mention.form == "name" and once.intersection(seen.entities):
                return seen.entities
        return ()

    def _just_named(self, mention: Mention) -> tuple[Entity, ...]:
        """`the commander` after a sentence that names one person: no office, so it must be him."""
        named = {
            e
            for s in self.seen
            if s.mention.form == "name" and s.mention.sentence == mention.sentence - 1
            for e in s.entities
            if e.kind == "person"
        }
        return tuple(named) if mention.definite and len(named) == 1 else ()

    def _bare_title(self, mention: Mention) -> bool:
        """`Iranian representative said`: an owner and an office, no article."""
        first = self._words(mention).split()[0].lower()
        return first not in ("a", "an", "another", "one", "some", "any", "no")

    def _owner_of(self, of: int | None) -> Entity | None:
        ids = self.cast.who.get((self.document.id, of), ()) if of is not None else ()
        return self.by_id.get(ids[0]) if ids else None

    def _title_score(
        self, words: str, mention: Mention, owner: Entity | None, title: str, of: Entity | None
    ) -> int:
        """How well a description fits an office: 0 not, 1 by its head, up to 3 by words and owner."""
        head = mention.head
        if head not in title.split():
            return 0
        if owner is not None and of is not None and (owner.owner or owner) is not (of.owner or of):
            return 0
        same_owner = owner is not None and of is not None
        return 1 + (words in title or title in words) + same_owner

    def _words(self, mention: Mention) -> str:
        return self.cast.words(self.document.id, mention.extent)

    # -- pronouns
    def _pronoun(self, i: int, mention: Mention) -> tuple[Entity, ...]:
        if mention.head in _FIRST_PERSON:
            return ()
        if mention.same_as:  # the words tell whom it means
            ids = self.cast.who.get((self.document.id, mention.same_as[0]), ())
            return tuple(self.by_id[x] for x in ids)
        if mention.gender in ("m", "f"):
            return self._he_or_she(mention, mention.gender)
        if mention.number == "one":
            return self._nearest(mention, lambda e: 1.0 if e.kind != "person" else 0.0, reach=2)
        pair = self._coordinated(mention)
        if pair:
            return pair
        return self._nearest(
            mention,
            lambda e: {"armed_group": 1.5, "party": 1.4, "person": 0.4 if not e.many else 1.5}.get(
                e.kind, 1.0
            ),
            reach=2,
        )

    def _he_or_she(self, mention: Mention, gender: str) -> tuple[Entity, ...]:
        """The nearest person whom the pronoun fits; far back only one known to be of that gender."""

        def gender_of(entity: Entity) -> str | None:
            told = entity.genders.most_common(1)
            return told[0][0] if told else self.called.get(entity)

        def fits(entity: Entity) -> float:
            return float(
                entity.kind == "person" and not entity.many and gender_of(entity) in (None, gender)
            )

        found = self._nearest(mention, fits) or self._nearest(
            mention, lambda e: float(fits(e) and gender_of(e) == gender), reach=_FAR
        )
        for entity in found:
            self.called.setdefault(entity, gender)
        return found

    def _nearest(
        self, mention: Mention, fit: Callable[[Entity], float], reach: int = _REACH
    ) -> tuple[Entity, ...]:
        """The candidate that stands nearest, subjects before others; nobody if none fits."""
        best: tuple[float, int] | None = None
        found: tuple[Entity, ...] = ()
        for seen in reversed(self.seen):
            other = seen.mention
            far = mention.sentence - other.sentence
            if far > reach:
                break
            if other.kind == "place" or (other.quoted and not mention.quoted):
                continue
            weight = min(fit(e) for e in seen.entities)
            if weight <= 0 or (len(seen.entities) > 1 and mention.number == "one"):
                continue
            if other.extent.holds(mention.extent):
                continue
            score = weight - 0.6 * far
            if other.role == "subject":  # the first subject is what the sentence is about
                score += 0.8 if self.topic.get(other.sentence) == seen.index else 0.5
            if other.paragraph != mention.paragraph:
                score -= 0.2
            if best is None or (score, seen.index) > best:
                best, found = (score, seen.index), seen.entities
        return found

    def _coordinated(self, mention: Mention) -> tuple[Entity, ...]:
        """`The United States and the government … they`: subjects joined by and."""
        subjects = [
            s
            for s in self.seen[-_MEMORY:]
            if s.mention.sentence in (mention.sentence, mention.sentence - 1)
            and s.mention.role == "subject"
            and s.mention.form != "pronoun"
            and not s.mention.quoted
        ]
        for first, second in itertools.pairwise(subjects):
            if second.mention.sentence == first.mention.sentence and self._joined(first, second):
                found = tuple(dict.fromkeys(first.entities + second.entities))
                if len(found) > 1:
                    return found
        return ()

    def _last(
        self, wanted: Callable[[Entity], bool], mention: Mention, places: bool = False
    ) -> tuple[Entity, ...]:
        """The one of a kind spoken of last, subjects of the last two sentences first."""
        best: tuple[float, int] | None = None
        found: tuple[Entity, ...] = ()
        recent = self.seen[-_MEMORY:]
        for seen in recent:
            if (not places and seen.mention.kind == "place") or len(seen.entities) != 1:
                continue
            if not wanted(seen.entities[0]):
                continue
            far = mention.sentence - seen.mention.sentence
            score = -far + (1.5 if seen.mention.role == "subject" and far <= 2 else 0.0)
            score += 2.0 * (places and seen.mention.kind == "place")
            score += 0.1 * min(10, sum(1 for s in recent if s.entities == seen.entities))
            if best is None or (score, seen.index) > best:
                best, found = (score, seen.index), seen.entities
        return found


def _first(words: str) -> bool:
    return bool(re.search(r"\b(top|chief|most senior)\b", words))


def _both(words: str) -> bool:
    return words.split()[:1] in (["both"], ["two"])


def _opposed(one: Entity, other: Entity) -> bool:
    """Whether two actors can be the two sides: no persons, and none a body of the other."""
    if "person" in (one.kind, other.kind) or one.owner is other or other.owner is one:
        return False
    entries = [lexicon().exact(e.given or e.name) for e in (one, other)]
    homes = {e.state for e in entries if e is not None and e.kind == "government"}
    return not homes & {one.given, other.given}


_MOVEMENTS = frozenset(["group", "movement", "faction", "militia"])
_FIRMS = frozenset(["bank", "company", "firm"])
_BOTH = frozenset(["both", "two", "three", "several", "other", "all", "many", "some", "these"])
_DIPLOMATS = frozenset(["diplomat", "ambassador", "envoy"])
_OF_OLD = re.compile(r"\b(?:former|ex)\b", re.I)
_EPITHETS = frozenset(
    "commander general colonel veteran politician diplomat envoy mediator negotiator cleric sheikh "
    "lawyer academic strongman man woman".split()
)
"""What a story calls somebody whom it has just named, to vary its words."""
_FOREIGN = frozenset(["foreign minister", "foreign secretary", "secretary of state"])
_TOP = frozenset(
    ["chief", "head", "leader", "boss", "diplomat", "envoy", "official", "representative"]
)
"""`the UN chief`, `Russia’s top diplomat`: whoever of that side was last named with an office."""
_RULING = re.compile(r"\b(?:president|prime minister|premier|chancellor|king|leader)$")
_SMALL = frozenset(
    "the a an this that these those its his her their 's ’s another some many all both".split()
)


def holders(cast: Cast) -> dict[Key, tuple[str, ...]]:
    """Who takes a seat or holds a position, mention by mention.

    Like `who`, but officials and delegates stand for the side that they belong to, and people
    without a name (`a group of politicians`) are given an actor of their own.
    """
    found = dict(cast.who)
    for reading in cast.readings.values():
        for i, mention in enumerate(reading.findings.mentions):
            key = (reading.document.id, i)
            if found.get(key) or mention.form != "description":
                continue
            kind = standing(mention.head, mention.number == "many")
            sides = cast.side.get(key)
            words = cast.words(key[0], mention.extent).lower().removeprefix("the ")
            if mention.number == "many" and not sides and _both(words):
                sides = cast.pair.get(key[0])  # `the two foreign ministers`: those of the two sides
            if kind in ("officials", "delegation", "person", "fighters") and sides:
                found[key] = sides
            elif (
                (is_people(mention) or kind in ("people", "group")) and mention.of is not None
            ) or kind == "collective":
                found[key] = (_unnamed(cast, key, mention).id,)
    return found


def _unnamed(cast: Cast, key: Key, mention: Mention) -> Entity:
    phrase = clean(cast.words(key[0], mention.phrase or mention.extent))
    token = f"unnamed:{key[0]}:{phrase.casefold()}"
    entity = cast.entity(token, "organisation", given=phrase, latent=True, many=True)
    entity.forms[phrase] += 1
    entity.forms[clean(cast.words(key[0], mention.extent))] += 0
    entity.keys.append(key)
    return entity
