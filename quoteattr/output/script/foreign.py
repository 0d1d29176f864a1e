"""Somebody else's script, in whichever JSON, -> who is to say which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import from_json

from quoteattr.errors import InputError

# What scripts call the two, in the order they are looked for.
_SPEAKER_KEYS = ("speaker", "speaker_name", "character", "voice", "name", "role", "who", "actor")
_TEXT_KEYS = ("text", "line", "content", "words", "dialogue", "utterance", "quote", "sentence")
_MEND = f"give each line one of {', '.join(_SPEAKER_KEYS)}, and one of {', '.join(_TEXT_KEYS)}"


@dataclass(frozen=True, slots=True)
class ForeignLine:
    """A line of somebody else's script: its number from 1, the speaker's name (or ""), the words."""

    number: int
    speaker: str
    text: str


def read_script(data: str, name: str = "the script") -> list[ForeignLine]:
    """Return the lines of a script: a JSON array of objects, an object that holds one, or an object a line.

    Args:
        data: the JSON.
        name: what errors call it.

    Raises:
        InputError: it is no JSON, or its objects have no key that could be the words or the speaker.

    Example:
        >>> read_script('{"script": [{"character": "Ana", "line": "It rained."}]}')
        [ForeignLine(number=1, speaker='Ana', text='It rained.')]
    """
    found = _objects(_parsed(data, name))
    if not found:
        raise InputError(f"{name}: holds no list of objects; {_MEND}")
    return [_line(number, each, name) for number, each in enumerate(found, start=1)]


def _parsed(data: str, name: str) -> object:
    try:
        return from_json(data)
    except ValueError as error:
        try:
            return [from_json(line) for line in data.split("\n") if line.strip()]
        except ValueError:
            raise InputError(f"{name}: is not JSON ({error}); {_MEND}") from None


def _objects(value: object) -> Sequence[Mapping[str, object]]:
    """Return the list of objects that a value is, or holds first; an object alone that holds none is a line."""
    if isinstance(value, dict):
        return next((each for held in value.values() if isinstance(held, list) and (each := _objects(held))), [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return []
    return (len(value) == 1 and _objects(value[0])) or value


def _line(number: int, record: Mapping[str, object], name: str) -> ForeignLine:
    text = next((found for key in _TEXT_KEYS if isinstance(found := record.get(key), str)), None)
    speaker = next((record[key] for key in _SPEAKER_KEYS if key in record), record)
    if text is None or speaker is record:
        raise InputError(f"{name}: line {number} has the keys {', '.join(record) or '(none)'}; {_MEND}")
    return ForeignLine(number, speaker.strip() if isinstance(speaker, str) else "", text)
