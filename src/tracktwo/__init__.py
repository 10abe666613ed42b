"""tracktwo turns press coverage of a diplomatic process into a record one can trust.

The verbs of the command line are functions of the same names here: `build`, `show`, `why`,
`search`, `export`, `graph`, `verify`, `report`, `schema`; see `tracktwo.api`. What people decide
about a record is in `tracktwo.judge`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracktwo.api import (
        BuildReport,
        Store,
        StoreError,
        build,
        export,
        graph,
        report,
        schema,
        search,
        show,
        verify,
        why,
    )

__version__ = "0.1.0"

__all__ = [
    "BuildReport",
    "Store",
    "StoreError",
    "__version__",
    "build",
    "export",
    "graph",
    "report",
    "schema",
    "search",
    "show",
    "verify",
    "why",
]


def __getattr__(name: str) -> Any:
    # On first use, so that a worker that only reads does not load the database.
    if name in __all__:
        return getattr(import_module("tracktwo.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
