"""What people decide: it holds through every build, says who, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import tracktwo
from tracktwo import judge
from tracktwo.cli.app import app
from tracktwo.extract.pipeline import extract
from tracktwo.judge import JudgingError
from tracktwo.model import Judgement, Meeting, Record, Ref, Span, Subject
from tracktwo.model.judgement import Decision, FactKind, words_of
from tracktwo.publish.record_json import record_json
from tracktwo.read import read_bytes, read_file
from tracktwo.resolve import Reading, resolve
from tracktwo.store import Store

SAMPLE = sorted((Path(__file__).parent.parent / "examples" / "articles").glob("*.txt"))
ONE = (
    "GENEVA, May 4, 2021 (AFP) - Envoys of Norway and Chile met in Geneva on Tuesday for talks.\n\n"
    "Rosa Pinto, Chile's foreign minister, said the talks had been useful. The blast at the "
    "port killed 40 people, the army said. Chile will not sign unless Norway opens the port.\n"
)
TWO = (
    "OSLO, May 6, 2021 (Reuters) - Norway's envoys met Chile's in Geneva on Tuesday, 4 May.\n\n"
    "R. Pinto, the Chilean minister, called the talks useful. The blast at the port killed 90 "
    "people, doctors said.\n"
)
THREE = (
    "LIMA, June 20, 2021 (EFE) - Peru hosted envoys of Norway and Chile in Lima on June 19.\n\n"
    "Norway demanded an open port.\n"
)

few = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@lru_cache(maxsize=1)
def sample() -> tuple[tuple[Reading, ...], Record]:
    """The sample pile, read out once, and its record as the program has it."""
    documents = [read_file(path) for path in SAMPLE]
    readings = tuple(map(Reading, documents, extract(documents)))
    return readings, resolve(readings)


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A record of two articles on one meeting."""
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    tracktwo.build([tmp_path / "one.txt", tmp_path / "two.txt"], tmp_path / "pile.db")
    return tmp_path / "pile.db"


def record_of(pile: Path) -> Record:
    with Store.open(pile) as store:
        return store.record()


def held(record: Record) -> Meeting:
    (meeting,) = record.meetings
    return meeting


def ref(kind: FactKind, fact: Any) -> Ref:
    return Ref(kind, fact.id, words_of(fact))


def decided(kind: Decision, subject: Subject, value: Any = None) -> Judgement:
    return Judgement(1, "2031-05-06T10:00:00+00:00", "Ada", kind, subject, value)


# ------------------------------------------------------------------ laws
@few
@given(st.data())
def test_a_judged_record_is_whole_and_does_not_depend_on_the_order(data: st.DataObject) -> None:
    readings, record = sample()
    kinds: tuple[FactKind, ...] = (
        "meetings", "statements", "positions", "claims", "disagreements",
    )  # fmt: skip
    kind = data.draw(st.sampled_from([k for k in kinds if getattr(record, k)]))
    judgements = [
        decided("wrong", Subject(ref(kind, data.draw(st.sampled_from(getattr(record, kind)))))),
        *_bond(data, record, "meetings"),
        *_bond(data, record, "actors"),
    ]
    found = resolve(readings, judgements)
    assert judgements[0].subject.fact.id not in {f.id for f in getattr(found, kind)}
    assert record_json(found) == record_json(resolve(readings[::-1], judgements))
    with Store.open(":memory:") as store:
        store.write(found)  # nothing points at what is not there
        assert store.verify() == ()


def _bond(data: st.DataObject, record: Record, kind: FactKind) -> list[Judgement]:
    """Two facts that are one, or one that is two."""
    facts = getattr(record, kind)
    one, other = data.draw(st.lists(st.sampled_from(facts), min_size=2, max_size=2, unique=True))
    if data.draw(st.booleans()) or len(one.spans) < 2:
        return [decided("same", Subject(ref(kind, one), ref(kind, other)))]
    cut = data.draw(st.integers(1, len(one.spans) - 1))
    here, there = Ref(kind, one.id, one.spans[:cut]), Ref(kind, one.id, one.spans[cut:])
    return [decided("apart", Subject(here, there))]


def test_without_a_judgement_or_with_all_taken_back_the_record_is_the_program_s(pile: Path) -> None:
    before = tracktwo.export(pile)
    meeting = held(record_of(pile))
    made = [
        judge.wrong(meeting.id, record=pile, by="Ada"),
        judge.same("Norway", "Chile", record=pile, by="Ada"),
        judge.correct("one.txt", "published", "2021-05-09", record=pile, by="Ada"),
    ]
    assert tracktwo.export(pile) != before
    for judgement in made:
        judge.undo(judgement.id, record=pile, by="Ben")
    assert tracktwo.export(pile) == before
    assert [j.undone_by for j in judge.judgements(pile)] == ["Ben"] * 3


