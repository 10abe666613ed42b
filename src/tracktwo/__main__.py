"""`python -m tracktwo`: the command line."""

from tracktwo.cli import main

main()
