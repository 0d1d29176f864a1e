// What stands beside and above the text: the speakers, the quotation in question, and how far the work is.
const panels = (() => {
  const LONGEST = 280; // characters of a quotation that are repeated beside the text
  const { make } = views;
  const element = (id) => document.getElementById(id);
  const count = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  const say = (words) => (element("status").textContent = words);

  function showCast(entries, current) {
    const items = entries.map(({ speaker, label, tint, name, about }) => {
      const chip = make("span", { className: "chip", ariaHidden: "true" }, label);
      const who = make("span", { className: "who" }, make("bdi", { className: "name" }, name));
      const counts = make("span", { className: "counts" }, about);
      const button = make("button", { type: "button", className: `voice ${tint}` }, chip, who, " ", counts);
      if (speaker.id === current?.id) button.ariaCurrent = "true";
      button.dataset.speaker = speaker.id;
      return make("li", {}, button);
    });
    element("cast").replaceChildren(...items);
  }

  const sureIn = new WeakMap(); // how many of a document's quotations are reviewed: a document never changes
  function countSure(shown) {
    if (!sureIn.has(shown)) sureIn.set(shown, shown.quotes.filter(({ confidence }) => confidence === 1).length);
    return sureIn.get(shown);
  }

  function showProgress(history, index) {
    const { documents, done, saved, steps } = history;
    const all = documents.reduce((sum, each) => sum + each.quotes.length, 0);
    const sure = documents.reduce((sum, each) => sum + countSure(each), 0);
    Object.assign(element("progress"), { max: Math.max(all, 1), value: all ? sure : 1 });
    element("reviewed").textContent = `${sure.toLocaleString("en")} of ${count(all, "quotation")} reviewed`;
    documents.forEach((each, i) => {
      const left = each.quotes.length - countSure(each);
      const words = `${each.title} (${left ? `${left} left` : "done"})`;
      const option = element("document").options[i];
      if (option.text !== words) option.text = words;
    });
    element("document").selectedIndex = index;
    element("title").textContent = documents[index].title;
    element("undo").disabled = done === 0;
    element("redo").disabled = done === steps.length;
    element("unsaved").hidden = done === saved;
  }

  function showDesk(shown, current, cast, draft) {
    const quote = shown.quotes.find((each) => each.id === current);
    element("desk").className = `desk ${cast.tintOf(quote?.speaker)}`;
    element("moving").hidden = !draft;
    element("commands").hidden = Boolean(draft);
    element("about").hidden = !quote || Boolean(draft?.isNew);
    for (const button of element("commands").querySelectorAll("[data-of]")) button.disabled = !quote;
    if (quote) showQuote(shown, quote, cast, draft);
  }

  function showQuote(shown, quote, cast, draft) {
    const { speaker, confidence } = quote;
    const words = draft ? borders.spansOf(draft, shown.text).map(({ text }) => text).join(" … ") : quote.text;
    const around = quote.inside && shown.quotes.find((each) => each.id === quote.inside);
    const values = {
      label: cast.labelOf(speaker),
      name: speakers.nameOf(speaker),
      roles: speaker?.roles.join("; "),
      words: words.length > LONGEST ? `${words.slice(0, LONGEST / 2)} … ${words.slice(-LONGEST / 2)}` : words,
      sure: confidence === 1 ? "reviewed" : speakers.percent(confidence),
      kind: quote.kind,
      cue: quote.cue?.text,
      source: quote.source?.text,
      addressee: quote.addressee?.text,
      inside: around && speakers.nameOf(around.speaker),
      rule: quote.rule,
    };
    for (const field of element("about").querySelectorAll("[data-field]")) {
      const value = values[field.dataset.field];
      field.textContent = value ?? "";
      (field.closest("dl > div") ?? field).hidden = !value;
    }
    element("sure").setAttribute("width", 100 * confidence);
  }

  return { showCast, showProgress, showDesk, countSure, element, count, say };
})();
