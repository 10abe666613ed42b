"""Exact-chunk scores of source, cue and content on the development data, beside other tools.

    python benchmarks/attribution/evaluate.py [--corpora ../shared/corpora] [--only NAME ...]

Two sets, neither of them a test part: the CofeNet `valid` instances (tokens and BIO labels, the
form behind the published table), and PolNeAR `dev` in its own form (articles and character
offsets). On both a chunk counts only when its label and both its edges are right.

Systems: `tagger` (the shipped model), `rules` (this project's attributions with the tagger
left out), `product` (its attributions as they go into the record), `textacy` (its direct
quotations; runs where textacy is installed). Each reads one paragraph at a time.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from predict import predict, read, unit
from speed import shares

from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.story import Story, language, parse
from tracktwo.extract.tagger import LABELS, runs, tag
from tracktwo.extract.times import find_times
from tracktwo.model import Attribution, Block, Document, Extent

KINDS = ("source", "cue", "content")
_PARTS = {"Source": "source", "Cue": "cue", "Content": "content", "Content2": "content"}

Place = tuple[str, int, int]
"""Kind, first character, one past the last character."""
System = Callable[[Sequence[str]], list[set[Place]]]
"""From the text of each paragraph to the chunks found in it."""


@dataclass(frozen=True)
class Paragraph:
    """One annotated paragraph: its text, and the places that the annotator marked in it."""

    text: str
    gold: frozenset[Place]


# --- systems ---------------------------------------------------------------------------------


def stories(texts: Sequence[str]) -> Iterator[Story]:
    """Each paragraph as a document of one block."""
    return parse(
        Document(str(i), text=text, blocks=(Block(Extent(0, len(text)), "paragraph"),))
        for i, text in enumerate(texts)
    )


def by_tagger(texts: Sequence[str]) -> list[set[Place]]:
    """The shipped model, through the same door as the product."""
    return [{(c.label, c.extent.start, c.extent.end) for c in tag(s)} for s in stories(texts)]


def by_textacy(texts: Sequence[str]) -> list[set[Place]]:
    """textacy's direct quotations; a paragraph that it cannot read gives none."""
    from textacy.extract import triples

    found = []
    for doc in language().pipe(texts):
        places: set[Place] = set()
        try:
            for triple in triples.direct_quotations(doc):
                for kind, words in zip(
                    KINDS, (triple.speaker, triple.cue, triple.content), strict=True
                ):
                    places.add((kind, words[0].idx, words[-1].idx + len(words[-1])))
        except ValueError:  # raised for a text with an odd number of quotation marks
            places = set()
        found.append(places)
    return found


def by_rules(texts: Sequence[str]) -> list[set[Place]]:
    """The attributions that the rules alone propose, assembled as in the product."""
    from tracktwo.extract.attributions import assemble
    from tracktwo.extract.cues import propose
    from tracktwo.extract.layouts import lay_out
    from tracktwo.extract.page import page_of
    from tracktwo.extract.quotes import find_quotations
    from tracktwo.extract.tree import tree_of

    found = []
    for story in stories(texts):
        page = page_of(tree_of(story), find_quotations(story.document.text, story.blocks))
        candidates = [*propose(page), *lay_out(page)]
        found.append(_places(assemble(page, candidates, find_mentions(story), find_times(story))))
    return found


def by_product(texts: Sequence[str]) -> list[set[Place]]:
    """The attributions as they go into the record."""
    from tracktwo.extract.attributions import find_attributions

    return [
        _places(find_attributions(story, find_mentions(story), find_times(story), tag(story)))
        for story in stories(texts)
    ]


def _places(attributions: Iterable[Attribution]) -> set[Place]:
    found: set[Place] = set()
    for each in attributions:
        found |= {("content", e.start, e.end) for e in each.content}
        if each.source is not None:
            found.add(("source", each.source.start, each.source.end))
        if each.cue is not None:
            found.add(("cue", each.cue.start, each.cue.end))
    return found


SYSTEMS: dict[str, System] = {
    "tagger": by_tagger,
    "rules": by_rules,
    "product": by_product,
    "textacy": by_textacy,
}


# --- data ------------------------------------------------------------------------------------


