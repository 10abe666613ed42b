"""Reading: bytes to text, what the page says of the story, and the laws of documents."""

from __future__ import annotations

import codecs
import datetime
import importlib.util
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_files import PAGES, marked_page

from tracktwo.model import Document, Extent
from tracktwo.read import document_id, find_files, read_bytes, read_file
from tracktwo.read.dates import printed_dates

SHARED = Path(__file__).parents[2] / "shared"

LEAD = (
    "The foreign ministers of Arland and Borduria met in Port Sol on Tuesday for talks on the river, "
    "both governments said."
)
MORE = (
    "They agreed to meet again before the end of the month, if the boats are released. "
    "“We are not there yet,” the host told reporters after the meeting."
)


def read(text: str) -> Document:
    return read_bytes(text.encode(), "made-up.txt")


def story(*head: str, foot: tuple[str, ...] = ()) -> Document:
    return read("\n\n".join([*head, LEAD, MORE, *foot]) + "\n")


def words(document: Document, kind: str) -> list[str]:
    return [b.extent.of(document.text) for b in document.blocks if b.kind == kind]


def check_laws(document: Document) -> None:
    """Spans are true; blocks are in order, apart from each other, and not blank."""
    spans = [*document.furniture, *(d.span for d in document.page_dates)]
    spans += [s for s in (document.title, document.dateline) if s]
    for span in spans:
        assert span.text == document.text[span.start : span.end]
        assert span.document == document.id
    last = 0
    for block in document.blocks:
        assert last <= block.extent.start < block.extent.end <= len(document.text)
        assert block.extent.of(document.text).strip()
        last = block.extent.end


# ---------------------------------------------------------------- laws
PAGE_LINES = st.sampled_from(
    [
        LEAD,
        MORE,
        "Talks resume in Port Sol",
        "Talks resume in Port Sol | Arland Times",
        "",
        "",
        "Home | World | Asia",
        "By Mira Tolan, Staff Writer | 4 May 2015",
        "Monday, May 4, 2015",
        "HEADLINE: Talks resume",
        "Last updated May 4, 2015 10:20 GMT The ministers are still at the table in Port Sol",
        "PORT SOL, May 4 (Reuters) - The ministers met. Read more: Why boats matter",
        "Related articles",
        "Read more",
        "Leave a reply",
        "Mira Tolan is a journalist who covers rivers for the Arland Times.",
        "(AFP)",
        "Photo: QNA",
        "   The lines of this text were wrapped by hand, at a column that is not very",
        "far to the right, as bulletins and mails do it. The second line goes on here",
        "and the third one ends it.",
        "DELEGATIONS FROM ARLAND [ARL] AND BORDURIA HAVE MET IN PORT SOL TODAY.",
    ]
)
PAGE_TEXTS = st.lists(st.one_of(PAGE_LINES, st.text(max_size=40)), max_size=25).map("\n".join)


@given(PAGE_TEXTS)
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_the_laws_hold(text: str) -> None:
    document = read(text)
    check_laws(document)
    assert document == read(text)
    if document.status == "read":
        assert document.text == text
    else:
        assert document.reason


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_whatever_the_bytes_nothing_is_raised(raw: bytes) -> None:
    document = read_bytes(raw)
    check_laws(document)
    assert document.id == document_id(raw)
    if document.status == "read":
        assert document.encoding
        assert raw.decode(document.encoding) == document.text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_stay_and_mean_the_same(newline: str) -> None:
    plain = f"Talks resume in Port Sol\n\n{LEAD}\n\n{MORE}\n\nLeave a reply\n"
    document = read(plain.replace("\n", newline))
    assert document.text == plain.replace("\n", newline)
    assert words(document, "title") == ["Talks resume in Port Sol"]
    assert words(document, "paragraph") == [LEAD, MORE]
    assert words(document, "furniture") == ["Leave a reply"]


# ---------------------------------------------------------------- encodings
@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (f"{LEAD}\n{MORE}".encode(), "utf-8"),
        (f"{LEAD}\n{MORE}".encode("cp1252"), "cp1252"),
        (f"{LEAD}\n{MORE}".encode("utf-16"), "utf-16"),
        (f"{LEAD}\n{MORE}".encode("utf-16-le"), "utf-16-le"),
        (f"{LEAD}\n{MORE}".encode("utf-16-be"), "utf-16-be"),
        (f"{LEAD}\n{MORE}".encode("utf-32"), "utf-32"),
    ],
)
def test_encodings_are_told(raw: bytes, encoding: str) -> None:
    document = read_bytes(raw)
    assert (document.status, document.encoding) == ("read", encoding)
    assert "“We are not there yet,”" in document.text
    assert raw.decode(encoding) == document.text


