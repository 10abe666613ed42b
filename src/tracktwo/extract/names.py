"""Proper names in a story: of states, groups, bodies and persons.

Three witnesses agree on each name: the knowledge tables (states, capitals, groups, bodies),
the shape of the words (capitals, keywords such as Council, honorifics, given names), and the
named entities of the language pipeline. None alone is enough on real pages: the tables know no
persons, shapes cannot tell a headline's capitals from a name, and the small pipeline calls
surnames organisations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein
from spacy.tokens import Span, Token

from tracktwo.extract.story import Story
from tracktwo.knowledge.calendar import time_words
from tracktwo.knowledge.lexicon import Entry, EntrySort, Lexicon, lexicon
from tracktwo.knowledge.offices import family_names, terms
from tracktwo.knowledge.people import given_names, head_sorts
from tracktwo.knowledge.words import (
    is_honorific,
    is_title_head,
    name_particles,
    not_actors,
    org_keywords,
    title_words,
)
from tracktwo.model.record import ActorKind

Sort = EntrySort | Literal["person", "other"]


_SAYING = frozenset(
    "say tell add warn insist argue reply declare note stress announce ask explain "
    "claim deny think believe want hope write recall meet speak agree refuse".split()
)
_ROYAL = frozenset("crown prince princess king queen emir sheikh sheikha sultan".split())
_SMALL = frozenset({"CCONJ", "SCONJ", "DET", "PRON", "ADP", "ADV", "AUX", "PART", "VERB"})


@dataclass(frozen=True)
class Name:
    """One proper name: tokens `first` to `last` (included) of the story's parse."""

    first: int
    last: int
    sort: Sort
    kind: ActorKind | None = None
    entry: Entry | None = None
    """What the knowledge tables say of it, if they know it."""

    def __contains__(self, token: Token) -> bool:
        return bool(self.first <= token.i <= self.last)


def find_names(story: Story) -> list[Name]:
    """All names of a story, in text order, none inside another.

    Sentences in title case are read last: there only names count that the tables or the rest of
    the story know.
    """
    plain = [s for s in story.sentences if not in_title_case(s)]
    headlines = [s for s in story.sentences if in_title_case(s)]
    known = _Known()
    found: list[Name] = []
    for sentence in plain:
        names = list(_names_in(sentence, known))
        known.learn(sentence.doc, names)
        found += names
    # A surname may stand before its full name, so the sentences are read once more.
    found = [n for s in plain for n in _names_in(s, known)]
    found += [n for s in headlines for n in _names_in(s, known, headline=True)]
    return sorted(found, key=lambda n: n.first)


def in_title_case(sentence: Span) -> bool:
    """Whether nearly all words that could be small are capitals: a headline, without a full stop."""
    if sentence[-1].text == ".":
        return False
    words = [t for t in sentence if t.is_alpha and len(t) > 3]
    return len(words) >= 3 and sum(t.text[0].isupper() for t in words) >= 0.8 * len(words)


class _Known:
    """Names that the story has given in full: surnames of persons, acronyms of bodies."""

    def __init__(self) -> None:
        self.surnames: Counter[str] = Counter()
        self.single: dict[str, tuple[Sort, ActorKind | None]] = {}

    def surname(self, words: str) -> bool:
        """Whether the story has given this short name in full, or one spelled nearly so."""
        words = words[:1].upper() + words[1:]
        if words in self.surnames:
            return True
        return len(words) > 5 and any(
            abs(len(words) - len(known)) < 2 and Levenshtein.distance(words, known) < 2
            for known in self.surnames
        )

    def learn(self, doc: object, names: Sequence[Name]) -> None:
        for name in names:
            words = [t.text for t in doc[name.first : name.last + 1]]  # type: ignore[index]
            if name.sort == "person" and len(words) > 1:
                for k in range(1, len(words)):  # `Haugen` for Solveig Haugen Rojas, too
                    for short in (" ".join(words[k:]), words[k]):
                        if short.lower() not in name_particles():
                            self.surnames[short[:1].upper() + short[1:]] += 1
            elif name.entry is None and name.sort in ("group", "body"):
                self.single[" ".join(words)] = (name.sort, name.kind)
                short = initials(words)
                if len(short) > 2:
                    self.single.setdefault(short, (name.sort, name.kind))


def initials(words: Sequence[str]) -> str:
    """The acronym that a name would have: initials of its capitalised words."""
    return "".join(w[0] for w in words if w[:1].isupper())