def polnear(folder: Path) -> Iterator[Paragraph]:
    """The paragraphs of each annotated article, once for each annotator."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = (folder / "text" / f"{path.stem[:-5]}.txt").read_text(encoding="utf-8")
        places = list(marked(path))
        for match in re.finditer(r"\S(?:(?!\n[ \t]*\n).)*", text, re.DOTALL):
            start, end = match.start(), match.start() + len(match.group().rstrip())
            inside = [
                (k, max(a, start), min(b, end)) for k, a, b in places if a < end and b > start
            ]
            yield Paragraph(
                text[start:end],
                frozenset(
                    _trimmed(text, k, a, b, start) for k, a, b in inside if text[a:b].strip()
                ),
            )


def _trimmed(text: str, kind: str, start: int, end: int, origin: int) -> Place:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return kind, start - origin, start - origin + len(words.strip())


def marked(path: Path) -> Iterator[Place]:
    """The parts of all attributions of one brat file; notes and discarded ones are left out."""
    parts: dict[str, tuple[str, str]] = {}
    used: set[str] = set()
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if line.startswith("T"):
            kind, _, where = fields[1].partition(" ")
            parts[fields[0]] = (kind, where)
        elif line.startswith("E"):
            used |= {role.split(":")[1] for role in fields[1].split()}
    for name, (kind, where) in parts.items():
        if name in used and kind in _PARTS:
            for place in where.split(";"):
                start, end = map(int, place.split())
                yield _PARTS[kind], start, end


# --- scores ----------------------------------------------------------------------------------


class Score:
    """Right, found and sought chunks of each kind."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def add(self, found: Iterable[tuple[Any, ...]], gold: Iterable[tuple[Any, ...]]) -> None:
        """Count one paragraph; the kind stands first in each chunk."""
        found, gold = set(found), set(gold)
        for name, chunks in (("right", found & gold), ("found", found), ("gold", gold)):
            self.counts.update((name, chunk[0]) for chunk in chunks)

    def row(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 of each kind, 0 to 100."""
        table = {}
        for kind in KINDS:
            right, found, gold = (self.counts[name, kind] for name in ("right", "found", "gold"))
            table[kind] = {
                "P": round(100 * right / found, 1) if found else 0.0,
                "R": round(100 * right / gold, 1) if gold else 0.0,
                "F1": round(200 * right / (found + gold), 1) if found + gold else 0.0,
            }
        return table


def on_tokens(instances: Sequence[dict[str, Any]], system: System) -> Score:
    """A system that reads text, scored on labelled tokens: each token it touches is its own."""
    units = [unit(instance["tokens"]) for instance in instances]
    score = Score()
    for found, u, instance in zip(system([u.text for u in units]), units, instances, strict=True):
        chunks = set()
        for kind, start, end in found:
            touched = [i for i in range(len(u.starts)) if u.starts[i] < end and u.ends[i] > start]
            if touched:
                chunks.add((kind, touched[0], touched[-1]))
        score.add(chunks, _gold(instance))
    return score


def _gold(instance: dict[str, Any]) -> set[tuple[str, int, int]]:
    return set(runs([LABELS.index(label) for label in instance["labels"]]))


def measure(name: str, system: System, corpora: Path) -> dict[str, Any]:
    """One system on both sets."""
    answer: dict[str, Any] = {"system": name}
    instances = read(corpora / "cofenet" / "valid.jsonl")
    begun = time.process_time()
    if name == "tagger":
        score = Score()
        for labels, instance in zip(
            predict(i["tokens"] for i in instances), instances, strict=True
        ):
            score.add(runs([LABELS.index(x) for x in labels]), _gold(instance))
    else:
        score = on_tokens(instances, system)
    answer["valid"] = score.row()
    score = Score()
    gold = list(polnear(corpora / "polnear" / "dev"))
    for found, paragraph in zip(system([p.text for p in gold]), gold, strict=True):
        score.add(found, paragraph.gold)
    answer["dev"] = score.row()
    answer["cpu_seconds"] = round(time.process_time() - begun, 1)
    return answer


def articles(corpora: Path, number: int = 30) -> list[Document]:
    """The first articles of PolNeAR dev, each whole, a block a paragraph."""
    found = []
    for path in sorted((corpora / "polnear" / "dev" / "text").glob("*.txt"))[:number]:
        text = path.read_text(encoding="utf-8")
        spans = re.finditer(r"\S(?:(?!\n[ \t]*\n).)*", text, re.DOTALL)
        blocks = tuple(Block(Extent(m.start(), m.end()), "paragraph") for m in spans)
        found.append(Document(path.stem, text=text, blocks=blocks))
    return found


def main() -> int:
    """Print the table; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--only", nargs="*", choices=list(SYSTEMS), default=list(SYSTEMS))
    parser.add_argument("--json", action="store_true", help="one JSON object a system")
    args = parser.parse_args()
    if not args.corpora.is_dir():
        print(f"no corpora at {args.corpora}: nothing measured", file=sys.stderr)
        return 1
    print(f"{'exact chunks, P / R / F1':28}{'source':^22}{'cue':^22}{'content':^22}")
    for name in args.only:
        try:
            answer = measure(name, SYSTEMS[name], args.corpora)
        except ImportError as missing:
            print(f"{name}: not run ({missing})")
            continue
        if args.json:
            print(json.dumps(answer))
            continue
        for part in ("valid", "dev"):
            cells = "".join(
                f"{'{P:.1f} / {R:.1f} / {F1:.1f}'.format(**answer[part][kind]):^22}"
                for kind in KINDS
            )
            print(f"{name + ' on ' + part:28}{cells}")
    for part, share in shares(articles(args.corpora)).items():
        print(f"{part}: {share:.2f} of the CPU time of spaCy's own pipeline")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
