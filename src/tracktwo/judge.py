"""What people decide about a record: wrong, correct, same, apart, settle, rename, and undo.

The command line has the same verbs below `tracktwo judge`. Each writes a row that no rebuild
touches, works the record out again, and gives the judgement back. Facts are named by their id or
the beginning of it that no other shares, actors also by their name, issues by theirs.

Every function takes `by` (who decides; the user's name on this computer unless told), `note` (why),
and `record` (the SQLite file). It raises `JudgingError`, whose message is meant for users, when
nothing or several things are meant or the value cannot be, and `StoreError` when the file cannot
be used.
"""

from __future__ import annotations

import getpass
import re
from pathlib import PurePosixPath
from typing import Any, get_args

import msgspec

from tracktwo.api import RECORD, StrPath, settle_record
from tracktwo.model import Interval, Judgement, Record, Ref, Span, Subject
from tracktwo.model.judgement import (
    CORRECTABLE,
    NAMING,
    NEITHER,
    SEAT,
    Decision,
    FactKind,
    words_of,
)
from tracktwo.store import Store

_JUDGED: tuple[FactKind, ...] = (
    "actors", "meetings", "statements", "positions", "claims", "disagreements", "documents",
)  # fmt: skip
_MOST = 8
"""Things listed when several are meant."""
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)?(?:(\.\.)(\d{4}-\d\d-\d\d)?)?")


class JudgingError(ValueError):
    """What was to be judged is not there, or cannot be judged so; the message says so to people."""


def wrong(
    fact: str,
    *,
    actor: str | None = None,
    by: str | None = None,
    note: str | None = None,
    record: StrPath = RECORD,
) -> Judgement:
    """A meeting, statement, position, claim or disagreement is none; or the actor had no seat there."""
    with Store.open(record, create=False) as store:
        known = store.record()
        ref = _fact(known, fact, _JUDGED[1:-1])
        seat = _seat(known, ref, actor)
        return _written(store, "wrong", Subject(ref, actor=seat), None, by, note)


def correct(
    fact: str,
    field: str,
    value: str,
    *,
    actor: str | None = None,
    by: str | None = None,
    note: str | None = None,
    record: StrPath = RECORD,
) -> Judgement:
    """A field of a fact has another value; an empty one says that it is not known.

    Args:
        fact: what is corrected; for the fields of each kind see `tracktwo.model.judgement`.
        field: which of its fields.
        value: as in record.json; days as `2021-10-20` or `2021-10-20..2021-10-22`.
        actor: whose seat at the meeting is meant.
        by: who decides.
        note: why.
        record: what holds it.
    """
    with Store.open(record, create=False) as store:
        known = store.record()
        ref = _fact(known, fact, tuple(k for k in _JUDGED if k in CORRECTABLE))
        seat = _seat(known, ref, actor)
        fields = CORRECTABLE[ref.kind] if seat is None else SEAT
        if field not in fields:
            of = f"a seat at {fact}" if seat else f"{fact} (of the {ref.kind})"
            raise JudgingError(f"{of} has no field {field!r}; there are {', '.join(fields)}.")
        other = _fact(known, value, ("actors",)) if field in NAMING and value else None
        plain = None if other else _plain(field, value, fields[field])
        subject = Subject(ref, other, seat, field)
        return _written(store, "corrected", subject, plain, by, note)


def same(
    one: str,
    other: str,
    *,
    by: str | None = None,
    note: str | None = None,
    record: StrPath = RECORD,
) -> Judgement:
    """Two actors are one, or two meetings."""
    with Store.open(record, create=False) as store:
        known = store.record()
        first = _fact(known, one, ("actors", "meetings"))
        second = _fact(known, other, (first.kind,))
        if first.id == second.id:
            raise JudgingError(f"{one!r} and {other!r} are one already: {first.id}.")
        return _written(store, "same", Subject(first, second), None, by, note)


def apart(
    fact: str,
    part: str,
    *,
    by: str | None = None,
    note: str | None = None,
    record: StrPath = RECORD,
) -> Judgement:
    """What the record takes for one actor or meeting is two.

    Args:
        fact: the actor or meeting.
        part: which of its mentions are the other one: those in a document (path, file name,
            pattern, or id), or those with these very words.
        by: who decides.
        note: why.
        record: what holds it.
    """
    with Store.open(record, create=False) as store:
        known = store.record()
        ref = _fact(known, fact, ("actors", "meetings"))
        inside = {d.id for d in known.documents if part == d.id or _stands_at(d, part)}
        wanted = " ".join(part.split()).casefold()
        here = tuple(
            s
            for s in ref.words
            if s.document in inside or " ".join(s.text.split()).casefold() == wanted
        )
        rest = tuple(s for s in ref.words if s not in here)
        if not here or not rest:
            raise JudgingError(
                f"{part!r} parts nothing: it means {len(here)} of the {len(ref.words)} mentions of "
                f"{fact!r}. Name a document or the words of some of them."
            )
        subject = Subject(Ref(ref.kind, ref.id, here), Ref(ref.kind, ref.id, rest))
        return _written(store, "apart", subject, None, by, note)


def settle(
    disagreement: str,
    value: str,
    *,
    by: str | None = None,
    note: str | None = None,
    record: StrPath = RECORD,
) -> Judgement:
    """One side of a disagreement is right (`value` as the record has it), or `neither` is."""
    with Store.open(record, create=False) as store:
        known = store.record()
        ref = _fact(known, disagreement, ("disagreements",))
        item = next(d for d in known.disagreements if d.id == ref.id)
        values = [*dict.fromkeys(side.value for side in item.sides), NEITHER]
        if value not in values:
            raise JudgingError(
                f"No side of {disagreement!r} says {value!r}; choose one of:\n"
                + "\n".join(f"  {v}" for v in values)
            )
        return _written(store, "settled", Subject(ref), value, by, note)


