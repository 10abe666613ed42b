"""Bytes to text, kept exactly: `raw.decode(encoding) == text`, line ends and all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

# First bytes that give away what is no plain text, and what to call it.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document (docx, odt, xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film"),
)
_MARKUP = ("<!doctype", "<html", "<?xml", "<head", "<body")
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text has (tab, line ends, form feed and escape may stand in one).
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 4096


class UnreadableError(Exception):
    """Why bytes are no article; the message says what happened and what to do."""


def decode(raw: bytes) -> tuple[str, str]:
    """The text and the Python name of its encoding; UnreadableError when it is no plain text.

    UTF-8 first, then Windows-1252; other encodings are told by their byte order mark or by
    statistics. A UTF-8 byte order mark stays in the text, so that offsets count it.
    """
    _refuse_binary(raw)
    encoding = _marked(raw) or _wide(raw)
    for candidate in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = raw.decode(candidate)
        except UnicodeDecodeError:
            continue
        _refuse_odd(text)
        return text, candidate
    best = from_bytes(raw).best()
    if best is None:
        raise UnreadableError("no encoding fits these bytes; save the article as UTF-8 text")
    text = raw.decode(best.encoding)
    _refuse_odd(text)
    return text, best.encoding


def garbled(raw: bytes, encoding: str) -> str | None:
    """What to say of bytes that were UTF-8 before some were damaged, and so read as something else.

    None if the encoding fits, or if few of the letters beyond ASCII are UTF-8.
    """
    if encoding.startswith("utf"):
        return None
    beyond = [c for c in raw.decode("utf-8", errors="replace") if c > "\x7f"]
    if 2 * beyond.count("\ufffd") >= len(beyond):
        return None
    return (
        f"damaged UTF-8, read as {encoding}: letters beyond ASCII look wrong; "
        "repair the file and build again"
    )


def _refuse_binary(raw: bytes) -> None:
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise UnreadableError(f"not text, looks like {name}; save the article as plain text")


def _marked(raw: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if raw.startswith(mark)), None)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of western text is then NUL."""
    sample = raw[:_SAMPLE]
    if len(sample) < 8 or not sample.count(0):
        return None
    for first, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        half = sample[first::2]
        if half.count(0) > 0.7 * len(half) and not sample[1 - first :: 2].count(0):
            return name
    return None


def _refuse_odd(text: str) -> None:
    sample = text[:_SAMPLE]
    if _CONTROLS.search(sample):
        raise UnreadableError(
            "not text: it holds bytes that no text has; save the article as plain text"
        )
    if sample.lstrip("\ufeff \t\r\n").casefold().startswith(_MARKUP):
        raise UnreadableError("a web page with its markup; save the article as plain text")
