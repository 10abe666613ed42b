"""Single words as the rules ask for them."""

from __future__ import annotations

from spacy.tokens import Token

from tracktwo.extract import clauses

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ourselves", "ours", "mine"})
THIRD_PERSON = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "him", "them"})

# What the tagger makes of the short forms.
_SHORT = {
    "’s": "be",
    "'s": "be",
    "’re": "be",
    "'re": "be",
    "’m": "be",
    "'m": "be",
    "’ve": "have",
    "'ve": "have",
}

# … and forms of which it takes another verb's lemma.
_MISREAD = {"hopes": "hope", "hoped": "hope", "hoping": "hope", "backed": "back", "banned": "ban"}


def lemma_of(token: Token) -> str:
    """The lemma in small letters, also of short forms that the tagger leaves as they are."""
    lemma = str(token.lemma_).lower()
    return _MISREAD.get(str(token.lower_)) or _SHORT.get(lemma, lemma)


def plain(token: Token) -> str:
    """The word in small letters, without a quotation mark that is glued to it."""
    return str(token.lower_).strip("”“\"‘’'") or str(token.lower_)


def negated(verb: Token) -> bool:
    """Whether a verb is denied, also by `no longer`."""
    return clauses.negated(verb) or any(
        c.lower_ == "longer" and any(x.lower_ == "no" for x in c.children) for c in verb.children
    )
