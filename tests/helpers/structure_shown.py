"""What is found of a text's structure, as strings that a test can compare."""

from __future__ import annotations

from quoteattr.document.structure.blocks import read_blocks
from quoteattr.document.structure.types import Block
from quoteattr.language.language import load_language

WORDS = load_language().layout


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text."""
    return read_blocks(text, WORDS)


def turns(text: str) -> list[tuple[str | None, str]]:
    """The label and the words of each turn; pieces are parted by a bar, line breaks are blanks."""
    found = (block for block in blocks(text) if block.kind == "turn")
    return [(block.label and text[slice(*block.label)], said(text, block)) for block in found]


def said(text: str, block: Block) -> str:
    """The words of a block, pieces parted by a bar."""
    return " | ".join(" ".join(text[a:b].split()) for a, b in block.body)


def kinds(text: str) -> list[tuple[str, str]]:
    """The kind of each block, with its label, or with all of it if it has none."""
    return [(block.kind, text[slice(*(block.label or (block.start, block.end)))]) for block in blocks(text)]
