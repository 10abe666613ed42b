"""How PLOVER's event types come out as stances: a confusion table on its gold sentences.

    python benchmarks/stances/plover.py RECORDS.json [--show EVENT]

RECORDS.json is `PLOVER_GSR_CAMEO` of github.com/openeventdata/PLOVER (CC BY-SA 4.0). A sentence
counts under the first stance whose holder shares a word with the coded source; `none` is a
sentence without one. Nothing is fitted to the sentences: they are single events, and what an
actor does (assaults, sanctions, visits) is no stance and should come out as `none`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.stances import find_stances
from tracktwo.extract.story import Story, parse
from tracktwo.extract.times import find_times
from tracktwo.model import Block, Document, Extent, Stance

# What a PLOVER type should come out as, by its definition in the PLOVER manual.
EXPECTED: dict[str, tuple[str, ...]] = {
    "AGREE": ("promises", "offers", "supports"),
    "SUPPORT": ("supports", "praises", "demands", "offers"),
    "CONCEDE": ("supports", "promises", "offers", "none"),
    "DEMAND": ("demands",),
    "DISAPPROVE": ("accuses", "criticises", "opposes", "demands"),
    "REJECT": ("refuses", "opposes"),
    "THREATEN": ("warns", "promises", "refuses"),
    "PROTEST": ("demands", "opposes", "none"),
}
DEED = ("none",)


def first_stance(story: Story, sources: list[str]) -> Stance | None:
    """The first stance whose holder shares a word with the coded sources."""
    mentions = find_mentions(story)
    times = find_times(story)
    attributions = find_attributions(story, mentions, times)
    wanted = {word.casefold() for source in sources for word in source.split()}
    for stance in find_stances(story, mentions, times, attributions):
        for holder in stance.holders:
            words = story.words(mentions[holder].extent).casefold().replace("’", "'").split()
            plain = {w.removesuffix("'s").strip(",.'\"") for w in words}
            if plain & wanted or mentions[holder].form == "pronoun":
                return stance
    return None


def sources_of(record: dict[str, Any]) -> list[str]:
    """The names of the coded sources."""
    given = record.get("source") or []
    return [s["actorText"] for s in given if isinstance(s, dict) and s.get("actorText")]


def main() -> None:
    """Print the table, and the sentences of one event type if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("--show", help="print every sentence of this event type")
    args = parser.parse_args()
    records = json.loads(args.records.read_text(encoding="utf-8"))
    documents = [
        Document(id=str(i), text=text, blocks=(Block(Extent(0, len(text)), "paragraph"),))
        for i, text in enumerate(r["text"].strip() for r in records)
    ]
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for record, story in zip(records, parse(documents), strict=True):
        stance = first_stance(story, sources_of(record))
        table[record["event"]][stance.stance if stance else "none"] += 1
        if args.show == record["event"]:
            words = story.words(stance.extent) if stance else ""
            print(f"{stance.stance if stance else 'none':<11}{words!r}\n    {story.document.text}")
    print_table(table)


def print_table(table: dict[str, Counter[str]]) -> None:
    """Event types by stances, with how many came out as expected."""
    columns = sorted({stance for row in table.values() for stance in row})
    print("| event | " + " | ".join(columns) + " | as expected |")
    print("|---|" + "---:|" * (len(columns) + 1))
    right = total = 0
    for event in sorted(table, key=lambda e: (e not in EXPECTED, e)):
        row = table[event]
        n = sum(row.values())
        good = sum(row[s] for s in EXPECTED.get(event, DEED))
        right, total = right + good, total + n
        cells = " | ".join(str(row[c] or "·") for c in columns)
        print(f"| {event} | {cells} | {good} of {n} |")
    print(f"\n{right} of {total} as expected")


if __name__ == "__main__":
    main()
