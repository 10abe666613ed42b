"""Words to the places where they stand."""

from __future__ import annotations

import re
from typing import Literal

import msgspec
from sqlalchemy import Connection, text

_OPEN, _SHUT = "\ufdd0", "\ufdd1"
"""Marks that no text may hold (Unicode keeps them for use inside one program)."""

_AROUND = 100
"""Characters shown on each side of the first word found in a document."""

_STATEMENTS = text("""
SELECT 'statement' AS kind, v.id, v.document_id, v.document AS path, v.speakers AS who,
       v.start, v."end", w.text
FROM (SELECT rowid, rank FROM statements_words WHERE statements_words MATCH :query) AS f
JOIN statements s ON s.number = f.rowid
JOIN v_statements v ON v.id = s.id
JOIN spans w ON w.fact_id = v.id AND w.kind = 'statements' AND w.part = 'content' AND w.place = 0
ORDER BY f.rank, v.id LIMIT :limit
""")

_DOCUMENTS = text(f"""
SELECT d.id, d.path, d.title, d.text,
       highlight(documents_words, 1, '{_OPEN}', '{_SHUT}') AS marked
FROM documents_words JOIN documents d ON d.number = documents_words.rowid
WHERE documents_words MATCH :query AND d.data IS NOT NULL
ORDER BY documents_words.rank, d.id LIMIT :limit
""")


class Hit(msgspec.Struct, frozen=True):
    """A place where the words stand: a statement, or a passage of a document."""

    kind: Literal["statement", "document"]
    id: str
    document: str
    path: str | None
    who: str | None
    """The speakers of a statement, the title of a document."""
    start: int
    end: int
    text: str


def find(connection: Connection, words: str, limit: int) -> tuple[Hit, ...]:
    """Statements first, then documents, each the best first and at most `limit` of them."""
    query = as_query(words)
    if not query:
        return ()
    given = {"query": query, "limit": limit}
    hits = [
        Hit("statement", r.id, r.document_id, r.path, r.who, r.start, r.end, r.text)
        for r in connection.execute(_STATEMENTS, given)
    ]
    for r in connection.execute(_DOCUMENTS, given):
        start, end = _passage(r.text, r.marked)
        hits.append(Hit("document", r.id, r.id, r.path, r.title, start, end, r.text[start:end]))
    return tuple(hits)


def as_query(words: str) -> str:
    """A user's words for FTS5: all must stand in the text, "a phrase" as one, `nego*` begins.

    Nothing that a user types is an error: every other sign only parts words.
    """
    found = re.findall(r'"([^"]*)"|(\S+)', words)
    terms = []
    for phrase, word in found:
        term = phrase or word.rstrip("*")
        if re.search(r"\w", term):
            quoted = '"' + term.replace('"', " ") + '"'
            terms.append(quoted + ("*" if word.endswith("*") else ""))
    return " ".join(terms)


def _passage(whole: str, marked: str | None) -> tuple[int, int]:
    """Where to look in a document: around the first word found, cut at line ends and blanks."""
    first = (marked or "").find(_OPEN)
    first = max(first, 0)  # the words may stand in the title alone
    last = min(len(whole), first + _AROUND)
    start = max(0, first - _AROUND, whole.rfind("\n", 0, first) + 1)
    line_end = whole.find("\n", first)
    end = last if line_end < 0 else min(last, line_end)
    if start and whole[start - 1] != "\n":
        start = whole.find(" ", start, first) + 1 or start
    if end < len(whole) and whole[end] != "\n":
        end = max(whole.rfind(" ", first, end), first) if " " in whole[first:end] else end
    return start, end