def _names_in(sentence: Span, known: _Known, headline: bool = False) -> Iterator[Name]:
    """Names of one sentence, left to right."""
    tables = lexicon()
    words = [token.text for token in sentence]
    particles = name_particles()
    i = sentence.start
    while i < sentence.end:
        if not _may_begin(words[i - sentence.start]):
            name = None
            if words[i - sentence.start].lower() in particles:
                name = _after_honorific(sentence, i)
            if name is not None:
                yield name
            i = name.last + 1 if name else i + 1
            continue
        name = (
            _person_by_entity(sentence, i, known, headline)
            or _organisation(sentence, i, tables, headline)
            or _listed(sentence, i, tables, known)
            or _unlisted(sentence, i, tables, known, headline)
        )
        if name is None:
            i += 1
        else:
            name = _with_generation(sentence, name)
            yield name
            i = name.last + 1


def _with_generation(sentence: Span, name: Name) -> Name:
    """`John Doe, Jr.`: who is called so is not his father."""
    doc, after = sentence.doc, name.last + 1
    if after < sentence.end and doc[after].text == ",":
        after += 1
    told = after < sentence.end and doc[after].text.rstrip(".") in ("Jr", "Sr", "Jnr")
    if not told or name.kind != "person":
        return name
    return Name(name.first, after, "person", "person")


# ---------------------------------------------------------------- each kind of name
def _after_honorific(sentence: Span, i: int) -> Name | None:
    """A surname that begins with a particle: `Mr de la Torre`."""
    doc = sentence.doc
    if i == sentence.start or doc[i].lower_ not in name_particles():
        return None
    if not is_honorific(doc[i - 1].lower_) or not doc[i - 1].text[0].isupper():
        return None
    j = i
    while j < sentence.end and doc[j].lower_ in name_particles():
        j += 1
    if j < sentence.end and _cap(doc[j]):
        return Name(i, _run_end(sentence, j), "person", "person")
    return None


def _listed(sentence: Span, i: int, tables: Lexicon, known: _Known) -> Name | None:
    """A name that the knowledge tables hold, the longest that fits."""
    found = tables.longest(sentence.doc, i, sentence.end)
    if found is None:
        return None
    length, entry = found
    last = i + length - 1
    if (
        entry.sort in ("place", "region", "capital")
        and length == 1
        and known.surname(sentence.doc[i].text)
    ):
        before = sentence.doc[i - 1].lower_ if i > sentence.start else ""
        if before not in ("in", "of", "at", "from", "near", "to", "the", "across", "around"):
            return Name(i, last, "person", "person")
    # `Ahmed Jordan` or `Chad Smith` is a person although the tables know Jordan and Chad.
    if length == 1 and entry.sort in ("state", "capital", "place") and _is_given(sentence.doc[i]):
        after = last + 1
        if (
            after < sentence.end
            and _cap(sentence.doc[after])
            and sentence.doc[i].ent_type_ == "PERSON"
        ):
            return None
    return Name(i, last, entry.sort, entry.kind, entry)


def _person_by_entity(sentence: Span, i: int, known: _Known, headline: bool) -> Name | None:
    """A person's name of two words or more that the pipeline marked, trimmed to the name."""
    token = sentence.doc[i]
    if not _cap(token) or token.ent_type_ != "PERSON" or is_title_head(token.lower_):
        return None
    if _of_office(token) or _royal(token):
        return None
    if is_honorific(token.lower_) or token.pos_ in _SMALL:
        return None
    if token.text in not_actors():
        return None
    if token.text.isupper() and len(token) > 1 and not sentence.text.isupper():
        return None  # `HPC Karim Khalili`: the acronym is no part of the name
    if tables_know(token) and not _is_given(token):
        return None
    last = _run_end(sentence, i)
    while last > i and (is_title_head(sentence.doc[last].lower_)):
        last -= 1
    words = sentence.doc[i : last + 1]
    if any(t.ent_type_ == "PERSON" for t in words[1:]) or (len(words) > 1 and _is_given(token)):
        if headline and words[-1].text not in known.surnames:
            return None
        # The pipeline may end one person and begin the next without a comma between them.
        for j in range(i + 1, last + 1):
            if (
                sentence.doc[j].ent_iob_ == "B"
                and sentence.doc[j].ent_type_ == "PERSON"
                and j - i >= 2
            ):
                last = j - 1
                break
        return Name(i, last, "person", "person")
    return None


