"""Who is who: the names of a pile gathered into actors, and every mention given its actor.

Names are gathered in three steps. The knowledge tables tell which names are one state, group or
body. Persons' full names are compared across the pile (blocked by the sound of the last word, so
nothing is quadratic); a short name belongs to a full name of its own document first. Bodies
without an entry are told by their words and their owner. What has no name (`the Iranian
representative`) becomes an actor only when a seat, a statement or a position needs a holder.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracktwo.knowledge.groups import body_sort
from tracktwo.knowledge.lexicon import lexicon
from tracktwo.knowledge.people import given_names, head_sorts
from tracktwo.knowledge.places import state_of
from tracktwo.knowledge.words import is_honorific, title_sort
from tracktwo.model import Actor, Extent, Mention, Role, Span
from tracktwo.model.record import ActorKind
from tracktwo.resolve.bonds import NONE, Bonds, Key
from tracktwo.resolve.names import same_person, same_word, short_for, skeleton, words_of
from tracktwo.resolve.reading import Reading

_SMALL_WORDS = frozenset(
    ["of", "the", "and", "for", "de", "la", "del", "in", "on", "to", "a", "by"]
)
_OWN = ("state", "capital", "seat", "demonym", "group", "body")


@dataclass(eq=False)
class Entity:
    """One actor in the making."""

    token: str
    """What tells it from all others of the pile; the id is made from it."""
    kind: ActorKind
    forms: Counter[str] = field(default_factory=Counter)
    given: str | None = None
    """Its name, where the knowledge tables or the need for a holder give it one."""
    keys: list[Key] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    latent: bool = False
    """Without a name: an actor only if somebody needs it."""
    many: bool = False
    owner: Entity | None = None
    """The state or group whose body or office-holder it is."""

    @property
    def id(self) -> str:
        """A stable id."""
        return "a" + hashlib.sha256(self.token.encode()).hexdigest()[:12]

    @property
    def name(self) -> str:
        """The name of the tables, else the fullest of the forms most often met."""
        if self.given:
            return self.given
        full = [f for f in self.forms if len(f.split()) > 1] or list(self.forms)
        return min(full, key=lambda f: (-self.forms[f], -len(f), f))


class Cast:
    """The actors of a pile.

    `who` says who a mention is, `side` whom it belongs to: for a state or group itself, for a
    minister the state, for `Taliban representatives` the Taliban. `pair` holds the two sides of a
    document, where it has two.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = {r.document.id: r for r in readings}
        self.entities: dict[str, Entity] = {}
        self.by_id: dict[str, Entity] = {}
        self.who: dict[Key, tuple[str, ...]] = {}
        self.side: dict[Key, tuple[str, ...]] = {}
        self.pair: dict[str, tuple[str, ...]] = {}
        self._shouted = {r.document.id: _is_shouted(r.document.text) for r in readings}

    # -- used while gathering
    def entity(self, token: str, kind: ActorKind, **more: object) -> Entity:
        """The entity of that token, made on first use."""
        found = self.entities.get(token)
        if found is None:
            found = self.entities[token] = Entity(token, kind, **more)  # type: ignore[arg-type]
            self.by_id[found.id] = found
        return found

    def assign(self, key: Key, *found: Entity) -> None:
        """Give a mention its actors."""
        self.who[key] = tuple(sorted({e.id for e in found}))
        for entity in found:
            entity.keys.append(key)

    def bind(self, bonds: Bonds) -> None:
        """Carry out what people judged of the mentions that have their actors by now."""
        for mentions in bonds.same:
            alone = (self.who[key] for key in mentions if len(self.who.get(key, ())) == 1)
            # `both sides` are several, and no reason to join them.
            found = {one for (one,) in alone}
            whole = sorted((self.by_id[x] for x in found), key=lambda e: (-len(e.keys), e.token))
            for other in whole[1:]:
                self._join(whole[0], other)
        for entity in list({e.id: e for e in self.entities.values()}.values()):
            for torn in bonds.torn(entity.keys):
                self._split(entity, torn)

    def _join(self, entity: Entity, other: Entity) -> None:
        """Make two one; whoever asks for the other from now on gets the one."""
        for key in other.keys:
            others = {entity.id if x == other.id else x for x in self.who[key]}
            self.who[key] = tuple(sorted(others))
        entity.keys += other.keys
        entity.forms += other.forms
        entity.genders += other.genders
        for each in self.entities.values():
            if each.owner is other:
                each.owner = entity if each is not entity else None
        for token, each in self.entities.items():
            if each is other:
                self.entities[token] = self.by_id[each.id] = entity

    def _split(self, entity: Entity, mentions: Collection[Key]) -> None:
        """Make an actor of their own of some of the mentions of another."""
        document, index = min(mentions)
        token = f"{entity.token}|{document}:{self.mention((document, index)).extent.start}"
        new = self.entity(token, entity.kind, given=entity.given, owner=entity.owner)
        for key in sorted(mentions):
            entity.keys.remove(key)
            new.keys.append(key)
            self.who[key] = tuple(sorted({new.id if x == entity.id else x for x in self.who[key]}))
            if self.mention(key).name is not None:
                form = _surface(self, key)
                new.forms[form] += 1
                entity.forms -= Counter([form])

    def mention(self, key: Key) -> Mention:
        """The mention itself."""
        return self.readings[key[0]].findings.mentions[key[1]]

    def words(self, document: str, extent: Extent, person: bool = False) -> str:
        """Words of a document, blanks made one; natural case where it was sent in capitals."""
        words = " ".join(extent.of(self.readings[document].document.text).split())
        return natural(words, person) if self._shouted[document] else words

    # -- the answer
    def actors(self, needed: Iterable[str] = ()) -> tuple[Actor, ...]:
        """The actors with names, and of those without a name the needed ones; sorted by id."""
        wanted = set(needed)
        for identity in list(wanted):
            owner = self.by_id[identity].owner if identity in self.by_id else None
            if owner is not None:
                wanted.add(owner.id)
        known = {e.id: e for e in self.entities.values()}.values()
        kept = [e for e in known if e.keys and (not e.latent or e.id in wanted)]
        return tuple(sorted((self._actor(e) for e in kept), key=lambda a: a.id))

    def _actor(self, entity: Entity) -> Actor:
        spans: set[Span] = set()
        roles: dict[tuple[str, str | None, str], set[Span]] = defaultdict(set)
        for key in entity.keys:
            mention, document = self.mention(key), self.readings[key[0]].document
            spans.add(document.span(mention.name or mention.phrase or mention.extent))
            for title in mention.titles:
                holder = self.side.get((key[0], title.of)) if title.of is not None else None
                of = holder[0] if holder and holder[0] != entity.id else None
                if of is None and entity.owner is not None:
                    of = entity.owner.id
                office = title.text.lower() if self._shouted[key[0]] else title.text
                roles[(office, of, title.status)].add(document.span(title.extent))
        return Actor(
            id=entity.id,
            name=entity.name,
            kind=entity.kind,
            aliases=tuple(sorted(set(entity.forms) | {entity.name})),
            roles=tuple(
                Role(title=title, of=of, status=status, spans=tuple(sorted(found)))  # type: ignore[arg-type]
                for (title, of, status), found in sorted(
                    roles.items(), key=lambda r: (r[0][0], r[0][1] or "", r[0][2])
                )
            ),
            spans=tuple(sorted(spans)),
        )


