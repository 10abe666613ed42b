"""What can be wrong with a store, said so that a user knows what to do."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot be used; the message says where, why and what to do."""


class StoreMissingError(StoreError):
    """There is no store at that path."""


class NotAStoreError(StoreError):
    """The file is something else: not a database, another program's database, or damaged."""


class NewerStoreError(StoreError):
    """A newer version of the program wrote the store."""


class BusyStoreError(StoreError):
    """Another process writes to the store, and did not finish in time."""
