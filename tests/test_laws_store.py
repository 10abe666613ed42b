"""The laws of the house, as far as the store keeps them, on made-up piles and records."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from made_up import a_record, document, documents, findings, records

from tracktwo.model import Document, Record, Ref, Span, Subject
from tracktwo.publish.record_json import record_json
from tracktwo.store import Store

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@lru_cache
def empty() -> bytes:
    """An empty store, so that the migrations run once and not for every example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "r.db")
        Store.open(path).close()
        return path.read_bytes()


@contextmanager
def a_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "r.db")
        path.write_bytes(empty())
        with Store.open(path) as store:
            yield store


@few
@given(records())
def test_what_is_written_is_read_back_byte_for_byte(record: Record) -> None:
    with a_store() as store:
        store.write(record)
        back = store.record()
    assert back == record
    assert msgspec.json.encode(back) == msgspec.json.encode(record)
    assert record_json(back) == record_json(record)


@few
@given(records(), records())
def test_a_rebuild_leaves_nothing_of_the_record_before(old: Record, new: Record) -> None:
    with a_store() as store:
        store.write(old)
        store.write(new)
        assert store.record() == new


@few
@given(records())
def test_every_true_span_is_found_true_and_every_row_can_be_shown(record: Record) -> None:
    with a_store() as store:
        store.write(record)
        assert store.verify() == ()
        assert len(store.show("meetings")) == len(record.meetings)
        assert len(store.show("statements")) == len(record.statements)
        assert len(store.show("positions")) == len(record.positions)
        assert len(store.show("claims")) == len(record.claims)
        assert len(store.show("disagreements")) == len(record.disagreements)
        assert len(store.show("actors")) == len(record.actors)
        assert len(store.show("documents")) == len(record.documents)


@few
@given(records(), st.data())
def test_an_untrue_span_is_found(record: Record, data: st.DataObject) -> None:
    assume(record.actors)
    actor = data.draw(st.sampled_from(record.actors))
    span = actor.spans[0]
    lie = Span(span.document, span.start, span.end, span.text + "!")
    told = msgspec.structs.replace(actor, spans=(lie, *actor.spans[1:]))
    changed = msgspec.structs.replace(
        record, actors=tuple(told if a.id == told.id else a for a in record.actors)
    )
    with a_store() as store:
        store.write(changed)
        assert [(u.kind, u.fact, u.span) for u in store.verify()] == [("actors", told.id, lie)]


@few
@given(documents(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_twice_is_once(
    pile: list[Document], chance: random.Random
) -> None:
    twice = [*pile, *pile]
    chance.shuffle(twice)
    with a_store() as once, a_store() as again:
        for d in pile:
            assert once.add(d, findings(d), "1").new
        for d in twice:
            again.add(d, findings(d), "1")
        assert list(once.readings()) == list(again.readings())
        assert once.fingerprint() == again.fingerprint()
        known = again.fingerprint()
        for d in pile:
            assert not again.add(d, findings(d), "1").new
        assert again.fingerprint() == known


files = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("uvwxyz"), max_size=4)


@few
@given(st.lists(files, max_size=5))
def test_step_by_step_is_all_at_once(states: list[dict[str, str]]) -> None:
    """Files come, change, swap and double; what is kept is what stands there at last."""
    last: dict[str, str] = {}
    with a_store() as steps, a_store() as fresh:
        for state in states:
            last |= state
            for path, text in sorted(state.items()):
                d = document(text, path)
                steps.add(d, findings(d), "1")
            steps.write(Record(tuple(d for d, _ in steps.readings())))
        for path, text in sorted(last.items(), reverse=True):
            d = document(text, path)
            fresh.add(d, findings(d), "1")
        assert list(steps.readings()) == list(fresh.readings())
        assert steps.fingerprint() == fresh.fingerprint()
        fresh.write(Record(tuple(d for d, _ in fresh.readings())))
        assert steps.record() == fresh.record()
        assert steps.totals() == fresh.totals()


def test_what_people_decided_outlives_every_rebuild() -> None:
    with a_store() as store:
        for d in a_record().documents:
            store.add(d, findings(d), "1")
        store.write(a_record())
        states = Subject(Ref("actors", "a1"), Ref("actors", "a2"))
        same = store.judge("apart", states, by="Ada", note="two states")
        wrong = store.judge("wrong", Subject(Ref("statements", "s1")), by="Ada")
        read = list(store.readings())
        before = store.fingerprint()
        undone = store.undo(wrong.id, by="Ben")
        assert store.fingerprint() != before  # the record has to be made anew
        store.write(Record())
        store.write(a_record())
        assert store.judgements() == (same, undone)
        assert store.judgements(standing=True) == (same,)
        assert (undone.made_by, undone.undone_by, undone.stands) == ("Ada", "Ben", False)
        assert store.undo(wrong.id, by="Cid") == undone
        assert list(store.readings()) == read
        with pytest.raises(KeyError):
            store.undo(99, by="Ben")


def test_a_write_that_fails_leaves_the_old_record() -> None:
    good = a_record()
    bad = msgspec.structs.replace(
        good, meetings=(msgspec.structs.replace(good.meetings[0], host="nobody"),), documents=()
    )
    with a_store() as store:
        store.write(good, made_of="good")
        with pytest.raises(ValueError, match=r"points at what it does not hold: .*meetings"):
            store.write(bad, made_of="bad")
        assert store.record() == good
        assert store.made_of == "good"
        assert store.search("river")
