"""Accusations, and the denials that answer them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracktwo.knowledge.stances import stance_cues
from tracktwo.model import Attribution, Disagreement, Extent, Side, Span, Stance
from tracktwo.resolve.evidence import Evidence, disagreement
from tracktwo.resolve.issues import stems
from tracktwo.resolve.reading import Reading

# A denial of "that claim" stands at most so many sentences behind it.
_NEXT = 2
# … and so many when it is the accused who denies.
_FAR = 4
# "Denies it" has no words of its own.
_SHORTEST = 2
# Words with so many first letters in common are one: supply, supplying.
_STEM = 5
# Called it a massacre: it is a deed, and whoever it is taken for does not matter.
_THINGS = frozenset({"it", "this", "that"})
_CHARGES = frozenset(stems("accusation accusations allegation allegations charge charges"))
_ACT_WORDS = frozenset(
    stems(
        "accuse accused accusing accuses deny denied denies denying blame blamed charge charged "
        "claim say said any also recently"
    )
)


@dataclass(frozen=True, eq=False)
class _Charge:
    """An accusation or a denial."""

    span: Span
    sentence: int
    holders: frozenset[str]
    targets: frozenset[str]
    words: frozenset[str]
    taken_up: bool
    """Denies `that claim`, whatever it was."""
    subject: str
    names_charge: bool = False
    """Denies `the accusation`, by such a word."""
    asserted: bool = False
    """Cited without the words of an accusation."""


def denials(evidence: Evidence) -> Iterator[Disagreement]:
    """Accusations with the denials that answer them."""
    accusations = [*_charges(evidence, "accuses"), *_assertions(evidence)]
    index = _indexed(accusations)
    answered: defaultdict[int, list[tuple[_Charge, str]]] = defaultdict(list)
    for denial in _charges(evidence, "denies"):
        reasons = {i: _answers(denial, accusations[i]) for i in _like(denial, index)}
        matching = [i for i, reason in reasons.items() if reason]
        if matching:
            best = max(matching, key=lambda i: _closeness(denial, accusations[i]))
            answered[best].append((denial, reasons[best] or ""))
    for group in _one_quarrel(accusations, answered):
        alike = {k for i in group for k in _like(accusations[i], index)}
        said = [
            accusations[k]
            for k in sorted(alike)
            if k in group or any(_same_charge(accusations[k], accusations[i]) for i in group)
        ]
        replies = [reply for i in group for reply in answered[i]]
        sides = (
            _charged("yes", said, evidence.groups),
            _charged("no", [denial for denial, _ in replies], evidence.groups),
        )
        subject = accusations[group[0]].subject
        reasons_told = (reason for _, reason in replies)
        yield disagreement(subject, "accusation", "accusation_denial", sides, reasons_told)


def _one_quarrel(
    accusations: Sequence[_Charge], answered: Mapping[int, Sequence[tuple[_Charge, str]]]
) -> list[list[int]]:
    """Answered accusations, those of one matter that one side denies in an article together."""
    groups: list[list[int]] = []
    deniers = {
        i: {h for denial, _ in replies for h in denial.holders} for i, replies in answered.items()
    }
    for i in sorted(answered):
        for group in groups:
            first = group[0]
            one_document = accusations[i].span.document == accusations[first].span.document
            shared = _deed_words(accusations[i].words) & _deed_words(accusations[first].words)
            if one_document and shared and deniers[i] & deniers[first]:
                group.append(i)
                break
        else:
            groups.append([i])
    return groups


def _indexed(charges: Sequence[_Charge]) -> Mapping[str, Sequence[int]]:
    """Word, and document, -> the charges that have it."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for i, charge in enumerate(charges):
        for key in _keys(charge):
            index[key].append(i)
    return index


