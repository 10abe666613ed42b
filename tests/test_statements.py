"""Statements of a pile: speakers, principals, dates, one utterance in two documents."""

from __future__ import annotations

import datetime

import msgspec
from made_up import document

from tracktwo.model import (
    Actor,
    Attribution,
    Document,
    Extent,
    Findings,
    Interval,
    Mention,
    Role,
    Span,
    Statement,
    TimeExpression,
)
from tracktwo.model.record import ActorKind, Polarity
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.statements import Told, resolve_statements
from tracktwo.resolve.utterances import same_utterances

TEXT = "Mira Tolan said on Friday that Ruben Oke had told her: “The border is open.” He denied it."


def at(words: str, text: str = TEXT) -> Extent:
    start = text.index(words)
    return Extent(start, start + len(words))


def mention(words: str, **fields: object) -> Mention:
    return Mention(extent=at(words), form="name", **fields)  # type: ignore[arg-type]


def actor(name: str, kind: ActorKind = "person", *roles: Role) -> Actor:
    return Actor(id=name.lower(), name=name, kind=kind, roles=roles)


def reading(findings: dict[str, object]) -> Reading:
    made: Document = document(TEXT)
    return Reading(made, Findings(document=made.id, **findings))  # type: ignore[arg-type]


def two(polarity: Polarity = "reported_by_other") -> Reading:
    """Tolan says that Oke told her."""
    return reading(
        {
            "mentions": (mention("Mira Tolan"), mention("Ruben Oke")),
            "times": (TimeExpression(extent=at("on Friday"), value="XXXX-WXX-5"),),
            "attributions": (
                Attribution(
                    content=(at("Ruben Oke had told her: “The border is open.”"),),
                    cue=at("said"),
                    source=at("Mira Tolan"),
                    sources=(0,),
                    times=(0,),
                ),
                Attribution(
                    content=(at("“The border is open.”"),),
                    cue=at("told"),
                    source=at("Ruben Oke"),
                    sources=(1,),
                    kind="direct",
                    polarity=polarity,
                    parent=0,
                ),
            ),
        }
    )


def resolved(made: Reading, who: dict[int, tuple[str, ...]], *actors: Actor) -> Told:
    keyed = {(made.document.id, i): ids for i, ids in who.items()}
    day = datetime.date(2031, 5, 10)  # a Saturday
    published = {made.document.id: Interval(day, day)}
    return resolve_statements([made], keyed, {a.id: a for a in actors}, published)


def of(told: Told, made: Reading, i: int) -> Statement:
    return told.statements[told.of[made.document.id, i]]


def test_speakers_spans_and_dates() -> None:
    made = two()
    told = resolved(made, {0: ("tolan",), 1: ("oke",)}, actor("Tolan"), actor("Oke"))
    outer, inner = of(told, made, 0), of(told, made, 1)
    assert outer.speakers == ("tolan",)
    assert inner.speakers == ("oke",)
    assert inner.parent == outer.id
    assert (outer.polarity, inner.polarity) == ("asserted", "reported_by_other")
    assert outer.date == Interval(datetime.date(2031, 5, 9), datetime.date(2031, 5, 9))
    assert inner.date == Interval()
    for statement in (outer, inner):
        for span in (*statement.content, statement.cue, statement.source):
            assert isinstance(span, Span)
            assert made.document.text[span.start : span.end] == span.text


def test_who_speaks_of_himself_reports_nobody_else() -> None:
    made = two()
    told = resolved(made, {0: ("tolan",), 1: ("tolan",)}, actor("Tolan"))
    assert of(told, made, 1).polarity == "asserted"


def test_nobody_known_is_nobody() -> None:
    made = two()
    told = resolved(made, {})
    assert of(told, made, 0).speakers == ()
    assert of(told, made, 0).on_behalf_of is None


def test_spokesmen_and_envoys_speak_for_their_principal() -> None:
    arland = actor("Arland", "state")
    for title in ("spokesman", "ambassador", "special envoy", "spokeswoman"):
        tolan = actor("Tolan", "person", Role(title=title, of="arland"))
        told = resolved(two(), {0: ("tolan",)}, tolan, arland)
        assert of(told, two(), 0).on_behalf_of == "arland"


