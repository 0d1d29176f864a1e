"""Mail -> items: the body of each message under the headers that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from quoteattr.cli.reading.encodings import decode
from quoteattr.cli.reading.forms import MAIL_STARTS
from quoteattr.cli.reading.items import Failure, Item, UnreadableError
from quoteattr.cli.reading.pages import page_text
from quoteattr.errors import MissingExtraError

_SHOWN = ("From", "To", "Date", "Subject")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)  # how a mailbox keeps "From " at the start of a line


def read_mail(source: str, data: bytes) -> Item | Failure:
    """Read a file of one message."""
    return _read(source, None, data)


def read_mailbox(source: str, data: bytes) -> Iterator[Item | Failure]:
    """Read the messages of a mailbox, numbered from 1."""
    starts = list(MAIL_STARTS.finditer(data))
    ends = [start.start() for start in starts[1:]] + [len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        yield _read(source, number, _QUOTED_FROM.sub(rb"\1", data[start.end() : end]))
    if not starts:
        yield Failure(source, None, "is no mailbox: no line begins with 'From ' and a date; name one message .eml")


def _read(source: str, number: int | None, data: bytes) -> Item | Failure:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)  # what this policy makes
    try:
        headers = {name: " ".join(str(message[name]).split()) for name in _SHOWN if message[name]}
        body = _body(message)
    except (UnreadableError, MissingExtraError) as error:
        return Failure(source, number, str(error))
    except (ValueError, LookupError, AttributeError, TypeError, IndexError) as error:  # of headers and parts gone wrong
        return Failure(source, number, f"is a damaged message ({error}); save its text as .txt")
    if not body.strip():
        return Failure(source, number, "is a message without text; save what it holds, and give that")
    text = "".join(f"{name}: {value}\n" for name, value in headers.items()) + "\n" + body
    meta = {name.lower(): value for name, value in headers.items()}
    return Item(source, number, source if number is None else f"{source}:{number}", text, meta)


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if not isinstance(part, EmailMessage):
        return ""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset()
    text = decode(data, None if charset in (None, "us-ascii") else charset).text if data.strip() else ""
    return page_text(text) if part.get_content_subtype() == "html" else text.replace("\r\n", "\n")