def gather(readings: Sequence[Reading], bonds: Bonds = NONE) -> Cast:
    """The named actors of a pile; descriptions and pronouns are left to `coreference`."""
    cast = Cast(readings)
    persons: list[Key] = []
    bodies: list[Key] = []
    for reading in readings:
        for i, mention in enumerate(reading.findings.mentions):
            key = (reading.document.id, i)
            if mention.form not in ("name", "demonym") or mention.name is None:
                continue
            surface = _surface(cast, key)
            if not words_of(surface):
                continue
            if mention.kind == "person":
                persons.append(key)
                continue
            entry = lexicon().exact(surface)
            if entry is not None and entry.sort in _OWN:
                entity = cast.entity(
                    f"known:{entry.canonical}", entry.kind or "organisation", given=entry.canonical
                )
                if mention.form == "name":
                    entity.forms[surface] += 1
                cast.assign(key, entity)
            elif entry is None and mention.kind not in (None, "place"):
                bodies.append(key)
    surnames = {words_of(_surface(cast, k))[-1] for k in persons if " " in _surface(cast, k)}
    for key in list(bodies):  # a bare surname that the language pipeline took for a body
        words = words_of(_surface(cast, key))
        if len(words) == 1 and words[0] in surnames and not cast.mention(key).definite:
            bodies.remove(key)
            persons.append(key)
    _gather_persons(cast, sorted(persons))
    _gather_bodies(cast, bodies)
    _gather_offices_of_state(cast)
    cast.bind(bonds)
    return cast


