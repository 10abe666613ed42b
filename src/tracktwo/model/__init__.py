"""The nouns of the record guide: typed, immutable, and nothing else.

`record` holds what a pile says, `findings` what one document says, `document` the article
itself. Every fact carries a `Span`, and the span is true.
"""

from tracktwo.model.document import Block, Document, PageDate, Published
from tracktwo.model.findings import (
    Attribution,
    Condition,
    Figure,
    Findings,
    Gathering,
    Mention,
    Seat,
    Stance,
    TimeExpression,
    Title,
)
from tracktwo.model.interval import Interval
from tracktwo.model.judgement import Judgement, Ref, Subject
from tracktwo.model.record import (
    Actor,
    Claim,
    Disagreement,
    Meeting,
    Participation,
    Place,
    Position,
    Record,
    Requirement,
    Role,
    Side,
    Statement,
    Track,
)
from tracktwo.model.span import Extent, Span, hull

__all__ = [
    "Actor",
    "Attribution",
    "Block",
    "Claim",
    "Condition",
    "Disagreement",
    "Document",
    "Extent",
    "Figure",
    "Findings",
    "Gathering",
    "Interval",
    "Judgement",
    "Meeting",
    "Mention",
    "PageDate",
    "Participation",
    "Place",
    "Position",
    "Published",
    "Record",
    "Ref",
    "Requirement",
    "Role",
    "Seat",
    "Side",
    "Span",
    "Stance",
    "Statement",
    "Subject",
    "TimeExpression",
    "Title",
    "Track",
    "hull",
]