def test_a_byte_order_mark_of_utf8_stays_in_the_text_and_out_of_the_story() -> None:
    document = read_bytes(codecs.BOM_UTF8 + f"Talks resume in Port Sol\n\n{LEAD}\n".encode())
    assert document.text[0] == "\ufeff"
    assert document.title is not None
    assert (document.title.start, document.title.text) == (1, "Talks resume in Port Sol")


def test_damaged_utf8_is_read_and_said_to_be_damaged() -> None:
    raw = f"{LEAD}\n{MORE} “No,” “yes,” “soon,” they said.".encode()
    document = read_bytes(raw.replace("“We".encode(), b"\xe2We"))
    assert document.status == "read"
    assert document.encoding is not None
    assert document.text == raw.replace("“We".encode(), b"\xe2We").decode(document.encoding)
    assert document.reason is not None
    assert "damaged" in document.reason
    assert read_bytes(f"{LEAD}\n{MORE}".encode("cp1252")).reason is None


# ---------------------------------------------------------------- blocks
def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    document = read(
        "PORT SOL, 4 MAY 90 (ARLAND RADIO) -- [TEXT] The delegations of both\n"
        "sides met this morning in the old customs house of the port, and have\n"
        "agreed on the order in which the questions will be taken up, it was\n"
        "announced.\n\n"
        "   The next meeting is to be held on Friday. It will deal with the boats,\n"
        "the lock, and the prisoners, in this order.\n"
    )
    first, second, third = words(document, "paragraph")
    assert first.startswith("PORT SOL, 4 MAY 90")
    assert second.startswith("The delegations of both\nsides")
    assert second.endswith("announced.")
    assert third.startswith("The next meeting")
    assert document.dateline is not None
    assert document.dateline.text == "PORT SOL, 4 MAY 90 (ARLAND RADIO)"


def test_a_sentence_a_line_is_not_joined() -> None:
    lines = [LEAD, "“It was a good day,” the host said.", "Nobody else would comment.", MORE]
    assert words(read("\n".join(lines)), "paragraph") == lines


def test_a_very_long_line_is_cut_between_sentences() -> None:
    document = read(" ".join([LEAD] * 400))
    blocks = words(document, "paragraph")
    assert len(blocks) > 1
    assert all(len(b) <= 20_000 and b.endswith("said.") for b in blocks)


def test_a_text_of_a_few_words_is_read() -> None:
    document = read("Milk\nBread\n")
    assert document.status == "read"
    assert words(document, "paragraph") == ["Bread"]


def test_headings_and_lists_inside_a_story_are_story() -> None:
    document = read(
        f"{LEAD}\n\nThe boats\n\n{MORE}\n\nOpinion\n\n{LEAD}\n\nThree points are open:\n"
        "- the lock\n- the boats\n- the prisoners\n"
    )
    assert document.furniture == ()


def test_a_box_inside_a_story_is_furniture_and_the_story_goes_on() -> None:
    document = read(f"{LEAD}\n\nRead more\nWhy boats matter\n\n{MORE}\n\n{LEAD} {MORE}\n")
    assert words(document, "furniture") == ["Read more", "Why boats matter"]
    assert len(words(document, "paragraph")) == 3


def test_page_text_at_the_end_of_a_paragraph_is_cut_off() -> None:
    document = read(f"{LEAD} Read more: Why boats matter\n\n{MORE}\n")
    assert words(document, "furniture") == ["Read more: Why boats matter"]
    assert words(document, "paragraph") == [LEAD, MORE]


# ---------------------------------------------------------------- headline, writer, outlet
@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Talks resume in Port Sol", "Talks resume in Port Sol"),
        ("Talks resume in Port Sol | BBC News", "Talks resume in Port Sol"),
        ("Will the river talks fail again?", "Will the river talks fail again?"),
        ("River Talks Resume In Port Sol.", "River Talks Resume In Port Sol."),
        ("Subject: Talks resume in Port Sol", "Talks resume in Port Sol"),
    ],
)
def test_headlines(line: str, title: str) -> None:
    document = story(line)
    assert document.title is not None
    assert document.title.text == title


