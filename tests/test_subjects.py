"""Subjects given back to the verb behind a fronted phrase."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tracktwo.extract.story import language
from tracktwo.extract.subjects import give_back_subjects


def parsed(text: str) -> Doc:
    doc = language()(text)
    give_back_subjects(doc)
    return doc


@pytest.mark.parametrize(
    "text",
    [
        "After two days of talks in Geneva, John Kerry and Sergei Lavrov announced a deal.",
        "After talks in Geneva, John Kerry and Sergei Lavrov announced a deal.",
        "After a meeting in Paris on Friday, John Kerry and Angela Merkel announced a deal.",
    ],
)
def test_those_behind_the_comma_did_it(text: str) -> None:
    doc = parsed(text)
    (subject,) = [t for t in doc if t.dep_ == "nsubj"]
    assert (subject.text, subject.head.text) == ("Kerry", "announced")
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In Oslo, Geneva and Paris, envoys met.",
        "In a speech in Paris, Emmanuel Macron has warned them.",
        "Envoys met in Oslo.",
        "",
    ],
)
def test_what_has_its_subject_keeps_it(text: str) -> None:
    plain = language()(text)
    assert [(t.dep_, t.head.i) for t in parsed(text)] == [(t.dep_, t.head.i) for t in plain]