# ------------------------------------------------------------------ each verb
def test_what_is_wrong_is_gone_and_stays_so_when_the_pile_grows(pile: Path) -> None:
    meeting = held(record_of(pile))
    judge.wrong(meeting.id, record=pile, by="Ada", note="a reception")
    assert record_of(pile).meetings == ()
    (pile.parent / "three.txt").write_text(THREE, encoding="utf-8")
    tracktwo.build([pile.parent], pile)
    (other,) = record_of(pile).meetings
    assert other.place.city == "Lima"
    assert all(s.meeting is None for s in record_of(pile).statements)


def test_a_seat_is_taken_off_or_corrected(pile: Path) -> None:
    meeting = held(record_of(pile))
    judge.correct(meeting.id, "attendance", "absent", actor="Chile", record=pile, by="Ada")
    record = record_of(pile)
    chile = next(a.id for a in record.actors if a.name == "Chile")
    assert {p.attendance for p in held(record).participants if p.actor == chile} == {"absent"}
    assert "Ada corrected the attendance of Chile" in held(record).basis[-1]
    judge.wrong(meeting.id, actor=chile, record=pile, by="Ada")
    assert chile not in {p.actor for p in held(record_of(pile)).participants}


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        (
            "date",
            "2021-05-03..2021-05-05",
            lambda m: m.date.told("?") == "2021-05-03 to 2021-05-05",
        ),
        ("date", "2021-05-05", lambda m: m.date.exact),
        ("date", "2021-05-05..", lambda m: m.date.latest is None),
        ("status", "cancelled", lambda m: m.status == "cancelled"),
        ("city", "Bern", lambda m: m.place.city == "Bern"),
        ("city", "", lambda m: m.place.city is None),
        ("round", "2", lambda m: m.round == 2),
    ],
)
def test_fields_of_a_meeting_are_corrected(
    pile: Path, field: str, value: str, found: Callable[[Meeting], bool]
) -> None:
    judge.correct(held(record_of(pile)).id, field, value, record=pile, by="Ada")
    assert found(held(record_of(pile)))


def test_a_speaker_is_corrected_to_an_actor(pile: Path) -> None:
    record = record_of(pile)
    statement = next(s for s in record.statements if "useful" in s.content[0].text)
    judge.correct(statement.id, "speaker", "Norway", record=pile, by="Ada")
    found = next(s for s in record_of(pile).statements if s.id == statement.id)
    assert found.speakers == (next(a.id for a in record.actors if a.name == "Norway"),)
    judge.correct(statement.id, "speaker", "", record=pile, by="Ada")
    assert next(s for s in record_of(pile).statements if s.id == statement.id).speakers == ()


def test_the_day_of_an_article_is_what_a_person_knows_it_to_be(pile: Path) -> None:
    judge.correct("two.txt", "published", "2022-05-06", record=pile, by="Ada", note="the archive")
    document = next(d for d in record_of(pile).documents if d.path and d.path.endswith("two.txt"))
    assert document.published and document.published.earliest == document.published.latest
    assert str(document.published.latest) == "2022-05-06"
    assert any("Ada dated it" in reason for reason in document.published.basis)


def test_two_actors_become_one_and_one_becomes_two(pile: Path) -> None:
    norway = next(a for a in record_of(pile).actors if a.name == "Norway")
    judge.same("Norway", "Chile", record=pile, by="Ada")
    names = {a.name for a in record_of(pile).actors}
    assert len({"Norway", "Chile"} & names) == 1
    judge.undo(1, record=pile, by="Ada")
    judge.apart(norway.id, "two.txt", record=pile, by="Ada")
    both = [a for a in record_of(pile).actors if "Norway" in a.name]
    assert len(both) == 2
    assert {len({s.document for s in a.spans}) for a in both} == {1}


def test_one_meeting_becomes_two_and_two_become_one(pile: Path) -> None:
    meeting = held(record_of(pile))
    judge.apart(meeting.id, "two.txt", record=pile, by="Ada", note="another day")
    one, other = record_of(pile).meetings
    assert {s.document for s in one.spans}.isdisjoint(s.document for s in other.spans)
    judge.undo(1, record=pile, by="Ada")
    (pile.parent / "three.txt").write_text(THREE, encoding="utf-8")
    tracktwo.build([pile.parent], pile)
    one, other = record_of(pile).meetings
    judge.same(one.id, other.id, record=pile, by="Ada")
    assert {s.document for s in held(record_of(pile)).spans} == {
        s.document for m in (one, other) for s in m.spans
    }


