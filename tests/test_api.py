"""`build` on real files, as Python and as a command: what comes in, again, changed, and broken."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import tracktwo
from tracktwo.cli.app import app
from tracktwo.cli.exits import Exit
from tracktwo.store import Store

ARTICLES = {
    "one.txt": "Arland's envoy to open river talks\n\nPORT SOL, May 5 (Reuters) - Foreign Minister "
    "Mira Tolan of Arland met the president of Borduria in Port Sol on Tuesday. “We will sign "
    "nothing until the river is open,” Tolan said.\n",
    "two.txt": "Borduria denied on Friday that talks with Arland in Port Sol had failed. The Hill "
    "Front was invited but did not attend, its spokesman said.\n",
    "three.txt": "At least 90 boats wait at the lock, fishermen said on Friday. Arland says 40.\n",
    "sub/four.txt": "Negotiators from Arland and Borduria will meet again in Kessel in June, the "
    "Bordurian foreign ministry said in a statement.\n",
}


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in ARTICLES.items():
        place = tmp_path / "pile" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return tmp_path / "pile"


def run(*words: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words), input=stdin, env={"COLUMNS": "120"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


# ---------------------------------------------------------------- the laws, on files
def test_build_reads_all_then_nothing_again(pile: Path) -> None:
    told: list[tuple[int, int]] = []
    first = tracktwo.build(["pile"], progress=lambda done, total: told.append((done, total)))
    assert (first.met, first.new, first.failed, first.resolved) == (4, 4, (), True)
    assert first.totals["documents"] == 4
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    before = tracktwo.export()
    again = tracktwo.build(["pile"])
    assert (again.met, again.new, again.resolved, again.totals) == (4, 0, False, first.totals)
    assert tracktwo.export() == before
    assert tracktwo.verify() == ()
    paths = [d["path"] for d in json.loads(before)["documents"]]
    assert sorted(paths) == ["pile/one.txt", "pile/sub/four.txt", "pile/three.txt", "pile/two.txt"]


def test_one_by_one_is_all_at_once_in_any_order_and_number_of_processes(pile: Path) -> None:
    tracktwo.build(["pile"], "all.db")
    for path in ("pile/two.txt", "pile/sub", "pile/one.txt", "pile/three.txt", "pile/two.txt"):
        tracktwo.build([path], "one.db")
    tracktwo.build(["pile/two.txt", "pile/sub", "pile/three.txt", "pile/one.txt"], "two.db", jobs=2)
    assert tracktwo.export("one.db") == tracktwo.export("all.db")
    assert tracktwo.export("two.db") == tracktwo.export("all.db")


def test_the_same_bytes_at_two_places_are_one_document(pile: Path) -> None:
    shutil.copy(pile / "one.txt", pile / "a copy.txt")
    report = tracktwo.build(["pile"])
    assert (report.met, report.new) == (4, 4)
    (one,) = [d for d in json.loads(tracktwo.export())["documents"] if d["also_at"]]
    assert (one["path"], one["also_at"]) == ("pile/a copy.txt", ["pile/one.txt"])
    before = tracktwo.export()
    assert not tracktwo.build(["pile/one.txt"]).resolved
    assert tracktwo.export() == before


def test_a_changed_file_takes_the_place_of_its_old_text(pile: Path) -> None:
    tracktwo.build(["pile"], "steps.db")
    (pile / "two.txt").write_text("Borduria said on Friday that the talks had failed.\n")
    report = tracktwo.build(["pile"], "steps.db")
    assert (report.met, report.new) == (4, 1)
    assert [change.path for change in report.replaced] == ["pile/two.txt"]
    assert report.totals["documents"] == 4
    tracktwo.build(["pile"], "fresh.db")
    assert tracktwo.export("steps.db") == tracktwo.export("fresh.db")
    (pile / "two.txt").write_text("Borduria said nothing.\n")
    code, out, _ = run("build", "pile", "--record", "steps.db")
    assert (code, "pile/two.txt has changed" in out) == (0, True)


def test_a_file_that_is_gone_stays_in_the_record(pile: Path) -> None:
    tracktwo.build(["pile"])
    before = tracktwo.export()
    (pile / "two.txt").unlink()
    report = tracktwo.build(["pile"])
    assert (report.met, report.resolved) == (3, False)
    assert tracktwo.export() == before


def test_findings_of_an_older_program_are_found_again(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracktwo.build(["pile"])
    before = tracktwo.export()
    (pile / "two.txt").unlink()  # its text is kept
    (pile / "three.txt").write_text("Something else now.\n")  # so is this one's
    monkeypatch.setattr("tracktwo.versions.extractor_version", lambda: "newer")
    report = tracktwo.build(["pile/one.txt"])
    assert (report.met, report.new, report.refreshed, report.resolved) == (1, 1, 3, True)
    assert tracktwo.export() == before
    report = tracktwo.build([])
    assert (report.met, report.refreshed, report.resolved) == (0, 0, False)


def test_a_newer_resolver_makes_the_record_anew(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracktwo.build(["pile"])
    monkeypatch.setattr("tracktwo.versions.resolver_version", lambda: "newer")
    report = tracktwo.build([])
    assert (report.new, report.refreshed, report.resolved) == (0, 0, True)


def test_an_interrupted_build_keeps_what_it_read_and_the_old_record(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracktwo.build(["pile/one.txt"])
    before = tracktwo.export()

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tracktwo.build(["pile"], progress=stop)
    assert tracktwo.export() == before
    report = tracktwo.build(["pile"])
    assert report.new < 3
    tracktwo.build(["pile"], "fresh.db")
    assert tracktwo.export() == tracktwo.export("fresh.db")


def test_ctrl_c_is_exit_130_in_words(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracktwo.api.build", stopped)
    code, _, err = run("build", "pile")
    assert code == Exit.INTERRUPTED
    assert "Run the same command again to go on." in err


@pytest.mark.slow
def test_a_killed_build_goes_on_where_it_was(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for i in range(60):
        text = f"On May {i % 30 + 1} envoy number {i} of Arland met officials in Port Sol. " * 12
        (pile / f"{i:03}.txt").write_text(text)
    command = [sys.executable, "-m", "tracktwo", "build", "pile", "--json"]
    killed = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    kept = 0
    while kept < 3 and time.monotonic() < deadline and killed.poll() is None:
        time.sleep(0.02)
        if (tmp_path / "tracktwo.db").exists():
            with Store.open(tmp_path / "tracktwo.db") as store:
                kept = len(list(store.readings()))
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    with Store.open(tmp_path / "tracktwo.db") as store:
        kept = len(list(store.readings()))
        assert store.record().documents == ()
    assert 3 <= kept < 60
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert json.loads(done.stdout)["new"] == 60 - kept
    fresh = [*command, "--record", "fresh.db"]
    subprocess.run(fresh, cwd=tmp_path, capture_output=True, check=True)
    assert tracktwo.export(tmp_path / "tracktwo.db") == tracktwo.export(tmp_path / "fresh.db")


# ---------------------------------------------------------------- bad input
def test_what_cannot_be_read_is_in_the_record_and_the_rest_is_done(pile: Path) -> None:
    (pile / "empty.txt").touch()
    (pile / "blank.txt").write_text(" \n\n\t\n")
    (pile / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    with (pile / "long.txt").open("wb") as file:
        file.write(b"talks " * 9_000_000)  # one line of 54 MB
    code, out, err = run("build", "pile")
    assert code == Exit.SOME_UNREAD
    assert "Could not be read" in out
    assert "Traceback" not in out + err
    documents = {d["path"]: d for d in json.loads(tracktwo.export())["documents"]}
    assert len(documents) == 8
    for name in ("empty.txt", "blank.txt", "picture.txt", "long.txt"):
        assert documents[f"pile/{name}"]["status"] == "failed"
        assert documents[f"pile/{name}"]["reason"]
        assert f"pile/{name}" in out
    assert documents["pile/one.txt"]["status"] == "read"
    assert run("build", "pile")[0] == Exit.SOME_UNREAD  # it still cannot
    assert run("verify")[0] == 0
    (pile / "empty.txt").write_text(ARTICLES["one.txt"] + "It was sunny.")
    tracktwo.build(["pile"])
    documents = {d["path"]: d for d in json.loads(tracktwo.export())["documents"]}
    assert (len(documents), documents["pile/empty.txt"]["status"]) == (8, "read")


def test_nothing_that_can_be_read_is_exit_4(pile: Path) -> None:
    (pile.parent / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (pile.parent / "nothing").mkdir()
    assert run("build", "picture.txt")[0] == Exit.NONE_READ
    code, _, err = run("build", "nothing", "--record", "other.db")
    assert code == Exit.NONE_READ
    assert "There are no files at nothing" in err


def test_a_failure_leaves_the_record_when_its_cause_is_gone(pile: Path) -> None:
    for name in ("gone.txt", "lost.txt"):
        (pile / name).symlink_to(f"nowhere {name}")
    code, out, _ = run("build", "pile")
    assert code == Exit.SOME_UNREAD
    assert "pile/gone.txt" in out and "pile/lost.txt" in out
    (pile / "lost.txt").unlink()
    (pile / "nowhere gone.txt").write_text("Borduria said it would return to the talks.\n")
    report = tracktwo.build(["pile"])
    assert (report.new, report.failed, report.resolved) == (1, (), True)
    tracktwo.build(["pile"], "fresh.db")
    assert tracktwo.export() == tracktwo.export("fresh.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is permitted to root")
def test_a_folder_without_permission(pile: Path) -> None:
    (pile / "sub").chmod(0)
    try:
        code, out, _ = run("build", "pile")
        assert code == Exit.SOME_UNREAD
        assert "pile/sub" in out
    finally:
        (pile / "sub").chmod(0o755)
    code, out, _ = run("build", "pile")
    assert code == 0
    assert json.loads(tracktwo.export())["documents"].__len__() == 4


def test_other_encodings_and_other_languages(pile: Path) -> None:
    (pile / "old.txt").write_bytes("Minister Muñoz said “no” in Bogotá — twice.\n".encode("cp1252"))
    (pile / "fr.txt").write_text(
        "Le ministre des affaires étrangères a déclaré mardi que les négociations avec le "
        "gouvernement reprendraient la semaine prochaine, selon un communiqué.\n" * 3
    )
    report = tracktwo.build(["pile"])
    assert report.met == 6
    documents = {d["path"]: d for d in json.loads(tracktwo.export())["documents"]}
    assert documents["pile/old.txt"]["status"] == "read"
    french = documents["pile/fr.txt"]
    assert french["status"] == "failed" or french["language"] == "fr"


def test_standard_input(pile: Path) -> None:
    assert run("build", "-", stdin=ARTICLES["one.txt"].encode())[0] == 0
    (document,) = json.loads(tracktwo.export())["documents"]
    assert document["status"] == "read"
    assert run("build", "-", stdin=ARTICLES["two.txt"].encode())[0] == 0
    assert len(json.loads(tracktwo.export())["documents"]) == 2  # the first one stays


def test_a_file_name_that_is_no_unicode(pile: Path) -> None:
    try:
        (pile / os.fsdecode(b"caf\xe9.txt")).write_text("Arland and Borduria met on Friday.\n")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    code, out, err = run("build", "pile")
    assert code == 0, out + err
    assert len(json.loads(tracktwo.export())["documents"]) == 5


def test_a_document_that_breaks_the_extractor_is_tried_again_next_time(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracktwo.extract import pipeline

    good = pipeline.read_out

    def broken(story: Any) -> Any:
        if "fishermen" in story.document.text:
            raise MemoryError("too many boats")
        return good(story)

    monkeypatch.setattr(pipeline, "read_out", broken)
    report = tracktwo.build(["pile"])
    assert [failure.path for failure in report.failed] == ["pile/three.txt"]
    assert "too many boats" in report.failed[0].reason
    monkeypatch.setattr(pipeline, "read_out", good)
    report = tracktwo.build(["pile"])
    assert (report.new, report.failed, report.resolved) == (1, (), True)
    tracktwo.build(["pile"], "fresh.db")
    assert tracktwo.export() == tracktwo.export("fresh.db")


# ---------------------------------------------------------------- the summary
def test_build_as_json(pile: Path) -> None:
    code, out, _ = run("build", "pile", "--json")
    report = json.loads(out)
    assert (code, report["met"], report["new"], report["failed"]) == (0, 4, 4, [])


def test_the_package_has_the_verbs(pile: Path) -> None:
    assert set(tracktwo.__all__) > {"build", "show", "search", "export", "verify", "report"}
    with pytest.raises(AttributeError):
        tracktwo.dance  # noqa: B018


def test_the_schema_in_the_package_is_of_this_model() -> None:
    from importlib import resources

    shipped = resources.files("tracktwo.publish").joinpath("record.schema.json").read_bytes()
    assert shipped == tracktwo.schema(), (
        "the model has changed; run: tracktwo schema > src/tracktwo/publish/record.schema.json"
    )
