"""tracktwo turns press coverage of a diplomatic process into a record one can trust."""

__version__ = "0.1.0"
