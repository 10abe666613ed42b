"""The record for a terminal: what `build` sums up, what `show` and `search` print."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import typer
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from tracktwo.api import BuildReport
from tracktwo.model import Disagreement, Interval, Judgement, Ref
from tracktwo.store import Hit, Kind, Listed, Seen, Untrue, telling

_QUOTED = 160
"""Characters of a witness that are shown; `--json` gives all."""

_LONG = 400
"""Characters of anything else."""

_WIDE = 200
"""Columns of what nobody looks at on a screen."""

_NAMES = 6
"""Names in one cell of the summary."""

_ROOMY, _LONG_NAME = 14, 30
"""Characters of a name beyond which the summary prefers an acronym, and cuts the name off."""

_SIGNS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,7}")

_ROWS = 20
"""Rows of a table in the summary."""

_HEADS: dict[Kind, tuple[str, ...]] = {
    "meetings": ("date", "place", "venue", "track", "round", "status"),
    "actors": ("name", "kind", "roles"),
    "statements": ("speakers", "on_behalf_of", "cue", "kind", "polarity", "date"),
    "positions": ("actor", "stance", "issue", "date"),
    "claims": ("subject", "attribute", "qualifier", "value", "unit"),
    "disagreements": ("subject", "attribute", "verdict"),
    "documents": ("path", "outlet", "published", "status"),
}

_LINES: dict[Kind, dict[str, str]] = {
    "meetings": {
        "host": "host",
        "attended": "there",
        "invited": "invited",
        "not_there": "not there",
        "basis": "because",
    },
    "actors": {
        "aliases": "also called",
        "meetings_attended": "meetings",
        "meetings_missed": "missed",
        "statements": "statements",
        "positions": "positions",
    },
    "statements": {"addressee": "told to"},
    "positions": {"target": "towards", "condition": "depends on", "required_of": "of"},
    "claims": {"according_to": "says"},
    "disagreements": {},
    "documents": {
        "title": "title",
        "byline": "by",
        "wire": "wire",
        "also_at": "also at",
        "reason": "reason",
        "meetings": "meetings",
        "statements": "statements",
    },
}

_SHOWN: dict[Kind, int] = {"statements": 9}
"""How many witnesses are shown, where it is not one."""


def plain(text: object) -> str:
    """Words on one line, without signs that would move a terminal's cursor."""
    return " ".join(_SIGNS.sub(" ", str(text)).split())


def lines(text: object) -> str:
    """Words on the lines that they have, without such signs."""
    return "\n".join(_SIGNS.sub(" ", line) for line in str(text).split("\n"))


def rows(kind: Kind, listed: Sequence[Listed]) -> RenderableType:
    """Rows of the record, each with its witnesses."""
    return Group(*(_row(kind, row) for row in listed))


def hits(found: Iterable[Hit]) -> RenderableType:
    """Where the words of a search stand."""
    lines: list[RenderableType] = []
    for hit in found:
        head = Text(plain(hit.who or ("(nobody named)" if hit.kind == "statement" else "")))
        head.stylize("bold")
        head.append(f"  {hit.kind} {hit.id}", "dim")
        place = where(hit.path, hit.document, hit.start, hit.end)
        lines += [head, labelled([("", quoted(hit.text, place))])]
    return Group(*lines)


def untrue(found: Iterable[Untrue]) -> RenderableType:
    """What `verify` found to be untrue."""
    table = _table("fact", "part", "where", "words", "but")
    for fault in found:
        span = fault.span
        place = where(None, span.document, span.start, span.end) if span else ""
        words = short(span.text, _QUOTED) if span else ""
        _add(table, f"{fault.kind} {fault.fact}", fault.part, place, words, fault.reason)
    return table


def judgements(found: Iterable[Judgement]) -> RenderableType:
    """What people decided, in the order in which they did."""
    table = _table("no", "when", "who", "what", "why")
    for judgement in found:
        back = f" (taken back by {judgement.undone_by})" if not judgement.stands else ""
        decided = _decision(judgement) + back
        _add(
            table,
            str(judgement.id),
            judgement.made_at[:10],
            judgement.made_by,
            decided,
            judgement.note or "",
        )
    return table