def test_no_headline_where_the_story_begins_at_once() -> None:
    assert read(f"{LEAD}\n{MORE}\n").title is None


def test_a_headline_printed_twice_is_page_the_second_time() -> None:
    document = story("Talks resume in Port Sol", "Talks resume in Port Sol")
    assert words(document, "title") == words(document, "furniture")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Mira Tolan", "Mira Tolan"),
        ("By MIRA TOLAN and Jan van Dorn, Port Sol", "MIRA TOLAN and Jan van Dorn"),
        ("Mira Tolan | May 4, 2015", None),
        ("By Mira Tolan | May 4, 2015 | 3 Comments", "Mira Tolan"),
        ("By our correspondent", None),
        ("By Reuters", None),
    ],
)
def test_bylines(line: str, byline: str | None) -> None:
    document = story("Talks resume in Port Sol", line)
    assert document.byline == byline
    assert line not in words(document, "paragraph")


def test_author_boxes_are_furniture_and_tell_writer_and_outlet() -> None:
    box = "Mira Tolan is a journalist who covers the region. She is the lead writer for The Arland Times."
    document = story("Talks resume in Port Sol", foot=("Mira Tolan", box))
    assert words(document, "furniture") == ["Mira Tolan", box]
    assert (document.byline, document.outlet) == ("Mira Tolan", "Arland Times")


def test_a_masthead_is_page_and_the_headline_below_it_is_not() -> None:
    document = story(
        "Reeds & Locks | Quarterly",
        "Search  Cart (0)  Newsletter",
        "Ministers close to a deal on the boats",
        "Mira Tolan, newsroom",
        foot=("Mira Tolan edits Reeds & Locks.", "Was this article useful? Yes No"),
    )
    assert words(document, "title") == ["Ministers close to a deal on the boats"]
    assert document.byline == "Mira Tolan"
    assert words(document, "paragraph") == [LEAD, MORE]


@pytest.mark.parametrize(
    "menu",
    [
        "Research / Events / People / Support us",
        "About us . Write for us . Donate",
        "Listen Live - Programmes - River Songs - Donate",
        "Presented by Amber Grid Solutions",
    ],
)
def test_menus_with_weak_marks_are_page(menu: str) -> None:
    document = story("Reeds and Locks Review", menu, "Ministers close to a deal on the boats")
    assert menu in words(document, "furniture")
    assert words(document, "title") == ["Ministers close to a deal on the boats"]


def test_a_headline_with_slashes_is_no_menu() -> None:
    headline = "Boats / Locks / Harbours: what divides the two"
    assert words(story(headline), "title") == [headline]


def test_a_writer_who_writes_is_an_author() -> None:
    box = "Mira Tolan writes on the river states. She lived in Port Sol for nine years."
    assert box in words(story("Talks resume in Port Sol", foot=(box,)), "furniture")


def test_those_who_are_easy_to_find_are_no_authors() -> None:
    last = "Sceptics are easy to find. “They signed it,” says Mira Tolan, a researcher in Port Sol."
    document = story(
        "Talks resume in Port Sol", foot=(last, "Support free writing on the river. Donate now.")
    )
    assert last in words(document, "paragraph")


def test_a_quotation_may_be_the_headline() -> None:
    document = story("“You learn to love the coffee breaks”", "Interview by Mira Tolan")
    assert words(document, "title") == ["“You learn to love the coffee breaks”"]
    assert document.byline == "Mira Tolan"


def test_where_a_story_was_filed_is_story() -> None:
    document = story("Talks resume in Port Sol", "Mira Tolan", "Grimstad, Norway")
    assert words(document, "paragraph")[0] == "Grimstad, Norway"


def test_the_day_of_a_printout_is_a_page_date() -> None:
    document = story(foot=("Printed from arlandtimes.example on 2 January 2018",))
    assert [d.date for d in document.page_dates] == [datetime.date(2018, 1, 2)]


def test_somebody_whom_the_story_names_is_no_author() -> None:
    last = "Tolan is a writer and editor who was jailed for nine years before the talks began."
    document = read(f"{LEAD} Mira Tolan came with them.\n\n{MORE}\n\n{last}\n")
    assert document.furniture == ()


