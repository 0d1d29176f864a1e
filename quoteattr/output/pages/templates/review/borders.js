// The borders of a quotation while they are moved: { content, edge }; edge 0 is where the first stretch begins, 1 where it
// ends, 2 where the second begins, and so on.
const borders = (() => {
  // What a border moves by, from a place: to the next token's start or end, by a character, to a paragraph's start or end.
  const STEPS = {
    word: ({ text }, place, by, side) => (by > 0 ? text.next(place, side === 1) : text.previous(place, side === 1)),
    letter: (_, place, by) => place + by,
    paragraph({ paragraphs }, place, by, side) {
      const places = paragraphs.map((bounds) => bounds[side]);
      return (by > 0 ? places.find((each) => each > place) : places.findLast((each) => each < place)) ?? place;
    },
  };

  // Move the border; the other one of its stretch is pushed along, a neighbouring stretch is not.
  function moved(draft, shown, by, step) {
    const [i, side] = [draft.edge >> 1, draft.edge & 1];
    const { text } = shown;
    const place = STEPS[step](shown, draft.content[i][side], by, side);
    let [start, end] = side === 0 ? [place, draft.content[i][1]] : [draft.content[i][0], place];
    if (start >= end && side === 0) end = text.next(start, true);
    if (start >= end && side === 1) start = text.previous(end, false);
    const lowest = draft.content[i - 1]?.[1] ?? 0;
    const highest = draft.content[i + 1]?.[0] ?? text.length;
    if (start < lowest || end > highest || start >= end) return draft;
    return { ...draft, content: draft.content.with(i, [start, end]) };
  }

  const turned = (draft) => ({ ...draft, edge: (draft.edge + 1) % (2 * draft.content.length) });

  // Without the stretch whose border is moved; the last one stays.
  function shortened(draft) {
    if (draft.content.length === 1) return draft;
    return { content: draft.content.filter((_, i) => i !== draft.edge >> 1), edge: 0 };
  }

  // A new quotation: the first word from a place on, or the text's last.
  function begun({ text }, place) {
    const next = text.next(place - 1, false);
    const start = next < text.length ? next : text.previous(text.length, false);
    return { content: [[start, text.next(start, true)]], edge: 0 };
  }

  // The content as spans of a record, for showing: the stretch whose border is moved says which.
  function spansOf({ content, edge }, text) {
    const side = edge & 1 ? "end" : "start";
    return content.map(([start, end], i) => ({
      ...{ start, end, text: text.slice(start, end) },
      edge: i === edge >> 1 ? side : null,
    }));
  }

  return { moved, turned, shortened, begun, spansOf };
})();
