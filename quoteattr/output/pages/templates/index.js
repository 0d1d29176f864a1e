// Find documents and people, sort both, and show the documents in which the people chosen speak.
(() => {
  "use strict";
  const body = document.querySelector(".pages tbody");
  const rows = [...body.rows];
  const list = document.getElementById("people");
  const entries = [...list.children];
  const status = document.getElementById("status");
  const showAll = document.getElementById("all");
  const findDocument = document.getElementById("find-document");
  const findPerson = document.getElementById("find");
  const order = document.getElementById("order");
  const heads = [...document.querySelectorAll("[data-sort]")];
  const chosen = new Set(); // numbers of people; none chosen: all documents are shown
  const names = new Map(entries.map((entry) => [entry.querySelector("button").dataset.person, entry.dataset.name]));

  const plain = (words) => words.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const peopleIn = new Map(rows.map((row) => [row, new Set(row.dataset.people.split(" ").filter(Boolean))]));
  const wordsOf = new Map(
    rows.map((row) => [row, plain([row.cells[0].textContent, ...[...peopleIn.get(row)].map((n) => names.get(n) ?? "")].join(" "))]),
  );
  const personWords = new Map(entries.map((entry) => [entry, plain(entry.querySelector(".who").textContent)]));

  function update() {
    const query = plain(findDocument.value.trim());
    let shown = 0;
    for (const row of rows) {
      const people = peopleIn.get(row);
      row.hidden = !(wordsOf.get(row).includes(query) && [...chosen].every((number) => people.has(number)));
      shown += !row.hidden;
    }
    const all = rows.length;
    status.textContent = `${shown === all ? "" : `${shown.toLocaleString("en")} of `}${all.toLocaleString("en")} document${all === 1 ? "" : "s"}`;
    showAll.hidden = chosen.size === 0 && !query;
  }

  const compare = (key, isText) => (one, other) =>
    isText ? one.dataset[key].localeCompare(other.dataset[key], "en") : other.dataset[key] - one.dataset[key];

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const number = button.dataset.person;
    chosen.delete(number) || chosen.add(number);
    button.setAttribute("aria-pressed", chosen.has(number));
    update();
  });
  showAll.addEventListener("click", () => {
    chosen.clear();
    findDocument.value = "";
    for (const button of list.querySelectorAll("[aria-pressed=true]")) button.setAttribute("aria-pressed", "false");
    update();
    findDocument.focus();
  });
  findDocument.addEventListener("input", update);
  findPerson.addEventListener("input", () => {
    const query = plain(findPerson.value.trim());
    for (const entry of entries) entry.hidden = !personWords.get(entry).includes(query);
  });
  order.addEventListener("change", () => {
    list.append(...[...entries].sort(compare(order.value, order.value === "name")));
  });
  for (const head of heads) {
    head.addEventListener("click", () => {
      const isText = head.dataset.sort === "title";
      const first = isText ? "ascending" : "descending";
      const cell = head.closest("th");
      const turned = cell.getAttribute("aria-sort") === first;
      for (const other of heads) other.closest("th").removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", turned ? (isText ? "descending" : "ascending") : first);
      const sorted = [...rows].sort(compare(head.dataset.sort, isText));
      body.append(...(turned ? sorted.reverse() : sorted));
    });
  }
})();
