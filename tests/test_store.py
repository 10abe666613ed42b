"""The store: files that are no store, two programs at once, search, and SQL for people."""

from __future__ import annotations

import datetime
import os
import sqlite3
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from made_up import LOCK, RIVER, a_record, document, findings
from sqlalchemy import create_engine

from tracktwo.model import Document, Findings, Record
from tracktwo.store import (
    KINDS,
    BusyStoreError,
    Filters,
    NewerStoreError,
    NotAStoreError,
    Store,
    StoreError,
    StoreMissingError,
    tables,
    witnesses,
)
from tracktwo.store.searching import as_query


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "r.db"


@pytest.fixture
def store(place: Path) -> Store:
    store = Store.open(place)
    for d in a_record().documents:
        store.add(d, findings(d), "1")
    store.write(a_record(), made_of="then")
    return store


# ---------------------------------------------------------------- the schema
def test_the_migrations_build_what_the_tables_say(place: Path) -> None:
    Store.open(place).close()

    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or (name or "") in tables.metadata.tables

    with create_engine(f"sqlite:///{place}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, tables.metadata) == []


def test_the_newest_migration_is_the_one_the_store_asks_for() -> None:
    config = Config()
    config.set_main_option(
        "script_location", str(Path(tables.__file__).parent.joinpath("migrations"))
    )
    assert ScriptDirectory.from_config(config).get_heads() == [tables.REVISION]


def test_a_store_stays_as_it_was_when_opened_again(store: Store, place: Path) -> None:
    store.close()
    with Store.open(place, create=False) as again:
        assert again.record() == a_record()
        assert again.made_of == "then"
        assert again.totals() == {
            "documents": 2,
            "actors": 4,
            "tracks": 1,
            "meetings": 1,
            "statements": 2,
            "positions": 1,
            "claims": 2,
            "disagreements": 1,
        }


def test_a_store_may_have_any_name(tmp_path: Path) -> None:
    for name in ("a?b=c.db", "50% #1.db", ":memory:.db", "Чёрное море.db", "no ending"):
        with Store.open(tmp_path / name) as store:
            store.write(a_record())
        assert (tmp_path / name).is_file()
        with Store.open(tmp_path / name, create=False) as store:
            assert store.record() == a_record()


# ---------------------------------------------------------------- files that cannot be used
def test_no_store(place: Path) -> None:
    with pytest.raises(StoreMissingError, match="tracktwo build"):
        Store.open(place, create=False)
    assert not place.exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        Store.open(tmp_path / "nowhere" / "r.db")


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(NotAStoreError, match="is a folder"):
        Store.open(tmp_path)


def test_a_text_instead_of_a_database(place: Path) -> None:
    place.write_text("Dear diary")
    with pytest.raises(NotAStoreError, match="not a tracktwo record"):
        Store.open(place)
    assert place.read_text() == "Dear diary"


def test_a_database_of_another_program_is_left_alone(place: Path) -> None:
    with sqlite3.connect(place) as other:
        other.execute("CREATE TABLE recipes (name)")
    other.close()
    before = place.read_bytes()
    with pytest.raises(NotAStoreError, match="another program"):
        Store.open(place)
    assert place.read_bytes() == before


def test_a_damaged_store(place: Path) -> None:
    Store.open(place).close()
    head = place.read_bytes()[:100]
    place.write_bytes(head + b"\xff" * 20_000)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(place)


def test_a_store_of_a_newer_program(place: Path) -> None:
    Store.open(place).close()
    with sqlite3.connect(place) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(NewerStoreError, match=r"newer tracktwo .*9999.*Update tracktwo"):
        Store.open(place)


def test_an_empty_file_becomes_a_store(place: Path) -> None:
    place.touch()
    with Store.open(place) as store:
        assert store.record() == Record()


def test_a_record_of_an_older_model_says_so(store: Store, place: Path) -> None:
    with sqlite3.connect(place) as older:
        older.execute("""UPDATE meetings SET data = '{"id": "m1", "status": "dreamt"}'""")
    older.close()
    with pytest.raises(StoreError, match="Build it again"):
        store.record()


# ---------------------------------------------------------------- two programs at once
def test_a_store_that_is_being_written_is_read_as_it_was(store: Store, place: Path) -> None:
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM meetings")
    assert store.record() == a_record()
    other.execute("ROLLBACK")
    other.close()


def test_a_second_writer_is_told_to_wait(store: Store, place: Path) -> None:
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        Store.open(place, patience=0.1) as second,
        pytest.raises(BusyStoreError, match="Wait until that one has finished"),
    ):
        second.add(document("new"), Findings(document="x"), "1")
    other.execute("ROLLBACK")
    other.close()