def _surface(cast: Cast, key: Key) -> str:
    """The bare name of a mention."""
    mention = cast.mention(key)
    assert mention.name is not None
    return clean(cast.words(key[0], mention.name, mention.kind == "person"))


def _is_shouted(text: str) -> bool:
    """Whether a text was sent in capitals throughout."""
    letters = [c for c in text[:5000] if c.isalpha()]
    return len(letters) > 40 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def natural(words: str, person: bool = False) -> str:
    """A name sent in capitals as it is written elsewhere; acronyms keep theirs.

    What the knowledge tables know in capitals (FMLN, U.N.) is an acronym, and so is any other
    word of up to six letters that stands alone and is nobody's surname.
    """
    parts = words.split()
    if len(parts) == 1 and not person:
        plain = parts[0].strip('.,;:()[]"')
        if lexicon().exact(plain) or (len(plain) <= 6 and not lexicon().exact(plain.title())):
            return words

    def part(word: str, first: bool) -> str:
        if word.lower() in _SMALL_WORDS and not first:
            return word.lower()
        known = not person and lexicon().exact(word.strip('.,;:()[]"'))
        return word if known else word.title().replace("'S", "'s")

    return " ".join(part(word, i == 0) for i, word in enumerate(parts))


def clean(surface: str) -> str:
    """A name without article, possessive and stray marks."""
    plain = surface.strip(' ,;:()[]"“”')
    plain = re.sub(r"['’]s?$", "", plain if plain.count(".") > 1 else plain.strip("."))
    return re.sub(r"^(the|The|a|an) ", "", plain)