def _like(charge: _Charge, index: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """The charges that share a word or the document with one."""
    return sorted({i for key in _keys(charge) for i in index.get(key, ())})


def _keys(charge: _Charge) -> Iterator[str]:
    yield f"document {charge.span.document}"
    yield from _deed_words(charge.words)


def _charges(evidence: Evidence, kind: str) -> Iterator[_Charge]:
    for reading in evidence.readings:
        names = {
            word
            for m in reading.findings.mentions
            if m.form in ("name", "demonym")
            for word in stems(m.extent.of(reading.document.text))
        }
        for stance in reading.findings.stances:
            if stance.stance == kind:
                yield _charge(evidence, reading, stance, names)


def _charge(evidence: Evidence, reading: Reading, stance: Stance, names: set[str]) -> _Charge:
    text = reading.document.text
    words = stance.extent.of(text)
    issue = stance.issue.of(text) if stance.issue else words
    return _Charge(
        span=reading.document.span(stance.extent),
        sentence=stance.sentence,
        holders=frozenset(a for i in stance.holders for a in evidence.sides(reading, i)),
        targets=frozenset(
            a
            for i in stance.targets
            if reading.findings.mentions[i].head not in _THINGS
            for a in evidence.sides(reading, i)
        ),
        words=frozenset(stems(f"{words} {issue}")) - names - _ACT_WORDS,
        taken_up=_takes_up(words, issue),
        names_charge=not _CHARGES.isdisjoint(stems(words)),
        subject=" ".join(words.split()),
    )


def _assertions(evidence: Evidence) -> Iterator[_Charge]:
    """What was cited just before somebody denies `it`: an accusation by being denied."""
    for reading in evidence.readings:
        text = reading.document.text
        for denial in reading.findings.stances:
            if denial.stance != "denies" or denial.issue is None:
                continue
            if not _takes_up(denial.extent.of(text), denial.issue.of(text)):
                continue
            before = [a for a in reading.findings.attributions if _just_before(a, denial)]
            if before:
                said = max(before, key=lambda a: a.content[-1])
                accused = (a for i in denial.holders for a in evidence.sides(reading, i))
                said_of = said.content[0]
                end = min(said_of.end, denial.extent.start)
                words = text[said_of.start : end].rstrip(" ;,.")
                place = Extent(said_of.start, said_of.start + len(words))
                yield _Charge(
                    span=reading.document.span(place),
                    sentence=said.sentence,
                    holders=frozenset(a for i in said.sources for a in evidence.sides(reading, i)),
                    targets=frozenset(accused),
                    words=frozenset(),
                    taken_up=False,
                    subject=" ".join(words.split()),
                    asserted=True,
                )


def _just_before(said: Attribution, denial: Stance) -> bool:
    """Whether somebody else was cited in the sentence before a denial, or earlier in its own."""
    near = 0 <= denial.sentence - said.sentence <= 1
    earlier = said.content[0].start < denial.extent.start
    other = bool(said.sources) and said.sources != denial.holders
    return near and earlier and other and said.polarity != "denied"


def _takes_up(words: str, issue: str) -> bool:
    """denied it, rejects that claim, "false": denies what was just said, whatever it was."""
    plain = words.casefold().split()
    if issue.casefold() in ("it", "this", "that", "them") or len(plain) <= _SHORTEST:
        return True
    return any(w in stance_cues()["claims"] for w in stems(words))


def _answers(denial: _Charge, accusation: _Charge) -> str | None:
    """Why a denial answers an accusation: by its words, or by standing right behind it."""
    if denial.holders & accusation.holders:
        return None
    one_document = denial.span.document == accusation.span.document
    if one_document and accusation.span.extent.holds(denial.span.extent):
        return None  # the accuser tells of it
    behind = denial.sentence - accusation.sentence if one_document else -1
    accused = bool(denial.holders & accusation.targets)
    if 0 <= behind <= _NEXT and accusation.span < denial.span:
        if denial.taken_up:
            return "the denial takes up what was said just before"
        if accused and behind <= 1:
            return "the accused denies right behind the accusation"
        if behind <= 1 and not accusation.targets - accusation.holders:
            return "the denial stands right behind the accusation"
    if (
        accused
        and denial.names_charge
        and not accusation.asserted
        and 0 <= behind <= _FAR
        and accusation.span < denial.span
    ):
        return "the accused takes up what was said before"
    shared = _deed_words(denial.words) & _deed_words(accusation.words)
    enough = (1 if accused else 2) if one_document else (2 if accused else 3)
    if len(shared) < enough:
        return None
    words = sorted(w for w in denial.words if w[:_STEM] in shared)
    return f"accusation and denial share the words {', '.join(words)}"


def _deed_words(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in words)


def _closeness(denial: _Charge, accusation: _Charge) -> tuple[int, bool, int, Span]:
    common = len(_deed_words(denial.words) & _deed_words(accusation.words))
    same = denial.span.document == accusation.span.document
    return (
        common,
        not accusation.asserted,
        -abs(denial.sentence - accusation.sentence) if same else -10_000,
        accusation.span,
    )


def _same_charge(a: _Charge, b: _Charge) -> bool:
    return bool(a.targets & b.targets) and len(_deed_words(a.words) & _deed_words(b.words)) >= 2


def _charged(value: str, charges: Sequence[_Charge], groups: Mapping[str, str]) -> Side:
    witnesses = {min(c.holders) if c.holders else groups[c.span.document] for c in charges}
    return Side(
        value=value,
        spans=tuple(sorted({c.span for c in charges})),
        independent_sources=len(witnesses),
        actors=tuple(sorted({h for c in charges for h in c.holders})),
    )