def test_two_writers_take_turns(place: Path) -> None:
    with Store.open(place) as one, Store.open(place) as two:
        for i in range(20):
            for store in (one, two):
                d = document(f"text {i} {id(store)}")
                store.add(d, findings(d), "1")
        assert len(list(one.readings())) == 40 == len(one.known("1"))


# ---------------------------------------------------------------- documents and their places
def test_the_same_bytes_at_two_places_are_one_document(place: Path) -> None:
    with Store.open(place) as store:
        for path in ("b/x.txt", "a/y.txt", "b/x.txt"):
            d = document("same", path)
            store.add(d, findings(d), "1")
        ((kept, _),) = store.readings()
        assert (kept.path, kept.also_at) == ("a/y.txt", ("b/x.txt",))


def test_a_changed_file_displaces_its_old_text(place: Path) -> None:
    old, new = document("old", "a.txt"), document("new", "a.txt")
    with Store.open(place) as store:
        store.add(old, findings(old), "1")
        store.write(Record((old,)))
        assert store.add(new, findings(new), "1") == (True, old.id)
        assert [d.text for d, _ in store.readings()] == ["new"]
        assert store.record() == Record((old,))  # until it is rebuilt
        assert store.verify() == ()
        assert store.has(old.id, "1")
        store.write(Record((new,)))
        assert store.record() == Record((new,))
        assert not store.has(old.id, "1")


def test_an_old_text_that_still_stands_elsewhere_stays(place: Path) -> None:
    old, copy, new = document("old", "a.txt"), document("old", "b.txt"), document("new", "a.txt")
    with Store.open(place) as store:
        for d in (old, copy):
            store.add(d, findings(d), "1")
        assert store.add(new, findings(new), "1") == (True, None)
        assert {d.path: d.text for d, _ in store.readings()} == {"a.txt": "new", "b.txt": "old"}


def test_files_of_one_name_seen_from_different_folders_are_different(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(place) as store:
        for folder in ("one", "two"):
            (place.parent / folder).mkdir()
            monkeypatch.chdir(place.parent / folder)
            d = document(folder, "a.txt")
            assert store.add(d, findings(d), "1").replaces is None
        assert sorted(d.text for d, _ in store.readings()) == ["one", "two"]


def test_a_document_without_a_path_displaces_nothing(place: Path) -> None:
    with Store.open(place) as store:
        for text in ("one", "two"):
            d = document(text)
            assert store.add(d, findings(d), "1").replaces is None
        assert len(list(store.readings())) == 2


def test_findings_of_an_older_program_are_stale_until_found_again(place: Path) -> None:
    d = document(RIVER, "river.txt")
    with Store.open(place) as store:
        store.add(d, Findings(document=d.id), "1")
        assert list(store.stale("1")) == []
        assert list(store.stale("2")) == [
            (d, place.parent / os.path.relpath("river.txt", place.parent))
        ]
        assert store.add(d, findings(d), "2").new
        assert [f for _, f in store.readings()] == [findings(d)]
        assert list(store.stale("2")) == []


def test_a_new_reading_leaves_the_record_true_until_it_is_rebuilt(place: Path) -> None:
    """A better reader may decode the same bytes to another text."""
    mojibake = document("cafÃ©", "a.txt")
    better = msgspec.structs.replace(mojibake, text="café", blocks=())
    with Store.open(place) as store:
        store.add(mojibake, findings(mojibake), "1")
        store.write(Record((mojibake,)))
        store.add(better, findings(better), "2")
        assert store.record() == Record((mojibake,))
        assert [d for d, _ in store.readings()] == [better]
        store.write(Record((better,)))
        assert store.record() == Record((better,))
        assert store.search("café") and not store.search("cafÃ")


def test_a_failure_is_forgotten_when_a_new_look_does_not_meet_it(place: Path) -> None:
    failed = Document("f", path="pile/locked", status="failed", reason="no permission")
    elsewhere = Document("g", path="pile2/locked", status="failed", reason="no permission")
    with Store.open(place) as store:
        for d in (failed, elsewhere):
            store.add(d, Findings(document=d.id), "1")
        assert store.forget_failures(["pile"], ["f"]) == ()
        assert store.forget_failures(["pile"], []) == ("f",)
        assert [d.id for d, _ in store.readings()] == ["g"]


def test_what_failed_once_is_not_known_and_may_succeed_later(place: Path) -> None:
    d = document(RIVER, "river.txt")
    failed = msgspec.structs.replace(d, status="failed", reason="out of memory")
    with Store.open(place) as store:
        assert store.add(failed, Findings(document=d.id), "1").new
        assert not store.add(failed, Findings(document=d.id), "1").new
        assert not store.has(d.id, "1")
        before = store.fingerprint()
        assert store.add(d, findings(d), "1").new
        assert store.has(d.id, "1")
        assert store.fingerprint() != before
        assert list(store.readings()) == [(d, findings(d))]


# ---------------------------------------------------------------- search
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("boat", ["document", "document"]),
        ("SIGN", ["statement", "document"]),
        ('"until the river"', ["statement", "document"]),
        ("riv*", ["statement", "document"]),
        ("river lock", ["document"]),
        ("dragons", []),
        ("", []),
        ('"', []),
        ("AND ( NEAR *", []),
        ("title: river", []),
    ],
)
def test_search(store: Store, words: str, found: list[str]) -> None:
    hits = store.search(words)
    assert [hit.kind for hit in hits] == found
    texts = {d.id: d.text for d in store.record().documents}
    for hit in hits:
        assert texts[hit.document][hit.start : hit.end] == hit.text


