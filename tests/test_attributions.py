"""Who is cited with what words: each sentence here is made up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.story import Story, parse
from tracktwo.extract.times import find_times
from tracktwo.model import Attribution, Block, Document, Extent
from tracktwo.model.document import BlockKind


def story_of(text: str, title: bool = False) -> Story:
    """One paragraph a line; the first line may be the headline."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            kind: BlockKind = "title" if title and not blocks else "paragraph"
            blocks.append(Block(Extent(start, start + len(line)), kind))
        start += len(line) + 1
    return next(parse([Document(id="made-up", text=text, blocks=tuple(blocks))]))


def found(text: str, title: bool = False) -> list[Attribution]:
    story = story_of(text, title)
    return list(find_attributions(story, find_mentions(story), find_times(story)))


def shown(text: str, title: bool = False) -> list[tuple[str | None, str | None, list[str]]]:
    """Source, cue and contents of each attribution, as words."""
    return [
        (
            a.source.of(text) if a.source else None,
            a.cue.of(text) if a.cue else None,
            [e.of(text) for e in a.content],
        )
        for a in found(text, title)
    ]


# ---------------------------------------------------------------- clauses
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Brandt said that the army would leave by May and that talks would go on.",
            "Brandt",
            "said",
            "the army would leave by May and that talks would go on",
        ),
        (
            "The minister has repeatedly warned that time is short.",
            "The minister",
            "warned",
            "time is short",
        ),
        (
            "The envoy told reporters in Oslo that the text was ready.",
            "The envoy",
            "told",
            "the text was ready",
        ),
        (
            "Mehta asked whether the rebels would sign.",
            "Mehta",
            "asked",
            "whether the rebels would sign",
        ),
        (
            "Norway is concerned that the truce will not hold.",
            "Norway",
            "concerned",
            "the truce will not hold",
        ),
        ("Norway hopes the truce will hold.", "Norway", "hopes", "the truce will hold"),
        (
            "Brandt made it clear that the army would stay.",
            "Brandt",
            "made it clear",
            "the army would stay",
        ),
        (
            "Brandt expressed hope that the truce would hold.",
            "Brandt",
            "expressed hope",
            "the truce would hold",
        ),
        (
            "The rebels stayed away on the grounds that the army had not left.",
            "The rebels",
            "on the grounds that",
            "the army had not left",
        ),
        (
            "The text is almost ready, according to Anita Mehta, the chair of the panel, who saw it.",
            "Anita Mehta, the chair of the panel, who saw it",
            "according to",
            "The text is almost ready",
        ),
        (
            "According to two diplomats, the text is almost ready.",
            "two diplomats",
            "According to",
            "the text is almost ready",
        ),
        (
            "In the words of Anita Mehta, the plan is dead.",
            "Anita Mehta",
            "In the words of",
            "the plan is dead",
        ),
        (
            "He's said the whole plan is a waste of time.",
            "He",
            "said",
            "the whole plan is a waste of time",
        ),
        (
            "Norway announced early on Saturday that it would go.",
            "Norway",
            "announced",
            "it would go",
        ),
        (
            "As Mehta put it, the plan is dead.",
            "Mehta",
            "put it",
            "the plan is dead",
        ),
    ],
)
def test_clauses(text: str, source: str, cue: str, content: str) -> None:
    assert shown(text) == [(source, cue, [content])]


def test_a_sentence_broken_by_its_cue_is_one_statement() -> None:
    text = "The talks in the old palace, Mehta said, are over."
    assert shown(text) == [("Mehta", "said", ["The talks in the old palace", "are over"])]


def test_what_stands_before_its_cue() -> None:
    text = "The army will leave by May, the minister said on Friday."
    assert shown(text) == [("the minister", "said", ["The army will leave by May"])]


def test_a_relative_clause_with_a_cue_in_it() -> None:
    text = "But little came of the visit, which both sides have stressed was not a negotiation."
    assert ("both sides", "stressed", ["was not a negotiation"]) in shown(text)


