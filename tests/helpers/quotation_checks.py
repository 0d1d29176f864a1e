"""What holds of the quotations of any text."""

from __future__ import annotations

from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.quotations import find_quotations


def check(text: str) -> None:
    """In order, nested without crossing, each in one paragraph; what goes on follows what was not closed."""
    bounds = paragraphs(text)
    found = find_quotations(text)
    assert [(q.start, -q.end) for q in found] == sorted((q.start, -q.end) for q in found)
    stack: list[int] = []
    for k, q in enumerate(found):
        assert 0 <= q.start < q.end <= len(text)
        assert any(a <= q.start and q.end <= b for a, b in bounds)
        while stack and found[stack[-1]].end <= q.start:
            stack.pop()
        if stack:
            assert q.end <= found[stack[-1]].end
        assert q.parent == (stack[-1] if stack else None)
        stack.append(k)
        if q.continues is None:
            assert text.startswith(q.mark, q.start)
        else:
            before = found[q.continues]
            assert q.continues < k
            assert not before.closed
            assert before.end <= q.start
        if not q.closed:
            assert q.end in {b for _, b in bounds}
