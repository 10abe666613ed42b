"""Who is spoken of: names, descriptions, pronouns and demonyms.

A mention is one place in the text. What the grammar around it tells (titles, the body that
somebody belongs to, appositions, number, gender) is noted; who it is, is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from tracktwo.extract.clauses import child
from tracktwo.extract.names import Name, find_names
from tracktwo.extract.quotes import find_quotations
from tracktwo.extract.story import Story
from tracktwo.extract.words import lemma_of
from tracktwo.knowledge.meetings import meeting_words
from tracktwo.knowledge.people import given_names, head_sorts
from tracktwo.knowledge.words import (
    alias_phrases,
    honorific_gender,
    is_honorific,
    is_title_head,
    number_words,
    office_status,
    title_sort,
    title_words,
)
from tracktwo.model import Extent, Mention, Title

PRONOUNS: dict[str, tuple[str | None, str | None]] = {
    "he": ("one", "m"), "him": ("one", "m"), "his": ("one", "m"), "himself": ("one", "m"),
    "she": ("one", "f"), "her": ("one", "f"), "hers": ("one", "f"), "herself": ("one", "f"),
    "it": ("one", "n"), "its": ("one", "n"), "itself": ("one", "n"),
    "they": ("many", None), "them": ("many", None), "their": ("many", None), "theirs": ("many", None),
    "themselves": ("many", None),
    "i": ("one", None), "me": ("one", None), "my": ("one", None),
    "we": ("many", None), "us": ("many", None), "our": ("many", None), "ours": ("many", None),
}  # fmt: skip
"""Pronoun in lower case -> number and gender."""

_ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "agent": "subject",
    "dobj": "object", "pobj": "object", "iobj": "object", "dative": "object", "attr": "object",
    "poss": "possessive",
}  # fmt: skip
_PLACE_PREPOSITIONS = frozenset(
    "in at near into inside outside across within around through via throughout toward towards".split()
)
_ALIAS = 16
"""Words within which another name of the same person follows."""
_MARKS = frozenset([",", "(", ")", "“", "”", '"', "‘", "’", "'", "the"])
_MOTION = frozenset(
    "arrive come drive flee fly go head hurry leave march move return rush sail "
    "send ship travel trip visit flight journey tour walk".split()
)
_RELATIONS = frozenset(
    "counterpart namesake successor predecessor colleague rival brother son wife friend host".split()
)
_BELONGING = frozenset(["of", "from", "in", "to", "for", "at", "on"])
_COUNTED = re.compile(r"^(\d+|[a-z]+)-?(?:member|man|person|strong|nation|country|party)$")


@dataclass(eq=False)
class _Draft:
    """A mention in the making, by tokens."""

    first: int
    last: int
    head: Token
    form: str
    name: Name | None = None
    titles: list[_Office] = field(default_factory=list)
    of: _Draft | None = None
    same_as: list[_Draft] = field(default_factory=list)
    count: int | None = None


@dataclass(frozen=True)
class _Office:
    """A title in the making: tokens `first` to `last`."""

    first: int
    last: int
    status: str
    of: _Draft | None


def find_mentions(story: Story) -> tuple[Mention, ...]:
    """Every mention of the story, in text order."""
    names = find_names(story)
    drafts = _Drafts(story, names)
    for name in names:
        drafts.add_name(name)
    drafts.add_descriptions()
    drafts.add_pronouns()
    drafts.link()
    return drafts.mentions()


class _Drafts:
    """The mentions of one story while they are being found and linked."""

    def __init__(self, story: Story, names: Sequence[Name]) -> None:
        self.story = story
        self.doc = story.doc
        self.items: list[_Draft] = []
        self.name_at: dict[int, Name] = {i: n for n in names for i in range(n.first, n.last + 1)}
        self.inner: set[int] = set()  # where descriptions begin that stand inside another
        self.draft_at: dict[int, _Draft] = {}  # head token or token of a name -> its draft

    # -- finding
    def add_name(self, name: Name) -> None:
        if name.sort == "other":
            return
        form = "demonym" if name.sort == "demonym" else "name"
        head = self._head(name.first, name.last)
        draft = _Draft(
            self._left_edge(name) if form == "name" else name.first, name.last, head, form, name
        )
        self.items.append(draft)
        for i in range(name.first, name.last + 1):
            self.draft_at[i] = draft

    def add_descriptions(self) -> None:
        sorts = head_sorts()
        for chunk in self.doc.noun_chunks:
            head = chunk.root
            if head.i in self.draft_at or not head.is_alpha or head.pos_ == "PRON":
                continue
            if not (
                head.lower_ in sorts or head.lemma_.lower() in sorts or is_title_head(head.lower_)
            ):
                continue
            if self._is_title_of_next(chunk) or _is_thing(head):
                continue
            first = chunk.start
            while first < head.i and self.doc[first].is_punct:
                first += 1
            for token in self.doc[first + 1 : head.i]:
                before = self.draft_at.get(token.i - 1)
                if token.dep_ == "cc" and before is not None and before.form == "name":
                    first = token.i + 1  # "the Taliban and [senior officials]" are two
            draft = _Draft(first, head.i, head, "description")
            draft.count = _count(chunk)
            self.items.append(draft)
            self.draft_at[head.i] = draft
            self._add_inner(chunk)

    def _add_inner(self, chunk: Span) -> None:
        """Owners inside a phrase: `the [group]'s spokesman`, `[government] representatives`."""
        for token in chunk[:-1]:
            sorts = head_sorts().get(token.lower_, frozenset())
            owns = token.dep_ == "poss" and bool(sorts)
            if token.i in self.draft_at or not (
                owns or (token.dep_ == "compound" and sorts & {"body", "group"})
            ):
                continue
            first = token.left_edge.i if owns else token.i
            while first < token.i and first in self.draft_at and not owns:
                first += 1
            draft = _Draft(max(first, chunk.start), token.i, token, "description")
            self.items.append(draft)
            self.draft_at[token.i] = draft
            self.inner.add(draft.first)

    def add_pronouns(self) -> None:
        for token in self.doc:
            low = token.lower_
            if low not in PRONOUNS or token.i in self.draft_at:
                continue
            if low == "us" and token.text != "us":
                continue
            if low == "it" and _expletive(token):
                continue
            draft = _Draft(token.i, token.i, token, "pronoun")
            self.items.append(draft)
            self.draft_at[token.i] = draft

    # -- linking
    def link(self) -> None:
        self.items.sort(key=lambda d: (d.first, d.last))
        for draft in self.items:
            if draft.form == "name" and draft.name and draft.name.sort == "person":
                self._titles_before(draft)
                self._state_behind(draft)
        offices = {i for d in self.items for t in d.titles for i in range(t.first, t.last + 1)}
        self.items = [d for d in self.items if d.form != "description" or d.head.i not in offices]
        for draft in self.items:
            if draft.form in ("description", "name") and draft.of is None:
                draft.of = self._belongs_to(draft)
        for draft in self.items:
            if draft.form == "name":
                self._apposition(draft)
                self._office_before(draft)
                self._acronym(draft)
                self._alias(draft)
            elif draft.form == "pronoun":
                self._thanked(draft)

    def mentions(self) -> tuple[Mention, ...]:
        quoted = [q.extent for q in find_quotations(self.story.document.text, self.story.blocks)]
        index = {d: i for i, d in enumerate(self.items)}
        return tuple(self._mention(d, quoted, index) for d in self.items)

    # -- details
    def _head(self, first: int, last: int) -> Token:
        return self.doc[first : last + 1].root

    def _left_edge(self, name: Name) -> int:
        """Token where the noun phrase of a name begins: titles, demonyms and article included."""
        i = name.first
        sentence = self.story.sentence_of[i]
        while i > 0 and self.story.sentence_of[i - 1] == sentence:
            token = self.doc[i - 1]
            if self._modifies(token, name):
                i -= 1
            else:
                break
        while i < name.first and (
            self.doc[i].is_punct or self.doc[i].lower_ in ("'s", "’s", "of", "and", "'", "’")
        ):
            i += 1
        return i

    def _modifies(self, token: Token, name: Name) -> bool:
        if token.text in ("-",) or token.lower_ in ("'s", "’s"):
            return bool(token.i > 0 and name.sort == "person")
        if token.is_punct and token.text != ".":
            return False
        if token.i in self.name_at:
            other = self.name_at[token.i]
            return name.sort == "person" and other.sort != "person" and other.sort != "place"
        low = token.lower_
        if low in ("the", "a", "an"):
            return name.sort == "person" or name.first <= token.head.i <= name.last
        if name.sort != "person":
            return False
        if low in ("of", "for") and token.i and is_title_head(self.doc[token.i - 1].lower_):
            return self.doc[token.i + 1].lower_ in title_words()
        if token.pos_ in ("ADP", "CCONJ", "SCONJ", "PRON", "VERB"):
            return False
        if low.startswith("ex-"):
            return True
        return (
            is_honorific(low)
            or low in title_words()
            or office_status(low) is not None
            or (token.head.i == name.last and token.dep_ in ("compound", "amod", "nmod", "poss"))
        )

    def _is_title_of_next(self, chunk: Span) -> bool:
        """Whether the phrase is the title of a name right behind it: `Chairman of HPC Karim …`."""
        after = chunk.end
        return (
            after < len(self.doc)
            and after in self.name_at
            and (
                self.name_at[after].sort == "person"
                and self.name_at[after].first == after
                and self.story.sentence_of[after] == self.story.sentence_of[chunk.start]
            )
        )

    def _titles_before(self, draft: _Draft) -> None:
        assert draft.name is not None
        first, last = draft.first, draft.name.first - 1
        words = [self.doc[i] for i in range(first, last + 1)]
        owner: _Draft | None = None
        office: list[Token] = []
        status = "current"
        for token in words:
            low = token.lower_
            if low in ("the", "a", "an", "'s", "’s", "'", "’", "-") or (
                token.is_punct and low != "."
            ):
                continue
            if office_status(low):
                status = office_status(low) or status
                continue
            if low.startswith("ex-"):
                status = "former"
            at = self.draft_at.get(token.i)
            if at is not None and at is not draft and not office:
                owner = at
                continue
            if is_honorific(low) or low == ".":
                continue
            office.append(token)
        if not any(
            is_title_head(t.lower_) or "person" in head_sorts().get(t.lower_, ()) for t in office
        ):
            office = []
        if not office:
            owner_of_bare = self._office_of(draft)
            if owner_of_bare:
                draft.titles.append(owner_of_bare)
            return
        draft.titles.append(_Office(office[0].i, office[-1].i, status, owner))
        draft.of = owner if owner is not None else draft.of

    def _state_behind(self, draft: _Draft) -> None:
        """`President Ana Diaz [of Chile]`, `Ana Diaz [of the Hill Front]`."""
        j = draft.last + 1
        if j + 1 >= len(self.doc) or self.doc[j].lower_ != "of":
            return
        first = j + 2 if self.doc[j + 1].lower_ == "the" else j + 1
        other = self.draft_at.get(first)
        if other is None or other.form != "name" or other.name is None or other.first > first:
            return
        behind = self.doc[other.last + 1].lower_ if other.last + 1 < len(self.doc) else ""
        if other.name.sort not in ("state", "group") or behind in ("'s", "’s", "'", "’"):
            return
        if not draft.titles:
            draft.of = draft.of or other
        draft.titles = [
            replace(t, of=other) if t.of is None and t.status != "former" else t
            for t in draft.titles
        ]

    def _office_of(self, draft: _Draft) -> _Office | None:
        """`Chairman of HPC Karim Khalili`, `adviser to President Ghani Mohammad Atmar`."""
        assert draft.name is not None
        i = draft.name.first - 1
        if i >= 0 and self.doc[i].lower_ in ("party", "group", "movement"):
            i -= 1
        owner = self.draft_at.get(i)
        if owner is None or owner.name is None or owner is draft:
            return None
        j = owner.first - 1
        if j < 0 or self.doc[j].lower_ not in ("of", "to", "for"):
            return None
        last = j - 1
        first = last
        while (
            first > 0
            and (
                is_title_head(self.doc[first - 1].lower_)
                or self.doc[first - 1].dep_ in ("compound", "amod")
            )
            and self.doc[first - 1].is_alpha
            and not office_status(self.doc[first - 1].lower_)
        ):
            first -= 1
        if not (
            is_title_head(self.doc[last].lower_)
            or self.doc[last].lower_ in head_sorts()
            or self.doc[last].text.isupper()
        ):
            return None
        status = office_status(self.doc[first - 1].lower_) if first else None
        if self.doc[j].lower_ == "to" or title_sort(self.doc[last].lower_) == "envoy":
            owner = None  # `envoy to Kabul` serves somebody else
        for k in range(first, last):
            at = self.draft_at.get(k)
            if at is not None and at.name is not None:
                owner, first = at, at.last + 1
        draft.of = owner
        return _Office(first, last, status or "current", owner)

    def _belongs_to(self, draft: _Draft) -> _Draft | None:
        """The owner of a phrase: possessive, demonym or name before it, `of` or `from` after it."""
        if (
            draft.form == "name"
            and draft.name is not None
            and draft.name.sort not in ("body", "group")
        ):
            return None
        if draft.form == "name":
            inside = [self.draft_at.get(i) for i in range(draft.first, draft.last + 1)]
            return next((d for d in inside if d is not None and d is not draft), None) or (
                self._owner_left(draft)
            )
        for i in range(
            draft.last, draft.first - 1, -1
        ):  # the nearest owns: Kabul GOVERNMENT envoys
            other = self.draft_at.get(i)
            if other is not None and other is not draft:
                return other
        if draft.first in self.inner:
            return self._owner_left(draft)
        j = draft.last + 1
        if (
            j + 1 < len(self.doc)
            and self.doc[j].lower_ in ("of", "from")
            and (self.story.sentence_of[j] == self.story.sentence_of[draft.last])
        ):
            for k in range(j + 1, min(j + 5, len(self.doc))):
                other = self.draft_at.get(k)
                if other is not None and other is not draft:
                    return other
                if self.doc[k].pos_ in ("VERB", "PUNCT", "ADP") and k > j + 1:
                    break
        return None

    def _owner_left(self, draft: _Draft) -> _Draft | None:
        """`Russia’s [Foreign Ministry]`, `the Taliban's [Political Office]`."""
        i = draft.first - 1
        if i > 0 and self.doc[i].lower_ in ("'s", "’s", "'", "’"):
            i -= 1
        elif (
            i < 0
            or i not in self.name_at
            or self.name_at[i].sort == "person"
            or (self.name_at[i].sort != "demonym" and draft.form == "name")
        ):
            return None
        other = self.draft_at.get(i)
        return other if other is not None and other is not draft else None

    def _apposition(self, draft: _Draft) -> None:
        """Descriptions set beside a name by commas (or nothing but a comma) are the same."""
        if draft.name is None or draft.name.sort not in ("person", "group", "body"):
            return
        person = draft.name.sort == "person"
        j = draft.last + 1
        if (
            j < len(self.doc) - 1
            and self.doc[j].text in (",", "–", "—", "(")
            and self._same_sentence(draft, j)
        ):
            after = self._draft_from(j + 1)
            if (
                after is not None
                and after.form == "description"
                and self._describes(after, person)
                and not self._speaks(after)
            ):
                self._join(draft, after)
        i = draft.first - 1
        if i > 0 and self.doc[i].text in (",", "–", "—") and self._same_sentence(draft, i):
            before = self._draft_to(i - 1)
            if (
                before is not None
                and before.form == "description"
                and self._describes(before, person)
                and not before.same_as
            ):
                self._join(draft, before)

    def _office_before(self, draft: _Draft) -> None:
        """`[Secretary of the Council of X] Nikolai Y`: an office right before the name it belongs to."""
        i = draft.first - 1
        if (
            draft.name is None
            or draft.name.sort != "person"
            or draft.form != "name"
            or draft.titles
        ):
            return
        if i <= 0 or not self.doc[i].text[:1].isupper() or not self._same_sentence(draft, i):
            return
        owner, before = self.draft_at.get(i), self._draft_to(i)
        if before is None or owner is None or owner is draft or before.same_as:
            return
        capital = self.doc[before.last].text[:1].isupper() or before.head.lower_ in (
            "head",
            "chief",
        )
        if before.last < owner.first and capital and self._describes(before, person=True):
            self._join(draft, before)

    def _speaks(self, description: _Draft) -> bool:
        """`… under X, [an official] said`: the subject of the next verb describes nobody."""
        j = description.last + 1
        return (
            description.head.dep_ == "nsubj"
            and j < len(self.doc)
            and self.doc[j].i == description.head.head.i
            and self.doc[j].tag_ in ("VBD", "VBZ", "VBP")
        )

    def _join(self, name: _Draft, description: _Draft) -> None:
        if (
            description.head.tag_ in ("NNS", "NNPS")
            and name.name is not None
            and name.name.sort == "person"
        ):
            return
        name.same_as.append(description)
        description.same_as.append(name)
        if description.head.lower_ in _RELATIONS:
            return  # `his counterpart, X`: says whose, not what office
        if name.name is not None and name.name.sort == "person":
            name.titles.append(self._title_from(description))
            if name.of is None:
                name.of = description.of

    def _title_from(self, description: _Draft) -> _Office:
        first, status = description.first, "current"
        before = "".join(t.lower_ for t in self.doc[max(0, first - 2) : first])
        if before.endswith("ex-"):
            status = "former"  # "ex-[president] X"
        owner = description.of
        office = [
            t
            for t in self.doc[first : description.last + 1]
            if t.lower_
            not in ("the", "a", "an", "his", "her", "its", "their", "'s", "’s", "another", "-")
            and not (owner and owner.first <= t.i <= owner.last)
        ]
        for token in list(office):
            found = office_status(token.lower_)
            if found:
                status = found
                office.remove(token)
        if not office:
            office = [description.head]
        return _Office(office[0].i, office[-1].i, status, description.of)

    def _describes(self, description: _Draft, person: bool) -> bool:
        sorts = head_sorts().get(description.head.lower_, frozenset())
        if person:
            return (
                "person" in sorts
                or is_title_head(description.head.lower_)
                or description.head.lower_ == "figure"
            )
        return bool(sorts & {"group", "body", "side"})

    def _draft_from(self, i: int) -> _Draft | None:
        """The description that begins at token `i`."""
        found = [d for d in self.items if d.first == i and d.form == "description"]
        return max(found, key=lambda d: d.last, default=None)

    def _draft_to(self, i: int) -> _Draft | None:
        """The description that ends at token `i`, or whose `of …` phrase ends there."""
        for draft in reversed(self.items):
            if draft.form != "description" or not self._near(draft, i):
                continue
            if draft.last == i:
                return draft
            between = self.doc[draft.last + 1 : i + 1]
            if (
                0 < len(between) <= 8
                and between[0].lower_ in ("of", "for", "to", "on", "at", "in")
                and not any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in between)
            ):
                return draft
        return None

    def _near(self, draft: _Draft, i: int) -> bool:
        return draft.last <= i <= draft.last + 8 and bool(
            self.story.sentence_of[draft.last] == self.story.sentence_of[i]
        )

    def _same_sentence(self, draft: _Draft, i: int) -> bool:
        return bool(self.story.sentence_of[draft.last] == self.story.sentence_of[i])

    def _acronym(self, draft: _Draft) -> None:
        """`National Resistance Front (NRF)`."""
        j = draft.last + 1
        if j + 2 < len(self.doc) and self.doc[j].text == "(" and self.doc[j + 2].text == ")":
            other = self.draft_at.get(j + 1)
            if other is not None and other.form == "name" and self.doc[j + 1].text.isupper():
                draft.same_as.append(other)
                other.same_as.append(draft)

    def _alias(self, draft: _Draft) -> None:
        """`X, the rebel leader better known as Y`, `“Y”, whose real name is X`: one person."""
        if draft.form != "name" or draft.name is None or draft.name.sort != "person":
            return
        for i in range(draft.last + 2, min(draft.last + _ALIAS, len(self.doc))):
            if not self._same_sentence(draft, i):
                return
            other = self.draft_at.get(i)
            if other is None or other.name is None or other.name.sort != "person":
                continue
            words = [
                t.lower_ for t in self.doc[draft.last + 1 : other.first] if t.text not in _MARKS
            ]
            if any(" ".join(words[-n:]) in alias_phrases() for n in (1, 2, 3, 4, 5)):
                draft.same_as.append(other)
                other.same_as.append(draft)
            return

    def _thanked(self, draft: _Draft) -> None:
        """`praised X for his courage`: whoever is praised, thanked or blamed for it."""
        its = draft.head
        reason = its.head.head if its.dep_ == "poss" and its.head.dep_ == "pobj" else None
        if reason is None or reason.lower_ != "for" or reason.head.pos_ != "VERB":
            return
        whom = child(reason.head, "dobj")
        other = self.draft_at.get(whom.i) if whom is not None and whom.i < its.i else None
        if other is None or other.name is None or other.name.sort != "person":
            return
        if lemma_of(reason.head) not in meeting_words().verbs:
            draft.same_as.append(other)

    def _mention(
        self, draft: _Draft, quoted: Sequence[Extent], index: dict[_Draft, int]
    ) -> Mention:
        extent = self.story.between(draft.first, draft.last)
        name = self.story.between(draft.name.first, draft.name.last) if draft.name else None
        number, gender = self._number_gender(draft)
        return Mention(
            extent=extent,
            form=draft.form,  # type: ignore[arg-type]
            name=name,
            kind=self._kind(draft),  # type: ignore[arg-type]
            phrase=self._phrase(draft) if draft.form == "description" else None,
            head=draft.head.lemma_.lower() if draft.form == "description" else draft.head.lower_,
            number=number,  # type: ignore[arg-type]
            gender=gender,  # type: ignore[arg-type]
            role=_role(draft.head),  # type: ignore[arg-type]
            sentence=int(self.story.sentence_of[draft.head.i]),
            paragraph=int(self.story.block_of[draft.head.i]),
            titles=tuple(self._title(office, index) for office in draft.titles),
            of=index.get(draft.of) if draft.of else None,
            same_as=tuple(sorted({index[d] for d in draft.same_as if d in index})),
            count=draft.count,
            definite=self.doc[draft.first].lower_
            in ("the", "this", "that", "these", "those", "its", "his", "her", "their"),
            quoted=any(e.holds(extent) for e in quoted),
        )

    def _phrase(self, draft: _Draft) -> Extent:
        """The description with the `of …`, `from …`, `in …` phrases that stand right behind it."""
        last = draft.last
        for behind in draft.head.rights:
            if behind.dep_ != "prep" or behind.i != last + 1 or behind.lower_ not in _BELONGING:
                break
            inside = self.doc[behind.i : behind.right_edge.i + 1]
            if any(t.is_punct or t.pos_ in ("VERB", "AUX") for t in inside):
                break
            last = behind.right_edge.i
        return self.story.between(draft.first, last)

    def _title(self, office: _Office, index: dict[_Draft, int]) -> Title:
        extent = self.story.between(office.first, office.last)
        words = " ".join(self.story.words(extent).split()).removeprefix("ex-")
        owner = index.get(office.of) if office.of else None
        return Title(extent, words, office.status, owner)  # type: ignore[arg-type]

    def _number_gender(self, draft: _Draft) -> tuple[str | None, str | None]:
        if draft.form == "pronoun":
            return PRONOUNS[draft.head.lower_]
        if draft.name is not None and draft.name.sort == "person":
            words = self.doc[draft.first : draft.name.last + 1]
            for token in words:
                found = honorific_gender(token.lower_)
                if found:
                    return "one", found
            for token in self.doc[draft.name.first : draft.name.last]:
                found = given_names().get(token.text.casefold())
                if found:
                    return "one", found
            return "one", None
        if draft.name is not None:
            return "one", "n"
        many = draft.head.tag_ in ("NNS", "NNPS") or draft.head.lower_ in ("people", "police")
        sorts = head_sorts().get(draft.head.lower_, frozenset())
        woman = draft.head.lower_.endswith("woman")
        man = draft.head.lower_.endswith("man") and not many
        gender = "f" if woman else "m" if man else None
        if not many and "person" not in sorts and not is_title_head(draft.head.lower_):
            gender = "n"
        return ("many" if many else "one"), gender

    def _kind(self, draft: _Draft) -> str | None:
        name = draft.name
        if name is None:
            sorts = head_sorts().get(draft.head.lower_) or head_sorts().get(
                draft.head.lemma_.lower(), frozenset()
            )
            if draft.form == "description" and (
                "person" in sorts or is_title_head(draft.head.lower_)
            ):
                return "person" if draft.head.tag_ not in ("NNS", "NNPS") else None
            return None
        if name.sort in ("place", "other") or (
            name.entry and name.entry.sort in ("place", "region")
        ):
            return "place"
        if (
            name.entry is not None
            and name.entry.sort in ("capital", "state")
            and self._is_place(draft)
        ):
            return "place"
        return name.kind

    def _is_place(self, draft: _Draft) -> bool:
        """Whether a state or capital is where things happen rather than who acts."""
        head = draft.head
        if head.dep_ == "pobj" and head.head.lower_ in ("to", "from"):
            return head.head.head.lemma_ in _MOTION
        if head.dep_ in ("pobj", "dobj"):
            return head.head.lower_ in _PLACE_PREPOSITIONS or head.head.lemma_ in (
                "visit",
                "leave",
                "enter",
                "reach",
            )
        assert draft.name is not None and draft.name.entry is not None
        if draft.name.entry.sort == "capital" and head.dep_ in (
            "compound",
            "nmod",
            "poss",
            "appos",
            "npadvmod",
        ):
            return True
        before = self.doc[draft.first - 1].lower_ if draft.first else ""
        return before in _PLACE_PREPOSITIONS


def _is_thing(head: Token) -> bool:
    """`a plastic chair`, `his head`: nouns that are persons only with what they lead."""
    if head.lower_ not in ("chair", "head", "power", "force", "member", "justice"):
        return False
    after = head.nbor(1) if head.i + 1 < len(head.doc) else head
    return bool(after.lower_ != "of" and head.dep_ != "appos")


def _role(head: Token) -> str:
    if head.dep_ == "pobj" and head.head.dep_ == "agent":
        return "subject"
    if head.dep_ in ("conj", "appos"):
        return _role(head.head) if head.head is not head else "other"
    return _ROLES.get(head.dep_, "other")


def _count(chunk: Span) -> int | None:
    for token in chunk:
        if token.dep_ == "nummod" and token.head is chunk.root:
            return number_words(token.lower_)
        match = _COUNTED.match(token.lower_)
        if match and token.i != chunk.root.i:
            return number_words(match.group(1))
    words = " ".join(t.lower_ for t in chunk)
    found = re.search(r"\b([\w]+) ?- ?(?:member|man|person|strong|nation)\b", words)
    return number_words(found.group(1)) if found else None


def _expletive(token: Token) -> bool:
    """`it is necessary to`, `it rains`: an it that stands for nobody."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in (
        "be",
        "seem",
        "appear",
        "remain",
        "become",
    ):
        has_clause = any(
            c.dep_ in ("ccomp", "xcomp", "advcl", "acl", "csubj") for c in verb.children
        )
        is_adjective = any(c.dep_ in ("acomp", "attr") for c in verb.children)
        return has_clause and is_adjective
    return False