def test_the_writers_remark_is_not_what_was_said() -> None:
    text = "She said the council is split, a claim that two of its members rejected."
    assert shown(text)[0] == ("She", "said", ["the council is split"])


# ---------------------------------------------------------------- other frames
@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The council urged both sides to stop the fighting.", "urged", "both sides to stop the fighting"),
        ("Norway called on the rebels to free the hostages.", "called on", "the rebels to free the hostages"),
        ("Brandt called for an end to the blockade.", "called for", "an end to the blockade"),
        ("Norway called for Peru to open the border.", "called for", "Peru to open the border"),
        ("Brandt accused the rebels of breaking the truce.", "accused", "the rebels of breaking the truce"),
        ("Brandt praised the rebels for their patience.", "praised", "the rebels for their patience"),
        ("The minister warned of new sanctions.", "warned of", "new sanctions"),
        ("The minister warned against hasty steps.", "warned against", "hasty steps"),
        ("Brandt criticized the new border rules.", "criticized", "the new border rules"),
        ("The rebels promised to free the hostages.", "promised", "to free the hostages"),
        ("Brandt called the plan a “trick.”", "called", "the plan a “trick.”"),
        ("The rebels see the talks as a trap.", "see", "the talks as a trap"),
        ("The envoy insisted on a written answer.", "insisted on", "a written answer"),
        ("She spoke out against the new border rules.", "spoke out against", "the new border rules"),
        ("Brandt stressed the need for “patience” in Oslo.", "stressed", "the need for “patience” in Oslo"),
    ],
)  # fmt: skip
def test_frames(text: str, cue: str, content: str) -> None:
    assert [(c, e) for _, c, e in shown(text)] == [(cue, [content])]


def test_a_noun_that_cites() -> None:
    text = "The plan follows a call by Norway’s prime minister for the army to leave the valley."
    assert ("Norway’s prime minister", "call", ["for the army to leave the valley"]) in shown(text)


def test_a_noun_hands_its_content_on() -> None:
    text = "The spokesman reiterated the group’s position that no envoys would come."
    assert shown(text) == [("The spokesman", "reiterated", ["no envoys would come"])]


def test_passives_with_by() -> None:
    text = "The plan was described by Norway as a last chance."
    assert shown(text) == [("Norway", "described", ["The plan", "as a last chance"])]
    assert shown("It is believed that the rebels will sign.") == []


def test_nested_cues() -> None:
    text = "Brandt said Herrera had told her that the rebels would sign."
    outer, inner = found(text)
    assert inner.parent == 0
    assert (outer.polarity, inner.polarity) == ("asserted", "reported_by_other")
    assert inner.content[0].of(text) == "the rebels would sign"


def test_two_cues_with_one_subject() -> None:
    text = "Last week, Brandt warned that time was short, and claimed that the rebels were weak."
    first, second = found(text)
    assert first.source == second.source
    assert first.times == second.times != ()
    assert first.content[0].of(text) == "time was short"


def test_participles_speak_for_the_subject() -> None:
    text = "Norway called on the rebels to free the hostages, adding that time was short."
    assert shown(text) == [
        ("Norway", "called on", ["the rebels to free the hostages"]),
        ("Norway", "adding", ["time was short"]),
    ]
    text = "Brandt said the truce had held for a week, calling it a good sign."
    assert shown(text)[1] == ("Brandt", "calling", ["it a good sign"])


def test_a_deed_that_shows_something_is_no_statement() -> None:
    assert shown("The meeting highlighted the role of Norway.") == []
    assert shown("Norway held a round of talks, underlining its power in the region.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Officials declined to comment.",
        "Brandt did not say when the army would leave.",
        "If Norway says the truce is over, the rebels will attack.",
        "The rebels refused to sign.",
        "Norway wants peace.",
        "The minister would say more at a later date.",
        "Norway's envoy plans to say more on Friday.",
    ],
)
def test_nothing_was_said(text: str) -> None:
    assert shown(text) == []


