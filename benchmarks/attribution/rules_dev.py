"""Score rules, tagger or product on PolNeAR dev, attribution by attribution.

    python benchmarks/attribution/rules_dev.py [--system rules|tagger|product] [--limit N] [--show N]

Gold and predicted attributions are paired by their contents (characters shared over characters
covered, at least one half, best first). `found` is the F1 of that pairing; `exact` asks for the
same content, blanks and closing marks aside; source and cue are scored on the pairs and on all.
Gold counts more attitudes (wants, seems, supports) than the record guide does, so precision
says more than recall here. The corpus is looked for in ../shared/corpora/polnear.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tracktwo.extract.attributions import assemble, find_attributions
from tracktwo.extract.linking import link
from tracktwo.extract.page import page_of
from tracktwo.extract.quotes import find_quotations
from tracktwo.extract.story import Story, parse
from tracktwo.extract.tagger import tag
from tracktwo.extract.tree import tree_of
from tracktwo.model import Attribution, Block, Document, Extent
from tracktwo.model.document import BlockKind

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpora" / "polnear"


@dataclass(frozen=True)
class Cited:
    """One attribution: sets of character offsets."""

    content: frozenset[int]
    cue: frozenset[int] = frozenset()
    source: frozenset[int] = frozenset()


@dataclass
class Tally:
    """Right, predicted and gold, for one figure."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __str__(self) -> str:
        """F1, precision and recall, 0 to 1, with the counts."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}  ({self.right} of {self.predicted} for {self.gold})"


@dataclass
class Scores:
    """All figures of one run."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, name: str, right: int, predicted: int, gold: int) -> None:
        """Count one text's share of a figure."""
        tally = self.tallies.setdefault(name, Tally())
        tally.right += right
        tally.predicted += predicted
        tally.gold += gold


def by_tagger(story: Story) -> tuple[Attribution, ...]:
    """What the tagger labels, linked, with nothing of the rules but the edges."""
    page = page_of(tree_of(story), find_quotations(story.document.text, story.blocks))
    return assemble(page, link(page, tag(story)), (), ())


SYSTEMS: dict[str, Callable[[Story], tuple[Attribution, ...]]] = {
    "rules": lambda story: find_attributions(story, (), ()),
    "tagger": by_tagger,
    "product": lambda story: find_attributions(story, (), (), tag(story)),
}


def blocks_of(text: str) -> tuple[Block, ...]:
    """One block a line; the first is the headline."""
    blocks: list[Block] = []
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            kind: BlockKind = "title" if not blocks else "paragraph"
            blocks.append(Block(Extent(match.start(), match.end()), kind))
    return tuple(blocks)


def documents(folder: Path) -> Iterator[tuple[Document, list[Cited]]]:
    """Each text with the attributions of its first annotator."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if annotations:
            document = Document(id=path.stem, path=str(path), text=text, blocks=blocks_of(text))
            yield document, gold(annotations[0].read_text(encoding="utf-8"), text)


def gold(brat: str, text: str) -> list[Cited]:
    """The attributions of a brat stand-off file."""
    places: dict[str, frozenset[int]] = {}
    cited = []
    for line in brat.splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            _, *offsets = fields[1].replace(";", " ").split()
            ends = list(map(int, offsets))
            places[fields[0]] = frozenset(
                i
                for a, b in zip(ends[::2], ends[1::2], strict=True)
                for i in range(a, b)
                if not text[i : i + 1].isspace()
            )
        elif line.startswith("E") and len(fields) > 1:
            parts = dict(p.split(":") for p in fields[1].split() if ":" in p)
            if "Content" in parts:
                cited.append((parts.get("Content"), parts.get("Cue"), parts.get("Source")))
    none: frozenset[int] = frozenset()
    return [
        Cited(places.get(a or "", none), places.get(b or "", none), places.get(c or "", none))
        for a, b, c in cited
    ]


def characters(text: str, *extents: Extent | None) -> frozenset[int]:
    """The offsets that extents cover, blanks left out."""
    return frozenset(
        i for e in extents if e for i in range(e.start, e.end) if not text[i].isspace()
    )


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared over covered characters."""
    return len(a & b) / len(a | b) if a or b else 0.0


