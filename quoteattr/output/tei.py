"""Extractions as TEI P5: the text in paragraphs with ``<said who="…">``, its speakers in the header."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from pydantic import JsonValue
from pydantic_core import to_json

from quoteattr.output.markup import NOT_XML, Block, End, Markup, Piece, mark_up
from quoteattr.records import Quote, Result, Speaker


def to_tei(extraction: Result, title: str | None = None) -> str:
    """Write a TEI P5 document: the text in paragraphs with ``<said who="…">``, its speakers in the header.

    The body's text is the text given, character for character, white space included. XML cannot hold control
    characters: each becomes one U+FFFD, so that offsets stay. A quotation in several pieces is several
    ``said`` joined by ``next`` and ``prev``; what a group says has all its known members in ``who``, whom it is said to
    stands in ``toWhom``. What came with the text is notes in the header. Cues are
    ``<seg type="cue">``, sources and addressees ``<rs>``; they point to their quotation.

    Args:
        extraction: what to write.
        title: of the document; the extraction's id if not given.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> tei = to_tei(QuoteExtractor().extract("“It rained,” Ana Lund said."))
        >>> '>“It rained,”</said>' in tei
        True
    """
    writer = _Tei(extraction)
    body = "".join(writer.block(block) for block in writer.markup.blocks) or "<p/>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader>\n'
        f"<fileDesc><titleStmt><title>{_xml(title or extraction.id or 'Untitled')}</title></titleStmt>\n"
        f"<publicationStmt><p>Unpublished.</p></publicationStmt>\n{_notes(extraction.meta)}"
        f"<sourceDesc><p>Quotations found by quoteattr with {_xml(extraction.model)}.</p></sourceDesc></fileDesc>\n"
        f"{writer.participants()}</teiHeader>\n"
        f'<text><body xml:space="preserve">{body}</body></text>\n</TEI>\n'
    )


class _Tei:
    """What the elements of one document refer to."""

    def __init__(self, extraction: Result) -> None:
        self._quotes = extraction.quotes
        self.markup: Markup = mark_up(extraction)
        known = {speaker.id: speaker for speaker in extraction.speakers}
        for quote in extraction.quotes:
            for one in (quote.speaker, quote.listener):
                if one:
                    known.setdefault(one.id, one)
        self._speakers = known
        self._ids = {key: f"speaker{number}" for number, key in enumerate(known, start=1)}

    def participants(self) -> str:
        """Return the header's list of speakers, or nothing where there are none."""
        if not self._speakers:
            return ""
        people = "".join(self._participant(speaker) for speaker in self._speakers.values())
        return f"<profileDesc><particDesc>\n{people}</particDesc></profileDesc>\n"

    def _participant(self, speaker: Speaker) -> str:
        organization = speaker.kind in ("organization", "place", "document")
        element, name = ("org", "orgName") if organization else ("person", "persName")
        if speaker.kind == "group":
            element = "personGrp"
        names = f"<{name}>{_xml(speaker.name)}</{name}>"
        names += "".join(f'<{name} type="alias">{_xml(alias)}</{name}>' for alias in speaker.aliases)
        names += "".join(f'<note type="role">{_xml(role)}</note>' for role in speaker.roles)
        return f'<{element} xml:id="{self._ids[speaker.id]}">{names}</{element}>\n'

    def block(self, block: Block) -> str:
        """Write a paragraph; white space that may not stand between paragraphs goes into one of its own."""
        words = "".join(self._token(token) for token in block.tokens)
        gap = _xml(block.gap)
        if block.gap.strip(" \t\r\n"):
            gap = f'<ab type="space">{gap}</ab>'
        return (f"<p>{words}</p>" if block.tokens else "") + gap

    def _token(self, token: str | Piece | End) -> str:
        if isinstance(token, str):
            return _xml(token)
        if isinstance(token, End):
            return f"</{self._element(token.piece)}>"
        return f"<{self._element(token)}{self._attributes(token)}>"

    def _element(self, piece: Piece) -> str:
        return {"content": "said", "cue": "seg"}.get(piece.role, "rs")

    def _attributes(self, piece: Piece) -> str:
        quote = self._quotes[piece.quote]
        if piece.role == "content":
            return self._said(piece, quote)
        reference = ""
        meant = {"source": quote.speaker, "addressee": quote.listener}.get(piece.role)
        if meant:
            reference = f' ref="{self._who(meant)}"'
        whole = f"#{self._piece_id(piece.quote, 0)}" if (piece.quote, "content") in self.markup.pieces else ""
        corresp = f' corresp="{whole}"' if whole else ""
        return f' type="{piece.role}"{reference}{corresp}'

    def _said(self, piece: Piece, quote: Quote) -> str:
        parts = [f' xml:id="{self._piece_id(piece.quote, piece.number)}"']
        if quote.speaker:
            parts.append(f'who="{self._who(quote.speaker)}"')
        if quote.listener:
            parts.append(f'toWhom="{self._who(quote.listener)}"')
        parts.append(f'direct="{"true" if quote.kind == "direct" else "false"}"')
        if quote.cue and quote.cue.act != "speech":
            parts.append('aloud="false"')
        parts.append(f'cert="{quote.confidence:.3f}"')
        if piece.number:
            parts.append(f'prev="#{self._piece_id(piece.quote, piece.number - 1)}"')
        if not self.markup.is_last(piece):
            parts.append(f'next="#{self._piece_id(piece.quote, piece.number + 1)}"')
        return " ".join(parts)

    def _who(self, speaker: Speaker) -> str:
        members = [self._ids[member] for member in speaker.members if member in self._ids]
        return " ".join(f"#{name}" for name in members or [self._ids[speaker.id]])

    def _piece_id(self, quote: int, number: int) -> str:
        return f"quote{quote + 1}" + (f".{number + 1}" if number else "")


def _notes(meta: Mapping[str, JsonValue]) -> str:
    """Write what came with the text, a note a key; nothing where there is none."""
    values = {key: value if isinstance(value, str) else to_json(value).decode() for key, value in meta.items()}
    notes = (f"<note n={quoteattr(NOT_XML.sub('', key))}>{_xml(value)}</note>" for key, value in values.items())
    return f"<notesStmt>{''.join(notes)}</notesStmt>\n" if meta else ""


def _xml(text: str) -> str:
    """Write text that an XML parser gives back as it was, but for characters XML does not have."""
    return escape(NOT_XML.sub("\ufffd", text)).replace("\r", "&#13;")
