"""Clauses and quotations that a verb of saying governs: after it, before it, around it."""

from __future__ import annotations

from tracktwo.extract.page import MARK_TAGS, Page, Region
from tracktwo.knowledge.cues import cues

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
GAP = frozenset({",", ":", "--", "—", "–", "-", "...", "…"})
_STOPS = frozenset({".", ";", "?", "!"})
_OPENERS = frozenset({"that", ",", ":", "—", "–", "--", "as", "to"})
_WHEN = frozenset(
    [
        "after",
        "as",
        "because",
        "before",
        "once",
        "since",
        "though",
        "although",
        "till",
        "until",
        "while",
        "when",
    ]
)
_LOOSE_SUBJECT = frozenset(
    {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CC", "IN", "TO", "VB", "CD", "HYPH"}
)
_NOUNY = frozenset({"PRP", "DT", "NNP", "NNPS", "NN", "NNS", "PRP$", "EX", "JJ", "CD"})


def to_infinitive(page: Page, verb: int) -> bool:
    """Whether the verb stands as *to VP*."""
    tree = page.tree
    return any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[verb])


# ---------------------------------------------------------------- after the cue
def quote_after(page: Page, v: int, lemma: str) -> Region | None:
    """A quotation that begins where the reporting clause ends: said: “…”, told NP that “…”."""
    tree = page.tree
    i = _first_quoted(page, v)
    if i is None:
        return None
    k = i - 1
    while k > v and not tree.words[k].strip():
        k -= 1  # more blanks than one
    before = tree.lower[k]
    clause = "clause" in cues().verbs.get(lemma, ())
    if before not in GAP and (cues().is_a("loose", lemma) or not clause):
        return None
    wanted = cues().prepositions.get(lemma, frozenset())
    if before == "," and any(tree.lower[k] in wanted for k in range(v + 1, i)):
        return None  # called for a truce, “…”: the quotation goes on from the phrase
    if any(tree.dep[c] == "dobj" and v < c < i for c in tree.children[v]) and before not in GAP:
        return None  # stressed the need for “…”
    beside = before in _OPENERS or k == v
    adverb = tree.head[k] == v and tree.dep[k] in ("advmod", "dobj", "dative", "prt")
    if not beside and not adverb:
        return None
    comp = tree.child(v, "ccomp")
    if comp is not None and v < tree.left[comp] < k and before != ":":
        return None
    quote = page.tokens(page.opens[i])
    after = min(quote.last + 1, len(tree) - 1)
    if before in GAP or tree.sentence[v] != tree.sentence[after]:
        return quote
    # the quotation is the beginning of a longer clause: said “Russia” will come
    ends = [tree.right[c] for c in tree.children[v] if c > v and tree.dep[c] in ("ccomp", "dobj")]
    return Region(i, max([quote.last, *ends]))


def broken_off(page: Page, v: int, quote: Region) -> list[Region]:
    """The beginning of a sentence that goes on in the quotation: the plan, X said, “is dead.”"""
    tree = page.tree
    first = _reporting_start(page, v)
    end = _back_over(page, first)
    start = tree.sentence[v]
    if (
        tree.dep[v] in ("relcl", "acl", "advcl")
        or not start <= end < first - 1
        or tree.tag[start] in ("IN", "RB", "VBG", "VBN", "CC")
    ):
        return []
    words = (tree.words[i] for i in range(*quote) if tree.words[i][:1].isalpha())
    return [Region(start, end)] if next(words, "A")[0].islower() else []


def _first_quoted(page: Page, v: int) -> int | None:
    """The first token of the outermost quotation after a cue, if no other verb comes before it."""
    tree = page.tree
    if page.quoted[v] >= 0:
        return None
    for i in range(v + 1, min(v + 25, len(tree))):
        if page.quoted[i] >= 0:
            return i if i in page.opens else None
        if tree.lower[i] in _STOPS or tree.sentence[i] != tree.sentence[v]:
            return None
        if tree.tag[i] in FINITE and not _in_source(page, i, v):
            return None
    return None


def _in_source(page: Page, i: int, v: int) -> bool:
    """Whether a token stands in the subject of an inverted clause: said X, who had come."""
    tree = page.tree
    return any(
        tree.dep[c] in ("nsubj", "dobj", "dative") and tree.left[c] <= i <= tree.right[c]
        for c in tree.children[v]
    )


