"""What cannot be read becomes a failed document that says what happened and what to do."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path

import pytest

from tracktwo.model import Document
from tracktwo.read import MAX_BYTES, find_files, read_bytes, read_file

STORY = (
    "The foreign ministers of Arland and Borduria met in Port Sol on Tuesday for talks on the "
    "river, both governments said. They will meet again."
)
FRENCH = (
    "Les ministres des affaires étrangères se sont rencontrés mardi dans la capitale pour une "
    "nouvelle série de pourparlers sur le partage des eaux du fleuve, ont annoncé les deux "
    "gouvernements dans un communiqué commun, et ils se reverront avant la fin du mois."
)
RUSSIAN = (
    "Министры иностранных дел встретились во вторник в столице, чтобы обсудить разделение вод "
    "реки, сообщили оба правительства в совместном заявлении после переговоров."
)


def failed(document: Document, *telling: str) -> None:
    assert document.status == "failed"
    assert document.text == ""
    assert document.blocks == ()
    reason = document.reason or ""
    for words in telling:
        assert words in reason
    assert len(reason) < 200


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n ", "\ufeff\u00a0\n".encode()])
def test_empty(raw: bytes) -> None:
    failed(read_bytes(raw), "empty", "copy the article")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "docx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"some words\x00\x01\x02 and more", "not text"),
        (b"<!DOCTYPE html><html><body>talks</body></html>", "markup"),
        (b"\n\n<html lang=en>", "markup"),
    ],
)
def test_not_text(raw: bytes, what: str) -> None:
    failed(read_bytes(raw), what, "save the article as plain text")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "utf-16"),
    ],
)
def test_not_english(text: str, encoding: str) -> None:
    failed(read_bytes(text.encode(encoding)), "not English")


def test_english_in_small_pieces_and_with_foreign_names_is_english() -> None:
    assert read_bytes(b"Talks fail.").status == "read"
    assert read_bytes((STORY + STORY).upper().encode()).language == "en"
    mixed = f"{STORY} “Министры встретились,” said the Bordurian side. {STORY}"
    assert read_bytes(mixed.encode()).language == "en"


def test_a_text_without_any_meeting_is_read() -> None:
    recipe = (
        b"Cut the onions and the carrots and put them in the pot with a little of the oil. Stir."
    )
    assert read_bytes(recipe).status == "read"


def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    place = tmp_path / "huge.txt"
    place.write_bytes(b"talks " * 8_500_000)
    began = time.monotonic()
    document = read_file(place)
    failed(document, "too long for one article (51.0 MB", "split it")
    assert time.monotonic() - began < 5
    assert document.id == hashlib.sha256(place.read_bytes()).hexdigest()[:16]
    failed(read_bytes(b"a" * (MAX_BYTES + 1)), "too long")


def test_a_long_line_under_the_limit_is_read_quickly() -> None:
    raw = (STORY + " ").encode() * 10_000
    assert len(raw) < MAX_BYTES
    began = time.process_time()
    assert read_bytes(raw).status == "read"
    assert time.process_time() - began < 5


def test_lines_made_to_be_slow_are_read_quickly() -> None:
    began = time.process_time()
    for raw in (
        b"By " + b"A" * 100_000,
        b"a " * 50_000,
        b"[" * 50_000,
        b"A. " * 30_000,
        b"1/" * 50_000,
    ):
        read_bytes(raw)
        read_bytes(b"\n".join(raw[i : i + 100] for i in range(0, len(raw), 100)))
    assert time.process_time() - began < 20


def test_wrong_encoding_is_read_as_well_as_can_be() -> None:
    document = read_bytes(STORY.encode() + "  décor – “end”".encode("cp1252"))
    assert (document.status, document.encoding) == ("read", "cp1252")
    assert "décor – “end”" in document.text


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    gone = read_file(tmp_path / "gone.txt")
    failed(gone, "no such file")
    assert gone.id == hashlib.sha256((tmp_path / "gone.txt").as_posix().encode()).hexdigest()[:16]
    failed(read_file(tmp_path), "folder")
    os.mkfifo(tmp_path / "pipe")
    failed(read_file(tmp_path / "pipe"), "no regular file")
    (tmp_path / "dangling").symlink_to(tmp_path / "gone.txt")
    assert [read_file(p).status for p in find_files([tmp_path])] == ["failed", "failed"]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "one.txt").write_text(STORY)
    (tmp_path / "two.txt").write_text(STORY)
    (tmp_path / "three.txt").write_text(STORY)
    if os.geteuid() == 0:  # root may open anything: play it
        _refuse(monkeypatch, closed, tmp_path / "two.txt")
    closed.chmod(0)
    (tmp_path / "two.txt").chmod(0)
    try:
        documents = {Path(d.path or "").name: d for d in map(read_file, find_files([tmp_path]))}
    finally:
        closed.chmod(stat.S_IRWXU)
    assert sorted(documents) == ["closed", "three.txt", "two.txt"]
    failed(documents["closed"], "folder", "permission")
    failed(documents["two.txt"], "permission denied")
    assert documents["three.txt"].status == "read"


def _refuse(monkeypatch: pytest.MonkeyPatch, *closed: Path) -> None:
    scandir, opened = os.scandir, Path.open

    def no_scandir(path: str) -> object:
        if Path(path) in closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    def no_open(self: Path, *args: str) -> object:
        if self in closed:
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", no_scandir)
    monkeypatch.setattr(Path, "open", no_open)
