"""Who speaks to whom, how often and how many words: a table, and a drawing of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import cos, hypot, pi, sin, sqrt

from quoteattr.output.pages.rendering import draw
from quoteattr.output.speaker_shares import count_words
from quoteattr.records import Result

CONVERSATION_COLUMNS = ("document", "speaker_id", "speaker", "listener_id", "listener", "quotations", "words")
_MOST = 16  # people drawn: as many as have a tint of their own
_WIDTH, _HEIGHT, _RADIUS = 1000, 760, 260  # pixels: of the drawing, of its circle
_LEFT, _TOP = _WIDTH / 2, _HEIGHT / 2 + 30  # pixels: where the circle's middle is
_LONGEST = 28  # characters of a name that fit beside the circle
_LARGEST, _THICKEST = 26, 14  # pixels: radius of who says most, width of the line of who say most to each other
_BEND = 0.22  # of a line's length, to its left, so that both directions are seen


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one person says to another in a document; ids are those of its speakers."""

    document: str | None
    speaker_id: str
    speaker: str
    listener_id: str
    listener: str
    quotations: int
    words: int


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    tint: int
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str
    words: int


@dataclass(frozen=True, slots=True)
class _Line:
    tint: int
    path: str
    width: float
    exchange: Exchange


def conversations(extraction: Result) -> list[Exchange]:
    """Return who speaks to whom, most words first; quotations without a known speaker or listener are left out.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> found = conversations(QuoteExtractor().extract("“It rained,” Ana Lund told Bo Ek."))
        >>> [(each.speaker, each.listener, each.words) for each in found]
        [('Ana Lund', 'Bo Ek', 2)]
    """
    quotes: Counter[tuple[str, str]] = Counter()
    words: Counter[tuple[str, str]] = Counter()
    names = {speaker.id: speaker.name for speaker in extraction.speakers}
    for quote in extraction.quotes:
        if quote.speaker and quote.listener:
            pair = quote.speaker.id, quote.listener.id
            quotes[pair] += 1
            words[pair] += count_words(quote.text)
    return [
        Exchange(extraction.id, one, names[one], other, names[other], quotes[one, other], count)
        for (one, other), count in words.most_common()
    ]


def conversation_rows(extractions: Iterable[Result]) -> Iterator[dict[str, object]]:
    """Yield a row a pair of speaker and listener of each document."""
    for extraction in extractions:
        yield from map(asdict, conversations(extraction))


def draw_conversations(exchanges: Sequence[Exchange], title: str = "Who speaks to whom") -> str:
    """Return an SVG with those who talk most on a circle, and lines between who speak to each other.

    A line has the colour of who speaks, and the width of how much; it fetches nothing and runs nothing.
    """
    spoken: Counter[str] = Counter()
    talk: Counter[str] = Counter()  # said and heard
    for each in exchanges:
        spoken[each.speaker_id] += each.words
        talk.update({each.speaker_id: each.words, each.listener_id: each.words})
    names = {each.speaker_id: each.speaker for each in exchanges} | {
        each.listener_id: each.listener for each in exchanges
    }
    drawn = [person for person, _ in talk.most_common(_MOST)]
    between = [each for each in exchanges if each.speaker_id in drawn and each.listener_id in drawn]
    people = _placed(_round_the_circle(drawn, between), drawn, names, spoken)
    return draw(
        "conversations.svg.j2",
        title=title,
        width=_WIDTH,
        height=_HEIGHT,
        people=people.values(),
        lines=list(_lines(between, people)),
        left_out=len(talk) - len(drawn),
    )


def _round_the_circle(drawn: Sequence[str], exchanges: Sequence[Exchange]) -> list[str]:
    """Return people in an order in which who talk most with each other are neighbours."""
    ties: dict[str, Counter[str]] = defaultdict(Counter)
    for each in exchanges:
        ties[each.speaker_id][each.listener_id] += each.words
        ties[each.listener_id][each.speaker_id] += each.words
    rest, order = list(drawn), list[str]()
    while rest:
        last = order[-1] if order else ""
        order.append(max(rest, key=lambda person: (ties[last][person], -drawn.index(person))))
        rest.remove(order[-1])
    return order


def _placed(
    order: Sequence[str], drawn: Sequence[str], names: Mapping[str, str], spoken: Mapping[str, int]
) -> dict[str, _Person]:
    most = max(spoken.values(), default=0) or 1
    people = {}
    for at, person in enumerate(order):
        angle = 2 * pi * at / len(order) - pi / 2
        x, y = _LEFT + _RADIUS * cos(angle), _TOP + _RADIUS * sin(angle)
        radius = max(4.0, _LARGEST * sqrt(spoken[person] / most))
        beyond = _RADIUS + radius + 10
        anchor = "middle" if abs(cos(angle)) < 0.2 else "start" if cos(angle) > 0 else "end"
        label_y = _TOP + beyond * sin(angle) + 5 + 6 * sin(angle)  # its middle, not its foot, on the ray
        name = names[person] if len(names[person]) <= _LONGEST else f"{names[person][: _LONGEST - 1]}…"
        people[person] = _Person(
            name, drawn.index(person) + 1, x, y, radius, _LEFT + beyond * cos(angle), label_y, anchor, spoken[person]
        )
    return people


def _lines(exchanges: Sequence[Exchange], people: Mapping[str, _Person]) -> Iterator[_Line]:
    """Yield the thinnest line last, so that none is hidden."""
    most = max((each.words for each in exchanges), default=1) or 1
    for each in exchanges:
        one, other = people[each.speaker_id], people[each.listener_id]
        dx, dy = other.x - one.x, other.y - one.y
        length = hypot(dx, dy) or 1
        bend_x, bend_y = (one.x + other.x) / 2 + _BEND * dy, (one.y + other.y) / 2 - _BEND * dx
        end = 1 - (other.radius + 3) / length  # before the other's circle
        path = f"M{one.x:.1f} {one.y:.1f}Q{bend_x:.1f} {bend_y:.1f} {one.x + end * dx:.1f} {one.y + end * dy:.1f}"
        yield _Line(one.tint, path, max(1.0, _THICKEST * sqrt(each.words / most)), each)
