// The text of a document in an element, its quotations marked: pieces that nest, as quoteattr/output/markup.py cuts them.
const views = (() => {
  const SHEET = 20; // paragraphs that are laid out together, or not while out of sight
  const ROLES = ["content", "cue", "source", "addressee"];

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  class TextView {
    // describe(quote) gives { tint, label, name, classes } of a quotation.
    constructor(article, describe) {
      this.article = article;
      this.describe = describe;
      this.text = null;
    }

    // Show a document; what is shown already and has not changed stays.
    show(shown) {
      if (this.text !== shown.text) this.#layOut(shown);
      const lists = this.#spansByParagraph(shown.quotes);
      lists.forEach((spans, i) => {
        const before = this.lists[i];
        const isSame = spans.length === before.length && spans.every((span, k) => span.quote === before[k].quote);
        if (!isSame) this.#fill(i, spans);
      });
      this.lists = lists;
    }

    // The elements of a quotation, in text order.
    pieces(quoteId) {
      return [...this.article.querySelectorAll(`[data-q="${CSS.escape(quoteId)}"]`)];
    }

    // The stretch of the text that is selected, without white space at its edges; null if there is none.
    selection() {
      const chosen = getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed) return null;
      const range = chosen.getRangeAt(0);
      if (!this.article.contains(range.commonAncestorContainer)) return null;
      const before = document.createRange();
      before.setStart(this.article, 0);
      before.setEnd(range.startContainer, range.startOffset);
      const start = before.toString().length;
      const end = start + range.toString().length;
      return this.text.trimmed([this.text.point(start), this.text.point(end)]);
    }

    #layOut({ text, paragraphs, wrapped }) {
      this.text = text;
      this.bounds = paragraphs;
      this.blocks = paragraphs.map(() => make("p", { dir: "auto" }));
      this.lists = paragraphs.map(() => []);
      this.article.classList.toggle("wrapped", wrapped);
      const gap = (start, end) => (start < end ? [make("div", { className: "gap" }, text.slice(start, end))] : []);
      const nodes = this.blocks.map((block, i) => [
        ...(i === 0 ? gap(0, paragraphs[0][0]) : []),
        block,
        ...gap(paragraphs[i][1], paragraphs[i + 1]?.[0] ?? text.length),
      ]);
      const sheets = [];
      for (let i = 0; i < nodes.length; i += SHEET) {
        sheets.push(make("div", { className: "sheet" }, ...nodes.slice(i, i + SHEET).flat()));
      }
      this.article.replaceChildren(...(sheets.length ? sheets : gap(0, text.length)));
      this.blocks.forEach((_, i) => this.#fill(i, []));
    }

    #spansByParagraph(quotes) {
      const lists = this.bounds.map(() => []);
      for (const quote of quotes) {
        for (const role of ROLES) {
          for (const span of role === "content" ? quote.content : [quote[role] ?? []].flat()) {
            const { start, end } = span;
            for (let i = this.#paragraphAt(start); i < lists.length && this.bounds[i][0] < end; i += 1) {
              const clipped = { start: Math.max(start, this.bounds[i][0]), end: Math.min(end, this.bounds[i][1]) };
              if (clipped.start < clipped.end) lists[i].push({ ...clipped, quote, role, span });
            }
          }
        }
      }
      return lists;
    }

    // The paragraph in which a place is, or the next.
    #paragraphAt(point) {
      let [low, high] = [0, this.bounds.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.bounds[middle][1] <= point) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    #fill(i, spans) {
      const [start, end] = this.bounds[i];
      const outerFirst = (a, b) => b.end - a.end || ROLES.indexOf(a.role) - ROLES.indexOf(b.role);
      const waiting = [...spans].sort((a, b) => a.start - b.start || outerFirst(a, b)).reverse();
      const paragraph = make("p", {});
      const open = [{ element: paragraph, span: { end: Infinity } }];
      let at = start;
      while (open.length > 1 || waiting.length) {
        const edge = Math.min(open.at(-1).span.end, waiting.at(-1)?.start ?? Infinity);
        if (edge > at) open.at(-1).element.append(this.text.slice(at, edge));
        at = edge;
        while (open.at(-1).span.end === at) open.pop();
        const opening = [];
        while (waiting.at(-1)?.start === at) opening.push(waiting.pop());
        const longest = opening.reduce((most, span) => Math.max(most, span.end), at);
        while (open.at(-1).span.end < longest) opening.push(open.pop().span); // they would cross: cut, they go on inside
        for (const span of opening.sort(outerFirst)) {
          const element = this.#piece(span, at);
          open.at(-1).element.append(element);
          open.push({ element, span });
        }
      }
      if (at < end) paragraph.append(this.text.slice(at, end));
      this.blocks[i].replaceChildren(...paragraph.childNodes);
    }

    #piece({ quote, role, span, end }, at) {
      const { tint, label, name, classes } = this.describe(quote);
      const isMark = role === "content";
      const element = make(isMark ? "mark" : "span", { className: isMark ? `q ${quote.kind} ${tint} ${classes}` : role });
      if (!isMark) element.classList.add(...tint.split(" "));
      element.dataset.q = quote.id;
      if (!isMark) return element;
      if (at === quote.content[0].start) {
        element.classList.add("begins");
        element.dataset.n = label;
        element.role = "group";
        element.ariaLabel = name;
        element.tabIndex = -1;
      }
      if (end === quote.content.at(-1).end) element.classList.add("ends");
      if (span.edge && (span.edge === "start" ? at === span.start : end === span.end)) element.classList.add(`edge-${span.edge}`);
      return element;
    }
  }

  return { TextView, make };
})();