def rename(
    issue: str,
    name: str,
    *,
    by: str | None = None,
    note: str | None = None,
    record: StrPath = RECORD,
) -> Judgement:
    """Call an issue of positions by another name; with the name of another, the two are one."""
    with Store.open(record, create=False) as store:
        known = store.record().positions
        positions = [p for p in known if p.issue == issue]
        if not positions:
            issues = sorted({p.issue for p in known})
            close = [i for i in issues if issue.casefold() in i.casefold()][:_MOST]
            raise JudgingError(
                f"No position is on an issue called {issue!r}."
                + (f" There are: {'; '.join(close)}." if close else "")
            )
        if not name.strip():
            raise JudgingError("An issue needs a name.")
        ref = Ref("issues", issue, tuple(p.span for p in positions))
        return _written(store, "renamed", Subject(ref), name.strip(), by, note)


def undo(number: int, *, by: str | None = None, record: StrPath = RECORD) -> Judgement:
    """Take a judgement back; it stays on the list."""
    with Store.open(record, create=False) as store:
        try:
            undone = store.undo(number, by=_who(by))
        except KeyError:
            raise JudgingError(f"There is no judgement {number}.") from None
        settle_record(store)
        return undone


def judgements(record: StrPath = RECORD) -> tuple[Judgement, ...]:
    """Every judgement in the order made, those taken back too."""
    with Store.open(record, create=False) as store:
        return store.judgements()


def _written(
    store: Store, kind: Decision, subject: Subject, value: Any, by: str | None, note: str | None
) -> Judgement:
    """Write it down, and work the record out again."""
    judgement = store.judge(kind, subject, value, by=_who(by), note=note)
    settle_record(store)
    return judgement


def _who(by: str | None) -> str:
    if by and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # nobody by that number, as in some containers
        raise JudgingError("Say who decides (by).") from None


def _fact(record: Record, wanted: str, kinds: tuple[FactKind, ...]) -> Ref:
    """The one fact that is meant."""
    folded = wanted.strip().casefold()
    facts = [(kind, fact) for kind in kinds for fact in getattr(record, kind)]
    found = [(k, f) for k, f in facts if f.id.casefold() == folded]
    found = found or [
        (k, f)
        for k, f in facts
        if folded
        and k == "actors"
        and folded in (f.name.casefold(), *(a.casefold() for a in f.aliases))
    ]
    found = found or [(k, f) for k, f in facts if k == "documents" and _stands_at(f, wanted)]
    found = found or [(k, f) for k, f in facts if folded and f.id.casefold().startswith(folded)]
    what = " or ".join(k.removesuffix("s") for k in kinds)
    if not found:
        shown = " or ".join(f"tracktwo show {kind}" for kind in kinds[:2])
        raise JudgingError(f"There is no {what} {wanted!r}; {shown} lists what there is.")
    if len(found) > 1:
        listed = "\n".join(f"  {f.id}  {_label(f)}" for _, f in found[:_MOST])
        raise JudgingError(f"{len(found)} things fit {wanted!r}; name one by its id:\n{listed}")
    kind, fact = found[0]
    return Ref(kind, fact.id, () if kind == "documents" else words_of(fact))


def _stands_at(document: Any, wanted: str) -> bool:
    paths = (document.path, *document.also_at) if wanted else ()
    return any(PurePosixPath(p).match(wanted) for p in paths if p)


def _label(fact: Any) -> str:
    """A fact in a few words."""
    if name := getattr(fact, "name", None) or getattr(fact, "path", None):
        return str(name)
    words: tuple[Span, ...] = words_of(fact)
    return f"“{' '.join(words[0].text.split())[:60]}”" if words else ""


def _seat(record: Record, meeting: Ref, actor: str | None) -> Ref | None:
    """The actor, if there is one and the meeting has a seat for it."""
    if actor is None:
        return None
    if meeting.kind != "meetings":
        raise JudgingError("Only a meeting has seats; leave the actor out.")
    found = _fact(record, actor, ("actors",))
    seats = next(m.participants for m in record.meetings if m.id == meeting.id)
    if found.id not in {p.actor for p in seats}:
        names = {a.id: a.name for a in record.actors}
        there = ", ".join(sorted(names.get(p.actor, p.actor) for p in seats))
        raise JudgingError(f"{actor!r} has no seat at that meeting. Seated: {there or 'nobody'}.")
    return found


def _plain(field: str, value: str, type_: Any) -> Any:
    """The value as plain JSON, if it can be one of that type."""
    if not value.strip():
        found: Any = None
    elif type_ == Interval | None:
        match = _DAYS.fullmatch(value.strip())
        if not match:
            raise JudgingError(
                f"{value!r} are no days; write 2021-10-20 or 2021-10-20..2021-10-22."
            )
        begins, dots, ends = match.groups()
        found = {"earliest": begins, "latest": ends if dots else begins}
    else:
        found = value.strip()
    try:
        checked = msgspec.convert(found, type_, strict=False)
    except msgspec.ValidationError:
        options = [o for part in (type_, *get_args(type_)) for o in get_args(part)]
        known = ", ".join(dict.fromkeys(str(o) for o in options if isinstance(o, str)))
        raise JudgingError(
            f"The {field} cannot be {value!r}." + (f" It can be: {known}." if known else "")
        ) from None
    first, last = found.values() if isinstance(found, dict) else (None, None)
    if first and last and first > last:
        raise JudgingError(f"{value!r} ends before it begins.")
    return msgspec.to_builtins(checked)
