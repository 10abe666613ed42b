"""Any input to a `Document`: bytes to text, then what is story and what is page.

Nothing here raises for bad content. What cannot be read becomes a document with `status`
`failed` and a `reason` that says what happened and what to do.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from tracktwo.model import Document, PageDate
from tracktwo.read.decoding import UnreadableError, decode, garbled
from tracktwo.read.languages import tell_language
from tracktwo.read.layout import read_page
from tracktwo.read.page import Page

__all__ = ["MAX_BYTES", "document_id", "find_files", "read_bytes", "read_file"]

MAX_BYTES = 2_000_000
"""A file larger than this (in bytes) is no article: a long report has a tenth of it."""


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files at and below the given paths, each once, sorted by name.

    Hidden files and folders are passed over unless named; links to folders are not followed. A
    path that does not exist and a folder that may not be opened are in the list too, so that
    `read_file` can say so.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            refused: list[OSError] = []
            for folder, folders, names in os.walk(path, onerror=refused.append):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {Path(folder, name) for name in names if not name.startswith(".")}
            found |= {Path(error.filename) for error in refused}
        else:
            found.add(path)
    return sorted(found, key=lambda path: path.as_posix())


def read_file(path: Path) -> Document:
    """Read one article from a file; a failed document if that cannot be done."""
    place = path.as_posix()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "a folder that cannot be listed" if path.is_dir() else "no regular file"
            return _failed(_id_of_path(place), place, f"{kind}; check its permissions and its type")
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
                return _failed(digest, place, _too_long(path.stat().st_size))
            return read_bytes(file.read(), place)
    except PermissionError:
        reason = "permission denied; make it readable for this user and build again"
    except FileNotFoundError:
        reason = "no such file; check the name"
    except OSError as error:
        reason = f"the system could not read it ({error.strerror or error}); try again or copy it elsewhere"
    return _failed(_id_of_path(place), place, reason)


def read_bytes(raw: bytes, path: str | None = None) -> Document:
    """Read one article from its bytes; `path` is only a name to show."""
    own_id = document_id(raw)
    if len(raw) > MAX_BYTES:
        return _failed(own_id, path, _too_long(len(raw)))
    try:
        text, encoding = decode(raw)
        language = _english(text)
    except UnreadableError as error:
        return _failed(own_id, path, str(error))
    page = read_page(text)
    bare = Document(
        id=own_id,
        path=path,
        text=text,
        encoding=encoding,
        language=language,
        reason=garbled(raw, encoding),
    )
    return _filled(bare, page)


def document_id(raw: bytes) -> str:
    """The id of the document that has these bytes: 16 hex digits of their SHA-256."""
    return hashlib.sha256(raw).hexdigest()[:16]


def _english(text: str) -> str | None:
    """The language if it is English or too short to tell; UnreadableError otherwise."""
    if not text.strip("\ufeff \t\r\n\x0b\x0c\u00a0\u200b"):
        raise UnreadableError("the file is empty; copy the article's text into it")
    language = tell_language(text)
    if language not in (None, "en"):
        name = "" if language == "und" else f" (it looks like {language!r})"
        raise UnreadableError(f"not English{name}; only English articles can be read so far")
    return language


def _filled(bare: Document, page: Page) -> Document:
    """The document with what its page tells."""
    blocks = page.blocks()
    dates = {(found.date, found.extent): found for found in page.page_dates}
    return Document(
        id=bare.id,
        path=bare.path,
        text=bare.text,
        encoding=bare.encoding,
        language=bare.language,
        reason=bare.reason,
        title=bare.span(page.title) if page.title else None,
        outlet=page.outlet,
        byline=page.byline,
        wire=tuple(page.wire),
        page_dates=tuple(
            PageDate(dates[key].date, bare.span(dates[key].extent))
            for key in sorted(dates, key=lambda key: key[1])
        ),
        furniture=tuple(bare.span(b.extent) for b in blocks if b.kind == "furniture"),
        dateline=bare.span(page.dateline) if page.dateline else None,
        blocks=blocks,
    )


def _failed(own_id: str, path: str | None, reason: str) -> Document:
    return Document(id=own_id, path=path, status="failed", reason=reason)


def _id_of_path(place: str) -> str:
    return document_id(place.encode("utf-8", "surrogateescape"))


def _too_long(size: int) -> str:
    return (
        f"too long for one article ({size / 1e6:.1f} MB, at most {MAX_BYTES / 1e6:.0f} MB); "
        "split it into one file an article"
    )
