"""`tracktwo why` as a user meets it: on a made-up record, and on a pile that was read."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from made_up import a_record, findings
from typer.testing import CliRunner

import tracktwo
from tracktwo.cli.app import app
from tracktwo.cli.exits import Exit
from tracktwo.model import Interval, Meeting, Place, Record
from tracktwo.publish.why import WhichMeetingError, why
from tracktwo.store import Store


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words), env={"COLUMNS": "160"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def told() -> Record:
    """The made-up record with reasons, and a second meeting a year later."""
    record = a_record()
    first = msgspec.structs.replace(
        record.meetings[0],
        basis=(
            "told in 2 articles, 2 mentions",
            "merged: “river.txt” and “Subscribe now!” tell alike: 2 participants in common",
            "date: “Tuesday” in “river.txt” (written 2031-05-06 to 2031-05-07) is 2031-05-06",
            "place: “Envoys of Arland and Borduria met in Port Sol” in “river.txt”",
        ),
    )
    later = datetime.date(2032, 5, 5)
    second = Meeting(
        "m2", Interval(later, later), Place("Port Sol"), spans=record.meetings[0].spans[:1]
    )
    return msgspec.structs.replace(record, meetings=(first, second))


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with Store.open("tracktwo.db") as store:
        for document in told().documents:
            store.add(document, findings(document), "1")
        store.write(told())
    return tmp_path


def test_every_answer_has_its_reasons_and_the_words_that_decided(pile: Path) -> None:
    code, out, _ = run("why", "m1")
    lines = [line.strip() for line in out.splitlines()]
    assert code == 0
    assert "2031-05-05 to 2031-05-06 · Port Sol, Solonia · Port Sol process round 2 · held" in out
    when = lines.index("When  2031-05-05 to 2031-05-06")
    assert lines[when + 1].startswith("because “Tuesday” in “river.txt”")
    assert lines[when + 2] == "pile/river.txt:49-56  Tuesday"
    where = lines.index("Where  Port Sol, Solonia")
    assert lines[where + 2].startswith("pile/river.txt:0-45  Envoys of Arland")
    assert "Who  2 attended, 1 absent" in lines
    front = lines.index("Hill Front: absent")
    assert lines[front + 1].endswith("The Hill Front stayed away")
    assert "because “river.txt” and “Subscribe now!” tell alike: 2 participants in common" in lines
    assert "because told in 2 articles, 2 mentions" in lines
    assert "written 2031-05-06 to 2031-05-07" in lines
    assert any(
        "its talks with Arland" in line for line in lines[lines.index("title   Subscribe now!") :]
    )


def test_the_json_says_the_same_and_its_words_are_true(pile: Path) -> None:
    found = json.loads(run("why", "m1", "--json")[1])
    texts = {d.id: d.text for d in told().documents}
    assert found["date_because"][0]["words"]["text"] == "Tuesday"
    assert found["place_because"][0]["text"].startswith("“Envoys of Arland")
    seats = {seat["name"]: seat for seat in found["participants"]}
    assert seats["Hill Front"]["attendance"] == "absent"
    assert len(found["articles"]) == 2
    for words in every_words(found):
        assert texts[words["document"]][words["start"] : words["end"]] == words["text"]
    assert found == msgspec.json.decode(msgspec.json.encode(tracktwo.why("m1")))


def every_words(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        here = [value] if {"document", "start", "end", "text"} <= value.keys() else []
        return here + [w for v in value.values() for w in every_words(v)]
    return [w for v in value for w in every_words(v)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    "words", [["M1"], ["borduria", "2031-05"], ["its", "talks"], ["port sol process"], ["hill"]]
)
def test_a_meeting_is_found_by_id_or_by_words_of_its_own(pile: Path, words: list[str]) -> None:
    code, out, _ = run("why", *words)
    assert code == 0
    assert "m1" in out.splitlines()[0]


def test_words_that_several_meetings_hold_list_them(pile: Path) -> None:
    for words in (["m"], ["port", "sol"]):
        code, out, err = run("why", *words)
        assert (code, out) == (Exit.USAGE, "")
        assert "2 meetings fit" in err
        assert "  m1  2031-05-05 to 2031-05-06 · Port Sol, Solonia · “Envoys of" in err
        assert "  m2  2032-05-05 · Port Sol" in err


def test_a_meeting_that_nobody_knows_is_exit_2(pile: Path) -> None:
    for words in (["m9"], ["atlantis"], [" "]):
        code, out, err = run("why", *words)
        assert (code, out) == (Exit.USAGE, "")
        assert "tracktwo show meetings lists them all" in err
    with pytest.raises(WhichMeetingError):
        why(told(), "atlantis")


def test_why_answers_for_every_meeting_that_was_read(tmp_path: Path) -> None:
    for name, text in {
        "one.txt": "PORT SOL, 6 May 2014 (AFP) - The foreign ministers of Norway and Chile met in "
        "Quito on Tuesday. Peru was invited but did not attend the talks.\n\nThe talks in Quito "
        "between Norway and Chile lasted four hours.\n",
        "two.txt": "QUITO, 7 May 2014 (EFE) - Norway and Chile held talks in Quito on 6 May 2014, "
        "officials said. Peru stayed away from the talks.\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    record = tmp_path / "tracktwo.db"
    tracktwo.build([tmp_path / "one.txt", tmp_path / "two.txt"], record)
    with Store.open(record) as store:
        held = store.record()
    assert held.meetings
    for meeting in held.meetings:
        found = why(held, meeting.id)
        assert found.because
        assert not meeting.date.known or found.date_because
        assert not (meeting.place.city or meeting.place.country) or found.place_because
        assert all(seat.words for seat in found.participants)
        assert len(meeting.spans) == 1 or found.merged_because
        assert all(reason.words for reason in found.place_because)
        for reason in (*found.date_because, *found.place_because, *found.merged_because):
            assert "XXXX" not in reason.text
            assert not any(document.id in reason.text for document in held.documents)
