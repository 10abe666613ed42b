"""The commands as a user meets them, on a record that was written by hand."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer.main
from made_up import RIVER, a_record, findings
from rich.console import Console
from typer.testing import CliRunner

from tracktwo.api import BuildReport
from tracktwo.cli.app import app
from tracktwo.cli.exits import MEANINGS, Exit
from tracktwo.cli.words import summary
from tracktwo.model import Span
from tracktwo.store import KINDS, Listed, Store

DOCS = Path(__file__).parent.parent / "docs"
COMMAND = typer.main.get_command(app)
VERBS: dict[str, Any] = {
    f"{name} {below}".strip(): command
    for name, verb in COMMAND.commands.items()  # type: ignore[attr-defined]
    for below, command in getattr(verb, "commands", {"": verb}).items()
}
"""`show` -> its command; `judge wrong` -> the one below."""
jsonschema = pytest.importorskip("jsonschema")


def run(*words: str, stdin: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words), input=stdin, env={"COLUMNS": "120"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with Store.open("tracktwo.db") as store:
        for d in a_record().documents:
            store.add(d, findings(d), "1")
        store.write(a_record())
    return tmp_path


# ---------------------------------------------------------------- help and docs
@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_command_explains_itself_with_an_example(verb: str) -> None:
    code, out, _ = run(*verb.split(), "--help")
    assert code == 0
    assert "Example:" in out
    assert f"tracktwo {verb}" in out


def test_the_help_names_every_exit_code() -> None:
    code, out, _ = run("--help")
    assert code == 0
    for number, meaning in MEANINGS.items():
        assert re.search(rf"^ *{number.value} +{re.escape(meaning)}", out, re.MULTILINE)


def test_every_command_option_and_exit_code_is_in_the_docs() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    for verb, command in VERBS.items():
        for parameter in command.params:
            for name in (*parameter.opts, *parameter.secondary_opts):
                shown = name if name.startswith("-") else (parameter.metavar or parameter.name)
                section = sections[verb.split()[0]]
                assert f"`{shown}" in section or f"{shown.upper()}" in section, (
                    f"docs/cli.md does not tell of {shown} of {verb}"
                )
    for option in ("--version", "--help"):
        assert option in text
    for number in Exit:
        assert re.search(rf"^\| {number.value} \|", text, re.MULTILINE)


def test_every_kind_that_can_be_shown_is_in_the_docs() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert all(f"`{kind}`" in text for kind in KINDS)


def test_every_view_is_in_the_docs_and_every_query_there_runs(pile: Path) -> None:
    text = (DOCS / "store.md").read_text(encoding="utf-8")
    tool = sqlite3.connect(pile / "tracktwo.db")
    for kind, name in tool.execute("SELECT type, name FROM sqlite_master").fetchall():
        internal = "words_" in name or name.startswith("sqlite_")
        if kind in ("table", "view") and not internal:
            assert f"`{name}`" in text, f"docs/store.md does not tell of {name}"
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(queries) > 5
    for query in queries:
        tool.execute(query).fetchall()
    tool.close()


def test_version_and_no_words_at_all() -> None:
    assert re.fullmatch(r"tracktwo \d+\.\d+\.\d+\n", run("--version")[1])
    assert "Usage" in "".join(run()[1:])


# ---------------------------------------------------------------- show
def test_show_tells_who_was_there_who_was_not_and_where_it_stands(pile: Path) -> None:
    code, out, _ = run("show", "meetings")
    assert code == 0
    assert "2031-05-05/2031-05-06 · Port Sol, Solonia · Port Sol process · round 2 · held" in out
    assert re.search(r"there +Arland; Borduria", out)
    assert re.search(r"not there +Hill Front \(absent\)", out)
    assert "pile/river.txt:0-45  Envoys of Arland and Borduria met in Port Sol" in out
    assert "and 1 more" in out


def test_show_puts_the_sides_of_a_disagreement_under_each_other(pile: Path) -> None:
    _, out, _ = run("show", "disagreements")
    assert re.search(r"side 1 +40 \(1 independent source\)\s+pile/river.txt:\d+-\d+ +40 boats", out)
    assert re.search(r"side 2 +at least 90 \(2 independent sources\)\s+pile/lock.txt", out)


@pytest.mark.parametrize("kind", KINDS)
def test_show_as_json(pile: Path, kind: str) -> None:
    code, out, _ = run("show", kind, "--json")
    rows = json.loads(out)
    texts = {d.id: d.text for d in a_record().documents}
    assert code == 0
    assert [row["id"] for row in rows]
    for row in rows:
        for seen in row["witnesses"]:
            assert texts[seen["document"]][seen["start"] : seen["end"]] == seen["text"]
        assert kind == "documents" or row["fact"]["id"] == row["id"]


def test_the_summary_is_short_enough_for_a_narrow_screen() -> None:
    peace = "Regional Organisation for Peace and Rivers"
    people = [f"Mira Tolan{'abcdefgh'[i]}" for i in range(8)] + ["Ana Orsk", "Iva Orsk"]
    known: list[tuple[str, str, str | None]] = [
        (peace, "international", "ROPR; the organisation"),
        *((name, "person", None) for name in people),
    ]
    actors = [
        Listed(name, {"name": name, "kind": kind, "aliases": aliases, "statements": 0}, (), None)
        for name, kind, aliases in known
    ]
    meeting: dict[str, Any] = {
        "date": "2031-05-05/2031-05-06",
        "place": "Port Sol, Solonia",
        "track": "Port Sol process",
        "round": 2,
        "status": "held",
        "attended": "; ".join([peace, *people[:8]]),
        "invited": None,
        "not_there": "Ana Orsk (absent); Mira Tolanh (declined)",
    }
    totals: dict[str, int] = dict.fromkeys(KINDS, 0)
    report = BuildReport("r.db", 0, 0, 0, (), (), 0, True, totals, 0.1)
    console = Console(width=96)
    with console.capture() as captured:
        console.print(summary(report, [Listed("m1", meeting, (), None)], actors, []))
    told = " ".join(captured.get().split())
    assert "2031-05-05/2031-05-06" in told
    assert "Port Sol · Port Sol" in told
    assert "ROPR;" in told and "Regional" not in told
    assert "+3" in told and "Mira" not in told
    assert "Ana Orsk" in told and "Tolanh" in told and "(declined)" in told
    assert len(captured.get().splitlines()) <= 9


def test_filters_reach_the_store(pile: Path) -> None:
    def ids(*words: str) -> list[str]:
        return [row["id"] for row in json.loads(run("show", *words, "--json")[1])]

    assert ids("statements", "--actor", "mira") == ["s1"]
    assert ids("statements", "--document", "lock.txt") == ["s2"]
    assert ids(
        "meetings", "--track", "port sol process", "--since", "2031", "--until", "2031-05"
    ) == ["m1"]
    assert ids("meetings", "--since", "2031-06") == []
    assert ids("meetings", "--until", "2030") == []


def test_nothing_to_show_is_said_on_stderr(pile: Path) -> None:
    code, out, err = run("show", "positions", "--actor", "Mira Tolann")
    assert (code, out) == (0, "")
    assert "No actor is called 'Mira Tolann'. Close to it: Mira Tolan" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "dreams"], "'dreams'"),
        (["show", "meetings", "--since", "May"], "'May' is not a day; write 2021"),
        (["show", "meetings", "--since", "2021-13"], "is not a day"),
        (["build", "nowhere.txt"], "does not exist"),
        (["build"], "at least one PATH"),
        (["build", ".", "--jobs", "0"], "--jobs"),
        (["export"], "FILE"),
        (["dance"], "dance"),
    ],
)
def test_what_is_not_understood_is_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*words)
    assert code == Exit.USAGE
    assert said in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_terminal_signs_in_an_article_do_not_reach_the_terminal(pile: Path) -> None:
    record = a_record()
    evil = msgspec.structs.replace(
        record.actors[0], name="\x1b[31mRed\x07 [bold]Arland[/bold]\u202e"
    )
    with Store.open("tracktwo.db") as store:
        store.write(msgspec.structs.replace(record, actors=(evil, *record.actors[1:])))
    _, out, _ = run("show", "actors")
    assert "[31mRed [bold]Arland[/bold]" in out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


# ---------------------------------------------------------------- search
def test_search(pile: Path) -> None:
    code, out, _ = run("search", "sign", "nothing")
    assert code == 0
    assert "Mira Tolan  statement s1" in out
    assert "pile/river.txt:" in out
    hits = json.loads(run("search", '"sign nothing"', "--json", "--limit", "1")[1])
    assert [hit["kind"] for hit in hits] == ["statement", "document"]
    code, out, err = run("search", "dragons")
    assert (code, out) == (0, "")
    assert "do not stand in tracktwo.db" in err


# ---------------------------------------------------------------- export, schema, report
def test_export_is_the_guides_json_and_fits_the_schema(pile: Path) -> None:
    code, out, err = run("export", "record.json")
    assert (code, out) == (0, "")
    assert "Wrote record.json" in err
    raw = (pile / "record.json").read_bytes()
    record = json.loads(raw)
    jsonschema.validate(
        record, json.loads(run("schema")[1]), format_checker=jsonschema.FormatChecker()
    )
    assert run("export", "-")[1].encode() == raw
    river, lock = sorted(record["documents"], key=lambda d: -d["path"].count("river"))
    assert "text" not in river and "blocks" not in river
    assert river["published"] == {
        "earliest": "2031-05-06",
        "latest": "2031-05-07",
        "basis": ["dateline"],
    }
    assert (river["title"], lock["title"]) == (None, "Subscribe now!")
    assert lock["furniture"][0]["text"] == "Subscribe now!"
    (meeting,) = record["meetings"]
    assert meeting["date"] == {"earliest": "2031-05-05", "latest": "2031-05-06"}
    assert meeting["place"] == {"city": "Port Sol", "country": "Solonia", "venue": None}
    assert meeting["participants"][2]["attendance"] == "absent"
    assert meeting["participants"][2]["represents"] is None
    role = record["actors"][3]["roles"][0]
    assert (role["title"], role["of"], role["from"], role["to"]) == (
        "head of delegation", "a1", None, None,
    )  # fmt: skip
    assert record["positions"][0]["condition"]["of"] == "a2"


def test_a_file_that_cannot_be_written(pile: Path) -> None:
    code, _, err = run("export", "no/such/folder/record.json")
    assert code == Exit.USAGE
    assert "cannot be written" in err
    assert run("report", ".")[0] == Exit.USAGE


def test_the_dossier_is_one_page(pile: Path) -> None:
    code, _, err = run("report", "dossier.html")
    assert (code, "Wrote dossier.html" in err) == (0, True)
    page = (pile / "dossier.html").read_text(encoding="utf-8")
    assert "Mira Tolan" in page
    assert "Port Sol" in page


# ---------------------------------------------------------------- verify
def test_verify(pile: Path) -> None:
    code, out, _ = run("verify")
    assert (code, out) == (0, "Every span in tracktwo.db is true.\n")
    record = a_record()
    river = next(d for d in record.documents if d.text == RIVER)
    lie = Span(river.id, 0, 6, "Nobody")
    claim = msgspec.structs.replace(record.claims[0], span=lie)
    with Store.open("tracktwo.db") as store:
        store.write(msgspec.structs.replace(record, claims=(claim, record.claims[1])))
    code, out, _ = run("verify")
    assert code == Exit.UNTRUE
    assert re.search(r"claims c1 .*Nobody .*the text there is 'Envoys'", out)
    code, out, _ = run("verify", "--json")
    assert code == Exit.UNTRUE
    assert json.loads(out)[0]["span"]["text"] == "Nobody"


# ---------------------------------------------------------------- a store that cannot be used
@pytest.mark.parametrize(
    "words",
    [["show", "meetings"], ["search", "x"], ["export", "x.json"], ["report", "x.html"], ["verify"]],
)
def test_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)
    assert (code, out) == (Exit.STORE, "")
    assert "There is no record at tracktwo.db. Make one with: tracktwo build PATH" in err
    assert not list(tmp_path.iterdir())


def test_something_else_than_a_record(tmp_path: Path) -> None:
    (tmp_path / "diary.db").write_text("Dear diary")
    for words in (["verify"], ["build", str(tmp_path / "diary.db")]):
        code, _, err = run(*words, "--record", str(tmp_path / "diary.db"))
        assert code == Exit.STORE
        assert "is not a tracktwo record" in err
    assert (tmp_path / "diary.db").read_text() == "Dear diary"


def test_a_fault_of_the_program_is_no_traceback(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("tracktwo.api.verify", broken)
    code, _, err = run("verify")
    assert code == Exit.FAULT
    assert "a fault in tracktwo" in err
    assert "ZeroDivisionError: oh" in err
    assert "Traceback" not in err
    monkeypatch.setenv("TRACKTWO_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(app, ["verify"], catch_exceptions=False)
