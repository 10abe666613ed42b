"""The verbs of `tracktwo`."""

from __future__ import annotations

import calendar
import datetime
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from tracktwo import __version__, api
from tracktwo.cli import judge, words
from tracktwo.cli.common import DEFAULT, Json, RecordOption, print_json, verb
from tracktwo.cli.exits import MEANINGS, Exit, MisuseError
from tracktwo.store import Kind, Listed

_CODES = "\n".join(f"  {code.value:<3} {meaning}" for code, meaning in MEANINGS.items())

app = typer.Typer(
    name="tracktwo",
    help="Turn press coverage of a diplomatic process into a record one can trust.",
    epilog=f"Exit codes:\n{_CODES}",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.add_typer(judge.app)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()


def _day(*, last: bool) -> Callable[[str], datetime.date]:
    """A reader of `2021`, `2021-10` or `2021-10-20` as the first or the last day of it."""

    def day(value: str) -> datetime.date:
        found = re.fullmatch(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", value.strip())
        try:
            if not found:
                raise ValueError
            year = int(found[1])
            month = int(found[2] or (12 if last else 1))
            end = calendar.monthrange(year, month)[1] if last else 1
            return datetime.date(year, month, int(found[3] or end))
        except ValueError:
            raise typer.BadParameter(
                f"{value!r} is not a day; write 2021, 2021-10 or 2021-10-20."
            ) from None

    return day


_To = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        show_default=False,
        help="The file to write; [bold]-[/bold] is standard output.",
    ),
]


@app.callback(invoke_without_command=True)
def _tracktwo(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"tracktwo {__version__}")
        raise typer.Exit


@verb(app)
def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH...",
            show_default=False,
            help="Text files and folders; [bold]-[/bold] is one article on standard input. "
            "None at all brings a record up to date that is there.",
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that read.")
    ] = 1,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Read articles into a record, and sum up what it says.

    What the record knows already is not read again, and a build that was stopped goes on where
    it was. Exit code 3 says that some documents could not be read, 4 that none could.

    Example:
      tracktwo build articles/ --jobs 4
      pbpaste | tracktwo build -
    """
    if not paths and not record.exists():
        raise typer.BadParameter("Give at least one PATH to read.", param_hint="PATH")
    for path in paths or []:
        if _is_missing(path):
            raise typer.BadParameter(f"{path} does not exist.", param_hint="PATH")
    with _progress() as progress:
        report = api.build(paths or [], record, jobs=jobs, progress=progress)
    if json:
        print_json(report)
    else:
        listed = (api.show(k, record) for k in ("meetings", "actors", "disagreements"))
        words.tell(words.summary(report, *listed))
    if paths and not report.met:
        typer.echo("tracktwo: There are no files at " + ", ".join(map(str, paths)), err=True)
        raise typer.Exit(Exit.NONE_READ)
    if report.unread:
        raise typer.Exit(Exit.NONE_READ if report.unread == report.met else Exit.SOME_UNREAD)


@verb(app)
def show(
    kind: Annotated[Kind, typer.Argument(show_default=False, help="What to show.")],
    actor: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Only what has to do with this actor: a name, the beginning of one, or an id.",
        ),
    ] = None,
    track: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what belongs to this track.")
    ] = None,
    since: Annotated[
        datetime.date | None,
        typer.Option(
            parser=_day(last=False), metavar="DAY", help="From this day (or month, year)."
        ),
    ] = None,
    until: Annotated[
        datetime.date | None,
        typer.Option(
            parser=_day(last=True), metavar="DAY", help="Up to this day (or month, year)."
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="Only what stands in this document: a path, a file name, a "
            "pattern (reuters/*.txt), or an id.",
        ),
    ] = None,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Show what the record holds, each row with the words that bear it out.

    Filters add up. A row without a date of its own goes by the dates of the documents that
    tell of it.

    Example:
      tracktwo show meetings --actor Taliban --since 2021
      tracktwo show statements --document reuters/a.txt --json
    """
    found = api.show(
        kind, record, actor=actor, track=track, since=since, until=until, document=document
    )
    if json:
        print_json([_as_json(row) for row in found])
    elif found:
        words.tell(words.rows(kind, found))
    else:
        typer.echo(f"No {kind} in {record} that fit.", err=True)
        if actor and not api.show("actors", record, actor=actor):
            close = ", ".join(api.names_like(actor, record))
            typer.echo(
                f"No actor is called {actor!r}." + (f" Close to it: {close}." if close else ""),
                err=True,
            )