def test_a_document_hit_is_the_passage_around_the_words(place: Path) -> None:
    far = "wood " * 300
    d = document(f"{far}\n{far} the lost treaty {far}\n{far}")
    with Store.open(place) as store:
        store.write(Record((d,)))
        (hit,) = store.search("treaty")
    assert "lost treaty" in hit.text
    assert "\n" not in hit.text
    assert len(hit.text) < 250
    assert not hit.text.startswith("ood")
    assert d.text[hit.start : hit.end] == hit.text


def test_search_forgets_what_is_gone(store: Store) -> None:
    store.write(Record())
    assert store.search("river") == ()


def test_what_a_user_types_is_never_a_syntax_error() -> None:
    assert as_query("Moscow's OR talks^2 (x)") == '"Moscow\'s" "OR" "talks^2" "(x)"'
    assert as_query('nego* "a b"') == '"nego"* "a b"'


# ---------------------------------------------------------------- what people ask
def shown(store: Store, kind: str, **filters: object) -> list[str]:
    return [row.id for row in store.show(kind, Filters(**filters))]  # type: ignore[arg-type]


def test_every_row_carries_its_witnesses(store: Store) -> None:
    record = store.record()
    for kind in KINDS:
        facts = {fact.id: fact for fact in getattr(record, kind)}
        for row in store.show(kind):
            wanted = {w.span.start for w in witnesses(facts[row.id]) if w.part != "furniture"}
            assert {seen.start for seen in row.witnesses} == wanted
            assert all(seen.path for seen in row.witnesses)
            if row.fact is not None:
                assert msgspec.json.decode(row.fact, type=type(facts[row.id])) == facts[row.id]


def test_by_actor(store: Store) -> None:
    assert shown(store, "meetings", actor="hill front") == ["m1"]
    assert shown(store, "actors", actor="Tol") == ["a4"]
    assert shown(store, "actors", actor="olan") == []
    assert shown(store, "statements", actor="Mira Tolan") == ["s1"]
    assert shown(store, "positions", actor="Borduria") == ["p1"]
    assert shown(store, "claims", actor="a2") == ["c1"]
    assert shown(store, "disagreements", actor="Arland") == []
    assert len(shown(store, "documents", actor="Borduria")) == 2
    assert store.names_like("Mira Tollan")[0] == "Mira Tolan"


def test_by_track(store: Store) -> None:
    for name in ("Port Sol process", "river", "t1"):
        assert shown(store, "meetings", track=name) == ["m1"]
    assert shown(store, "statements", track="Port Sol") == ["s1"]
    assert shown(store, "positions", track="Port Sol") == ["p1"]
    assert shown(store, "actors", track="Port Sol") == ["a2", "a1", "a3"]
    assert shown(store, "disagreements", track="Port Sol") == ["x1"]
    assert shown(store, "meetings", track="Other") == []


def test_by_day(store: Store) -> None:
    early, late = datetime.date(2031, 5, 1), datetime.date(2031, 5, 7)
    assert shown(store, "meetings", since=early, until=late) == ["m1"]
    assert shown(store, "meetings", since=late) == []
    assert shown(store, "meetings", until=datetime.date(2031, 5, 5)) == ["m1"]
    assert shown(store, "statements", until=datetime.date(2031, 5, 5)) == []
    # the position has no date, its document has; the second statement has neither
    assert shown(store, "positions", since=late) == ["p1"]
    assert shown(store, "statements", since=early) == ["s1"]
    assert shown(store, "claims", since=early) == ["c1"]
    assert len(shown(store, "documents", since=early)) == 1