def _decision(judgement: Judgement) -> str:
    """A judgement in a line: `m97b57: date is 2021-10-20`."""
    subject, value = judgement.subject, judgement.value
    seat = f", {_called(subject.actor)}" if subject.actor else ""
    fact = f"{_called(subject.fact)}{seat}"
    match judgement.kind:
        case "corrected":
            told = _called(subject.other) if subject.other else _in_words(value)
            return f"{fact}: {subject.field} is {told}"
        case "settled" | "renamed":
            return f"{fact}: {'right is' if judgement.kind == 'settled' else 'called'} {value}"
        case "same":
            return f"{fact} and {_called(subject.other)} are one"
        case "apart":
            return f"{fact} is another one than the rest of it"
        case "wrong":
            return f"{fact}: wrong"


def _called(ref: Ref | None) -> str:
    """A fact by its id and its first words."""
    if ref is None:
        return ""
    words = f" “{short(ref.words[0].text, _LONG_NAME)}”" if ref.words else ""
    return ref.id if ref.kind == "issues" else f"{ref.id}{words}"


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return msgspec.convert(value, Interval).told("unknown")
    return "unknown" if value is None else str(value)


def summary(
    report: BuildReport,
    meetings: Sequence[Listed],
    actors: Sequence[Listed],
    disagreements: Sequence[Listed],
) -> RenderableType:
    """What a build did and what the record says now, on one screen."""
    parts: list[RenderableType] = [_counts(report)]
    for change in report.replaced:
        parts.append(Text(f"{plain(change.path)} has changed; the new text took its place."))
    if meetings:
        table = _table("date", "where", "status", "there", "not there")
        called = _short_names(actors)
        for row in meetings[:_ROWS]:
            c = row.columns
            track = " ".join(
                str(v) for v in (c["track"], c["round"] and f"round {c['round']}") if v
            )
            place = str(c["place"] or "").partition(", ")[0]
            at = " · ".join(part for part in (place, track) if part)
            if not at and row.witnesses:
                at = f"“{short(row.witnesses[0].text, 24)}”"
            there = _few(c["attended"], called)
            if not there and c["invited"]:
                there = f"{_few(c['invited'], called)} (invited)"
            missing = _few(c["not_there"], called)
            _add(table, c["date"] or "?", at, c["status"], there, missing)
        parts += [_title("Meetings"), table, *_more("meetings", meetings)]
    speakers = sorted(
        (row for row in actors if row.columns["statements"]),
        key=lambda row: (-_number(row, "statements"), str(row.columns["name"])),
    )
    if speakers:
        table = _table("who", "roles", "statements", "positions", "meetings")
        for row in speakers[:_ROWS]:
            c = row.columns
            _add(
                table,
                c["name"],
                c["roles"],
                c["statements"],
                c["positions"],
                c["meetings_attended"],
            )
        parts += [_title("Who is cited most"), table, *_more("actors", speakers)]
    conflicts = [row for row in disagreements if row.columns["verdict"] != "compatible"]
    if conflicts:
        table = _table("about", "what", "verdict", "sides")
        for row in conflicts[:_ROWS]:
            c = row.columns
            _add(table, c["subject"], c["attribute"], c["verdict"], c["sides"])
        parts += [_title("Where the sources differ"), table, *_more("disagreements", conflicts)]
    if report.failed:
        table = _table("document", "why")
        for failure in report.failed:
            _add(table, failure.path or "standard input", failure.reason)
        parts += [_title("Could not be read"), table]
    return Group(*parts)


def _counts(report: BuildReport) -> Text:
    totals = report.totals
    held = ", ".join(
        f"{totals[kind]} {kind if totals[kind] != 1 else kind.removesuffix('s')}"
        for kind in ("documents", "actors", "meetings", "statements", "positions", "disagreements")
    )
    done = f"{report.new} of {report.met} new" if report.met else "nothing new given"
    if report.refreshed:
        done += f", {report.refreshed} older ones read out again"
    if not report.resolved:
        done += ", the record stays as it was"
    return Text.assemble(
        (plain(report.record), "bold"),
        f" holds {held} ",
        (f"({done}; {report.seconds:.1f} s)", "dim"),
    )


def _row(kind: Kind, row: Listed) -> RenderableType:
    c = row.columns
    words = [
        plain(f"round {c[name]}" if name == "round" else c[name])
        for name in _HEADS[kind]
        if c[name] not in (None, "asserted")
    ]
    head = Text(words[0] if words else "(nobody named)", "bold")
    if kind == "meetings" and c["date"] is None:
        head = Text("(no date)", "bold").append(" · ").append(head)
    for word in words[1:]:
        head.append(" · ").append(word)
    head.append(f"  {row.id}", "dim")
    lines = [
        (label, Text(short(c[name], _LONG)))
        for name, label in _LINES[kind].items()
        if c[name] not in (None, 0)
    ]
    told = [seen for seen in row.witnesses if seen.part == telling(kind)]
    if kind == "disagreements" and row.fact is not None:
        return Group(head, _sides(msgspec.json.decode(row.fact, type=Disagreement), told))
    shown = told[: _SHOWN.get(kind, 1)]
    lines += [("", _witness(seen)) for seen in shown]
    if rest := len(told) - len(shown):
        lines.append(("", Text(f"and {rest} more; --json gives all", "dim")))
    return Group(head, labelled(lines))