@verb(app)
def why(
    meeting: Annotated[
        list[str],
        typer.Argument(
            metavar="MEETING...",
            show_default=False,
            help="An id, the beginning of one, or words that tell which meeting is meant.",
        ),
    ],
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Explain one meeting: its date, place and participants, and which mentions are of it.

    Each answer comes with its reasons and the words that decided it. Where several meetings
    fit, they are listed.

    Example:
      tracktwo why m97b57
      tracktwo why geneva ministers 2021-10
    """
    from tracktwo.cli.reasons import explanation
    from tracktwo.publish.why import WhichMeetingError

    try:
        found = api.why(" ".join(meeting), record)
    except WhichMeetingError as error:
        raise MisuseError(error) from None
    if json:
        print_json(found)
    else:
        words.tell(explanation(found))


@verb(app)
def search(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", show_default=False, help="Words that must all be there."
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Hits of each kind.")] = 10,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Find words in statements and in the articles.

    Words are found in any form (talk, talks). A phrase goes in quotation marks, and a star
    ends the beginning of a word.

    Example:
      tracktwo search ceasefire talks
      tracktwo search '"inclusive government" recogni*'
    """
    found = api.search(" ".join(query), record, limit=limit)
    if json:
        print_json(found)
    elif found:
        words.tell(words.hits(found))
    else:
        typer.echo(f"These words do not stand in {record}.", err=True)


@verb(app)
def export(
    to: _To,
    record: RecordOption = DEFAULT,
) -> None:
    """Write the whole record as JSON, in the form that `tracktwo schema` prints.

    Example:
      tracktwo export record.json
    """
    _write(to, api.export(record))


@verb(app)
def graph(
    to: _To,
    record: RecordOption = DEFAULT,
) -> None:
    """Write the graph of conditions as GraphML, for Gephi, yEd, Cytoscape or networkx.

    Actors hold positions, positions wait for requirements, requirements are asked of actors.

    Example:
      tracktwo graph conditions.graphml
    """
    _write(to, api.graph(record))


@verb(app)
def report(
    to: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="The page to write; [bold]-[/bold] is standard output.",
        ),
    ],
    record: RecordOption = DEFAULT,
) -> None:
    """Write the dossier: one HTML page that needs nothing else.

    Example:
      tracktwo report dossier.html
    """
    _write(to, api.report(record))


@verb(app)
def verify(record: RecordOption = DEFAULT, json: Json = False) -> None:
    """Check that every fact's words stand where the record says, and that every fact has some.

    Exit code 1 says that something is untrue.

    Example:
      tracktwo verify --record tracktwo.db
    """
    found = api.verify(record)
    if json:
        print_json(found)
    elif found:
        words.tell(words.untrue(found))
    else:
        typer.echo(f"Every span in {record} is true.")
    if found:
        raise typer.Exit(Exit.UNTRUE)


@verb(app)
def schema() -> None:
    """Print the JSON Schema of what `export` writes.

    Example:
      tracktwo schema > record.schema.json
    """
    typer.echo(api.schema(), nl=False)


def _is_missing(path: Path) -> bool:
    """Whether nothing is there; what may only not be looked at is for the reader to report."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return str(path) != "-"
    except OSError:
        return False
    return False


@contextmanager
def _progress() -> Iterator[api.Progress | None]:
    """A bar on stderr, if somebody looks at it."""
    console = words.screen(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading", total=None)

        def progress(done: int, total: int) -> None:
            doing = "Reading" if done < total else "Working out the record"
            bar.update(task, completed=done, total=total, description=doing)

        yield progress


def _as_json(row: Listed) -> dict[str, Any]:
    fact = {} if row.fact is None else {"fact": row.fact}
    return {"id": row.id, **row.columns, "witnesses": row.witnesses, **fact}


def _write(to: Path, content: bytes) -> None:
    if str(to) == "-":
        typer.echo(content, nl=False)
        return
    try:
        to.write_bytes(content)
    except OSError as error:
        raise typer.BadParameter(
            f"{to} cannot be written: {error.strerror}.", param_hint="FILE"
        ) from None
    typer.echo(f"Wrote {to} ({len(content):,} bytes).", err=True)