def test_by_document(store: Store) -> None:
    lock = next(d.id for d in store.record().documents if d.text == LOCK)
    for name in (lock, "pile/lock.txt", "lock.txt", "*/lock.*"):
        assert shown(store, "statements", document=name) == ["s2"]
        assert shown(store, "documents", document=name) == [lock]
        assert shown(store, "meetings", document=name) == ["m1"]
    assert shown(store, "statements", document="") == []


# ---------------------------------------------------------------- any SQLite tool
def test_the_views_read_well_in_any_tool(store: Store, place: Path) -> None:
    store.close()
    tool = sqlite3.connect(place)
    tool.row_factory = sqlite3.Row

    def rows(query: str) -> list[dict[str, object]]:
        return [dict(row) for row in tool.execute(query)]

    assert rows("SELECT date, place, track, attended, not_there FROM v_meetings") == [
        {
            "date": "2031-05-05/2031-05-06",
            "place": "Port Sol, Solonia",
            "track": "Port Sol process",
            "attended": "Arland; Borduria",
            "not_there": "Hill Front (absent)",
        }
    ]
    assert rows("SELECT actor, attendance FROM v_participants WHERE city = 'Port Sol'") == [
        {"actor": "Arland", "attendance": "attended"},
        {"actor": "Borduria", "attendance": "attended"},
        {"actor": "Hill Front", "attendance": "absent"},
    ]
    assert rows("SELECT speakers, polarity FROM v_statements ORDER BY id") == [
        {"speakers": "Mira Tolan", "polarity": "asserted"},
        {"speakers": "Borduria", "polarity": "denied"},
    ]
    assert rows("SELECT actor, stance, target, condition, required_of FROM v_positions") == [
        {
            "actor": "Mira Tolan",
            "stance": "refuses",
            "target": "Borduria",
            "condition": "the river is open",
            "required_of": "Borduria",
        }
    ]
    assert rows("SELECT value, independent_sources, actors FROM v_sides") == [
        {"value": "40", "independent_sources": 1, "actors": "Borduria"},
        {"value": "at least 90", "independent_sources": 2, "actors": None},
    ]
    assert rows("SELECT sides FROM v_disagreements") == [
        {"sides": "40 (1 source) | at least 90 (2 sources)"}
    ]
    assert rows('SELECT actor, title, "of" FROM v_roles') == [
        {"actor": "Mira Tolan", "title": "head of delegation", "of": "Arland"}
    ]
    assert rows("SELECT title, wire, published FROM v_documents ORDER BY path") == [
        {"title": "Subscribe now!", "wire": "AFP", "published": None},
        {"title": None, "wire": None, "published": "2031-05-06/2031-05-07"},
    ]
    # the law of the house, in SQL
    assert rows(
        "SELECT s.* FROM spans s JOIN documents d ON d.id = s.document_id "
        "WHERE substr(d.text, s.start + 1, s.\"end\" - s.start) <> s.text"
    ) == []  # fmt: skip
    for (view,) in tool.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        tool.execute(f'SELECT * FROM "{view}"').fetchall()
    tool.close()


def test_verify_finds_what_another_tool_has_changed(store: Store, place: Path) -> None:
    assert store.verify() == ()
    with sqlite3.connect(place) as tool:
        tool.execute("UPDATE spans SET text = 'Atlantis' WHERE kind = 'actors' AND fact_id = 'a3'")
        tool.execute("UPDATE documents SET text = replace(text, '40 boats', '50 boats')")
    tool.close()
    found = {(u.kind, u.fact, u.part): u.reason for u in store.verify()}
    assert found == {
        ("actors", "a3", "spans"): "the text there is 'The Hill Front'",
        ("claims", "c1", "span"): "the text there is '50 boats'",
        ("disagreements", "x1", "sides.spans"): "the text there is '50 boats'",
    }


def test_verify_finds_facts_that_no_words_bear_out(place: Path) -> None:
    record = a_record()
    bare = msgspec.structs.replace(record.actors[2], spans=())
    with Store.open(place) as store:
        store.write(
            msgspec.structs.replace(record, actors=(*record.actors[:2], bare, record.actors[3]))
        )
        ((kind, fact, reason),) = [(u.kind, u.fact, u.reason) for u in store.verify()]
        assert (kind, fact, reason) == ("actors", "a3", "no words bear it out")