# ---------------------------------------------------------------- persons
def _gather_persons(cast: Cast, keys: Sequence[Key]) -> None:
    surfaces = {key: _surface(cast, key) for key in keys}
    bare = {key: _without_honorific(surface) for key, surface in surfaces.items()}
    for key, surface in bare.items():
        if not words_of(surface):
            bare[key] = surfaces[key]
    full = sorted({s for s in bare.values() if len(words_of(s)) > 1})
    aliases = _aliases(cast, bare)
    same = [pair for pair in aliases if set(pair) <= set(full)]
    same += _with_second_surname(full, {s for s in bare.values() if s not in full})
    group = _union(full, same)
    by_group: dict[str, list[str]] = defaultdict(list)
    for name in full:
        by_group[group[name]].append(name)
    in_document: dict[str, list[_Named]] = defaultdict(list)
    offices: dict[str, set[str]] = defaultdict(set)
    weight: Counter[str] = Counter()
    alone: dict[tuple[str, str], int] = {}
    for key in keys:
        if bare[key] in group:
            in_document[key[0]].append(_Named(key[1], group[bare[key]], bare[key]))
            offices[group[bare[key]]] |= _offices(cast.mention(key))
            weight[group[bare[key]]] += 1
        else:
            alone.setdefault((key[0], bare[key]), key[1])
    called: dict[str, set[str]] = defaultdict(set)  # `Y` of `X, better known as Y` -> X
    for one, other in aliases:
        if one in group and other not in group:
            called[other].add(group[one])
    lone: dict[str, str] = {}
    by_sound: dict[str, set[str]] = defaultdict(set)
    for root, names in by_group.items():
        for name in names:
            for word in words_of(name):
                by_sound[skeleton(word)].add(root)
    for key in keys:
        surface = bare[key]
        if surface in group:
            root = group[surface]
        elif len(called.get(surface, ())) == 1:
            root = next(iter(called[surface]))
        else:
            # Who is called by a surname before anybody is given that surname in full needs no
            # introduction: the one of that name whom the pile speaks of most.
            first = alone.get((key[0], surface), key[1])
            barred = _of_other_offices(_offices(cast.mention(key)), offices)
            named = [n for n in in_document[key[0]] if n.root not in barred]
            near = [n for n in named if n.index < first] or named
            introduced = any(n.index < first for n in named if short_for(surface, n.root))
            root = _full_for(
                surface,
                key,
                near,
                by_group,
                by_sound,
                weight,
                introduced,
                cast.mention(key).gender,
                barred,
            ) or lone.setdefault(skeleton(words_of(surface)[-1]), surface)
        token = (
            min(by_group[root], key=lambda n: (-len(words_of(n)), n)) if root in by_group else root
        )
        entity = cast.entity(f"person:{' '.join(words_of(token))}", "person")
        mention = cast.mention(key)
        entity.forms[surface] += 1
        whole = clean(
            cast.words(
                key[0], Extent(_honorific_start(cast, key), _name(cast, key).end), person=True
            )
        )
        if whole != surface:
            entity.forms[whole] += 0
        if mention.gender in ("f", "m"):
            entity.genders[mention.gender] += 1
        cast.assign(key, entity)


def _aliases(cast: Cast, bare: Mapping[Key, str]) -> list[tuple[str, str]]:
    """Pairs of names that a text gives to one person: `X, better known as Y`; both ways round."""
    found = set()
    for (document, i), name in bare.items():
        for j in cast.mention((document, i)).same_as:
            other = bare.get((document, j))
            if other is not None and other != name:
                found |= {(name, other), (other, name)}
    return sorted(found)


def _with_second_surname(full: Sequence[str], alone: Iterable[str]) -> list[tuple[str, str]]:
    """`Rodrigo Ruiz` and `Rodrigo Ruiz Vega`, where the pile calls him `Ruiz` and never `Vega`."""
    called = {tuple(words_of(name)) for name in alone}
    whole = {tuple(words_of(name)): name for name in full}
    return [
        (whole[words[:-1]], name)
        for words, name in whole.items()
        if words[:-1] in whole and words[-2:-1] in called and words[-1:] not in called
    ]


def _name(cast: Cast, key: Key) -> Extent:
    name = cast.mention(key).name
    assert name is not None
    return name


def _without_honorific(surface: str) -> str:
    words = surface.split()
    while len(words) > 1 and is_honorific(words[0].lower()):
        words = words[1:]
    return " ".join(words)


def _honorific_start(cast: Cast, key: Key) -> int:
    """Where the name begins if the honorifics right before it are counted in."""
    mention, text = cast.mention(key), cast.readings[key[0]].document.text
    start = _name(cast, key).start
    before = text[mention.extent.start : start]
    for word in reversed(re.findall(r"\S+", before)):
        low = word.lower().rstrip(".")
        rank = title_sort(low) in ("clergy", "royal", "military") or low in ("ambassador", "gen")
        courtesy = rank or is_honorific(word.lower())
        if not courtesy:
            break
        start = text.rindex(word, 0, start)
    return start