def clause_after(page: Page, v: int, gerund: bool, hearer: Region | None) -> Region | None:
    """The clause that completes the verb; with `gerund`, also *deny doing*."""
    tree = page.tree
    for c in tree.children[v]:
        if c < v or tree.dep[c] not in ("ccomp", "xcomp"):
            continue
        if is_clause(page, c) or (gerund and tree.tag[c] == "VBG"):
            first = _clause_start(page, v, max(tree.left[c], v + 1), hearer)
            return _trimmed(page, Region(first, _clause_end(page, v, c)))
    own = tree.child(v, "nsubj")
    if (
        v + 1 < tree.stop[v]
        and tree.tag[v + 1] in FINITE
        and own is not None
        and own < v
        and not (tree.dep[v] == "relcl" and tree.head[tree.head[v]] == v + 1)
    ):
        # steps (that) they say could help
        return Region(v + 1, max(_clause_stop(page, v + 1), v + 1))
    for i in range(v + 1, tree.stop[v]):
        if tree.lower[i] == "that" and tree.dep[i] == "mark" and tree.left[tree.head[i]] == i:
            return _trimmed(page, Region(i, _second_half(page, v, tree.right[tree.head[i]])))
        if tree.tag[i] in FINITE or tree.lower[i] in (",", ";", ":"):
            break
    return _plain_clause(page, v, v + 1 if hearer is None else hearer.last + 1)


def _clause_start(page: Page, v: int, first: int, hearer: Region | None) -> int:
    """The clause's first token, its subject included where the parser hung it on the cue."""
    tree = page.tree
    if tree.lower[first] == "that" and tree.tag[first] == "IN":
        return first
    for i in range(first + 1, min(first + 5, tree.stop[v])):
        # said today that S
        if tree.lower[i] == "that" and (tree.tag[i] == "IN" or _is_time(page, first, i)):
            return i
        if tree.verbal(i) or tree.lower[i] == ",":
            break
    if first == v + 1 or hearer is not None:
        # said Tuesday he would come
        after = first
        while after < tree.stop[v] and _is_time(page, first, after + 1):
            after += 1
        if after > first and after < tree.stop[v] and tree.tag[after] in _NOUNY - {"JJ"}:
            return after
    if hearer is not None:
        return first
    start = v + 1
    while start < first and tree.tag[start] == "RB":
        start += 1
    loose = not _is_time(page, start, first) and all(
        tree.tag[i] in _LOOSE_SUBJECT for i in range(start, first)
    )
    return start if loose and start < first and tree.tag[start] in _NOUNY else first


def _is_time(page: Page, start: int, stop: int) -> bool:
    """Whether these tokens name a day or a time, with or without a preposition."""
    tree = page.tree
    if stop > start + 1 and tree.lower[start] in ("on", "in", "early", "late"):
        start += 1
    return all(tree.entity[i] in ("DATE", "TIME") for i in range(start, stop)) or (
        stop == start + 1 and tree.lower[start] in ("on", "in", "early", "late")
    )


def hearer_is_subject(page: Page, v: int, hearer: Region) -> bool:
    """Whether the seeming object begins the clause: warned X wants to come."""
    tree = page.tree
    after = hearer.last + 1
    if after >= tree.stop[v] or tree.tag[after] not in FINITE:
        return False
    return not any(
        tree.dep[c] in ("ccomp", "xcomp") and tree.child(c, "nsubj", "nsubjpass") is not None
        for c in tree.children[v]
    )


def _plain_clause(page: Page, v: int, first: int) -> Region | None:
    """Words that look like a clause after a verb whose complement the parser did not see."""
    tree = page.tree
    if tree.tag[v] not in FINITE or first >= tree.stop[v] or tree.tag[first] not in _NOUNY:
        return None
    if tree.child(v, "dobj", "oprd", "xcomp") is not None:
        return None
    last = first
    while last + 1 < tree.stop[v] and tree.lower[last + 1] not in (",", ":", *_STOPS):
        last += 1
    words = range(first, last + 1)
    if any(tree.dep[i] == "nsubj" and tree.head[i] == v for i in words):
        return None
    return Region(first, last) if any(tree.tag[i] in FINITE for i in words) else None


def _clause_stop(page: Page, verb: int) -> int:
    """The end of a clause whose first verb this is, as far as the parse holds it together."""
    tree = page.tree
    while tree.dep[verb] in ("aux", "auxpass") and tree.head[verb] > verb:
        verb = tree.head[verb]
    return tree.right[verb]


