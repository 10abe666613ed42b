"""Rules and tagger at one table: which of their candidates stand, and where contents end.

The tagger sees best where content begins and ends and which words cite at all; the rules know
what the record guide counts as a statement, and who is behind a pronoun of relation, a
quotation that goes on, a headline. So a cue that both have found keeps the rules' speaker and
takes the tagger's edges; what only one of them has found must be of a kind in which that one is
to be trusted (measured on PolNeAR's development part).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tracktwo.extract.candidates import Candidate
from tracktwo.extract.leftovers import is_speech
from tracktwo.extract.page import Page, Region
from tracktwo.extract.sources import is_mute
from tracktwo.extract.speech import FINITE, without_remark
from tracktwo.extract.unsaid import unsaid
from tracktwo.knowledge.cues import cues
from tracktwo.model import Extent

_EMPTY = frozenset({"something", "itself", "themselves", "himself", "herself", "so"})
_ENDS = frozenset(".?!”\"'’")
_SHORT = 6
"""Words that the wish for no name has at most, and one more."""


def fuse(page: Page, rules: Sequence[Candidate], linked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of both, one for each cue; `linked` is what `linking.link` made of labels."""
    if not linked:
        return list(rules)
    met: set[int] = set()
    found: list[Candidate] = []
    cited = [c.cue for c in rules if c.cue is not None]
    for rule in rules:
        k = _partner(rule, linked)
        if k is not None:
            met.add(k)
            found.append(_with_edges(page, rule, linked[k], cited))
        else:
            found.append(rule)
    found += [c for k, c in enumerate(linked) if k not in met and _counts(page, c, rules)]
    return [_by_its_speaker(page, c, found) for c in found if not _empty(page, c)]


def _empty(page: Page, candidate: Candidate) -> bool:
    """Whether nothing is said: a word for what stands before, a bare noun of saying (voiced their
    views), or the wish for no name."""
    tree = page.tree
    words = [t.i for e in candidate.contents for t in tree.story.tokens_in(e)]
    if len(words) == 1:
        return tree.tag[words[0]] in ("WDT", "WP", "DT") or tree.lower[words[0]] in _EMPTY
    if len(words) == 2 and tree.tag[words[0]] == "PRP$":
        return tree.lemma[words[1]] in cues().nouns
    short = len(words) < _SHORT and tree.lower[words[0]] in ("not", "to", "that")
    return short and any(tree.lower[i] in cues().words["namelessness"] for i in words)