def test_ministers_leaders_and_former_envoys_speak_for_themselves() -> None:
    arland = actor("Arland", "state")
    for role in (
        Role(title="foreign minister", of="arland"),
        Role(title="president", of="arland"),
        Role(title="ambassador", of="arland", status="former"),
        Role(title="envoy", of=None),
    ):
        told = resolved(two(), {0: ("tolan",)}, actor("Tolan", "person", role), arland)
        assert of(told, two(), 0).on_behalf_of is None


def test_a_delegate_speaks_for_a_state_but_not_for_any_body() -> None:
    for kind, principal in (("state", "arland"), ("organisation", None)):
        arland = actor("Arland", kind)  # type: ignore[arg-type]
        tolan = actor("Tolan", "person", Role(title="delegate", of="arland"))
        told = resolved(two(), {0: ("tolan",)}, tolan, arland)
        assert of(told, two(), 0).on_behalf_of == principal


def test_unnamed_sources_stay_unnamed_but_their_body_is_told() -> None:
    text_mentions = (mention("Mira Tolan", of=1), mention("Ruben Oke"))
    made = two()
    made = Reading(made.document, msgspec.structs.replace(made.findings, mentions=text_mentions))
    told = resolved(made, {1: ("oke",)}, actor("Oke", "organisation"))
    assert of(told, made, 0).speakers == ()
    assert of(told, made, 0).on_behalf_of == "oke"


def test_ids_are_stable_and_differ_by_place() -> None:
    made = two()
    first, second = resolved(made, {}), resolved(made, {0: ("tolan",)}, actor("Tolan"))
    assert first.of == second.of
    assert len(set(first.of.values())) == 2


def test_a_pronoun_gives_its_reason() -> None:
    made = two()
    mentions = (Mention(extent=at("He"), form="pronoun"), made.findings.mentions[1])
    made = Reading(made.document, msgspec.structs.replace(made.findings, mentions=mentions))
    told = resolved(made, {0: ("tolan",)}, actor("Tolan"))
    assert of(told, made, 0).basis == ("“He” read as Tolan",)


# ---------------------------------------------------------------- one utterance
def said(number: int, words: str, *speakers: str, **fields: object) -> Statement:
    span = Span(f"d{number}", 0, len(words), words)
    return Statement(id=f"s{number}", content=(span,), speakers=speakers, **fields)  # type: ignore[arg-type]


RIVER = "The river treaty must be signed by both governments before any boat passes the lock."
RIVER_TOO = (
    "Both governments have to sign the treaty on the river before boats can pass through the lock."
)


def test_two_translations_are_one_utterance_with_two_witnesses() -> None:
    same = same_utterances([said(1, RIVER, "tolan"), said(2, RIVER_TOO, "tolan")])
    assert same == {"s1": ("s2",), "s2": ("s1",)}


def test_translations_need_the_same_speaker_copies_do_not() -> None:
    assert same_utterances([said(1, RIVER, "tolan"), said(2, RIVER_TOO, "oke")]) == {}
    assert same_utterances([said(1, RIVER, "tolan"), said(2, RIVER_TOO)]) == {}
    assert same_utterances([said(1, RIVER, "tolan"), said(2, RIVER)]) != {}
    assert same_utterances([said(1, RIVER, "tolan"), said(2, RIVER, "oke")]) == {}


def test_other_words_other_days_and_denials_are_other_utterances() -> None:
    other = "The lock will be closed for repairs until the governments find the money."
    assert same_utterances([said(1, RIVER, "tolan"), said(2, other, "tolan")]) == {}
    assert same_utterances([said(1, "We stay.", "tolan"), said(2, "We stay.", "tolan")]) == {}
    may, june = datetime.date(2031, 5, 9), datetime.date(2031, 6, 9)
    apart = [
        said(1, RIVER, "tolan", date=Interval(may, may)),
        said(2, RIVER, "tolan", date=Interval(june, june)),
    ]
    assert same_utterances(apart) == {}
    denied = [said(1, RIVER, "tolan"), said(2, RIVER, "tolan", polarity="denied")]
    assert same_utterances(denied) == {}


def test_the_same_words_twice_in_one_document_are_two_statements() -> None:
    again = msgspec.structs.replace(said(1, RIVER, "tolan"), id="s9")
    assert same_utterances([said(1, RIVER, "tolan"), again]) == {}


def test_order_does_not_matter() -> None:
    rows = [said(i, words, "tolan") for i, words in enumerate((RIVER, RIVER_TOO, RIVER))]
    assert same_utterances(rows) == same_utterances(rows[::-1])