def is_clause(page: Page, comp: int) -> bool:
    """Whether a complement is a finite clause, or a question (how to go on)."""
    tree = page.tree
    below = tree.children[comp]
    if any(tree.dep[c] == "mark" and tree.lower[c] in _WHEN for c in below):
        return False
    if tree.dep[comp] != "ccomp":
        return tree.tag[comp] in FINITE
    if any(tree.tag[c] in ("WRB", "WP", "WDT") or tree.lower[c] == "whether" for c in below):
        return True
    links = ("aux", "auxpass", "nsubj", "nsubjpass", "expl", "csubj", "mark")
    finite = tree.tag[comp] in FINITE or any(tree.dep[c] in links for c in below)
    return finite and not to_infinitive(page, comp)


def _clause_end(page: Page, v: int, comp: int) -> int:
    """The end of what was said: the clause and what hangs on beside it, but no participle."""
    tree, words = page.tree, cues().words
    last = tree.right[comp]
    for c in tree.children[v]:
        if c <= comp or not page.only_marks(last + 1, tree.left[c]):
            continue
        if (tree.dep[c] == "advcl" and tree.tag[c] not in ("VBG", "VBN")) or tree.dep[c] == "ccomp":
            last = tree.right[c]
        elif tree.dep[c] == "prep" and tree.left[c] == last + 1:
            what = tree.child(c, "pobj")
            occasion = what is None or tree.lemma[what] in words["occasions"]
            if not occasion and what is not None and tree.entity[what] not in ("DATE", "TIME"):
                last = tree.right[c]
    return _second_half(page, v, last)


def _second_half(page: Page, v: int, last: int) -> int:
    """S but VP, S and S, where the parser hangs the second half on the cue."""
    tree, words = page.tree, cues().words
    link = last + 1
    while link < tree.stop[v] and tree.tag[link] in (",", "``", "''"):
        link += 1
    if link >= tree.stop[v] or tree.dep[link] != "cc" or tree.head[link] >= last:
        return last
    if tree.lower[link + 1 : link + 2] == ["that"] and tree.tag[link + 1] == "IN":
        return max(last, tree.right[tree.head[link + 1]])  # said that S, and that S
    for c in tree.children[tree.head[link]]:
        if c < link or tree.dep[c] != "conj":
            continue
        cue = tree.lemma[c] in cues().verbs or tree.lemma[c] in words["silence"]
        subject = tree.child(c, "nsubj", "nsubjpass")
        own = subject is not None
        modal = any(tree.tag[a] == "MD" for a in tree.children[c])
        quoted = subject is not None and page.quoted[subject] >= 0
        if (own and modal) or quoted or (tree.lower[link] == "but" and not own and not cue):
            return tree.right[c]
    return last


def _trimmed(page: Page, region: Region) -> Region:
    """Without what the writer adds, and not broken off inside a noun phrase."""
    return without_remark(page, page.to_noun(region))


def without_remark(page: Page, region: Region) -> Region:
    """Up to a semicolon, or to the writer's own `, a claim that …`."""
    tree, words = page.tree, cues().words
    here = page.quoted[region.first]
    for i in range(region.first + 1, region.last):
        if page.quoted[i] not in (here, -1):
            continue
        if tree.lower[i] == ";":
            return Region(region.first, i - 1)
        if tree.lower[i] != "," or tree.lower[i + 1] not in ("a", "an", "the", "something"):
            continue
        for k in range(i + 1, min(i + 5, region.last)):
            named = tree.lemma[k] in cues().nouns or tree.lemma[k] in words["remarks"]
            if named and tree.lower[k + 1] in ("that", "which", "he", "she", "they", "it"):
                return Region(region.first, i - 1)
    return region


# ---------------------------------------------------------------- before the cue
def quote_before(page: Page, v: int, lemma: str) -> list[Region]:
    """`“…,” said X`, `S “…,” said X`, `“…,” said X, “…”`."""
    tree = page.tree
    reporting = _reporting_start(page, v)
    end = _back_over(page, reporting)
    if end not in page.closes or page.quoted[v] >= 0:
        return []
    quote = page.tokens(page.closes[end])
    inner = (tree.words[i] for i in range(end, quote.first, -1) if tree.tag[i] not in ("''", "``"))
    last_word = next(inner, "")
    if last_word == "." and tree.sentence[v] > end:
        return []  # the quotation has ended, and a new sentence begins
    if last_word[-1:].isalnum() and end == reporting - 1:
        return []  # no mark parts the quotation from the words after it
    start, opening = quote.first, tree.sentence[quote.first]
    if tree.lower[start - 1] not in _STOPS and not page.only_marks(opening, start):
        if _cited_already(page, opening, start):
            opening = start
        elif "clause" not in cues().verbs.get(lemma, ()) or not any(
            tree.tag[i] in FINITE for i in range(opening, end)
        ):
            return []
        start = min(opening, start)
    return [Region(start, end), *_after(page, v, _reporting_end(page, v), quoted=True)]


