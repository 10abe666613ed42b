"""The dossier in a real browser."""

from __future__ import annotations

import base64
import datetime
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import LAPTOP, PHONE, chromium, log, missing
from made_up import RIVER, a_record, document, quoted
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tracktwo.model import (
    Actor,
    Document,
    Interval,
    Meeting,
    Participation,
    Position,
    Record,
    Requirement,
    Span,
    Statement,
)
from tracktwo.publish.dossier import dossier

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(missing() is not None, reason=missing() or ""),
]

DOVES = "🕊️ 𝔓𝔬𝔯𝔱 𝔖𝔬𝔩 👩🏽‍⚖️\r\nMenu\r\n" + RIVER.replace("\n", "\r\n")
"""The river article behind characters that take two and more units of UTF-16."""


def doves() -> tuple[Document, Record]:
    read = document(DOVES, "pile/doves.txt")
    read = Document(**{**_fields(read), "furniture": (quoted(read, "Menu"),)})
    said = quoted(read, "“We will sign nothing,”"), quoted(read, "“until the river is open.”")
    across = quoted(read, "Menu\r\nEnvoys of Arland")
    statements = (
        Statement("s1", said, quoted(read, "Mira Tolan"), ("a1",), None, quoted(read, "said")),
        Statement("s2", (across,)),
    )
    actor = Actor("a1", "Mira Tolan", "person", spans=(quoted(read, "Mira Tolan"),))
    return read, Record(documents=(read,), actors=(actor,), statements=statements)


def _fields(of: Document) -> dict[str, Any]:
    return {name: getattr(of, name) for name in of.__struct_fields__}


def crowd(statements: int) -> Record:
    """A big pile: many meetings, long names, long quotations, many people at one table."""
    text = "\n".join(
        f"Delegate {i} of the Coordination of Movements said: “{'the river ' * 20}stays {i}.”"
        for i in range(statements)
    )
    read = document(text, "pile/crowd.txt")
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        lines.append(Span(read.id, start, start + len(line), line))
        start += len(line) + 1
    actors = tuple(
        Actor(f"a{i:03}", f"Delegate {i} of a Movement with Quite a Long Name", "person")
        for i in range(60)
    )
    meetings = tuple(
        Meeting(
            f"m{i:02}",
            Interval(day := datetime.date(2020, 1, 1) + datetime.timedelta(days=11 * i), day),
            participants=tuple(
                Participation(a.id, "attended", spans=(lines[i],)) for a in actors[: 60 - i]
            ),
            spans=(lines[i],),
        )
        for i in range(50)
    )
    said = tuple(
        Statement(f"s{i:04}", (line,), None, (actors[i % 60].id,)) for i, line in enumerate(lines)
    )
    wants = tuple(
        Position(
            f"p{i:03}",
            actors[i % 60].id,
            "the river and all that belongs to it",
            "demands",
            line,
            condition=Requirement(line, actors[(i * 7) % 60].id) if i % 3 == 0 else None,
        )
        for i, line in enumerate(lines[:300])
    )
    return Record(
        documents=(read,), actors=actors, meetings=meetings, statements=said, positions=wants
    )


@pytest.fixture(scope="module")
def laptop() -> Iterator[Chrome]:
    with chromium(LAPTOP) as driver:
        yield driver


@pytest.fixture(scope="module")
def phone() -> Iterator[Chrome]:
    with chromium(PHONE) as driver:
        yield driver


def visit(driver: Chrome, record: Record, folder: Path) -> None:
    log(driver, "browser")
    log(driver, "performance")
    page = folder / "dossier.html"
    page.write_bytes(dossier(record))
    driver.get("about:blank")
    driver.get(page.as_uri())


def shown(driver: Chrome, selector: str) -> list[str]:
    found = driver.find_elements(By.CSS_SELECTOR, selector)
    return [e.text for e in found if e.is_displayed()]


def wait_until(driver: Chrome, truth: str) -> None:
    WebDriverWait(driver, 10, 0.05).until(lambda d: d.execute_script(f"return {truth}"))


IS_OPEN = "document.getElementById('reader').open"
MARKED = "return [...document.querySelectorAll('#reader mark')].map(m => m.textContent).join('')"


def follow(driver: Chrome, span: Span) -> str:
    """The words that are marked when a fact's link is clicked."""
    link = f"a[href='#{span.document}:{span.start}-{span.end}']"
    driver.execute_script(
        "const a = document.querySelector(arguments[0]);"
        "for (let d = a.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;"
        "a.click()",
        link,
    )
    wait_until(driver, IS_OPEN)
    return str(driver.execute_script(MARKED))


def close(driver: Chrome) -> None:
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    wait_until(driver, f"!{IS_OPEN} && location.hash === ''")


def test_it_loads_without_errors_and_without_the_network(laptop: Chrome, tmp_path: Path) -> None:
    visit(laptop, a_record(), tmp_path)
    assert log(laptop, "browser") == []
    asked = [json.loads(entry["message"])["message"] for entry in log(laptop, "performance")]
    urls = [
        m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"
    ]
    assert [u for u in urls if not u.startswith(("file:", "data:", "about:"))] == []


