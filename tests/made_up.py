"""Made-up documents, findings and records, for the tests of rooms that need no language.

`a_record` is a small one that a person can read; `records` draws any that the model allows.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from typing import Any, get_args

from hypothesis import strategies as st

from tracktwo.model import (
    Actor,
    Block,
    Claim,
    Condition,
    Disagreement,
    Document,
    Extent,
    Findings,
    Interval,
    Meeting,
    Mention,
    PageDate,
    Participation,
    Place,
    Position,
    Published,
    Record,
    Requirement,
    Role,
    Side,
    Span,
    Stance,
    Statement,
    Track,
)
from tracktwo.model import record as nouns

RIVER = (
    "Envoys of Arland and Borduria met in Port Sol on Tuesday for a second day of talks.\n"
    "“We will sign nothing,” said Mira Tolan, who leads Arland’s delegation, “until the river is "
    "open.” The Hill Front stayed away.\n"
    "Some 40 boats wait at the lock, according to Borduria."
)
LOCK = (
    "Subscribe now!\n"
    "Borduria denied on Friday that its talks with Arland had failed.\n"
    "At least 90 boats wait at the lock, fishermen said."
)


def document(text: str, path: str | None = None, **fields: Any) -> Document:
    """A document of that text; its id comes from the text alone."""
    number = hashlib.sha256(text.encode()).hexdigest()[:16]
    block = Block(Extent(0, len(text)), "paragraph")
    return Document(id=number, path=path, text=text, blocks=(block,), **fields)


def paragraphs(text: str) -> tuple[Block, ...]:
    """One paragraph a line; empty lines are none."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Extent(start, start + len(line)), "paragraph"))
        start += len(line) + 1
    return tuple(blocks)


def findings(of: Document) -> Findings:
    """Something that a document may have been found to say."""
    first = Extent(0, min(5, len(of.text)))
    return Findings(
        document=of.id,
        sentences=(Extent(0, len(of.text)),),
        mentions=(Mention(extent=first, form="name", name=first, kind="person"),),
        stances=(
            Stance(holders=(0,), stance="demands", extent=first, condition=Condition(first, of=0)),
        ),
    )


def quoted(of: Document, words: str) -> Span:
    """The first place where the words stand."""
    start = of.text.index(words)
    return of.span(Extent(start, start + len(words)))


def a_record() -> Record:
    """Two articles on one meeting: who came, who did not, what was said, what is disputed."""
    one = document(
        RIVER,
        "pile/river.txt",
        outlet="The Post",
        published=Published(datetime.date(2031, 5, 6), datetime.date(2031, 5, 7), ("dateline",)),
    )
    two = document(LOCK, "pile/lock.txt")
    two = Document(
        **{
            **{name: getattr(two, name) for name in two.__struct_fields__},
            "title": quoted(two, "Subscribe now!"),
            "furniture": (quoted(two, "Subscribe now!"),),
            "wire": ("AFP",),
        }
    )
    actors = (
        Actor("a1", "Arland", "state", ("Arland",), spans=(quoted(one, "Arland"),)),
        Actor("a2", "Borduria", "state", spans=(quoted(one, "Borduria"), quoted(two, "Borduria"))),
        Actor("a3", "Hill Front", "armed_group", spans=(quoted(one, "The Hill Front"),)),
        Actor(
            "a4",
            "Mira Tolan",
            "person",
            ("Mira Tolan", "Tolan"),
            (Role("head of delegation", "a1", spans=(quoted(one, "who leads"),)),),
            (quoted(one, "Mira Tolan"),),
        ),
    )
    met = quoted(one, "Envoys of Arland and Borduria met in Port Sol")
    meeting = Meeting(
        "m1",
        Interval(datetime.date(2031, 5, 5), datetime.date(2031, 5, 6)),
        Place("Port Sol", "Solonia"),
        track="t1",
        round=2,
        participants=(
            Participation("a1", "attended", spans=(met,)),
            Participation("a2", "attended", spans=(met,)),
            Participation("a3", "absent", spans=(quoted(one, "The Hill Front stayed away"),)),
        ),
        spans=(met, quoted(two, "its talks with Arland")),
        basis=("a Tuesday before the article",),
    )
    statements = (
        Statement(
            "s1",
            (quoted(one, "“We will sign nothing,”"), quoted(one, "“until the river is open.”")),
            quoted(one, "Mira Tolan, who leads Arland’s delegation"),
            ("a4",),
            None,
            quoted(one, "said"),
            "direct",
            date=Interval(datetime.date(2031, 5, 6), datetime.date(2031, 5, 6)),
            meeting="m1",
        ),
        Statement(
            "s2",
            (quoted(two, "its talks with Arland had failed"),),
            quoted(two, "Borduria"),
            ("a2",),
            None,
            quoted(two, "denied"),
            polarity="denied",
        ),
    )
    position = Position(
        "p1",
        "a4",
        "signing",
        "refuses",
        quoted(one, "We will sign nothing"),
        target="a2",
        condition=Requirement(quoted(one, "the river is open"), "a2"),
        statement="s1",
        meeting="m1",
    )
    forty, ninety = quoted(one, "40 boats"), quoted(two, "At least 90 boats")
    claims = (
        Claim("c1", "boats", "wait", "40", forty, "boats", "about", "a2"),
        Claim("c2", "boats", "wait", "90", ninety, "boats", "at_least"),
    )
    dispute = Disagreement(
        "x1",
        "boats at the lock",
        "wait",
        "contradicts",
        (Side("40", (forty,), 1, ("c1",), ("a2",)), Side("at least 90", (ninety,), 2, ("c2",))),
    )
    return Record(
        documents=tuple(sorted((one, two), key=lambda d: d.id)),
        actors=actors,
        tracks=(Track("t1", "Port Sol process", ("the river talks",)),),
        meetings=(meeting,),
        statements=statements,
        positions=(position,),
        claims=claims,
        disagreements=(dispute,),
    )


