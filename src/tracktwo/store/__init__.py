"""The record in one SQLite file: what was read, what it says, what people decided."""

from tracktwo.store.errors import (
    BusyStoreError,
    NewerStoreError,
    NotAStoreError,
    StoreError,
    StoreMissingError,
)
from tracktwo.store.listing import KINDS, Filters, Kind, Listed, Seen, telling
from tracktwo.store.searching import Hit
from tracktwo.store.store import Added, Store, Untrue
from tracktwo.store.witnesses import Witness, witnesses

__all__ = [
    "KINDS",
    "Added",
    "BusyStoreError",
    "Filters",
    "Hit",
    "Kind",
    "Listed",
    "NewerStoreError",
    "NotAStoreError",
    "Seen",
    "Store",
    "StoreError",
    "StoreMissingError",
    "Untrue",
    "Witness",
    "telling",
    "witnesses",
]
