"""What all commands share: how a function becomes one, and the options that most of them have."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ParamSpec

import msgspec
import typer

from tracktwo import api
from tracktwo.cli.exits import in_words

_P = ParamSpec("_P")

RecordOption = Annotated[Path, typer.Option("--record", metavar="FILE", help="The record to use.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
DEFAULT = Path(api.RECORD)


def verb(app: typer.Typer) -> Callable[[Callable[_P, None]], Callable[_P, None]]:
    """Make a function a command; its docstring is the help, each paragraph on lines of its own.

    A name that Python keeps for itself ends in an underscore (`list_`).
    """

    def command(function: Callable[_P, None]) -> Callable[_P, None]:
        paragraphs = inspect.cleandoc(function.__doc__ or "").split("\n\n")
        flowing = (p if p.startswith("Example:") else p.replace("\n", " ") for p in paragraphs)
        name = function.__name__.rstrip("_")
        return app.command(name, help="\n\n".join(flowing))(in_words(function))

    return command


def print_json(value: object) -> None:
    """Print something of the model as JSON that people can read, too."""
    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=1))