# ---------------------------------------------------------------- any record at all
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))


def documents(min_size: int = 0) -> st.SearchStrategy[list[Document]]:
    """Documents of different texts, sorted by id."""
    return st.lists(words, min_size=min_size, max_size=4, unique=True).map(
        lambda texts: sorted((document(t, f"{i}.txt") for i, t in enumerate(texts)), key=_id)
    )


def _id(fact: Any) -> str:
    return str(fact.id)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _some(strategy: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=least, max_size=3).map(tuple)


@st.composite
def records(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Record:
    """Any record whose spans are true, whose facts have spans, and that points only at itself."""
    pile: list[Document] = draw(documents(min_size=1))

    @st.composite
    def a_span(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Span:
        of: Document = draw(st.sampled_from(pile))
        start = draw(st.integers(0, len(of.text)))
        return of.span(Extent(start, draw(st.integers(start, len(of.text)))))

    span, spans = a_span(), _some(a_span(), 1)
    interval = st.builds(Interval, _maybe(days), _maybe(days))
    text, basis = _maybe(words), _some(words)

    def ids(kind: str) -> list[str]:
        return [f"{kind}{i}" for i in range(draw(st.integers(0, 3)))]

    actor_ids, track_ids, meeting_ids = ids("a"), ids("t"), ids("m")
    statement_ids, claim_ids = ids("s"), ids("c")

    def any_of(known: list[str]) -> st.SearchStrategy[Any]:
        return _maybe(st.sampled_from(known)) if known else st.none()

    def some_of(known: list[str]) -> st.SearchStrategy[Any]:
        return (
            st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple)
            if known
            else st.just(())
        )

    def literal(kind: Any) -> st.SearchStrategy[Any]:
        return st.sampled_from(get_args(kind))

    a_role = st.builds(Role, words, any_of(actor_ids), _maybe(days), _maybe(days), spans=spans)
    a_seat = (
        st.builds(
            Participation,
            st.sampled_from(actor_ids),
            literal(nouns.Attendance),
            any_of(actor_ids),
            _maybe(literal(nouns.Capacity)),
            _maybe(st.integers(0, 99)),
            text,
            st.booleans(),
            _maybe(span),
            _some(span),
        )
        if actor_ids
        else st.nothing()
    )
    a_side = st.builds(
        Side, words, spans, st.integers(0, 9), some_of(claim_ids), some_of(actor_ids)
    )
    page_date = st.builds(PageDate, days, span, st.booleans())

    def fill(known: list[str], make: Callable[[str], st.SearchStrategy[Any]]) -> tuple[Any, ...]:
        return tuple(draw(make(number)) for number in known)

    return Record(
        documents=tuple(
            draw(
                st.builds(
                    Document,
                    id=st.just(d.id),
                    path=st.just(d.path),
                    also_at=_some(names),
                    title=_maybe(span),
                    wire=_some(words),
                    published=st.builds(Published, _maybe(days), _maybe(days), basis),
                    page_dates=_some(page_date),
                    furniture=_some(span),
                    language=text,
                    blocks=st.just(d.blocks),
                    text=st.just(d.text),
                )
            )
            for d in pile
        ),
        actors=fill(
            actor_ids,
            lambda i: st.builds(
                Actor,
                st.just(i),
                names,
                literal(nouns.ActorKind),
                _some(names),
                _some(a_role),
                spans,
                basis,
            ),
        ),
        tracks=fill(track_ids, lambda i: st.builds(Track, st.just(i), names, _some(names))),
        meetings=fill(
            meeting_ids,
            lambda i: st.builds(
                Meeting,
                st.just(i),
                interval,
                st.builds(Place, text, text, text),
                any_of(track_ids),
                _maybe(st.integers(1, 99)),
                any_of(actor_ids),
                literal(nouns.Status),
                _some(a_seat) if actor_ids else st.just(()),
                _some(span),
                _some(span),
                spans,
                basis,
                any_of(meeting_ids),
            ),
        ),
        statements=fill(
            statement_ids,
            lambda i: st.builds(
                Statement,
                st.just(i),
                spans,
                _maybe(span),
                some_of(actor_ids),
                any_of(actor_ids),
                _maybe(span),
                literal(nouns.StatementKind),
                _maybe(span),
                literal(nouns.Polarity),
                interval,
                any_of(meeting_ids),
                some_of(statement_ids),
                any_of(statement_ids),
            ),
        ),
        positions=fill(
            ids("p"),
            lambda i: st.builds(
                Position,
                st.just(i),
                any_of(actor_ids),
                words,
                literal(nouns.StanceKind),
                span,
                text,
                _maybe(st.builds(Requirement, span, any_of(actor_ids))),
                interval,
                any_of(statement_ids),
                any_of(meeting_ids),
            ),
        ),
        claims=fill(
            claim_ids,
            lambda i: st.builds(
                Claim,
                st.just(i),
                words,
                words,
                words,
                span,
                text,
                literal(nouns.Qualifier),
                text,
            ),
        ),
        disagreements=fill(
            ids("x"),
            lambda i: st.builds(
                Disagreement,
                st.just(i),
                words,
                words,
                literal(nouns.Verdict),
                _some(a_side, 1),
                basis,
            ),
        ),
    )