def _union(names: Sequence[str], same: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    """Each full name -> the first name of its cluster, compared within blocks of like sound.

    `same`: pairs that a text says are one person.
    """
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    blocks: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = words_of(name)
        for word in {skeleton(words[0]), skeleton(words[-1])}:
            blocks[word].append(name)
    for block in blocks.values():
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if root(a) != root(b) and same_person(a, b):
                    first, second = sorted((root(a), root(b)))
                    parent[second] = first
    for a, b in same:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    return {name: root(name) for name in names}


@dataclass(frozen=True)
class _Named:
    """A full name where it stands: index of its mention, cluster, and the words there."""

    index: int
    root: str
    name: str


def _offices(mention: Mention) -> set[str]:
    """The last words of its titles: `president`, `col`."""
    return {t.text.lower().rstrip(".").split()[-1] for t in mention.titles if t.text.split()}


def _of_other_offices(wanted: set[str], offices: Mapping[str, set[str]]) -> set[str]:
    """Who is `Lt. Col. X` throughout is not meant by `President X`, where others are that."""
    if not any(wanted & held for held in offices.values()):
        return set()
    return {root for root, held in offices.items() if held and not held & wanted}


def _ends_in(name: str, surface: str) -> bool:
    return words_of(name)[-1] == words_of(surface)[-1]


def _full_for(
    surface: str,
    key: Key,
    near: Sequence[_Named],
    by_group: Mapping[str, Sequence[str]],
    by_sound: Mapping[str, Collection[str]],
    weight: Mapping[str, int],
    introduced: bool,
    gender: str | None,
    barred: Collection[str],
) -> str | None:
    """The full name that a short one stands for: of its own document, if it was introduced there
    before; else the one of the pile that is met most."""

    def fits(root: str) -> int:
        """2 for a surname, 1 for another part of the name, 0 for a name that cannot be meant."""
        if root in barred:
            return 0
        last = words_of(surface)[-1]
        told = given_names().get(by_group[root][0].split()[0].casefold())
        if gender in ("m", "f") and told not in (None, gender):
            return 0  # `Mr. Doe` is not Jane Doe
        names = [n for n in by_group[root] if short_for(surface, n)]
        if not names:
            return 0
        return 2 if any(same_word(last, words_of(n)[-1]) for n in names) else 1

    # Who is called by this very surname in the story itself is meant rather than who is elsewhere.
    here = [
        (fits(n.root), _ends_in(n.name, surface), n.index <= key[1], -abs(key[1] - n.index), n.root)
        for n in near
    ]
    here = [h for h in here if h[0]]
    if here and introduced:
        return max(here)[4]
    like = by_sound.get(skeleton(words_of(surface)[-1]), ())
    elsewhere = sorted((-weight[root], root) for root in like if fits(root) == 2)
    if here:  # given in full only later: a headline's surname, unless another is far better known
        later = max(here)[4]
        known = elsewhere[0][1] if elsewhere else later
        return known if weight[known] >= 3 * weight[later] else later
    if elsewhere and (len(elsewhere) == 1 or elsewhere[0][0] < elsewhere[1][0]):
        return elsewhere[0][1]
    return None


# ---------------------------------------------------------------- bodies
def _gather_bodies(cast: Cast, keys: Sequence[Key]) -> None:
    """Bodies that no table holds, by their words; a shorter form joins the longer one it ends."""
    surfaces = {key: _surface(cast, key) for key in keys}
    tokens: dict[Key, str] = {}
    for key, surface in surfaces.items():
        words = " ".join(words_of(surface))
        owner = _owner(cast, key)
        if owner is not None and body_sort(_without_demonym(surface)):
            words = f"{owner.token}:{' '.join(words_of(_without_demonym(surface)))}"
        tokens[key] = words
    known = sorted(set(tokens.values()))
    acronyms = {
        (key[0], initials): tokens[key]
        for key, surface in surfaces.items()
        if len(initials := "".join(w[0] for w in surface.split() if w[:1].isupper())) > 2
    }
    joined: dict[str, str] = {}
    by_last: dict[str, list[str]] = defaultdict(list)
    for word in known:
        by_last[word.split()[-1]].append(word)
    for word in known:
        longer = [k for k in by_last[word.split()[-1]] if k.endswith(" " + word)]
        joined[word] = longer[0] if len(longer) == 1 else word
    for key, surface in surfaces.items():
        token = acronyms.get((key[0], surface), tokens[key]) if surface.isupper() else tokens[key]
        token = joined.get(token, token)
        guessed = cast.mention(key).kind
        kind: ActorKind = "organisation"
        if guessed is not None and guessed != "place" and guessed != "person":
            kind = guessed
        entity = cast.entity(f"body:{token}", kind)
        entity.forms[surface] += 1
        owner = _owner(cast, key)
        if owner is not None:
            entity.owner = owner
            of = cast.mention(key).of
            if of is not None:  # `Russia’s Foreign Ministry`, with the owner before it
                whole = Extent(cast.mention((key[0], of)).extent.start, _name(cast, key).end)
                entity.forms[clean(cast.words(key[0], whole))] += 0
            if body_sort(_without_demonym(surface)):
                entity.given = f"{adjective_of(owner)} {_without_demonym(surface)}"
        cast.assign(key, entity)


def _owner(cast: Cast, key: Key) -> Entity | None:
    """The state or group that a body belongs to, by the word before it or the first in its name."""
    of = cast.mention(key).of
    if of is not None:
        for identity in cast.who.get((key[0], of), ()):
            if cast.by_id[identity].kind != "person":
                return cast.by_id[identity]
    surface = _surface(cast, key)
    entry = lexicon().exact(surface.split()[0])
    if entry is not None and entry.kind == "state" and body_sort(_without_demonym(surface)):
        state = cast.entity(f"known:{entry.canonical}", "state", given=entry.canonical)
        if key not in state.keys:
            state.keys.append(key)  # `the Russian Foreign Ministry` names Russia, too
        return state
    return None


def _without_demonym(surface: str) -> str:
    first, _, rest = surface.partition(" ")
    entry = lexicon().exact(re.sub(r"['’]s?$", "", first))
    return rest if rest and entry is not None and entry.kind == "state" else surface


def adjective_of(owner: Entity) -> str:
    """The word for what belongs to a state or group: `Russian`, `Taliban`."""
    state = state_of(owner.given or owner.name)
    return state.adjectives[0] if state and state.adjectives else owner.name


def _gather_offices_of_state(cast: Cast) -> None:
    """A bare `Foreign Ministry` is that of the state whose Foreign Ministry the document names,
    else of the state named last before it."""
    owned: dict[str, list[Entity]] = defaultdict(list)
    for entity in cast.entities.values():
        if entity.owner is not None and entity.token.startswith("body:"):
            owned[entity.token.split(":")[-1]].append(entity)
    for entity in list(cast.entities.values()):
        words = entity.token.removeprefix("body:")
        if not entity.token.startswith("body:") or entity.owner is not None or not body_sort(words):
            continue
        for key in list(entity.keys):
            state = _last_state(cast, key)
            if state is None:
                continue
            target = cast.entity(f"body:{state.token}:{words}", entity.kind)
            target.owner = state
            surface = _surface(cast, key)
            target.given = f"{adjective_of(state)} {surface}"
            target.forms[surface] += 1
            entity.keys.remove(key)
            cast.assign(key, target)


def _last_state(cast: Cast, key: Key) -> Entity | None:
    """The state that the same sentence or the one before it names last before a mention."""
    mention = cast.mention(key)
    subject: Entity | None = None
    for i in range(key[1] - 1, -1, -1):
        other = cast.mention((key[0], i))
        if mention.sentence - other.sentence > 1:
            break
        for identity in cast.who.get((key[0], i), ()):
            entity = cast.by_id[identity]
            if entity.kind == "state" and other.kind != "place":
                if other.role in ("subject", "possessive") or other.form == "demonym":
                    return entity
                subject = subject or entity
    return subject


def is_people(mention: Mention) -> bool:
    """Whether a description means several persons rather than a body: `officials`, `critics`."""
    sorts = head_sorts().get(mention.head, frozenset()) | head_sorts().get(
        mention.head + "s", frozenset()
    )
    return mention.number == "many" and bool(sorts & {"people", "person"})
