"""Checkable facts that the articles state or report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from tracktwo.model import Claim, Statement
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.tellings import Who


def resolve_claims(
    readings: Sequence[Reading],
    who: Who,
    statement_of: Mapping[tuple[str, int], str],
    statements: Mapping[str, Statement],
) -> dict[tuple[str, int], Claim]:
    """(document id, figure index) -> the claim that the figure makes.

    `who` and `statement_of` are those of `resolve_positions`. Two figures never make one claim:
    each has its own words.
    """
    found = {}
    for reading in readings:
        document = reading.document
        for i, figure in enumerate(reading.findings.figures):
            key = None
            if figure.attribution is not None:
                key = statement_of.get((document.id, figure.attribution))
            statement = statements.get(key) if key else None
            span = document.span(figure.extent)
            parts = (document.id, str(span.start), str(span.end), figure.attribute, figure.value)
            subject = figure.subject or figure.extent
            found[document.id, i] = Claim(
                id="c" + blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest(),
                subject=" ".join(subject.of(document.text).split()),
                attribute=figure.attribute,
                value=figure.value,
                unit=figure.unit,
                qualifier=figure.qualifier,
                according_to=cited(statement),
                span=span,
            )
    return found


def cited(statement: Statement | None) -> str | None:
    """Who a fact is according to: the principal or speaker, else the words for an unnamed one."""
    if statement is None:
        return None
    if statement.on_behalf_of:
        return statement.on_behalf_of
    if statement.speakers:
        return statement.speakers[0]
    return statement.source.text if statement.source else None
