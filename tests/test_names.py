"""Names: what can be one name written down twice, and what the press can mean by one person."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.resolve.names import same_name, same_person

ROOT = Path(__file__).parent.parent
PAIRS = ROOT.parent / "shared" / "corpora" / "name-pairs" / "pairs.csv"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Élodie Kørner", "Elodie Korner"),
        ("Тарас Коваленко", "Taras Kovalenko"),
        ("Kovalenko, Taras", "Taras Kovalenko"),
        ("TarasKovalenko", "Taras Kovalenko"),
        ("Taras Taras Kovalenko", "Taras Kovalenko"),
        ("Dr. Taras Kovalenko", "Taras Kovalenko"),
        ("T. Kovalenko", "Taras Kovalenko"),
        ("Taras Ivanovych Kovalenko", "Taras Kovalenko"),
        ("Tarsa Kovalenko", "Taras Kovalenko"),
        ("Muhammad Noor Haidari", "Mohammed Nur Haydari"),
    ],
)
def test_one_persons_name_written_twice(a: str, b: str) -> None:
    assert same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Oksana Kovalenko", "Taras Kovalenko"),
        ("Taras Petrenko", "Taras Kovalenko"),
        ("Taras Ivanovych Kovalenko", "Taras Petrovych Kovalenko"),
        ("Kovalenko", "Taras Kovalenko"),
        ("T.K.", "Taras Kovalenko"),
        ("P. Kovalenko", "Taras Kovalenko"),
        ("Karim bin Yusuf al-Tamimi", "Yusuf bin Karim al-Tamimi"),
    ],
)
def test_names_of_two_persons(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nordlicht Aktiengesellschaft", "Nordlicht AG"),
        ("The Nordlicht Company", "Nordlicht"),
        ("Nordlicht & Sons Ltd.", "Nordlicht and Sons Limited"),
        ("Nord Licht Corp.", "Nordlicht Corporation"),
        ("Regional Peace Organisation", "Regional Peace Organization"),
        ("RPO", "Regional Peace Organization"),
        ("Battalion Thirty-Six", "Battalion 36"),
        ("Second Harbour Bank", "2nd Harbour Bank"),
        ("N.L.K. Shipping", "NLK Shipping"),
    ],
)
def test_one_bodys_name_written_twice(a: str, b: str) -> None:
    assert same_name(a, b, "Organization")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nordlicht AG", "Morgenrot AG"),
        ("Nordlicht AG", "Südlicht AG"),
        ("Nordlicht Bank AG", "Nordlicht AG"),
        ("Battalion 36", "Battalion 37"),
        ("Harbour Fund III", "Harbour Fund IV"),
        ("Nordlicht (Ghana) Ltd", "Nordlicht (Kenya) Ltd"),
    ],
)
def test_names_of_two_bodies(a: str, b: str) -> None:
    assert not same_name(a, b, "Company")


def test_the_press_is_not_forgiven_a_slip_that_names_somebody_else() -> None:
    assert same_name("Anna Keller", "Anna Heller")
    assert not same_person("Anna Keller", "Anna Heller")


names = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(deadline=None)
@given(names, names, st.sampled_from(["Person", "Company"]))
def test_any_two_names_can_be_compared_in_either_order(a: str, b: str, schema: str) -> None:
    assert same_name(a, b, schema) == same_name(b, a, schema)
    assert same_name(a, a, schema)


def test_predictions_are_a_column_beside_what_was_given(tmp_path: Path) -> None:
    pairs, out = tmp_path / "in.csv", tmp_path / "out.csv"
    pairs.write_text(
        "schema,name1,name2,mine\n"
        'Person,"Kovalenko, Taras",Taras Kovalenko,x\n'
        "Company,Nordlicht AG,Südlicht AG,y\n",
        encoding="utf-8",
    )
    predict = ROOT / "benchmarks" / "names" / "predict.py"
    subprocess.run([sys.executable, predict, pairs, out], check=True)
    with out.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    assert [(row["mine"], row["predicted"]) for row in rows] == [("x", "true"), ("y", "false")]


def test_names_are_compared_better_than_the_peer_does() -> None:
    if not PAIRS.exists():
        pytest.skip("the name pairs are not here")
    with PAIRS.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    true = [row["is_match"] == "true" for row in rows]
    said = [same_name(row["name1"], row["name2"], row["schema"]) for row in rows]
    both = sum(t and s for t, s in zip(true, said, strict=True))
    assert 2 * both / (sum(true) + sum(said)) > 0.85