def _by_its_speaker(page: Page, candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    """With the speaker of the statement before it, where the parser found the subject within that
    statement's content but the cue stands outside (said that his men were ready, and called
    on NP)."""
    tree = page.tree
    if not candidate.heads or tree.dep[candidate.anchor] in ("relcl", "acl"):
        return candidate
    head = tree.between(candidate.heads[0], candidate.heads[0])
    cue = tree.between(candidate.anchor, candidate.anchor)
    for other in others:
        if (
            other.anchor < candidate.anchor
            and tree.sentence[other.anchor] == tree.sentence[candidate.anchor]
            and any(
                e.holds(head) and not e.holds(cue) and e.end <= cue.start for e in other.contents
            )
            and not any(e.holds(cue) for e in other.contents)
            and other.heads
        ):
            return msgspec.structs.replace(candidate, source=other.source, heads=other.heads)
    return candidate


def _partner(rule: Candidate, linked: Sequence[Candidate]) -> int | None:
    """The linked candidate with the same cue."""
    for k, other in enumerate(linked):
        same = other.anchor == rule.anchor
        if same or (rule.cue and other.cue and rule.cue.overlaps(other.cue)):
            return k
    return None


def _with_edges(
    page: Page, rule: Candidate, other: Candidate, cited: Sequence[Extent]
) -> Candidate:
    """The rules' candidate with the tagger's pieces where they touch its own, or stand right
    before its reporting clause."""
    if other.source and all(page.tree.lower[h] == "it" for h in rule.heads):
        # it took X two hours to answer that S
        rule = msgspec.structs.replace(rule, source=other.source, heads=other.heads)
    if rule.lemma == ":" or _owned(page, rule, other) or _in_headline(page, rule, other):
        return rule
    pieces = [_settled(page, rule, e) for e in other.contents if _belongs(page, rule, e)]
    pieces = [e for e in pieces if not _aside(page, rule, e)]
    if not pieces:
        return rule
    kept = [e for e in rule.contents if not any(e.overlaps(p) for p in pieces)]
    kept = [e for e in kept if _goes_on(page, rule, e, pieces, cited)]
    return msgspec.structs.replace(rule, contents=tuple(sorted({*pieces, *kept})))


def _settled(page: Page, rule: Candidate, piece: Extent) -> Extent:
    """A piece that neither cuts a quotation of the rules' nor runs on into the next one, the next
    sentence, the source, or a remark of the writer."""
    tree = page.tree
    for own in rule.contents:
        if not own.overlaps(piece):
            continue
        if any(q.extent == own and not q.depth for q in page.quotations) and own.holds(piece):
            return own
        if own.end > piece.end and _second_that(page, Extent(piece.end, own.end)):
            piece = Extent(piece.start, own.end)
        for i in (t.i for t in tree.story.tokens_in(Extent(own.end, max(own.end, piece.end)))):
            fresh = i in page.opens and tree.lower[i - 1][-1:] in _ENDS
            if fresh or tree.sentence[i] == i:
                end = tree.between(i, i).start
                piece = Extent(piece.start, end)
                break
    source = rule.source
    if source is not None and piece.start < source.start < piece.end:
        rest = tree.story.document.text[source.end : piece.end]
        if not any(c.isalnum() for c in rest):
            piece = Extent(piece.start, source.start)
    tokens = tree.story.tokens_in(piece)
    if len(tokens) > 2:
        region = without_remark(page, Region(tokens.start, tokens.end - 1))
        if region.last < tokens.end - 1:
            piece = Extent(piece.start, tree.between(region.first, region.last).end)
    return piece


def _owned(page: Page, rule: Candidate, other: Candidate) -> bool:
    """Whether the tagger takes the noun of saying into the content (reiterated | NP's position
    that S), which the guide leaves out where it has an owner."""
    start, wider = rule.contents[0].start, other.contents[0]
    if not wider.start < start < wider.end:
        return False
    before = page.tree.story.tokens_in(Extent(wider.start, start))
    nouns = any(page.tree.lemma[t.i] in cues().nouns for t in before)
    return nouns and any(page.tree.tag[t.i] in ("POS", "PRP$") for t in before)


def _second_that(page: Page, rest: Extent) -> bool:
    """Whether words hold the second half of a content: said that S, and that S."""
    tree = page.tree
    return any(
        t.lower_ == "that" and tree.tag[t.i] == "IN" and tree.tag[t.i - 1] == "CC"
        for t in tree.story.tokens_in(rest)
    )


def _in_headline(page: Page, rule: Candidate, other: Candidate) -> bool:
    """Whether the tagger widens the content of a headline, of which it has seen few."""
    story = page.tree.story
    title = story.blocks[story.block_of[rule.anchor]].kind == "title"
    return title and all(any(o.holds(e) for o in other.contents) for e in rule.contents)


def _belongs(page: Page, rule: Candidate, piece: Extent) -> bool:
    """Whether a piece touches the rules' content, or stands right before the reporting clause (the
    beginning of a sentence that the clause has broken)."""
    if any(piece.overlaps(e) for e in rule.contents):
        return True
    tree = page.tree
    first = min(e.start for e in (rule.cue, rule.source) if e is not None)
    before = tree.story.tokens_in(piece)
    if not len(before) or piece.end > first or rule.contents[0].start < first:
        return False
    gap = tree.story.document.text[piece.end : first].strip()
    return gap == "," and tree.sentence[before.end - 1] == tree.sentence[rule.anchor]


def _aside(page: Page, rule: Candidate, piece: Extent) -> bool:
    """Whether a piece is a relative clause of the writer's beside what was said, or but a word for
    what stands before: which, that, something."""
    tree = page.tree
    tokens = tree.story.tokens_in(piece)
    if not len(tokens):
        return True
    relative = tree.tag[tokens.start] in ("WDT", "WP", "DT")
    if len(tokens) == 1:
        return relative or tokens[0].lower_ in _EMPTY
    return tree.tag[tokens.start] == "WDT" and rule.contents[0].start < piece.start


def _goes_on(
    page: Page,
    rule: Candidate,
    piece: Extent,
    pieces: Sequence[Extent],
    cited: Sequence[Extent],
) -> bool:
    """Whether a piece that the tagger left out is said all the same: a quotation, or the rest of
    a sentence that the reporting clause has broken (S, X said, S)."""
    if any(piece.holds(q.extent) for q in page.quotations):
        return True
    tree = page.tree
    tokens = tree.story.tokens_in(piece)
    broken = max(p.end for p in pieces) <= tree.between(rule.anchor, rule.anchor).start
    return (
        broken
        and tokens.start > rule.anchor
        and tree.tag[tokens.start] != "WRB"
        and not any(piece.holds(cue) for cue in cited)
    )


def _counts(page: Page, candidate: Candidate, rules: Sequence[Candidate]) -> bool:
    """Whether the record guide counts what only the tagger has seen.

    Taggers learn from corpora that count every attitude; here a statement needs a source that
    can speak, and words in quotation marks or a cue of the lexicon with what it takes.
    """
    if candidate.source is None or all(is_mute(page.tree, h) for h in candidate.heads):
        return False
    if unsaid(page.tree, candidate.anchor, candidate.lemma):
        return False
    if any(r.cue and e.holds(r.cue) for r in rules for e in candidate.contents) and not _clause_cue(
        candidate.lemma
    ):
        return False  # made remarks, saying S
    return _quoted(page, candidate) or _cites(page, candidate)


def _quoted(page: Page, candidate: Candidate) -> bool:
    """Whether some content is speech in quotation marks."""
    return any(
        is_speech(page, q) and any(e.holds(q.extent) for e in candidate.contents)
        for q in page.quotations
        if not q.depth
    )


def _cites(page: Page, candidate: Candidate) -> bool:
    """Whether the cue is in the lexicon; one of thinking needs a clause, others more than a
    pronoun, unless it is denied or rejected."""
    known, lemma, tree = cues(), candidate.lemma, page.tree
    if _clause(page, candidate):
        return _clause_cue(lemma)
    particle = tree.child(candidate.anchor, "prt")
    if particle is not None:
        lemma = f"{lemma} {tree.lower[particle]}"
    if known.is_a("attitude", lemma) or lemma in known.words["agreeing"]:
        return False
    tokens = tree.story.tokens_in(candidate.contents[0])
    denied = known.is_a("denial", lemma) or known.is_a("denial_of_report", lemma)
    if len(tokens) == 1 and tree.tag[tokens.start] in ("PRP", "WDT", "WP", "DT", "CD"):
        return denied and tree.tag[tokens.start] == "PRP"
    frames = known.verbs.get(lemma, frozenset())
    return bool(frames - {"clause", "quote", "hearer"}) or (
        lemma in known.prepositions or lemma in known.object_prepositions
    )


def _clause_cue(lemma: str) -> bool:
    return "clause" in cues().verbs.get(lemma, ())


def _clause(page: Page, candidate: Candidate) -> bool:
    """Whether the content has a finite verb."""
    tree = page.tree
    return any(tree.tag[t.i] in FINITE for e in candidate.contents for t in tree.story.tokens_in(e))