def test_denials() -> None:
    for text, content in (
        ("Brandt has denied that the army shelled the town.", "the army shelled the town"),
        ("Brandt denied shelling the town.", "shelling the town"),
        ("Peru denies that claim.", "that claim"),
        ("The ministry rejected the allegations.", "the allegations"),
    ):
        (denial,) = found(text)
        assert denial.polarity == "denied"
        assert denial.content[0].of(text) == content
    text = "Brandt has dismissed allegations that she worked with Peru."
    assert [a.polarity for a in found(text)] == ["denied"]
    (rejection,) = found("The ministry rejected the plan.")
    assert rejection.polarity == "asserted"


# ---------------------------------------------------------------- quotations
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "“We will not sign,” said the minister, Olga Brandt, who left early.",
            "the minister, Olga Brandt, who left early",
            "said",
            ["“We will not sign,”"],
        ),
        (
            "“We will not sign,” Olga Brandt, the minister of trade, told reporters. “It is weak.”",
            "Olga Brandt, the minister of trade",
            "told",
            ["“We will not sign,”", "“It is weak.”"],
        ),
        (
            "“We came in good faith. We waited. Nobody came,” the envoy said.",
            "the envoy",
            "said",
            ["“We came in good faith. We waited. Nobody came,”"],
        ),
        (
            "“The text,” she said, “is not what we agreed.”",
            "she",
            "said",
            ["“The text,”", "“is not what we agreed.”"],
        ),
        (
            "Herrera said: “We agreed on all points.”",
            "Herrera",
            "said",
            ["“We agreed on all points.”"],
        ),
        (
            "The delegates ended by saying that “any deal must hold.”",
            "The delegates",
            "saying",
            ["“any deal must hold.”"],
        ),
        (
            "“We agreed on all points,” Herrera said in his opening remarks. “That is new.”",
            "Herrera",
            "said",
            ["“We agreed on all points,”", "“That is new.”"],
        ),
        (
            "😀 “We agreed 🤝 on all points,” Herrera tweeted.",
            "Herrera",
            "tweeted",
            ["“We agreed 🤝 on all points,”"],
        ),
        (
            "”We will come,” Herrera said.”They will not.”",
            "Herrera",
            "said",
            ["”We will come,”", "”They will not.”"],
        ),
        ("“We will come,’ he said.", "he", "said", ["“We will come,’"]),
        (
            "'We will come,' the rebels' leader said.",
            "the rebels' leader",
            "said",
            ["'We will come,'"],
        ),
    ],
)
def test_quotations(text: str, source: str, cue: str, content: list[str]) -> None:
    assert shown(text) == [(source, cue, content)]
    assert found(text)[0].kind == "direct"


def test_quotation_inside_a_clause_is_mixed() -> None:
    text = "The rebels’ plan is ‘weak’, the minister’s aide said."
    (attribution,) = found(text)
    assert attribution.kind == "mixed"
    assert attribution.content[0].of(text) == "The rebels’ plan is ‘weak’"


def test_a_sentence_that_goes_on_in_the_quotation() -> None:
    text = "The plan, Brandt said, “is dead.”"
    assert shown(text) == [("Brandt", "said", ["The plan", "“is dead.”"])]


def test_quotations_over_paragraphs() -> None:
    text = "“We came in good faith.\n“We waited for two days,” the envoy said."
    assert shown(text) == [
        ("the envoy", "said", ["“We came in good faith.", "“We waited for two days,”"])
    ]
    text = "The envoy said: “We came in good faith.\nWe waited for two days,” and left."
    assert shown(text)[0][2] == ["“We came in good faith.", "We waited for two days,”"]
    text = "“We came in good faith,” the envoy said.\n“We waited for two days.”"
    assert shown(text)[0][2] == ["“We came in good faith,”", "“We waited for two days.”"]