def pairs(wanted: Sequence[Cited], found: Sequence[Cited]) -> list[tuple[int, int]]:
    """One-to-one, best overlap of content first, at least one half."""
    options = sorted(
        (
            (overlap(w.content, f.content), i, j)
            for i, w in enumerate(wanted)
            for j, f in enumerate(found)
        ),
        key=lambda o: (-o[0], o[1], o[2]),
    )
    used_w: set[int] = set()
    used_f: set[int] = set()
    kept = []
    for value, i, j in options:
        if value < 0.5:
            break
        if i not in used_w and j not in used_f:
            used_w.add(i)
            used_f.add(j)
            kept.append((i, j))
    return kept


def bare(text: str, content: frozenset[int]) -> frozenset[int]:
    """Content without the marks at its ends, which annotators put in or leave out."""
    rim = "\"“”'‘’.,;: "
    inside = sorted(content)
    while inside and text[inside[0]] in rim:
        inside.pop(0)
    while inside and text[inside[-1]] in rim:
        inside.pop()
    return frozenset(inside)


def main() -> None:
    """Parse the command line, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--part", default="dev", choices=["dev", "train"])
    parser.add_argument("--system", default="rules", choices=list(SYSTEMS))
    parser.add_argument("--limit", type=int, default=None, help="only the first N texts")
    parser.add_argument(
        "--show", type=int, default=0, help="print N misses and N extras, drawn by seed"
    )
    parser.add_argument("--cue", default="", help="show only those whose cue matches this pattern")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if not CORPUS.is_dir():
        raise SystemExit(f"no corpus at {CORPUS}")
    scores = Scores()
    missed: list[str] = []
    extra: list[str] = []
    parsing = time.perf_counter()
    read = list(documents(CORPUS / args.part))[: args.limit]
    stories = list(parse(d for d, _ in read))
    parsing = time.perf_counter() - parsing
    spent = 0.0
    for (document, wanted), story in zip(read, stories, strict=True):
        started = time.perf_counter()
        attributions = SYSTEMS[args.system](story)
        spent += time.perf_counter() - started
        text = document.text
        found = [
            Cited(characters(text, *a.content), characters(text, a.cue), characters(text, a.source))
            for a in attributions
        ]
        paired = pairs(wanted, found)
        n, m = len(found), len(wanted)
        scores.add("content found", len(paired), n, m)
        same = [(w, f) for w, f in ((wanted[i], found[j]) for i, j in paired)]
        scores.add(
            "content exact",
            sum(bare(text, w.content) == bare(text, f.content) for w, f in same),
            n,
            m,
        )
        scores.add(
            "content and source",
            sum(bool(w.source & f.source) or not (w.source or f.source) for w, f in same),
            n,
            m,
        )
        scores.add("content and cue", sum(bool(w.cue & f.cue) for w, f in same), n, m)
        for part in ("source", "cue"):
            here = [(getattr(w, part), getattr(f, part)) for w, f in same]
            scores.add(
                f"{part} exact (on pairs)", sum(w == f for w, f in here), len(here), len(here)
            )
            scores.add(
                f"{part} overlap (on pairs)",
                sum(bool(w & f) or w == f for w, f in here),
                len(here),
                len(here),
            )
        cues_found = frozenset().union(*(f.cue for f in found))
        scores.add("cues met", sum(bool(w.cue & cues_found) for w in wanted), n, m)
        in_pair = {j for _, j in paired}
        of_pair = {i for i, _ in paired}
        missed += [show(text, document.id, w) for i, w in enumerate(wanted) if i not in of_pair]
        extra += [show(text, document.id, f) for j, f in enumerate(found) if j not in in_pair]
    for name, tally in scores.tallies.items():
        print(f"{name:<26}{tally}")
    print(
        f"{len(read)} texts; parse {parsing:.1f} s, attributions {spent:.2f} s ({spent / parsing:.1%})"
    )
    draw = random.Random(args.seed)
    for title, rows in (("missed", missed), ("extra", extra)):
        rows = [row for row in rows if re.search(args.cue, row.split(" | ")[2])]
        if args.show:
            print(f"\n{title}: {len(rows)}")
            for row in sorted(draw.sample(rows, min(args.show, len(rows)))):
                print(row)


def show(text: str, document: str, cited: Cited) -> str:
    """One attribution on one line."""
    return f"  {document[:28]} | {words(text, cited.source)} | {words(text, cited.cue)} | {words(text, cited.content)}"


def words(text: str, offsets: frozenset[int]) -> str:
    """The words at these offsets, gaps shown as [..]."""
    out = ""
    last = None
    for i in sorted(offsets):
        if last is not None and i > last + 1:
            out += " " if text[last + 1 : i].isspace() else " [..] "
        out += text[i]
        last = i
    return out


if __name__ == "__main__":
    main()
