"""Docs that can be checked are checked: keys of the record, rooms, libraries."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from tracktwo.publish.schema import record_schema

ROOT = Path(__file__).parent.parent


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_key_and_value_of_the_record_is_explained() -> None:
    page = text_of("docs/record.md")
    told = set(re.findall(r"`(\w+)`", page)) | set(re.findall(r'"(\w+)"', page))
    told |= set(re.findall(r"^## (\w+)", page, re.MULTILINE))
    for form in json.loads(record_schema())["$defs"].values():
        for key, value in form["properties"].items():
            assert key in told, key
            options = value.get("enum") or [
                option for branch in value.get("anyOf", ()) for option in branch.get("enum", ())
            ]
            assert set(options) <= told, (key, set(options) - told)


def test_the_rooms_and_modules_that_are_named_are_there() -> None:
    page = text_of("docs/architecture.md")
    house = ROOT / "src" / "tracktwo"
    rooms = re.findall(r"^\| `(\w+)/`", page, re.MULTILINE)
    assert set(rooms) == {p.name for p in house.iterdir() if (p / "__init__.py").exists()} - {"cli"}
    modules = {p.stem for p in house.rglob("*.py")}
    for row in re.findall(r"^   \|.*`.*$", page, re.MULTILINE):
        assert set(re.findall(r"`(\w+)`", row)) <= modules, row


def test_every_library_has_its_reason() -> None:
    wanted = tomllib.loads(text_of("pyproject.toml"))["project"]["dependencies"]
    reasons = text_of("docs/decisions.md").casefold()
    for requirement in wanted:
        name = re.split(r"[<>=!~\[ ]", requirement)[0].casefold()
        assert name in reasons, name


def test_files_that_the_docs_link_to_are_there() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
