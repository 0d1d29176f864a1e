"""Interviews without labels: questions that are paragraphs in bold, in italics, behind a sign, or by turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby

import regex

from quoteattr.document.structure.named_people import presented
from quoteattr.document.structure.types import Line, Offsets, Opening
from quoteattr.language.layout_words import LayoutWords, tokens_of

_MARKED = (
    regex.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<words>[^*_]++)(?P=mark)"),
    regex.compile(r"<(?P<mark>b|strong|i|em)>(?P<words>[^<>]++)</(?P=mark)>"),
    regex.compile(r"(?P<mark>\[)(?P<words>[^\[\]]++)\]"),
    regex.compile(r"(?P<mark>[^\p{L}\p{N}\p{Ps}\p{Pi}\p{Pd}\s*_<>|\"'#@&$£€¿¡])\s*+(?P<words>\p{Lu}(?:.|\n)*+)"),
)
_ASKS = regex.compile(r"\?[\"”»’')\]\s]*+(?:[*_]++|</\p{L}++>)?$")
_ENDS_ASKING = regex.compile(r"\?[)\]\s]*+$")  # and not in a quotation
_FEWEST = 2  # questions: one may be a heading
_FEWEST_UNMARKED = 3  # questions: fewer may be asked of the reader
_FEWEST_SHORT = 4  # questions where most answers are too short to say *I*
_FURTHEST = 3  # paragraphs from one unmarked question to the next
_REMARK_APART = 4  # paragraphs between the questions about a remark that stands for one: *Some say you are late.*
_QUOTED = regex.compile(r"[\"“‘'«—–-]")
_HALF = 0.5  # share of the questions that end as such, of the answers in which somebody means themself
_SOME = 0.25  # share of the questions in which somebody is asked, not told


def interview_turns(
    text: str, lines: Sequence[Line], may_speak: Collection[int], labelled: Iterable[Opening], words: LayoutWords
) -> list[Opening]:
    """The questions of an interview and the answers to them, in order; none if the text is no interview.

    Questions are paragraphs with one mark, or those before or between paragraphs with one label, or each second
    paragraph, if most end as such and have an answer below. Who asks says *you*, who answers *I*: what readers may ask
    is asked and answered the other way round. Where somebody is presented first, less of either will do. `labelled`
    are the openings with a label.
    """
    paragraphs = [[*group] for _, group in groupby(may_speak, key=lambda i: lines[i].paragraph)]
    spans = [(lines[group[0]].start, lines[group[-1]].end) for group in paragraphs]
    labels = _recurring(text, {group[0]: k for k, group in enumerate(paragraphs)}, labelled)
    for asked in (*_marked(text, spans), *_about_labels(spans, labels), *_alternating(text, spans)):
        answers = {k + 1: spans[k + 1] for k in asked if k + 1 < len(spans) and k + 1 not in asked}
        said = [text[slice(*span)] for span in asked.values()], [text[slice(*span)] for span in answers.values()]
        above = spans[: min(asked, default=0)]
        if _is_interview(*said, words) or (
            _is_quick(*said, words) and any(presented(text, span, words) for span in above)
        ):
            return [
                labels.get(k)
                or Opening(paragraphs[k][0], "question" if k in asked else "answer", None, (), None, start)
                for k, (start, _) in sorted({**asked, **answers}.items())
            ]
    return []


def _recurring(text: str, paragraphs: Mapping[int, int], labelled: Iterable[Opening]) -> dict[int, Opening]:
    """The openings with the most frequent label, by the index of the paragraph that each opens."""
    by_label: dict[str, dict[int, Opening]] = defaultdict(dict)
    for opening in labelled:
        if opening.label and opening.line in paragraphs:
            by_label[text[slice(*opening.label)]][paragraphs[opening.line]] = opening
    most = max(by_label.values(), key=len, default={})
    return most if len(most) >= _FEWEST_UNMARKED else {}


def _about_labels(paragraphs: Sequence[Offsets], labels: Mapping[int, Opening]) -> list[dict[int, Offsets]]:
    """The paragraphs with the one label of the text, and those above them: either may be the questions."""
    above = {k - 1: paragraphs[k - 1] for k in labels if k and k - 1 not in labels}
    return [{k: paragraphs[k] for k in labels}, above] if labels else []


def _marked(text: str, paragraphs: Iterable[Offsets]) -> list[dict[int, Offsets]]:
    """For each mark, most frequent first, the paragraphs about or behind which it stands, by index."""
    found: dict[str, dict[int, Offsets]] = defaultdict(dict)
    for k, span in enumerate(paragraphs):
        match = next((match for shape in _MARKED if (match := shape.fullmatch(text, *span))), None)
        if match:
            is_bare = match.end("words") == span[1] or match["mark"] == "["  # whose brackets would make it an aside
            found[match["mark"]][k] = match.span("words") if is_bare else span
    return sorted(found.values(), key=len, reverse=True)


def _alternating(text: str, paragraphs: Sequence[Offsets]) -> Iterator[dict[int, Offsets]]:
    """The longest run of paragraphs that are questions by turns: each second one, or third where answers are longer."""
    asks = [
        k for k, span in enumerate(paragraphs) if _ENDS_ASKING.search(text, *span) and not _QUOTED.match(text, *span)
    ]
    runs: list[list[int]] = [[]]
    for k in asks:
        if runs[-1] and k - runs[-1][-1] == _REMARK_APART:
            runs[-1].append(k - 2)
        elif runs[-1] and not 1 < k - runs[-1][-1] <= _FURTHEST:
            runs.append([])
        runs[-1].append(k)
    longest = max(runs, key=len)
    if len(longest) >= _FEWEST_UNMARKED:
        yield {k: paragraphs[k] for k in longest}


def _is_quick(questions: Sequence[str], answers: Sequence[str], words: LayoutWords) -> bool:
    """Whether short questions are answered one by one, by one of whom they ask.

    What is for readers says *I* in its questions and *you* in its answers.
    """
    if len(answers) < max(_FEWEST_SHORT, len(questions)) or _share(questions, words.first_person):
        return False
    told, asked = _share(answers, words.first_person), _share(questions, words.second_person)
    return min(told, asked) > 0 and told > _share(answers, words.second_person)


def _is_interview(questions: Sequence[str], answers: Sequence[str], words: LayoutWords) -> bool:
    if len(answers) < _FEWEST or sum(bool(_ASKS.search(question)) for question in questions) < _HALF * len(questions):
        return False
    asked, told = (_share(questions, group) for group in (words.second_person, words.first_person))
    return asked >= _SOME and asked >= told and _share(answers, words.first_person) >= _HALF


def _share(paragraphs: Sequence[str], group: Set[str]) -> float:
    """The share of paragraphs with a word of a group."""
    return sum(not group.isdisjoint(tokens_of(paragraph)) for paragraph in paragraphs) / len(paragraphs)