def _organisation(sentence: Span, i: int, tables: Lexicon, headline: bool) -> Name | None:
    """A body named by a keyword: `Just World Institute`, `Ministry of Foreign Affairs`."""
    doc = sentence.doc
    if re.fullmatch(r"\d+(st|nd|rd|th)", doc[i].text) and i + 1 < sentence.end:
        numbered = org_keywords().get(doc[i + 1].lower_)  # `the 34th Front`
        if numbered is not None and _cap(doc[i + 1]):
            return Name(i, i + 1, "group" if numbered == "armed_group" else "body", numbered)
    if (
        not _cap(doc[i])
        or doc[i].pos_ in _SMALL
        or headline
        or (i == sentence.start and not _name_like(doc[i]))
    ):
        return None
    keys = org_keywords()
    last, kind = None, None
    j = i
    while j < sentence.end:
        token = doc[j]
        if _cap(token) and (token.lower_ in keys):
            last, kind = j, kind or keys[token.lower_]
            nxt = j + 1
            if nxt < sentence.end and doc[nxt].lower_ in ("of", "for", "on"):
                end = _tail(sentence, nxt)
                if end is not None:
                    last, j = end, end
        elif _cap(token) and not is_title_head(token.lower_):
            if last is not None and not _keyword_ahead(sentence, j, keys):
                break
        elif (
            token.lower_ in ("'s", "’s", "’", "'")
            and j > i
            and not tables_know(doc[j - 1])
            and (_keyword_ahead(sentence, j + 1, keys))
        ) or (token.text in ("-", "&") and j > i):
            pass
        else:
            break
        j += 1
    if last is None or (last == i and (doc[i].lower_ in keys) and not _institution(doc[i])):
        return None
    words = doc[i : last + 1].text
    listed = tables.exact(words)
    if listed is not None:
        return Name(i, last, listed.sort, listed.kind, listed)
    whole = tables.longest(doc, i, sentence.end)
    if whole is not None and i + whole[0] - 1 >= last:
        return None
    return Name(i, last, "body" if kind not in ("armed_group", "party") else "group", kind)


def _unlisted(
    sentence: Span, i: int, tables: Lexicon, known: _Known, headline: bool
) -> Name | None:
    """A run of capitals that no table holds: a person, an acronym, or some other name."""
    doc = sentence.doc
    token = doc[i]
    if not _cap(token) or is_title_head(token.lower_) or is_honorific(token.lower_):
        return None
    acronym = token.text.isupper() and 2 < len(token) < 7 and token.is_alpha
    word = token.pos_ == "ADJ" or token.pos_ in _SMALL
    if _of_office(token) or _royal(token) or token.ent_type_ in ("DATE", "TIME"):
        return None
    if word and not acronym:
        return None
    last = _run_end(sentence, i)
    if last + 1 < sentence.end and _cap(doc[last + 1]) and is_title_head(doc[last + 1].lower_):
        return None  # `National Security Advisor`: part of an office
    for j in range(i + 1, last):  # `Trump-Abe summit`: two names
        joined = doc[j].text in ("-", "–")
        if joined and known.surname(doc[j - 1].text) and known.surname(doc[j + 1].text):
            last = j - 1
            break
    words = [t.text for t in doc[i : last + 1]]
    whole = " ".join(words)
    if len(words) < 4 and known.surname(whole) and not _is_word_use(token):
        return Name(i, last, "person", "person")
    if whole in known.single:
        return Name(i, last, *known.single[whole])
    if words[0] in known.single and token.text.isupper():
        return Name(i, i, *known.single[words[0]])
    if headline:
        return None
    if (i > sentence.start and is_honorific(doc[i - 1].lower_)) or (
        i > sentence.start + 1 and doc[i - 1].text == "." and is_honorific(doc[i - 2].lower_)
    ):
        return Name(i, last, "person", "person")
    if len(words) > 1 and (known.surname(words[-1]) or _titled_beside(sentence, i, last)):
        return Name(i, last, "person", "person")
    if len(words) == 1 and token.lower_ in head_sorts():
        return None  # `the Government`: a description with a capital
    for k in range(len(words) - 1):
        if k and words[k].casefold() in given_names() and doc[i + k].lower_ not in org_keywords():
            return Name(i + k, last, "person", "person") if last - i == len(words) - 1 else None
    if (
        len(words) > 1
        and words[0].isupper()
        and len(words[0]) > 1
        and not doc[i + 1].text.isupper()
    ):
        return Name(i, i, "body", "organisation")  # `HPC Karim Khalili`
    if i == sentence.start and not _name_like(token):
        return None
    if token.text in not_actors() or _is_month_or_day(token.lower_.rstrip(".")):
        return None
    if (
        len(words) == 1
        and token.dep_ == "nsubj"
        and token.head.lemma_ in _SAYING
        and kind_unsure(token)
    ):
        return Name(i, last, "person", "person")
    titled = i > sentence.start and is_title_head(doc[i - 1].lower_)
    label = Counter(t.ent_type_ for t in doc[i : last + 1] if t.ent_type_).most_common(1)
    kind_of_entity = label[0][0] if label else ""
    known_holder = len(words) > 1 and bool(terms(whole))
    if known_holder or (not kind_of_entity and _of_a_state(sentence, i, last)):
        return Name(i, last, "person", "person")
    if len(words) > 1 and (_is_given(token) or titled or kind_of_entity == "PERSON"):
        return Name(i, last, "person", "person")
    if len(words) == 1 and titled and token.tag_.startswith("NNP"):
        return Name(i, last, "person", "person")
    if len(words) == 1 and token.tag_ == "NNP" and words[0] in family_names():
        before = doc[i - 1].lower_ if i > sentence.start else ""
        if before not in ("the", "a", "an", "in", "at", "near", "of"):
            return Name(i, last, "person", "person")  # `Pashinyan`, never given in full
    if kind_of_entity == "PERSON" and token.tag_.startswith("NNP"):
        before = doc[i - 1].lower_ if i > sentence.start else ""
        if before in ("in", "of", "at", "from", "near") and len(words) == 1:
            return Name(i, last, "place", None)
        return Name(i, last, "person", "person")
    if kind_of_entity == "ORG" or acronym:
        after = doc[last + 1].lower_ if last + 1 < sentence.end else ""
        if after in ("administration", "government", "cabinet", "presidency"):
            return Name(i, last, "person", "person")
        kind = org_keywords().get(after, "organisation")
        sort: Sort = "group" if kind in ("party", "armed_group") else "body"
        return Name(i, last, sort, kind)
    if kind_of_entity in ("GPE", "LOC", "FAC"):
        after = doc[last + 1].lower_ if last + 1 < sentence.end else ""
        if org_keywords().get(after) in ("party", "armed_group"):
            return Name(i, last, "group", org_keywords()[after])
        return Name(i, last, "place", None)
    if kind_of_entity in (
        "NORP",
        "EVENT",
        "WORK_OF_ART",
        "LAW",
        "PRODUCT",
        "DATE",
        "TIME",
        "LANGUAGE",
    ):
        return Name(i, last, "other", None)
    return None


