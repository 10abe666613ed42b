"""The graph of conditions as other programs read it."""

from __future__ import annotations

import io
from pathlib import Path

import networkx
from made_up import a_record, document
from typer.testing import CliRunner

from tracktwo.cli.app import app
from tracktwo.model import Actor, Extent, Position, Record, Requirement
from tracktwo.publish.graph import condition_graphml
from tracktwo.store import Store


def graph_of(record: Record) -> networkx.DiGraph[str]:
    found = networkx.read_graphml(io.BytesIO(condition_graphml(record)))
    assert isinstance(found, networkx.DiGraph)
    return found


def test_who_holds_what_what_waits_for_what_and_who_has_to_do_it() -> None:
    text = "Arland signs if Borduria opens the river.\x0b Borduria refuses to open the river."
    one = document(text, "a.txt")

    def at(words: str) -> Extent:
        return Extent(text.index(words), text.index(words) + len(words))

    actors = (
        Actor("a1", "Arland", "state", spans=(one.span(at("Arland")),)),
        Actor("a2", "Borduria", "state", spans=(one.span(at("Borduria")),)),
    )
    opens = Requirement(one.span(at("Borduria opens the river.\x0b")), "a2")
    signs = Position("p1", "a1", "peace", "offers", one.span(at("signs")), condition=opens)
    shut = Position("p2", "a2", "the river", "refuses", one.span(at("refuses to open the river")))
    graph = graph_of(Record((one,), actors, positions=(signs, shut)))
    requirement = f"{one.id}:{opens.requires.start}"
    assert {(a, b, d["relation"]) for a, b, d in graph.edges(data=True)} == {
        ("a1", "p1", "holds"),
        ("p1", requirement, "waits_for"),
        (requirement, "a2", "asked_of"),
        (requirement, "p2", "spoken_to"),
        ("a2", "p2", "holds"),
    }
    assert graph.nodes["p2"]["stance"] == "refuses"
    assert graph.nodes[requirement]["label"] == "Borduria opens the river."
    assert graph.nodes["p1"]["witness"] == "a.txt:7-12"


def test_every_condition_of_a_record_is_in_the_file(tmp_path: Path) -> None:
    record = a_record()
    with Store.open(tmp_path / "pile.db") as store:
        store.write(record)
    to = tmp_path / "conditions.graphml"
    result = CliRunner().invoke(app, ["graph", str(to), "--record", str(tmp_path / "pile.db")])
    assert result.exit_code == 0, result.output
    waits = [
        a for a, _, d in networkx.read_graphml(to).edges(data=True) if d["relation"] == "waits_for"
    ]
    assert sorted(waits) == sorted(p.id for p in record.positions if p.condition)


def test_no_condition_is_an_empty_graph() -> None:
    assert len(graph_of(Record())) == 0
