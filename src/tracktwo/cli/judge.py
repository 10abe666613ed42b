"""The verbs below `tracktwo judge`: what people decide, which the program never overrules."""

from __future__ import annotations

from typing import Annotated

import typer

from tracktwo import judge
from tracktwo.cli import words
from tracktwo.cli.common import DEFAULT, Json, RecordOption, print_json, verb
from tracktwo.model import Judgement

app = typer.Typer(
    name="judge",
    help="Decide what the record has wrong. Your word outranks the program, lasts through every "
    "rebuild, says who and when, and can be taken back.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

_By = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who decides; your name on this computer unless told."),
]
_Note = Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for those who come after.")]
_Fact = Annotated[
    str,
    typer.Argument(
        metavar="FACT", show_default=False, help="An id from [bold]show[/bold], or its beginning."
    ),
]
_Actor = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Whose seat at the meeting is meant: a name or an id."),
]


@verb(app)
def wrong(
    fact: _Fact,
    actor: _Actor = None,
    by: _By = None,
    note: _Note = None,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Say that a meeting, statement, position, claim or disagreement is none.

    With --actor, that the actor had no seat at the meeting.

    Example:
      tracktwo judge wrong m97b57 --note "a press conference"
      tracktwo judge wrong m97b57 --actor Pakistan
    """
    _tell(judge.wrong(fact, actor=actor, by=by, note=note, record=record), json)


@verb(app)
def correct(
    fact: _Fact,
    field: Annotated[str, typer.Argument(metavar="FIELD", show_default=False, help="What of it.")],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE", show_default=False, help="What is right; '' where it is not known."
        ),
    ],
    actor: _Actor = None,
    by: _By = None,
    note: _Note = None,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Give a field of a fact its right value.

    Meetings have status, date, round, city, country and venue; a seat (with --actor) attendance,
    capacity, level, count and head; actors name and kind; statements speaker, kind and polarity;
    positions actor, target, stance and issue; claims subject, value, unit and qualifier; documents
    published. Days are 2021-10-20 or 2021-10-20..2021-10-22.

    Example:
      tracktwo judge correct m97b57 date 2021-10-20
      tracktwo judge correct m97b57 attendance declined --actor Pakistan
      tracktwo judge correct articles/page.txt published 2021-10-19
      tracktwo judge correct s41c2 speaker "Sergei Lavrov"
    """
    _tell(judge.correct(fact, field, value, actor=actor, by=by, note=note, record=record), json)


@verb(app)
def same(
    one: _Fact,
    other: Annotated[str, typer.Argument(metavar="OTHER", show_default=False, help="The other.")],
    by: _By = None,
    note: _Note = None,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Say that two actors are one, or two meetings; actors also go by their names.

    Example:
      tracktwo judge same "Mullah Fazil" "Mohammad Fazl"
      tracktwo judge same m97b57 m0c31a
    """
    _tell(judge.same(one, other, by=by, note=note, record=record), json)


@verb(app)
def apart(
    fact: _Fact,
    part: Annotated[
        str,
        typer.Argument(
            metavar="PART",
            show_default=False,
            help="The mentions that are the other one: a document, or their very words.",
        ),
    ],
    by: _By = None,
    note: _Note = None,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Say that what the record takes for one actor or meeting is two.

    Example:
      tracktwo judge apart m97b57 reuters/a.txt
      tracktwo judge apart "Mohammad Hanif" "Hanif Atmar"
    """
    _tell(judge.apart(fact, part, by=by, note=note, record=record), json)


@verb(app)
def settle(
    disagreement: _Fact,
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            show_default=False,
            help="The value of the side that is right, or [bold]neither[/bold].",
        ),
    ],
    by: _By = None,
    note: _Note = None,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Say which side of a disagreement is right; both stay in the record.

    Example:
      tracktwo judge settle x7f1 "10" --note "the ministry's own list"
    """
    _tell(judge.settle(disagreement, value, by=by, note=note, record=record), json)


@verb(app)
def rename(
    issue: Annotated[str, typer.Argument(metavar="ISSUE", show_default=False, help="Its name.")],
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The new one.")],
    by: _By = None,
    note: _Note = None,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Call an issue by another name; two issues of one name are one.

    Example:
      tracktwo judge rename "truly inclusive government" "inclusive government"
    """
    _tell(judge.rename(issue, name, by=by, note=note, record=record), json)


@verb(app)
def undo(
    number: Annotated[
        int,
        typer.Argument(
            metavar="NUMBER", show_default=False, help="Which, as [bold]list[/bold] says."
        ),
    ],
    by: _By = None,
    record: RecordOption = DEFAULT,
    json: Json = False,
) -> None:
    """Take a judgement back; it stays on the list.

    Example:
      tracktwo judge undo 3
    """
    _tell(judge.undo(number, by=by, record=record), json)


@verb(app)
def list_(record: RecordOption = DEFAULT, json: Json = False) -> None:
    """List what was decided, by whom and when; what was taken back, too.

    Example:
      tracktwo judge list
    """
    found = judge.judgements(record)
    if json:
        print_json(found)
    elif found:
        words.tell(words.judgements(found))
    else:
        typer.echo(f"Nobody has judged anything in {record}.", err=True)


def _tell(judgement: Judgement, json: bool) -> None:
    if json:
        print_json(judgement)
    else:
        words.tell(words.judgements([judgement]))