@pytest.mark.parametrize(
    ("head", "foot", "outlet"),
    [
        ((), ("© 2015 The Arland Times. All rights reserved.",), "Arland Times"),
        (("Dawn", "Talks resume in Port Sol"), (), "Dawn"),
        (("Talks resume in Port Sol - The Guardian",), (), "Guardian"),
        ((), ("Read the whole story at https://www.rferl.org/a/1.html",), "RFE/RL"),
        ((), ("https://www.rferl.org/a/1.html",), "RFE/RL"),
    ],
)
def test_outlets(head: tuple[str, ...], foot: tuple[str, ...], outlet: str | None) -> None:
    assert story(*head, foot=foot).outlet == outlet


# ---------------------------------------------------------------- agencies and datelines
@pytest.mark.parametrize(
    ("text", "wire"),
    [
        (f"PORT SOL (Reuters) - {LEAD}\n\n{MORE}", ("Reuters",)),
        (f"PORT SOL, Arland, May 5 (AP) — {LEAD}\n\n{MORE}", ("AP",)),
        (f"MOSCOW, October 20. /TASS/. {LEAD}\n\n{MORE}", ("TASS",)),
        (f"TEHRAN, Dec. 10 (ITAR-TASS/Xinhua) -- {LEAD}\n\n{MORE}", ("TASS", "Xinhua")),
        (f"{LEAD}\n\n{MORE}\n\nWith reporting by AFP and dpa", ("AFP", "dpa")),
        (f"{LEAD}\n\n{MORE}\n\nThe Associated Press contributed to this report.", ("AP",)),
        (f"{LEAD}\n\n{MORE}\n\nSource: Xinhua", ("Xinhua",)),
        (f"{LEAD}\n\n{MORE} (AFP)", ("AFP",)),
        (f"{LEAD}\n\n{MORE}\n\nAP/Reuters", ("AP", "Reuters")),
        (f"ABC News: {LEAD}\n\n{MORE}", ("ABC News",)),
        (f"{LEAD}\n\n{MORE}\n\nCopyright 2015 Agence France-Presse.", ("AFP",)),
        (f"{LEAD}\n\n“We are close,” the envoy told Reuters on Friday.\n\n{MORE}", ()),
        (f"Lavrov: {LEAD}\n\n{MORE}", ()),
        (f"{LEAD}\n\nThe host shakes hands with both. (AP Photo)\n\n{MORE}", ()),
    ],
)
def test_agencies_credited_not_quoted(text: str, wire: tuple[str, ...]) -> None:
    document = read(text)
    assert document.wire == wire
    assert not any("reporting by" in w for w in words(document, "furniture"))


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("MOSCOW, Nov. 9 (Reuters) – ", "MOSCOW, Nov. 9 (Reuters)"),
        ("Port Sol, 11 Jan 90 (ARL) -- ", "Port Sol, 11 Jan 90 (ARL)"),
        ("5 Apr 1989 -- ", "5 Apr 1989"),
        ("Geneva, 24 November 2013 – ", "Geneva, 24 November 2013"),
        ("GENEVA — ", None),
        ("KABUL (AP) — ", None),
        ("On Thursday, November 23, ", None),
    ],
)
def test_datelines_are_no_page_dates(line: str, dateline: str | None) -> None:
    document = read(f"Talks resume in Port Sol\n\n{line}{LEAD}\n\n{MORE}\n")
    assert (document.dateline.text if document.dateline else None) == dateline
    assert document.page_dates == ()
    if not line.startswith("On"):
        assert words(document, "paragraph")[0] == line.strip()
        assert words(document, "paragraph")[1] == LEAD


# ---------------------------------------------------------------- dates
@pytest.mark.parametrize(
    ("words_", "date"),
    [
        ("Saturday, June 15th, 2024", "2024-06-15"),
        ("updated 10:20 AM UTC, Dec 13, 2023", "2023-12-13"),
        ("13 Dec. 2023", "2023-12-13"),
        ("the 13th of December, 2023", "2023-12-13"),
        ("2023-12-13T10:20:00Z", "2023-12-13"),
        ("13/12/2023", "2023-12-13"),
        ("12/13/2023", "2023-12-13"),
        ("5/6/2018 3:00 PM EDT", "2018-05-06"),
        ("5.6.2018", "2018-06-05"),
        ("20-Oct-2021", "2021-10-20"),
        ("11 JAN 90", "1990-01-11"),
    ],
)
def test_printed_dates(words_: str, date: str) -> None:
    (found,) = printed_dates(words_, Extent(0, len(words_)))
    assert found.date == datetime.date.fromisoformat(date)


