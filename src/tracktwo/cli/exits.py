"""How a command ends: exit codes, and errors in words instead of tracebacks."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import ParamSpec

import typer

from tracktwo.cli.words import lines
from tracktwo.judge import JudgingError
from tracktwo.store import StoreError

_P = ParamSpec("_P")


class Exit(IntEnum):
    """What the exit code of `tracktwo` means."""

    GOOD = 0
    UNTRUE = 1
    USAGE = 2
    SOME_UNREAD = 3
    NONE_READ = 4
    STORE = 5
    FAULT = 70
    INTERRUPTED = 130


MEANINGS: dict[Exit, str] = {
    Exit.GOOD: "all good",
    Exit.UNTRUE: "something in the record is untrue (verify)",
    Exit.USAGE: "the command was not understood, or a file cannot be written",
    Exit.SOME_UNREAD: "the record is built, but some documents could not be read",
    Exit.NONE_READ: "nothing could be read",
    Exit.STORE: "the record cannot be used: in use, missing, damaged, or of a newer version",
    Exit.FAULT: "a fault in tracktwo",
    Exit.INTERRUPTED: "interrupted; the same command goes on where it stopped",
}


class MisuseError(Exception):
    """The command was not understood; the message is for the user."""


def in_words(command: Callable[_P, None]) -> Callable[_P, None]:
    """Turn what can go wrong in a command into a message on stderr and an exit code."""

    @functools.wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except StoreError as error:
            _end(str(error), Exit.STORE)
        except (MisuseError, JudgingError) as error:
            _end(lines(error), Exit.USAGE)
        except KeyboardInterrupt:
            _end(
                "Stopped. What was read is kept, the record is as it was before. "
                "Run the same command again to go on.",
                Exit.INTERRUPTED,
            )
        except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
            raise
        except Exception as error:
            if "TRACKTWO_DEBUG" in os.environ:
                raise
            _end(
                f"This is a fault in tracktwo, not in what you did: "
                f"{type(error).__name__}: {error}\n"
                "Please report it, with what the same command prints when the environment "
                "variable TRACKTWO_DEBUG is set to 1.",
                Exit.FAULT,
            )

    return run


def _end(message: str, code: Exit) -> None:
    typer.echo(f"tracktwo: {message}", err=True)
    sys.stderr.flush()
    raise typer.Exit(code)
