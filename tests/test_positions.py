"""Whose position it is, and on what: each article here is made up."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.extract.pipeline import extract
from tracktwo.model import Position, Record
from tracktwo.read import read_bytes
from tracktwo.resolve import Reading, resolve
from tracktwo.resolve.issues import name_issues, shown, stems


def readings_of(*texts: str) -> list[Reading]:
    documents = [read_bytes(t.encode(), f"made-up-{i}.txt") for i, t in enumerate(texts)]
    return [Reading(d, f) for d, f in zip(documents, extract(documents), strict=True)]


def record_of(*texts: str) -> Record:
    return resolve(readings_of(*texts))


def told(record: Record) -> list[tuple[str | None, str, str]]:
    names = {a.id: a.name for a in record.actors}
    return [(names.get(p.actor or ""), p.stance, p.span.text) for p in record.positions]


def holders(record: Record, stance: str) -> list[str | None]:
    return sorted((a for a, s, _ in told(record) if s == stance), key=str)


def test_a_spokesman_wants_for_his_principal_and_a_minister_for_himself() -> None:
    record = record_of(
        "Kenyan Foreign Ministry spokesman Peter Obi called for new elections in Lesotho. "
        "Kenyan Foreign Minister Jane Otieno rejected the idea of a boycott."
    )
    assert holders(record, "demands") == ["Kenya"]
    assert holders(record, "refuses") == ["Jane Otieno"]


def test_two_holders_and_two_targets_are_a_position_each() -> None:
    record = record_of("Norway and Kenya called on Chile and Peru to stop the naval drill.")
    names = {a.id: a.name for a in record.actors}
    pairs = {(names[p.actor or ""], names[p.target or ""]) for p in record.positions}
    assert pairs == {(a, b) for a in ("Norway", "Kenya") for b in ("Chile", "Peru")}


def test_what_one_side_says_that_another_wants_is_not_the_others_position() -> None:
    record = record_of("Chilean Foreign Minister Ana Ruiz said Peru wants to wreck the treaty.")
    assert "Peru" not in holders(record, "supports")


def test_a_headline_printed_twice_is_one_position() -> None:
    line = "Norway rejects the Kenyan plan for the lake\n\n"
    record = record_of(line + line + "The talks on the lake ended on Friday without a result.")
    assert len(holders(record, "refuses")) == 1


def test_a_position_carries_statement_and_condition() -> None:
    record = record_of(
        "Peruvian Foreign Minister Ana Ruiz said that no talks were possible until Chile "
        "withdraws its ships from the bay."
    )
    (position,) = (p for p in record.positions if p.stance == "refuses")
    names = {a.id: a.name for a in record.actors}
    assert position.statement in {s.id for s in record.statements}
    assert position.condition is not None
    assert position.condition.requires.text.startswith("Chile withdraws its ships")
    assert names[position.condition.of or ""] == "Chile"


def test_issues_are_named_by_a_phrase_of_the_text() -> None:
    record = record_of(
        "Norway demanded the withdrawal of foreign troops from the island.",
        "Kenya backs the withdrawal of foreign forces. Chile opposes the fishing ban.",
    )
    by_issue: dict[str, list[Position]] = {}
    for position in record.positions:
        by_issue.setdefault(position.issue, []).append(position)
    assert sorted(len(v) for v in by_issue.values()) == [1, 2]
    assert all(any(i in p.span.text for p in ps) for i, ps in by_issue.items())


def test_troops_and_forces_are_one_matter() -> None:
    assert stems("foreign troops") == stems("foreign forces")
    assert shown("the “foreign presence”") == "foreign presence"


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(["peace talks", "direct talks", "talks", "aid", "food aid", "“the"]))
)
def test_issue_names_do_not_depend_on_order(phrases: list[str]) -> None:
    names = name_issues(phrases)
    mixed = phrases.copy()
    random.Random(1).shuffle(mixed)
    assert name_issues(mixed) == names
    assert set(names) == set(phrases)


def test_order_of_documents_does_not_matter() -> None:
    found = readings_of(
        "Norway demanded a truce in the delta.",
        "Kenya rejected the truce in the delta and accused Norway of bias.",
        "Norway denied the accusation.",
    )
    assert resolve(found) == resolve(found[::-1])


def test_people_without_a_name_hold_what_they_do() -> None:
    record = record_of("Several critics rejected the treaty. Norway will sign it in May.")
    assert [p.actor for p in record.positions if p.stance == "refuses"] == [None]


def test_a_promise_is_followed_to_its_later_mention() -> None:
    promise = (
        "LIMA, March 12, 2019 (Reuters) - President Ana Diaz of Chile promised to release the "
        "prisoners of war."
    )
    later = (
        "LIMA, May 2, 2019 (Reuters) - The prisoners of war whom President Ana Diaz wanted to "
        "release are still in their camp."
    )
    silent = "LIMA, May 2, 2019 (Reuters) - President Ana Diaz of Chile opened a school."
    for second, words in (
        (later, "mentioned again: “"),
        (silent, "not mentioned again in 1 later"),
    ):
        found = [p for p in record_of(promise, second).positions if p.stance == "promises"]
        assert [b.startswith(words) for p in found for b in p.basis] == [True]


def test_an_issue_is_never_an_empty_word() -> None:
    record = record_of(
        "The Taliban refuse working with the new government. Chile opposes the truce. President "
        "Ana Diaz of Chile condemned it. The plan that Chile rejects is Peru's."
    )
    issues = {p.issue for p in record.positions}
    assert not issues & {"it", "that", "who", "working", "which"}
