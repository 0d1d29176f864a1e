"""Extractions as tasks of Label Studio with predictions to correct, and back from its JSON export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any  # JSON of another program: nested data of no fixed shape

from quoteattr.document.ranges import Offsets
from quoteattr.errors import InputError
from quoteattr.output.annotations import ACTS, KINDS, PEOPLE, ROLES, Annotated, labels_of, roles_of, to_result
from quoteattr.records import Quote, Result


def _choices(name: str, values: Sequence[str]) -> str:
    choices = "".join(f'<Choice value="{value}"/>' for value in values)
    return (
        f'  <Choices name="{name}" toName="text" perRegion="true" whenTagName="role" whenLabelValue="content">'
        f"{choices}</Choices>\n"
    )


def _words(name: str, asked: str) -> str:
    return (
        f'  <TextArea name="{name}" toName="text" perRegion="true" whenTagName="role" whenLabelValue="content" '
        f'maxSubmissions="1" placeholder="{asked}"/>\n'
    )


CONFIG = (
    '<View>\n  <Labels name="role" toName="text">\n'
    + "".join(f'    <Label value="{role}"/>\n' for role in ROLES)
    + '  </Labels>\n  <Text name="text" value="$text" granularity="character"/>\n'
    + _choices("kind", KINDS)
    + _choices("act", ACTS)
    + _words("speaker", "Who says it")
    + _words("listener", "To whom it is said")
    + '  <Relations>\n    <Relation value="of"/>\n  </Relations>\n</View>\n'
)
"""The labelling interface: paste it into a project's settings before the import."""


def to_task(extraction: Result) -> dict[str, Any]:
    """Return a task whose predictions are the quotations; a list of tasks is a file to import.

    Every stretch is a region with its role; all regions of a quotation are joined to its first content by the
    relation "of". Kind, act, speaker and listener belong to that first content.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> task = to_task(QuoteExtractor().extract("“It rained,” Ana Lund said."))
        >>> task["predictions"][0]["result"][0]["value"]
        {'start': 0, 'end': 12, 'text': '“It rained,”', 'labels': ['content']}
    """
    result = [part for quote in extraction.quotes for part in _regions(quote)]
    scores = [quote.confidence for quote in extraction.quotes]
    prediction = {
        "model_version": f"quoteattr {extraction.version}".strip(),
        "score": min(scores, default=1.0),  # Label Studio sorts tasks by it: the most doubtful first
        "result": result,
    }
    data = {"text": extraction.text, "id": extraction.id, "meta": dict(extraction.meta)}
    return {"data": data, "predictions": [prediction]}


def from_task(task: Mapping[str, Any], name: str = "task") -> Result:
    """Read a task of a JSON export: its annotation made last, or its prediction where nobody annotated.

    Raises:
        InputError: if it is no task of this labelling interface.
    """
    try:
        data = task["data"]
        text = data["text"]
        made = [each for each in task.get("annotations") or () if not each.get("was_cancelled")]
        result = (made or task.get("predictions") or [{"result": []}])[-1]["result"]
        annotated = _annotated(text, result)
        identity = data.get("id")
        return to_result(text, annotated, None if identity is None else str(identity), data.get("meta") or {})
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputError(f"{name}: is no task with quotations ({error!r}); give Label Studio's JSON export") from error


def _regions(quote: Quote) -> Iterator[dict[str, Any]]:
    first = f"{quote.id}-0"
    for number, (role, span) in enumerate(roles_of(quote)):
        value = {"start": span.start, "end": span.end, "text": span.text}
        region = f"{quote.id}-{number}"
        yield _result(region, "role", "labels", value | {"labels": [role]}, quote.confidence)
        if number:
            yield {"type": "relation", "from_id": region, "to_id": first, "direction": "right", "labels": ["of"]}
            continue
        labels = labels_of(quote)
        for who in PEOPLE:
            if who in labels:
                yield _result(region, who, "textarea", value | {"text": [labels.pop(who)]})
        for label, chosen in labels.items():
            yield _result(region, label, "choices", value | {"choices": [chosen]})


def _result(region: str, name: str, kind: str, value: Mapping[str, Any], score: float | None = None) -> dict[str, Any]:
    result = {"id": region, "from_name": name, "to_name": "text", "type": kind, "value": value}
    return result if score is None else result | {"score": score}


def _annotated(text: str, result: Sequence[Mapping[str, Any]]) -> list[Annotated]:
    """Return the quotations of a result: regions joined by relations, each group with its content."""
    roles: dict[str, tuple[str, Offsets]] = {}
    labels: dict[str, dict[str, str]] = {}
    heads: dict[str, str] = {}
    for part in result:
        kind = part["type"]
        if kind == "relation":
            heads[part["from_id"]] = part["to_id"]
        elif kind == "labels":
            start, end = part["value"]["start"], part["value"]["end"]
            if not 0 <= start < end <= len(text):
                raise InputError(f"region {start}:{end} is not within the text of {len(text)} characters; export anew")
            roles[part["id"]] = part["value"]["labels"][0], (start, end)
        elif kind in ("choices", "textarea"):
            (value,) = part["value"]["choices" if kind == "choices" else "text"][:1]
            labels.setdefault(part["id"], {})[part["from_name"]] = value
    found = {key: Annotated() for key, (role, _) in roles.items() if role == "content" and key not in heads}
    for key, (role, offsets) in roles.items():
        head = heads.get(key, key)
        if head in found:
            found[head].add(role, offsets)
            found[head].labels.update(labels.get(key, {}))
    return list(found.values())