def test_the_same_words_twice_have_their_own_places() -> None:
    text = "“Yes,” said Mehta. The crowd cheered. “Yes,” said Herrera."
    first, second = found(text)
    assert first.content[0].of(text) == second.content[0].of(text) == "“Yes,”"
    assert first.content[0].start == 0
    assert second.content[0].start == text.index("“Yes,”", 5)


def test_a_participle_after_a_quotation_speaks_for_the_one_who_is_quoted() -> None:
    text = "“We can close the border,” Brandt said, warning of a new crisis."
    assert shown(text) == [
        ("Brandt", "said", ["“We can close the border,”"]),
        ("Brandt", "warning of", ["a new crisis"]),
    ]


def test_nicknames_and_titles_are_not_speech() -> None:
    text = "Juan “The Fox” Herrera said the rebels would sign."
    assert shown(text) == [("Juan “The Fox” Herrera", "said", ["the rebels would sign"])]
    assert shown("The meeting, titled “The Road to a Just Peace,” began on Friday.") == []


def test_ones_own_thoughts_inside_ones_own_words_are_left_out() -> None:
    assert len(found("“We believe that the truce will hold,” Brandt said.")) == 1


def test_stray_marks_lose_nothing() -> None:
    text = "The rebels said they would sign. ” Then they left the hall."
    assert shown(text) == [("The rebels", "said", ["they would sign"])]
    text = "“They will sign, Brandt said. Herrera denied it."
    assert shown(text)[0][:2] == ("Brandt", "said")


def test_a_phrase_that_cites_after_a_comma_keeps_its_own_source() -> None:
    text = "Mehta told reporters that five cities were considered, according to Radio Peru."
    assert ("Radio Peru", "according to") in [row[:2] for row in shown(text)]


# ---------------------------------------------------------------- layouts
def test_headlines() -> None:
    assert shown("Norway: Truce Must Hold", title=True) == [("Norway", ":", ["Truce Must Hold"])]
    assert shown("Truce Must Hold: Norway", title=True) == [("Norway", ":", ["Truce Must Hold"])]
    assert shown("Truce Must Hold, Says Norway", title=True) == [
        ("Norway", "Says", ["Truce Must Hold"])
    ]
    assert shown("Norway Calls for Truce", title=True) == [("Norway", "Calls for", ["Truce"])]
    assert shown("Norway Hosts Talks with Rebels – Calls for A Lasting Truce", title=True) == [
        ("Norway", "Calls for", ["A Lasting Truce"])
    ]
    assert shown("Analysis: Truce Must Hold", title=True) == []


def test_press_release() -> None:
    for text in (
        "And from Chairwoman Mehta: “The panel will meet in June.”",
        "And from Chairwoman Mehta:\n“The panel will meet in June.”",
    ):
        assert shown(text) == [("Chairwoman Mehta", ":", ["“The panel will meet in June.”"])]
    text = "“The panel will meet in June.” — Anita Mehta, chair of the panel"
    assert shown(text) == [
        ("Anita Mehta, chair of the panel", None, ["“The panel will meet in June.”"])
    ]


def test_interview_and_broadcast() -> None:
    text = "[MEHTA] I believe the panel will meet in June. [HERRERA] We shall see. [End recording]"
    assert shown(text) == [
        ("MEHTA", None, ["I believe the panel will meet in June"]),
        ("HERRERA", None, ["We shall see"]),
    ]
    text = "MEHTA: The panel will meet in June and both sides will come."
    assert shown(text) == [("MEHTA", ":", ["The panel will meet in June and both sides will come"])]
    # words put in by the editor are no label
    assert len(shown("“[Herrera] knows nothing,” Mehta said.")) == 1