def _cited_already(page: Page, start: int, quote: int) -> bool:
    """Whether a cue stands right before the quotation: X came, saying “…,” X said."""
    tree = page.tree
    last = quote - 1
    while last > start and tree.lower[last] in (",", ":", "that"):
        last -= 1
    return tree.verbal(last) and "clause" in cues().verbs.get(tree.lemma[last], ())


def clause_before(page: Page, v: int) -> list[Region]:
    """`S, X said`, `S, X said, S`, `as X said, S`."""
    tree = page.tree
    first = _reporting_start(page, v)
    as_said = first > tree.sentence[v] and tree.lower[first - 1] == "as"
    end = _back_over(page, first - as_said)
    last = _reporting_end(page, v)
    if end < tree.sentence[v]:
        if as_said and last + 1 < tree.stop[v] and tree.lower[last + 1] == ",":
            return [Region(last + 2, tree.stop[v] - 1)]
        return []
    parenthetical = tree.dep[v] in ("parataxis", "dep") or as_said
    comp = tree.child(v, "ccomp", "dep")
    if end == first - 1 - as_said or ((comp is None or comp > v) and not parenthetical):
        return []
    regions = [Region(tree.sentence[v], end)]
    if end == regions[0].first and tree.tag[end] in ("RB", "CC", "UH"):
        regions = []  # Still, X said, S
    if not regions or parenthetical or (comp is not None and tree.right[comp] > last):
        regions += _after(page, v, last, quoted=False)
    return regions


def _reporting_start(page: Page, v: int) -> int:
    """The first token of the reporting clause."""
    tree = page.tree
    first = v
    subjects = [c for c in tree.children[v] if tree.dep[c] == "nsubj"]
    if subjects:
        nearest = min(subjects, key=lambda c: abs(c - v))
        if nearest < v:
            first = tree.left[nearest]
            while first < nearest and tree.tag[first] in MARK_TAGS:
                first += 1  # a closing mark that the parser hung on the subject
    links = ("aux", "auxpass", "advmod", "neg")
    while first > 0 and tree.head[first - 1] == v and tree.dep[first - 1] in links:
        first -= 1
    return first


def _reporting_end(page: Page, v: int) -> int:
    """The last token of the reporting clause that the cue stands in."""
    tree = page.tree
    subjects = [tree.right[c] for c in tree.children[v] if c > v and tree.dep[c] == "nsubj"]
    i = max([v, *subjects]) + 1
    while i < tree.stop[v] and tree.lower[i] not in GAP | _STOPS and i not in page.opens:
        i += 1
    return i - 1


def _back_over(page: Page, i: int) -> int:
    """The last token before `i` that is no comma or dash; -1 at the start of a block."""
    tree = page.tree
    k = i - 1
    skipped = (GAP - {":"}) | {'"', "''", "``", "“", "”"}  # a stray mark too
    while k >= 0 and tree.lower[k] in skipped and page.quoted[k] < 0:
        k -= 1
    return k if k >= 0 and page.same_block(k, i) else -1


def _after(page: Page, v: int, last: int, quoted: bool) -> list[Region]:
    """The rest of what was said, after a reporting clause in its middle."""
    tree = page.tree
    i = last + 1
    links = GAP | {"that", "and", "but"}
    while i < len(tree) and tree.lower[i] in links and page.quoted[i] < 0:
        i += 1
    if i >= len(tree) or tree.sentence[i] != tree.sentence[v]:
        return []
    if i in page.opens:
        return [page.tokens(page.opens[i])]
    aside = tree.tag[i] in ("VBG", "WP", "WDT", "CC") or tree.lower[i] == "according"
    if quoted or aside or tree.lower[last + 1] != "," or tree.stop[v] - 1 <= i:
        return []
    return [Region(i, tree.stop[v] - 1)]