def test_a_link_opens_the_article_with_exactly_its_words_marked(
    laptop: Chrome, tmp_path: Path
) -> None:
    record = a_record()
    visit(laptop, record, tmp_path)
    spans = [
        *record.meetings[0].spans,
        *record.statements[0].content,
        record.positions[0].span,
        *(s for side in record.disagreements[0].sides for s in side.spans),
    ]
    for span in spans:
        assert follow(laptop, span) == span.text
        assert laptop.execute_script("return document.querySelectorAll('mark').length") == 1
        close(laptop)


def test_characters_beyond_the_first_plane_do_not_shift_the_mark(
    laptop: Chrome, tmp_path: Path
) -> None:
    read, record = doves()
    visit(laptop, record, tmp_path)
    for statement in record.statements:
        for span in statement.content:
            assert follow(laptop, span) == span.text
            close(laptop)
    text = laptop.execute_script("return document.querySelector('.article .text').textContent")
    assert text == read.text


def test_a_witness_has_an_address_of_its_own(laptop: Chrome, tmp_path: Path) -> None:
    record = a_record()
    span = record.meetings[0].spans[0]
    visit(laptop, record, tmp_path)
    laptop.get(f"{laptop.current_url}#{span.document}:{span.start}-{span.end}")
    wait_until(laptop, IS_OPEN)
    assert laptop.execute_script(MARKED) == span.text
    close(laptop)
    laptop.execute_script(f"location.hash = '{record.meetings[0].id}'")
    assert not laptop.execute_script(f"return {IS_OPEN}")


def test_the_keyboard_is_enough(laptop: Chrome, tmp_path: Path) -> None:
    record = a_record()
    span = record.statements[1].content[0]
    visit(laptop, record, tmp_path)
    link = laptop.find_element(By.CSS_SELECTOR, f".statement a[href$=':{span.start}-{span.end}']")
    laptop.execute_script("arguments[0].focus()", link)
    link.send_keys(Keys.ENTER)
    wait_until(laptop, IS_OPEN)
    assert laptop.execute_script(MARKED) == span.text
    close(laptop)
    assert laptop.switch_to.active_element == link


def test_the_filter_of_statements(laptop: Chrome, tmp_path: Path) -> None:
    visit(laptop, a_record(), tmp_path)
    assert len(shown(laptop, ".statement")) == 2
    field = laptop.find_element(By.CSS_SELECTOR, "#statements [data-find]")
    field.send_keys("TOLAN river")
    wait_until(
        laptop, "document.querySelector('#statements [data-found]').textContent === '1 found'"
    )
    (left,) = shown(laptop, ".statement")
    assert "until the river is open" in left
    laptop.execute_script("location.hash = 's2'")  # a link to what is filtered out
    wait_until(laptop, "!document.getElementById('s2').hidden")
    assert len(shown(laptop, ".statement")) == 2
    laptop.execute_script(
        "const s = document.querySelector('#statements select'); s.value = 'a2';"
        "s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    wait_until(
        laptop, "document.querySelector('#statements [data-found]').textContent === '1 found'"
    )
    (left,) = shown(laptop, ".statement")
    assert left.startswith("Borduria")


@pytest.mark.parametrize("pile", ["small", "big"])
def test_a_phone_need_not_scroll_sideways(phone: Chrome, tmp_path: Path, pile: str) -> None:
    visit(phone, a_record() if pile == "small" else crowd(120), tmp_path)
    phone.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    width = phone.execute_script("return document.documentElement.scrollWidth")
    assert width == PHONE[0]


def test_a_thousand_statements_stay_usable(laptop: Chrome, tmp_path: Path) -> None:
    record = crowd(1000)
    visit(laptop, record, tmp_path)
    assert (tmp_path / "dossier.html").stat().st_size < 3_000_000
    began = time.monotonic()
    field = laptop.find_element(By.CSS_SELECTOR, "#statements [data-find]")
    field.send_keys("stays 777")
    wait_until(
        laptop, "document.querySelector('#statements [data-found]').textContent === '1 found'"
    )
    assert time.monotonic() - began < 5
    assert len(shown(laptop, ".year[open]")) == 1  # the other years are folded


def test_it_prints_with_everything_unfolded(laptop: Chrome, tmp_path: Path) -> None:
    visit(laptop, crowd(60), tmp_path)
    folded = "return document.querySelectorAll('details:not([open])').length"
    before = laptop.execute_script(folded)
    laptop.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert before > 0
    assert laptop.execute_script(folded) == 0
    laptop.execute_script("dispatchEvent(new Event('afterprint'))")
    assert laptop.execute_script(folded) == before
    paper = laptop.execute_cdp_cmd("Page.printToPDF", {})
    assert base64.b64decode(paper["data"]).startswith(b"%PDF")


CONTRAST = """
const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => {
  v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b };
const ground = e => { for (; e; e = e.parentElement) {
  const c = getComputedStyle(e).backgroundColor; if (!c.startsWith('rgba(0, 0, 0, 0')) return c }
  return 'rgb(255, 255, 255)' };
const poor = new Set();
for (const e of document.querySelectorAll('main *, header *, nav *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
  if (e.closest('svg') || e.closest('.furniture') || e.tagName === 'OPTION') continue;
  const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) poor.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
}
return [...poor]
"""


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_their_ground(tmp_path: Path, dark: bool) -> None:
    with chromium(LAPTOP, dark=dark) as driver:
        visit(driver, a_record(), tmp_path)
        assert driver.execute_script(CONTRAST) == []