def _of_a_state(sentence: Span, i: int, last: int) -> bool:
    """`China’s Xi Jinping`: two or three capitals behind the name of a state, and no body."""
    doc = sentence.doc
    if not 1 <= last - i <= 2 or i - sentence.start < 2 or doc[i - 1].tag_ != "POS":
        return False
    names = all(
        t.tag_ == "NNP" and t.text.isalpha() and not t.text.isupper() for t in doc[i : last + 1]
    )
    entry = lexicon().exact(doc[i - 2].text)
    state = entry is not None and entry.kind == "state"
    return names and state and not any(t.lower_ in org_keywords() for t in doc[i : last + 1])


# ---------------------------------------------------------------- shapes
def _is_month_or_day(word: str) -> bool:
    known = time_words().get(word)
    return known is not None and known.letter in ("M", "W")


def kind_unsure(token: Token) -> bool:
    """Whether the pipeline calls a name neither a person nor a body: one who speaks is a person."""
    return (
        token.tag_ == "NNP"
        and token.ent_type_ not in ("ORG", "PERSON")
        and not (token.i and token.nbor(-1).lower_ in ("the", "a", "an"))
    )


def _titled_beside(sentence: Span, first: int, last: int) -> bool:
    """An office set beside the name: `the Defence Minister, X Y,` or `X Y, a former senator`."""
    doc = sentence.doc
    if (
        first - 2 >= sentence.start
        and doc[first - 1].text == ","
        and is_title_head(doc[first - 2].lower_)
    ):
        return True
    if last + 2 < sentence.end and doc[last + 1].text == ",":
        for token in doc[last + 2 : min(last + 9, sentence.end)]:
            if (token.is_punct and token.text != "-") or token.pos_ in ("VERB", "AUX"):
                return False
            if "person" in head_sorts().get(token.lower_, frozenset()) or is_title_head(
                token.lower_
            ):
                return True
    return False


def tables_know(token: Token) -> bool:
    """Whether a token alone is a name of the knowledge tables."""
    return lexicon().longest(token.doc, token.i, token.i + 1) is not None


def _of_office(token: Token) -> bool:
    """Whether a word ends an office: the State of `Secretary of State John Doe`."""
    j = token.i
    while j >= 2 and token.doc[j].lower_ in title_words():
        j -= 1
    if j == token.i or token.doc[j].lower_ not in ("of", "for"):
        return False
    before = token.doc[j - 1].lower_
    return is_title_head(before) or before in title_words()


