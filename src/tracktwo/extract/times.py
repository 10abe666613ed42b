"""Time expressions of a story, normalised as far as their words allow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

import msgspec
from spacy.tokens import Token

from tracktwo.extract.story import Story, readable
from tracktwo.extract.timex import Timex, recognise
from tracktwo.model import Extent, TimeExpression

Relation: TypeAlias = Literal["on", "since", "until", "before", "after", "about"]
Direction: TypeAlias = Literal["past", "future"] | None

_BEFORE = re.compile(
    r"(?:^|\W)(?:(?P<since>since|from|starting|as of)|(?P<until>until|till|by|up to)"
    r"|(?P<before>before|prior to|ahead of)|(?P<after>after|following|beyond)"
    r"|(?P<about>about|around|circa|some|nearly|almost|approximately|roughly))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+(?:(?P<after>after|since|following|on from)|(?P<before>before|prior to|ahead of))\b",
    re.IGNORECASE,
)
_RELATIONS: dict[str, Relation] = {
    "since": "since",
    "until": "until",
    "before": "before",
    "after": "after",
    "about": "about",
    "on": "on",
}
_OR = re.compile(r",?\s+or\s+(?:in\s+|on\s+)?", re.IGNORECASE)
_REACH = 24
"""Characters before an expression in which its preposition can stand."""
_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "wo", "would", "shall"})
_DUTY = frozenset({"should", "must", "may", "might"})
"""Before a bare verb these speak of what is to come; before `have` of what was not done."""
_PAST_AUX = frozenset({"had", "was", "were", "did", "has", "have"})
_FORESIGHT = frozenset(
    ["agree", "aim", "call", "due", "expect", "hope", "intend", "invite", "plan", "prepare", "set"]
)


# "the first such meeting of the two in thirteen years"
_FIRST = re.compile(r"\b(?:first|only|highest|longest|worst)\b[^.;:]*\bin\s+(?:almost |nearly )?$")


def find_times(story: Story) -> tuple[TimeExpression, ...]:
    """Every time expression of the story, in text order."""
    found: list[TimeExpression] = []
    for block in story.blocks:
        text = readable(story.document.text, block)
        for timex in recognise(text):
            found.append(_placed(story, text, block.extent.start, timex))
    return tuple(_with_alternatives(story.document.text, found))


def _with_alternatives(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The expressions, those that `or` joins each with the other one."""
    joined = list(found)
    for i, (one, other) in enumerate(pairwise(found)):
        between = text[one.extent.end : other.extent.start]
        if one.kind == other.kind == "date" and _OR.fullmatch(between):
            if one.value.startswith("XXXX-") and re.match(r"\d{4}-", other.value):
                one = msgspec.structs.replace(one, value=other.value[:4] + one.value[4:])
            joined[i] = msgspec.structs.replace(one, alternative=other)
            joined[i + 1] = msgspec.structs.replace(other, alternative=one)
    return joined


def _placed(story: Story, text: str, offset: int, timex: Timex) -> TimeExpression:
    extent = Extent(offset + timex.start, offset + timex.end)
    tokens = story.tokens_in(extent)
    direction = _direction(tokens[0]) if len(tokens) else None
    if timex.anchor == "story" and timex.shift:
        direction = direction or ("past" if timex.shift < 0 else "future")
    sentence = int(story.sentence_of[tokens[0].i]) if len(tokens) else 0
    counted_ahead = timex.anchor == "story" and timex.kind == "date" and (timex.shift or 0) > 0
    looking_back = direction == "past" or _FIRST.search(text, max(0, timex.start - 90), timex.start)
    if counted_ahead and looking_back and _plain_count(text, timex):
        # "killed in three days" tells a length of time, "will meet in three days" a day
        timex = Timex(timex.start, timex.end, f"P{timex.shift}{timex.unit}", "duration")
    relation = _relation(text, timex)
    if relation == "since" and timex.anchor == "story":
        direction = "past"
    elif text[: timex.start].rstrip().endswith(":"):
        direction = None  # "a new deadline: 31 October"
    return TimeExpression(
        extent=extent,
        value=timex.value,
        kind=timex.kind,
        shift=timex.shift,
        unit=timex.unit,
        part=timex.part,
        relation=relation,
        anchor=timex.anchor,
        weekday=timex.weekday,
        direction=direction,
        sentence=sentence,
    )


def _plain_count(text: str, timex: Timex) -> bool:
    """A number and a unit alone, without `next`, `coming` or `from now`."""
    words = text[timex.start : timex.end].lower()
    return bool(
        re.fullmatch(r"(?:an?\s|\w+[\s-])*?(?:days?|weeks?|months?|years?|hours?)", words)
    ) and not (re.search(r"next|coming|tomorrow", words))


def _relation(text: str, timex: Timex) -> Relation:
    if timex.anchor == "event" or timex.kind == "duration":
        behind = _BEHIND.match(text, timex.end)
        if behind:
            return "after" if behind.group("after") else "before"
    before = _BEFORE.search(text, max(0, timex.start - _REACH), timex.start)
    return _RELATIONS[before.lastgroup or "on"] if before else "on"


def _direction(token: Token) -> Direction:
    """Past or future, by the verb that governs the expression and what it depends on."""
    verb = None
    for word in (token, *token.ancestors):
        if word.pos_ in ("VERB", "AUX"):
            verb = word
            break
        if word.dep_ in ("appos", "dep", "ROOT"):
            return None  # "a new deadline: 31 October"
    if verb is None:
        return None
    chain = [verb, *verb.ancestors]
    for word in chain[:3]:
        auxiliaries = {child.lower_ for child in word.lefts if child.pos_ in ("AUX", "PART")}
        if auxiliaries & _FUTURE_AUX or (auxiliaries & _DUTY and "have" not in auxiliaries):
            return "future"
        if "to" in auxiliaries:
            governor = word.head
            planned = governor.lemma_.lower() in _FORESIGHT or governor.lower_ in (
                "is",
                "are",
                "due",
            )
            if planned:
                return "future"
            continue
        if word.tag_ == "VBN" and word.lemma_.lower() in _FORESIGHT and word is verb:
            return "future"  # talks scheduled for Friday
        if word.tag_ == "VBD" or auxiliaries & _PAST_AUX:
            return "past"
        if word.tag_ == "VBN" and not auxiliaries:
            return "past"  # talks announced on Friday
        if word.tag_ in ("VBZ", "VBP", "VBG"):
            return None
    return None
