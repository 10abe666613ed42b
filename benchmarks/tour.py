"""The README's tour, told again: runs its commands and puts in what they print today.

    python -m benchmarks.tour README.md

A block that begins with ```` ```console head=N ```` holds one command after `$ `; what follows is
replaced by the first N lines that it prints, and `…` where there are more.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(```console head=(\d+)\n\$ (.+)\n)[\s\S]*?(```)")
COLUMNS = 96


def told_again(page: str) -> str:
    """The page with the output of each command as it is today; CalledProcessError if one fails."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")

        def run(block: re.Match[str]) -> str:
            lines = output(block[3], folder).splitlines()
            kept = lines[: int(block[2])]
            more = ["…"] if len(lines) > len(kept) else []
            return block[1] + "".join(f"{line.rstrip()}\n" for line in kept + more) + block[4]

        return BLOCK.sub(run, page)


def output(command: str, folder: str) -> str:
    """What a command prints, in a folder that keeps the record of the commands before it."""
    here = {"COLUMNS": str(COLUMNS), "NO_COLOR": "1", "TERM": "dumb"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, **here, "PATH": path},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout


if __name__ == "__main__":
    readme = Path(*sys.argv[1:2] or ["README.md"])
    readme.write_text(told_again(readme.read_text(encoding="utf-8")), encoding="utf-8")