def _royal(token: Token) -> bool:
    """Whether a word is a title before a name, `Crown Prince` or `Sheikh`, not a name itself."""
    after = token.i + 1
    return token.lower_ in _ROYAL and after < len(token.doc) and _cap(token.doc[after])


def _only_a_place(token: Token) -> bool:
    """Whether the tables know a token as a place and nothing more: many surnames are places."""
    found = lexicon().longest(token.doc, token.i, token.i + 1)
    return found is not None and found[1].sort in ("place", "region")


def _may_begin(word: str) -> bool:
    """Whether a name can begin with this token at all: most tokens cannot, which saves time."""
    return word[:1].isupper() or word[:1].isdigit() or word in ("al", "el")


def _cap(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() or (text[:3].casefold() in ("al-", "el-") and text[3:4].isupper())


def _is_given(token: Token) -> bool:
    return token.text.casefold() in given_names()


def _name_like(token: Token) -> bool:
    """A capital at the head of a sentence tells nothing; the tag, entity or next word may."""
    if token.ent_type_ or token.tag_ in ("NNP", "NNPS") or _is_given(token):
        return True
    after = token.i + 1
    return (
        after < len(token.doc)
        and _cap(token.doc[after])
        and token.doc[after].tag_ in ("NNP", "NNPS")
    )


def _is_word_use(token: Token) -> bool:
    """`the West`, `a Price`: a surname that here is a common word or a region."""
    before = token.nbor(-1) if token.i else None
    return (
        before is not None and before.lower_ in ("the", "a", "an") and token.ent_type_ != "PERSON"
    )


def _run_end(sentence: Span, i: int) -> int:
    """Last token of the run of capitals that begins at `i`, over hyphens and name particles."""
    doc, last, j = sentence.doc, i, i + 1
    particles = name_particles()
    while j < sentence.end:
        token = doc[j]
        glued = not doc[j - 1].whitespace_
        if token.text in ("-", "–", "'", "’") and glued and not token.whitespace_:
            j += 1
            continue
        if glued and doc[j - 1].text in ("-", "–") and token.is_alpha:
            last, j = j, j + 1
            continue
        if _cap(token) and token.is_alpha | ("-" in token.text) and not is_title_head(token.lower_):
            if glued and doc[j - 1].text not in ("'", "’", "-", "–", "."):
                break
            if tables_know(token) and not (
                (token.ent_type_ == "PERSON" and token.ent_iob_ == "I")
                or (_is_given(doc[i]) and _only_a_place(token))
            ):
                break
            last, j = j, j + 1
            continue
        if re.fullmatch(r"[A-Z]\.", token.text):
            last, j = j, j + 1
            continue
        ahead = j
        while ahead < sentence.end and (
            doc[ahead].lower_ in particles or (ahead > j and doc[ahead].text in ("-", "–"))
        ):
            ahead += 1
        if j < ahead < sentence.end and _cap(doc[ahead]):
            j = ahead
            continue
        break
    return last


def _keyword_ahead(sentence: Span, j: int, keys: dict[str, ActorKind]) -> bool:
    while j < sentence.end and _cap(sentence.doc[j]):
        if sentence.doc[j].lower_ in keys:
            return True
        j += 1
    return False


def _begins_person(token: Token) -> bool:
    """`the Security Council of Russia [Nikolai] Patrushev`: where the office ends."""
    marked = token.ent_type_ == "PERSON" and token.ent_iob_ == "B"
    return _cap(token) and (marked or (_is_given(token) and tables_know(token.nbor(-1))))


def _tail(sentence: Span, j: int) -> int | None:
    """Last token of `of Foreign Affairs`, `for the Liberation of X`, from the preposition on."""
    doc = sentence.doc
    j += 1
    if j < sentence.end and doc[j].lower_ == "the":
        j += 1
    last = None
    while (
        j < sentence.end
        and not (last is not None and _begins_person(doc[j]))
        and (
            (_cap(doc[j]) and not is_title_head(doc[j].lower_))
            or (
                last is not None
                and doc[j].lower_ in ("of", "and")
                and j + 1 < sentence.end
                and _cap(doc[j + 1])
                and doc[j].lower_ == "of"
            )
        )
    ):
        last = j
        j += 1
    return last


def _institution(token: Token) -> bool:
    """A keyword that alone names a body, with a small word before it: `the Foreign Ministry`."""
    return token.lower_ in (
        "parliament",
        "congress",
        "senate",
        "pentagon",
        "duma",
        "knesset",
        "bundestag",
    )
