"""Reading many documents: the same whoever reads, and one bad document harms no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracktwo.engine import process
from tracktwo.engine.pool import in_pool
from tracktwo.engine.work import Reading, given_up, read_out
from tracktwo.model import Document, Findings
from tracktwo.read import document_id, read_bytes

TEXTS = {
    "one.txt": "The foreign ministers of Arland and Borduria met in Port Sol on Tuesday.",
    "two.txt": "“We will sign nothing,” said Mira Tolan, who leads the delegation of Arland.",
    "three.txt": "Borduria wants the talks to go on until the boats are released, it said.",
    "bad.txt": "%PDF-1.7",
    "four.txt": "The next round will be held in Kessel in June, both governments said.",
}


@pytest.fixture
def pile(tmp_path: Path) -> list[Path]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    return [tmp_path / name for name in TEXTS]


def made_up(*texts: str) -> list[Document]:
    return [read_bytes(text.encode(), f"{n}.txt") for n, text in enumerate(texts)]


# Work for other processes: they find it here by name.
def look(document: Document) -> Reading:
    return document, Findings(document=document.id)


def die_at_once(document: Document) -> Reading:
    if "KILL" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return look(document)


def die_in_company(document: Document) -> Reading:
    """Dies the first time only, as a process does when others have taken the memory."""
    mark = Path(os.environ["TRACKTWO_TEST_MARK"])
    if "KILL" in document.text and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return look(document)


def count_threads(document: Document) -> Reading:
    import numpy  # noqa: F401 - as reading out does
    from threadpoolctl import threadpool_info

    most = max(library["num_threads"] for library in threadpool_info())
    return given_up(document, f"{most} threads")


# ---------------------------------------------------------------- the same for any number of processes
@pytest.mark.slow
def test_one_process_keeps_the_order_and_several_give_the_same(pile: list[Path]) -> None:
    alone = list(process(pile))
    assert [Path(d.path or "").name for d, _ in alone] == list(TEXTS)
    assert all(f is not None and f.document == d.id for d, f in alone)
    assert [d.status for d, _ in alone].count("failed") == 1
    assert alone[0][1] is not None
    assert alone[0][1].sentences
    together = list(process(pile, jobs=2))
    assert sorted(together, key=lambda met: met[0].id) == sorted(alone, key=lambda met: met[0].id)


def test_what_else_is_in_the_pile_does_not_matter(pile: list[Path]) -> None:
    whole = {d.id: f for d, f in process(pile)}
    for path in pile:
        ((document, findings),) = process([path])
        assert findings == whole[document.id]
    assert {d.id: f for d, f in process(reversed(pile))} == whole


def test_bytes_files_and_documents_are_all_sources(pile: list[Path]) -> None:
    raw = TEXTS["one.txt"].encode()
    results = list(process([pile[0], ("one.txt", raw), read_bytes(raw), (None, raw)]))
    assert len({d.id for d, _ in results}) == 1
    assert len({f for _, f in results}) == 1
    assert [d.path for d, _ in results] == [pile[0].as_posix(), "one.txt", None, None]


def test_what_is_known_is_not_read_out(pile: list[Path]) -> None:
    known = document_id(TEXTS["two.txt"].encode())
    results = {d.id: f for d, f in process(pile, known=lambda own_id: own_id == known)}
    assert len(results) == len(TEXTS)
    assert [own_id for own_id, findings in results.items() if findings is None] == [known]


def test_sources_are_taken_as_they_are_needed() -> None:
    taken = []

    def endless() -> Iterator[tuple[str, bytes]]:
        while True:
            taken.append(1)
            yield f"{len(taken)}.txt", b"%PDF"

    results = process(endless())
    for _ in range(3):
        next(results)
    assert len(taken) == 3
    results = process(endless(), jobs=2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 10


def test_fewer_than_one_job_is_refused() -> None:
    with pytest.raises(ValueError, match="jobs"):
        list(process([], jobs=0))


def test_an_empty_pile_gives_nothing() -> None:
    assert list(process([])) == []


# ---------------------------------------------------------------- things go wrong
def test_a_document_that_breaks_extraction_is_failed_and_the_rest_done(
    pile: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import tracktwo.extract.pipeline as pipeline

    extract = pipeline.extract

    def breaks(documents: list[Document], nlp: object = None) -> Iterator[Findings]:
        if "sign nothing" in documents[0].text:
            raise IndexError("list index\nout of range")
        return extract(documents)

    monkeypatch.setattr(pipeline, "extract", breaks)
    results = {Path(d.path or "").name: d for d, _ in process(pile)}
    assert results["two.txt"].status == "failed"
    assert results["two.txt"].text == TEXTS["two.txt"]
    assert "IndexError: list index out of range" in (results["two.txt"].reason or "")
    assert [d.status for d in results.values()].count("read") == 3


def test_stopping_is_not_taken_for_a_bad_document(monkeypatch: pytest.MonkeyPatch) -> None:
    import tracktwo.extract.pipeline as pipeline

    def stopped(*_: object) -> Iterator[Findings]:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "extract", stopped)
    with pytest.raises(KeyboardInterrupt):
        read_out(read_bytes(b"Talks go on."))


def test_a_killed_process_costs_only_the_document_that_killed_it() -> None:
    documents = made_up(
        *(f"Talks, day {n}." for n in range(9)), "KILL one", "Talks end.", "KILL two"
    )
    results = {d.text: d for d, _ in in_pool(documents, 2, die_at_once)}
    assert len(results) == len(documents)
    failed = {text for text, d in results.items() if d.status == "failed"}
    assert failed == {"KILL one", "KILL two"}
    assert "was killed" in (results["KILL one"].reason or "")


def test_a_process_killed_once_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKTWO_TEST_MARK", str(tmp_path / "mark"))
    documents = made_up("Talks, day 1.", "KILL", "Talks, day 2.")
    results = list(in_pool(documents, 2, die_in_company))
    assert sorted(d.text for d, _ in results) == sorted(d.text for d in documents)
    assert all(d.status == "read" for d, _ in results)


def test_what_is_settled_passes_through_the_pool() -> None:
    first, second = made_up("Talks, day 1.", "Talks, day 2.")
    results = list(in_pool([(first, None), second], 2, look))
    assert results == [(first, None), look(second)]


def test_each_of_several_processes_uses_one_core() -> None:
    results = list(in_pool(made_up("Talks, day 1.", "Talks, day 2."), 2, count_threads))
    assert {d.reason for d, _ in results} == {"1 threads"}


def test_processes_go_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from tracktwo.engine.pool import in_pool\n"
        "from tracktwo.read import read_bytes\n"
        "from test_engine import slow\n"
        "if __name__ == '__main__':\n"
        "    for d, _ in in_pool([read_bytes(b'Talks.')] * 9, 2, slow): pass\n"
    )
    marks = tmp_path / "pids"
    marks.mkdir()
    env = os.environ | {"TRACKTWO_TEST_MARK": str(marks), "PYTHONPATH": str(Path(__file__).parent)}
    parent = subprocess.Popen([sys.executable, script], env=env)
    _until(lambda: len(list(marks.iterdir())) >= 2)
    parent.kill()
    parent.wait()
    workers = [int(mark.name) for mark in marks.iterdir()]
    _until(lambda: not any(_alive(pid) for pid in workers))


def slow(document: Document) -> Reading:
    Path(os.environ["TRACKTWO_TEST_MARK"], str(os.getpid())).touch()
    time.sleep(0.5)
    return look(document)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1][:3]


def _until(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)
