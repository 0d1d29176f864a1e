// The tool: what is shown, what each key does, and what is saved.
(() => {
  const { make } = views;
  const { element, count, say } = panels;
  const { offsetsOf, CorrectionError } = corrections;
  const SPOKEN = 120; // characters of a stretch that are said when its border moves

  const data = JSON.parse(element("data").textContent);
  const history = new histories.History(
    data.documents.map((each) => ({ ...each, text: new texts.Text(each.text) })),
    data.key,
  );
  const casts = data.documents.map(({ ranked }) => new speakers.Cast(ranked));
  const later = new Set(); // quotations put off: they come when all others are done
  const picker = new pickers.Picker(element("picker"));
  const view = new views.TextView(document.querySelector("article"), (quote) => casts[index].describe(quote));
  let index = 0; // of the document that is shown
  let current = null; // id of the quotation in question
  let draft = null; // borders being moved: { content, edge, isNew }
  let keysWork = true;

  const shown = () => history.documents[index];
  const quoteOf = (id) => shown().quotes.find((each) => each.id === id);
  const speakerOf = (id) => quoteOf(id)?.speaker ?? null;

  // --- showing ----------------------------------------------------------------------------------------------

  function refresh() {
    view.show({ ...shown(), quotes: quotesToShow() });
    panels.showCast(casts[index].entries(shown()), speakerOf(current));
    panels.showProgress(history, index);
    panels.showDesk(shown(), current, casts[index], draft);
    for (const piece of document.querySelectorAll("article .live")) piece.classList.remove("live");
    for (const head of document.querySelectorAll("article [tabindex='0']")) head.tabIndex = -1;
    const pieces = current === null ? [] : view.pieces(current);
    for (const piece of pieces) piece.classList.add("live");
    const head = pieces.find((piece) => piece.classList.contains("begins"));
    if (head) head.tabIndex = 0;
    return head;
  }

  function quotesToShow() {
    const { quotes, text } = shown();
    if (!draft) return quotes;
    const changed = { content: borders.spansOf(draft, text), draft: true };
    if (!draft.isNew) return quotes.map((each) => (each.id === current ? { ...each, ...changed } : each));
    return [...quotes, { id: "", kind: "indirect", speaker: null, confidence: 1, ...changed }];
  }

  // --- going about ------------------------------------------------------------------------------------------

  function visit(where, id) {
    index = where;
    current = id;
    draft = null;
    const head = refresh();
    if (!head) return element("text").focus();
    head.focus({ preventScroll: true });
    head.scrollIntoView({ block: "center" });
  }

  const isLeft = (where) => (quote) => quote.confidence < 1 && !later.has(`${where} ${quote.id}`);
  const leastSure = (quotes) => quotes.reduce((a, b) => (a && a.confidence <= b.confidence ? a : b), null);

  // To the least sure quotation of this document that is left; then of the next document, and so around.
  function visitNext() {
    const total = history.documents.length;
    for (let k = 0; k < total; k += 1) {
      const where = (index + k) % total;
      const next = leastSure(history.documents[where].quotes.filter(isLeft(where)));
      if (next) return visit(where, next.id);
    }
    if (later.size) {
      later.clear();
      if (history.documents.some((each) => panels.countSure(each) < each.quotes.length)) return visitNext();
    }
    visit(index, quoteOf(current) ? current : (shown().quotes[0]?.id ?? null));
    say("All quotations are reviewed. Save them: W.");
  }

  function step(by) {
    const { quotes } = shown();
    const at = quotes.findIndex((each) => each.id === current);
    const next = quotes[at < 0 ? (by > 0 ? 0 : quotes.length - 1) : at + by];
    if (!next) return;
    say("");
    visit(index, next.id);
  }

  function visitDocument(where) {
    const next = (where + history.documents.length) % history.documents.length;
    const { quotes } = history.documents[next];
    visit(next, (leastSure(quotes.filter(isLeft(next))) ?? quotes[0])?.id ?? null);
  }

  function visitSpeaker(id) {
    const { quotes } = shown();
    const at = quotes.findIndex((each) => each.id === current);
    const next = [...quotes.slice(at + 1), ...quotes.slice(0, at + 1)].find((each) => each.speaker?.id === id);
    if (next) visit(index, next.id);
  }

  // --- correcting -------------------------------------------------------------------------------------------

  // Whether the correction could be made; what is wrong with it is said.
  function correct(words, name, ...args) {
    try {
      history.apply(index, name, args);
    } catch (error) {
      if (!(error instanceof CorrectionError)) throw error;
      say(error.message);
      return false;
    }
    say(words);
    warn();
    return true;
  }

  function warn() {
    element("unkept").hidden = history.isKept;
  }

  async function askSpeaker(typed = "", id = current) {
    const chosen = await picker.ask("Who says it?", typed, (words) => casts[index].offer(shown(), words));
    if (!chosen) return visit(index, id);
    const isDone = chosen.name
      ? correct(`Said by ${chosen.name}.`, "split", [id], chosen.name)
      : correct(chosen.id === null ? "Said by nobody known." : "Speaker changed.", "assign", id, chosen.id);
    if (isDone) visitNext();
  }

  async function askTwin() {
    const speaker = speakerOf(current);
    if (!speaker) return say("Nobody is known to say this: choose a speaker, S.");
    const others = casts[index].entries(shown()).filter((entry) => entry.speaker.id !== speaker.id);
    const chosen = await picker.ask(`${speaker.name} is the same as`, "", (typed) => speakers.found(others, typed));
    if (chosen) correct(`${speaker.name} is one with the other.`, "merge", chosen.id, speaker.id);
    return visit(index, current);
  }

  async function askName() {
    const speaker = speakerOf(current);
    if (!speaker) return say("Nobody is known to say this: choose a speaker, S.");
    const offer = (typed) => (typed ? [{ name: typed, about: "is the name", value: typed }] : []);
    const name = await picker.ask(`The name of ${speaker.name}`, speaker.name, offer);
    if (name && name !== speaker.name) correct(`Called ${name}.`, "rename", speaker.id, name);
    return visit(index, current);
  }

  function accept() {
    if (correct("Right.", "accept", current)) visitNext();
  }

  function drop() {
    if (correct("Not a quotation: taken out.", "drop", current)) visitNext();
  }

  function putOff() {
    later.add(`${index} ${current}`);
    visitNext();
  }

  function moveBorders() {
    const selected = view.selection();
    if (!selected) return startDraft({ content: offsetsOf(quoteOf(current)), edge: 1, isNew: false });
    getSelection().removeAllRanges();
    correct("The borders are those of the selected words.", "delimit", current, [selected]);
    return visit(index, current);
  }

  function addSelected() {
    const selected = view.selection();
    if (!selected) return say("Select words first: they become a further stretch of this quotation.");
    getSelection().removeAllRanges();
    correct("Words added.", "delimit", current, [...offsetsOf(quoteOf(current)), selected]);
    return visit(index, current);
  }

  function addQuote() {
    const selected = view.selection();
    if (selected) return addContent([selected]);
    const place = quoteOf(current)?.content.at(-1).end ?? 0;
    return startDraft({ ...borders.begun(shown(), place), isNew: true });
  }

  function addContent(content) {
    const before = new Set(shown().quotes.map((each) => each.id));
    getSelection().removeAllRanges();
    if (!correct("A quotation added.", "add", content, null)) return;
    const { id } = shown().quotes.find((each) => !before.has(each.id));
    visit(index, id);
    askSpeaker("", id);
  }

  function startDraft(start) {
    draft = start;
    element("text").focus({ preventScroll: true });
    showDraft();
  }

  function showDraft() {
    refresh();
    const edge = document.querySelector("article .edge-start, article .edge-end");
    edge?.scrollIntoView({ block: "nearest" });
    const { content, edge: border } = draft;
    const [start, end] = content[border >> 1];
    say(`${border & 1 ? "End" : "Start"}: ${shown().text.slice(start, end).slice(0, SPOKEN)}`);
  }

  function endDraft() {
    const { content, isNew } = draft;
    if (isNew) addContent(content);
    else if (correct("The borders are moved.", "delimit", current, content)) visit(index, current);
  }

  function leaveDraft() {
    say("As it was.");
    visit(index, current);
  }

  function travel(isBack) {
    const stepTaken = isBack ? history.undo() : history.redo();
    if (!stepTaken) return say(isBack ? "There is nothing to undo." : "There is nothing to do again.");
    const { index: where, name, args } = stepTaken;
    const { quotes } = history.documents[where];
    const ids = [args[0]].flat();
    const id = ids.find((each) => quotes.some((quote) => quote.id === each)) ?? current;
    later.delete(`${where} ${id}`);
    visit(where, quotes.some((quote) => quote.id === id) ? id : (quotes[0]?.id ?? null));
    return say(`${isBack ? "Undone" : "Done again"}: ${name}.`);
  }

  function save() {
    const lines = history.documents.map(({ made, text, speakers, quotes }) => {
      const corrected = JSON.stringify({ text: text.string, speakers, quotes });
      return `${made.slice(0, -1)},${corrected.slice(1)}\n`;
    });
    const address = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
    make("a", { href: address, download: "corrected.jsonl" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    history.markSaved();
    panels.showProgress(history, index);
    say(`Saved as corrected.jsonl: ${count(lines.length, "document")}.`);
  }

  // --- keys -------------------------------------------------------------------------------------------------

  const COMMANDS = {
    accept, putOff, drop, moveBorders, addSelected, addQuote, save,
    changeSpeaker: () => askSpeaker(), merge: askTwin, rename: askName,
    undo: () => travel(true), redo: () => travel(false),
    next: () => step(1), previous: () => step(-1),
    nextDocument: () => visitDocument(index + 1), previousDocument: () => visitDocument(index - 1),
    help: () => element("help").showModal(),
  };
  const KEYS = {
    Enter: "accept", l: "putOff", x: "drop", Delete: "drop", b: "moveBorders", "+": "addSelected", n: "addQuote", w: "save",
    s: "changeSpeaker", m: "merge", r: "rename", u: "undo", U: "redo", "?": "help",
    ArrowRight: "next", ArrowLeft: "previous", d: "nextDocument", D: "previousDocument",
  };
  const CONTROL_KEYS = { z: "undo", y: "redo", Z: "redo", s: "save" };
  const OF_A_QUOTATION = new Set(["accept", "putOff", "drop", "moveBorders", "addSelected", "changeSpeaker", "merge", "rename"]);

  function run(name) {
    if (!OF_A_QUOTATION.has(name) || quoteOf(current)) COMMANDS[name]();
  }

  const MOVES = {
    ArrowRight: [1, "word"], ArrowLeft: [-1, "word"], ArrowDown: [1, "paragraph"], ArrowUp: [-1, "paragraph"],
  };

  function keyOfBorders(event) {
    if (event.key in MOVES) {
      const [by, unit] = MOVES[event.key];
      draft = { ...draft, ...borders.moved(draft, shown(), by, event.shiftKey && unit === "word" ? "letter" : unit) };
    } else if (event.key === " ") draft = { ...draft, ...borders.turned(draft) };
    else if (event.key === "Delete") draft = { ...draft, ...borders.shortened(draft) };
    else if (event.key === "Enter") return endDraft();
    else if (event.key === "Escape") return leaveDraft();
    else return null;
    return showDraft();
  }

  function isTyped(event) {
    const { target } = event;
    return target.matches("input, select, textarea") || (target.matches("button, summary") && /^( |Enter)$/.test(event.key));
  }

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || event.defaultPrevented || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (!Object.hasOwn(CONTROL_KEYS, event.key) || isTyped(event)) return;
      event.preventDefault();
      run(CONTROL_KEYS[event.key]);
    } else if (draft && (event.key in MOVES || /^( |Delete|Enter|Escape)$/.test(event.key)) && !isTyped(event)) {
      event.preventDefault();
      keyOfBorders(event);
    } else if (!draft && keysWork && !isTyped(event)) {
      if (/^[0-9]$/.test(event.key) && quoteOf(current)) askSpeaker(event.key);
      else if (Object.hasOwn(KEYS, event.key)) run(KEYS[event.key]);
      else return;
      event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    const command = event.target.closest("[data-command]")?.dataset.command;
    if (command) run(command);
    const speaker = event.target.closest("[data-speaker]")?.dataset.speaker;
    if (speaker !== undefined) visitSpeaker(speaker);
    const mark = event.target.closest("article [data-q]");
    if (mark && !draft && getSelection().isCollapsed) visit(index, mark.dataset.q);
  });
  for (const button of document.querySelectorAll("[data-command]")) {
    button.addEventListener("mousedown", (event) => event.preventDefault()); // what is selected stays so
  }
  element("done").addEventListener("click", endDraft);
  element("cancel").addEventListener("click", leaveDraft);
  element("document").addEventListener("change", (event) => visitDocument(event.target.selectedIndex));
  element("keys").addEventListener("change", (event) => (keysWork = event.target.checked));
  addEventListener("beforeunload", (event) => {
    if (history.isAtRisk) event.preventDefault();
  });

  // --- start ------------------------------------------------------------------------------------------------

  element("document").append(...data.documents.map(() => make("option", {})));
  element("documents").hidden = data.documents.length < 2;
  const isTakenUp = history.done > 0;
  if (data.documents.length) visitNext();
  else say("There is nothing to review.");
  warn();
  if (isTakenUp) say(`${count(history.done, "correction")} taken up again from before.`);
})();
