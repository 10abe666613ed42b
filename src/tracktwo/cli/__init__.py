"""The command line: verbs that are a few lines over the Python API."""

from tracktwo.cli.app import main

__all__ = ["main"]
