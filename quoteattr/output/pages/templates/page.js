// Filter by speaker, step through quotations, and say beside the text who speaks and how that was found.
(() => {
  "use strict";
  const { voices, quotes } = JSON.parse(document.getElementById("data").textContent);
  const article = document.querySelector("article");
  const note = document.getElementById("note");
  const status = document.getElementById("status");
  const showAll = document.getElementById("all");
  const kinds = document.getElementById("kind");
  const sure = document.getElementById("sure");
  const voiceButtons = [...document.querySelectorAll(".voice")];
  const fields = [...note.querySelectorAll("[data-field]")];

  const pieces = quotes.map(() => []); // every element of each quotation: content, cue, source, addressee
  for (const element of article.querySelectorAll("[data-q]")) pieces[element.dataset.q].push(element);
  const heads = [...article.querySelectorAll(".begins")]; // where each quotation begins, in text order
  const chosen = new Set(); // voices; none chosen: all are shown
  let shown = null; // the quotation the note is about
  let visited = -1; // where in heads the reader has stepped to
  let leaving = 0;

  const count = (n) => `${n.toLocaleString("en")} quotation${n === 1 ? "" : "s"}`;
  const isOn = (quote) => {
    const { voice, kind, confidence } = quotes[quote];
    const [least, below] = sure.value.split(" ").map(Number);
    if ((kinds.value && kind !== kinds.value) || confidence < least || confidence >= below) return false;
    return chosen.size === 0 || chosen.has(voice) || voices[voice].members.some((member) => chosen.has(member));
  };
  const quoteAt = (target) => target.closest?.("[data-q]")?.dataset.q;

  function describe(index) {
    const quote = quotes[index];
    const values = { ...quote, ...voices[quote.voice], confidence: `${Math.round(100 * quote.confidence)}%` };
    for (const element of fields) {
      const value = values[element.dataset.field];
      element.textContent = value ?? "";
      (element.closest("dl > div") ?? element).hidden = !value;
    }
    document.getElementById("confidence").setAttribute("width", 100 * quote.confidence);
    note.className = `note ${values.tint}`;
  }

  function show(index) {
    clearTimeout(leaving);
    if (index === shown) return;
    hide();
    shown = index;
    describe(index);
    for (const element of pieces[index]) element.classList.add("live");
    const top = pieces[index][0].getBoundingClientRect().top - note.parentElement.getBoundingClientRect().top;
    note.hidden = false;
    const lowest = note.parentElement.offsetHeight - note.offsetHeight;
    note.style.setProperty("--at", `${Math.max(0, Math.min(top, lowest))}px`);
  }

  function hide() {
    clearTimeout(leaving);
    if (shown === null) return;
    for (const element of pieces[shown]) element.classList.remove("live");
    note.hidden = true;
    shown = null;
  }

  // Exactly one quotation is a tab stop, so that Tab passes through a novel in one step.
  function makeTabStop(head) {
    for (const other of article.querySelectorAll(".begins[tabindex='0']")) other.tabIndex = -1;
    head.tabIndex = 0;
    visited = heads.indexOf(head);
  }

  function step(by) {
    let i = visited + by;
    while (heads[i] && !isOn(heads[i].dataset.q)) i += by;
    if (!heads[i]) return;
    heads[i].focus({ preventScroll: true });
    heads[i].scrollIntoView({ block: "center" });
  }

  function filter() {
    const filtering = chosen.size > 0 || kinds.selectedIndex > 0 || sure.selectedIndex > 0;
    let on = 0;
    pieces.forEach((elements, quote) => {
      const matches = isOn(quote);
      on += matches;
      for (const element of elements) element.classList.toggle("off", !matches);
    });
    article.classList.toggle("filtering", filtering);
    for (const button of voiceButtons) button.ariaPressed = String(chosen.has(Number(button.dataset.voice)));
    showAll.hidden = !filtering;
    status.textContent = filtering
      ? `${on.toLocaleString("en")} of ${quotes.length.toLocaleString("en")} shown`
      : count(quotes.length);
    const first = heads.findIndex((head) => isOn(head.dataset.q));
    if (first >= 0 && !isOn(article.querySelector(".begins[tabindex='0']").dataset.q)) {
      makeTabStop(heads[first]);
      visited = first - 1;
    }
    if (shown !== null && !isOn(shown)) hide();
  }

  for (const button of voiceButtons) {
    button.addEventListener("click", () => {
      const voice = Number(button.dataset.voice);
      if (!chosen.delete(voice)) chosen.add(voice);
      filter();
    });
  }
  for (const select of [kinds, sure]) select.addEventListener("change", filter);
  document.getElementById("find")?.addEventListener("input", (event) => {
    const words = event.target.value.trim().toLowerCase();
    for (const button of voiceButtons) {
      const about = button.querySelector(".who").textContent.toLowerCase();
      button.parentElement.hidden = !about.includes(words);
    }
  });
  showAll.addEventListener("click", () => {
    chosen.clear();
    kinds.selectedIndex = sure.selectedIndex = 0;
    filter();
    (voiceButtons[0] ?? kinds).focus();
  });
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.getElementById("close").addEventListener("click", hide);

  article.addEventListener("mouseover", (event) => {
    const quote = quoteAt(event.target);
    if (quote !== undefined) show(quote);
    else leave();
  });
  article.addEventListener("mouseleave", leave);
  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      const focused = article.contains(document.activeElement) ? quoteAt(document.activeElement) : undefined;
      if (focused !== undefined) show(focused);
      else if (!note.matches(":hover")) hide();
    }, 250);
  }
  note.addEventListener("mouseleave", leave);

  article.addEventListener("focusin", (event) => {
    const head = event.target.closest(".begins");
    if (!head) return;
    makeTabStop(head);
    head.setAttribute("aria-describedby", "note");
    show(head.dataset.q);
  });
  article.addEventListener("focusout", (event) => {
    event.target.removeAttribute("aria-describedby");
    if (!note.contains(event.relatedTarget)) leave();
  });
  article.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  for (const event of ["load", "hashchange"]) {
    addEventListener(event, () => {
      const target = document.querySelector(":target"); // page.html#quote-q7
      if (target?.matches(".begins")) target.focus();
    });
  }
})();