def test_a_disagreement_is_settled_and_both_sides_stay(pile: Path) -> None:
    (dispute,) = (d for d in record_of(pile).disagreements if d.verdict == "contradicts")
    right = dispute.sides[0].value
    judge.settle(dispute.id, right, record=pile, by="Ada", note="the army's list")
    (found,) = (d for d in record_of(pile).disagreements if d.verdict == "contradicts")
    assert (found.settled, found.sides) == (right, dispute.sides)
    assert "Ada settled it" in found.basis[-1] and "the army's list" in found.basis[-1]
    assert f"Settled: {right}" in tracktwo.report(pile).decode()
    judge.settle(dispute.id, "neither", record=pile, by="Ben")
    assert any(d.settled == "neither" for d in record_of(pile).disagreements)


def test_a_claim_that_is_wrong_takes_its_disagreement_with_it(pile: Path) -> None:
    (dispute,) = (d for d in record_of(pile).disagreements if d.verdict == "contradicts")
    judge.wrong(dispute.sides[0].claims[0], record=pile, by="Ada")
    assert not [d for d in record_of(pile).disagreements if d.verdict == "contradicts"]


def test_an_issue_is_renamed_for_all_its_positions_and_those_that_come(pile: Path) -> None:
    (issue,) = {p.issue for p in record_of(pile).positions if "port" in p.issue}
    judge.rename(issue, "access to the sea", record=pile, by="Ada")
    assert "access to the sea" in {p.issue for p in record_of(pile).positions}
    (pile.parent / "three.txt").write_text(THREE, encoding="utf-8")
    tracktwo.build([pile.parent], pile)
    found = [p for p in record_of(pile).positions if p.issue == "access to the sea"]
    assert len({p.span.document for p in found}) == 2


def test_what_cannot_be_found_again_is_passed_over() -> None:
    document = read_bytes(ONE.encode(), "one.txt")
    readings = [Reading(document, next(iter(extract([document]))))]
    gone = Ref("meetings", "m0", (Span("0" * 16, 0, 4, "none"),))
    for kind in get_args(Decision):
        judgement = decided(kind, Subject(gone, gone, field="city"), "x")
        assert resolve(readings, [judgement]) == resolve(readings)


# ------------------------------------------------------------------ as users meet it
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("wrong", "nothing"), "There is no meeting"),
        (("wrong", "m", "--actor", "Peru"), "There is no actor 'Peru'"),
        (("correct", "m", "colour", "red"), "has no field 'colour'; there are status, date"),
        (("correct", "m", "status", "red"), "It can be: held, planned"),
        (("correct", "m", "date", "soon"), "write 2021-10-20"),
        (("correct", "m", "date", "2021-13-01"), "The date cannot be '2021-13-01'"),
        (("correct", "m", "date", "2021-05-03..2021-05-01"), "ends before it begins"),
        (("correct", "m", "attendance", "x", "--actor", "Chile"), "It can be: attended"),
        (("same", "Norway", "Norway"), "one already"),
        (("apart", "Norway", "three.txt"), "parts nothing"),
        (("apart", "Norway", ""), "parts nothing"),
        (("correct", "m", "date", "2021-05-032021-05-04"), "are no days"),
        (("settle", "x", "many"), "choose one of"),
        (("rename", "the moon", "x"), "No position is on an issue"),
        (("undo", "7"), "There is no judgement 7"),
    ],
)
def test_mistakes_are_explained(pile: Path, words: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(app, ["judge", *words, "--record", str(pile)])
    assert result.exit_code == 2, result.output
    assert told in " ".join(result.output.split())
    assert judge.judgements(pile) == ()


def test_several_that_fit_are_listed(pile: Path) -> None:
    with pytest.raises(JudgingError, match="things fit 's'"):
        judge.wrong("s", record=pile, by="Ada")


def test_the_list_says_who_what_when_and_why(pile: Path) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(app, ["judge", *words, "--record", str(pile)])
        assert result.exit_code == 0, result.output
        return result.output

    assert "Nobody has judged" in run("list")
    run("correct", "m", "date", "2021-05-05", "--by", "Ada", "--note", "her diary")
    run("correct", "m", "attendance", "absent", "--actor", "Chile", "--by", "Ada")
    run("same", "Norway", "Chile", "--by", "Ben")
    run("apart", "Norway", "two.txt", "--by", "Ben")
    run("undo", "3", "--by", "Cid")
    told = " ".join(run("list").split())
    for words in (
        "date is",
        "2021-05-05",
        "her diary",
        "are one (taken back by Cid)",
        "attendance is",
    ):
        assert words in told
    listed = json.loads(run("list", "--json"))
    assert [j["made_by"] for j in listed] == ["Ada", "Ada", "Ben", "Ben"]
    assert json.loads(run("settle", "x", "neither", "--json"))["value"] == "neither"