def _sides(disagreement: Disagreement, told: Sequence[Seen]) -> Table:
    lines: list[tuple[str, Text]] = []
    for i, side in enumerate(disagreement.sides):
        sources = f"{side.independent_sources} independent source"
        sources += "s" if side.independent_sources != 1 else ""
        lines.append((f"side {i + 1}", Text(f"{plain(side.value)} ({sources})")))
        lines += [("", _witness(seen)) for seen in told if seen.item == i]
    if disagreement.settled is not None:
        lines.append(("settled", Text(plain(f"{disagreement.settled}; {disagreement.basis[-1]}"))))
    return labelled(lines)


def labelled(lines: Iterable[tuple[str, Text]]) -> Table:
    """Lines with a word before them that says what they are."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in lines:
        grid.add_row("", label, text)
    return grid


def _witness(seen: Seen) -> Text:
    return quoted(seen.text, where(seen.path, seen.document, seen.start, seen.end))


def quoted(words: str, place: str) -> Text:
    """Words of an article behind the place where they stand."""
    return Text.assemble((place, "cyan"), "  ", short(words, _QUOTED))


def short(words: object, most: int) -> str:
    """Words on one line, cut off after so many characters."""
    shown = plain(words)
    return shown if len(shown) <= most else shown[:most].rsplit(" ", 1)[0] + " …"


def where(path: str | None, document: str, start: int, end: int) -> str:
    """A place in an article: `path:start-end`."""
    return f"{plain(path or document)}:{start}-{end}"


def _few(names: object, called: Mapping[str, str]) -> str | None:
    """The first of many names, as they are called in short, and how many more there are."""
    listed = str(names).split("; ") if names else []
    shown = [_in_short(name, called) for name in listed[:_NAMES]]
    more = f" +{len(listed) - _NAMES}" if len(listed) > _NAMES else ""
    return "; ".join(shown) + more or None


def _in_short(name: str, called: Mapping[str, str]) -> str:
    """A name in short, with what stands in brackets behind it: `Borduria (absent)`."""
    bare, bracket, rest = name.partition(" (")
    return short(called.get(bare, bare), _LONG_NAME) + bracket + rest


def _short_names(actors: Sequence[Listed]) -> dict[str, str]:
    """Names -> what little room asks for: an acronym, or a surname that only one person has."""
    persons = {str(row.columns["name"]) for row in actors if row.columns["kind"] == "person"}
    surnames = Counter(name.split()[-1] for name in persons)
    called: dict[str, str] = {}
    for row in actors:
        name = str(row.columns["name"])
        aliases = str(row.columns["aliases"] or "").split("; ")
        letters = [alias for alias in aliases if _ACRONYM.fullmatch(alias)]
        if name in persons:
            called[name] = name.split()[-1] if surnames[name.split()[-1]] == 1 else name
        elif letters and len(name) > _ROOMY:
            called[name] = min(letters, key=lambda a: (len(a), a))
    return called


def _title(words: str) -> Text:
    return Text(f"\n{words}", "bold")


def _table(*names: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in names:
        table.add_column(name, overflow="fold", no_wrap=name in ("date", "status"))
    return table


def _add(table: Table, *cells: object) -> None:
    table.add_row(*(Text("" if cell is None else plain(cell)) for cell in cells))


def _more(kind: Kind, found: Sequence[Listed]) -> list[Text]:
    rest = len(found) - _ROWS
    return [Text(f"… and {rest} more: tracktwo show {kind}", "dim")] if rest > 0 else []


def _number(row: Listed, name: str) -> int:
    value = row.columns[name]
    return value if isinstance(value, int) else 0


def screen(*, stderr: bool = False) -> Console:
    """A console; what goes to a file or a pipe is wide, so that rows keep on one line."""
    console = Console(stderr=stderr, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDE
    return console


def tell(what: RenderableType) -> None:
    """Print on standard output; to a file or a pipe without the blanks that fill up a line."""
    console = screen()
    if console.is_terminal:
        console.print(what)
        return
    with console.capture() as captured:
        console.print(what)
    typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))
