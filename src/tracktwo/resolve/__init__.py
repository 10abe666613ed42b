"""All findings in, the record out: who is who, which meeting is which, when, who disagrees."""

from tracktwo.resolve.pipeline import resolve
from tracktwo.resolve.reading import Reading

__all__ = ["Reading", "resolve"]