# ---------------------------------------------------------------- who, whom, when
def test_speakers_are_mentions_of_the_source() -> None:
    text = "Olga Brandt and other officials said the group’s spokesman, Juan Herrera, told them no."
    story = story_of(text)
    mentions = find_mentions(story)
    outer = find_attributions(story, mentions, ())[0]
    names = [mentions[i].extent.of(text) for i in outer.sources]
    assert names == ["Olga Brandt", "other officials"]


def test_a_name_comes_before_what_it_is_called() -> None:
    text = "Peru’s ambassador to Norway, Juan Herrera, said the border would open soon."
    story = story_of(text)
    mentions = find_mentions(story)
    (attribution,) = find_attributions(story, mentions, ())
    assert [mentions[i].extent.of(text) for i in attribution.sources] == ["Juan Herrera"]


def test_addressees() -> None:
    text = "The envoy told reporters in Oslo that the text was ready."
    (attribution,) = found(text)
    assert attribution.addressee is not None
    assert attribution.addressee.of(text) == "reporters"
    (attribution,) = found("“Stay at home,” the mayor warned the strikers.")
    assert attribution.addressee is not None


def test_times_belong_to_the_cue_not_to_what_was_said() -> None:
    text = "Brandt said on Friday that the army would leave on Monday."
    story = story_of(text)
    times = find_times(story)
    (attribution,) = find_attributions(story, (), times)
    assert [times[i].extent.of(text) for i in attribution.times] == ["on Friday"] or [
        times[i].extent.of(text) for i in attribution.times
    ] == ["Friday"]


# ---------------------------------------------------------------- laws
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            "“ ” \" ' ’ ‘ said Brandt that we stay , . : \n according to she told calling — [MEHTA]"
            " 😀 and the".split(" ")
        ),
        max_size=24,
    )
)
def test_any_words_at_all(words: list[str]) -> None:
    text = " ".join(words)
    attributions = found(text)
    assert attributions == found(text)
    for a in attributions:
        extents = [*a.content, *(e for e in (a.cue, a.source, a.addressee) if e)]
        assert a.content
        assert all(0 <= e.start < e.end <= len(text) for e in extents)
        assert list(a.content) == sorted(a.content)
        assert all(not x.overlaps(y) for x, y in zip(a.content, a.content[1:], strict=False))
        above, steps = a.parent, 0
        while above is not None:  # no attribution stands in its own content
            above, steps = attributions[above].parent, steps + 1
            assert steps <= len(attributions)


# ---------------------------------------------------------------- names in marks, quotations alone
@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“We are close to the end”, warned “Carlos”, a rebel.", "Carlos", "“We are close to the end”"),
        ("“We are close to the end”, warned Carlos.", "Carlos", "“We are close to the end”"),
        ("For Diaz, “the armed rebels ceased to exist today”.", "Diaz",
         "“the armed rebels ceased to exist today”"),
        ("Diaz was curter. “Better a peace for all of us than for half” — and he warned that time is short.",
         "Diaz", "“Better a peace for all of us than for half”"),
    ],
)  # fmt: skip
def test_whose_quotation_it_is(text: str, source: str, content: str) -> None:
    first = shown(text)[0]
    assert first[0] is not None and first[0].startswith(source)
    assert first[2] == [content]


def test_a_paper_speaks_for_those_who_propose_something_in_it() -> None:
    text = "“The table is broken,” reads a communiqué, in which the rebels propose a truce."
    story = story_of(text)
    mentions = find_mentions(story)
    (first, *_) = find_attributions(story, mentions, ())
    assert [mentions[i].extent.of(text) for i in first.sources] == ["the rebels"]


def test_who_speaks_is_not_spoken_to() -> None:
    (first,) = found("“We are close to the end”, warned Carlos.")
    assert first.addressee is None


@pytest.mark.parametrize("text", ['He left foo"bar"baz there.', 'For X,"a"b', "x'''a''y said it."])
def test_a_quotation_glued_to_its_words_is_no_error(text: str) -> None:
    assert not [a for a in found(text) if a.kind == "direct"]
