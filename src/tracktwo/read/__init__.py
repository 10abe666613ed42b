"""Any input to a `Document`: one reader a format, then furniture, page dates, wire credits."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from tracktwo.model import Block, Document, Extent


def read_file(path: Path) -> Document:
    """Read one article. STUB until the reader is written: one block a line."""
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    blocks = tuple(
        Block(Extent(m.start(), m.end()), "paragraph") for m in re.finditer(r"\S[^\n]*", text)
    )
    return Document(id=hashlib.sha256(raw).hexdigest()[:16], path=str(path), text=text, blocks=blocks)