@pytest.mark.parametrize(
    "words_", ["31 February 2020", "May 2019", "20 October 10:20", "room 12/13", "1.2.3", "in 2021"]
)
def test_no_full_date_no_page_date(words_: str) -> None:
    assert list(printed_dates(words_, Extent(0, len(words_)))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Monday, May 4, 2015",
        "Published: 4 May 2015, 10:15 GMT",
        "Last updated on 2015-05-04 at 3:15 PM",
        "Posted on May 4th, 2015 by admin",
        "Arland Times, Monday, May 4, 2015",
    ],
)
def test_page_dates_stand_in_furniture(line: str) -> None:
    for document in (
        story(line, "Talks resume in Port Sol"),
        story("Talks resume in Port Sol", line),
    ):
        assert [d.date for d in document.page_dates] == [datetime.date(2015, 5, 4)]
        assert words(document, "furniture") == [line]


def test_dates_of_the_story_are_no_page_dates() -> None:
    document = read(f"{LEAD} The first round was held on May 4, 2015.\n\n{MORE}\n")
    assert document.page_dates == ()


# ---------------------------------------------------------------- whole pages
@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_marked_pages(path: Path) -> None:
    text, stretches = marked_page(path)
    document = read_bytes(text.encode(), path.name)
    check_laws(document)
    kinds = {"F": "furniture", "T": "title", "C": "caption", "P": "paragraph"}
    kinds |= dict.fromkeys("HD", "paragraph")
    for stretch in stretches:
        found = {b.kind for b in document.blocks if b.extent.overlaps(stretch.extent)}
        expected = {kinds[stretch.mark]} if stretch.mark in kinds else set()
        assert found == expected, stretch.extent.of(text)


def test_reading_is_fast() -> None:
    raw = [marked_page(path)[0].encode() for path in PAGES]
    read_bytes(raw[0])
    began = time.process_time()
    for page in raw:
        read_bytes(page)
    assert (time.process_time() - began) / len(raw) < 0.02


# ---------------------------------------------------------------- files
def test_files_are_found_once_sorted_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden.txt", ".git/d.txt", "a/.e"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LEAD)
    found = find_files([tmp_path, tmp_path / "b.txt", tmp_path / ".hidden.txt", tmp_path / "gone"])
    names = [p.relative_to(tmp_path).as_posix() for p in found]
    assert names == [".hidden.txt", "a/c.txt", "b.txt", "gone"]


def test_a_file_and_its_bytes_read_alike(tmp_path: Path) -> None:
    place = tmp_path / "one.txt"
    place.write_bytes(f"{LEAD}\r\n".encode())
    document = read_file(place)
    assert document == read_bytes(place.read_bytes(), place.as_posix())
    assert document.path == place.as_posix()


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the coded articles beside the repository")
def test_seeds_by_the_scorer(tmp_path: Path) -> None:
    documents = [msgspec.to_builtins(read_file(p)) for p in find_files([SHARED / "seeds"])]
    record, scores = tmp_path / "record.json", tmp_path / "scores.json"
    record.write_bytes(msgspec.json.encode({"documents": documents}))
    command: list[str | Path] = [sys.executable, SHARED / "score/score.py"]
    command += ["--gold", SHARED / "gold/seeds", "--texts", SHARED / "seeds"]
    command += ["--record", record, "--json", scores]
    subprocess.run(command, check=True, capture_output=True)
    figures = msgspec.json.decode(scores.read_bytes())
    assert figures["spans"]["untrue"] == 0
    assert figures["documents"]["furniture"]["f1"] >= 0.95
    assert figures["documents"]["page_dates"]["f1"] == 1.0


def test_the_reader_does_not_load_the_parser() -> None:
    code = "import sys, tracktwo.read as r; r.read_bytes(b'x'); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert importlib.util.find_spec("spacy") is not None
