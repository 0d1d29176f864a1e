// A dialog in which one chooses by typing: a number, a part of a name, or something new.
const pickers = (() => {
  const { make } = views;

  class Picker {
    constructor(dialog) {
      this.dialog = dialog;
      this.title = dialog.querySelector("h2");
      this.input = dialog.querySelector("input");
      this.list = dialog.querySelector("[role=listbox]");
      this.input.addEventListener("input", () => this.#list());
      this.input.addEventListener("keydown", (event) => this.#key(event));
      this.list.addEventListener("click", (event) => this.#click(event));
      dialog.addEventListener("close", () => dialog.open || this.#settle(null)); // it may be open again
    }

    // Ask for one of the entries that offer(typed) gives: { label, tint, name, about, value }. Resolves to its value, or
    // to null if nothing was chosen.
    ask(title, typed, offer) {
      this.title.textContent = title;
      this.input.value = typed;
      this.offer = offer;
      this.#list();
      this.dialog.showModal();
      this.input.focus();
      return new Promise((resolve) => (this.resolve = resolve));
    }

    #list() {
      this.entries = this.offer(this.input.value.trim().split(/\s+/).join(" "));
      this.list.replaceChildren(
        ...this.entries.map(({ label, tint, name, about }, i) =>
          make(
            "li",
            { id: `choice-${i}`, role: "option" },
            ...(label ? [make("span", { className: `chip ${tint}`, ariaHidden: "true" }, label), " "] : []),
            make("bdi", {}, name),
            ...(about ? [" ", make("span", { className: "roles" }, about)] : []),
          ),
        ),
      );
      this.#point(0);
    }

    #point(i) {
      this.at = Math.max(0, Math.min(i, this.entries.length - 1));
      [...this.list.children].forEach((option, k) => (option.ariaSelected = String(k === this.at)));
      const option = this.list.children[this.at];
      option?.scrollIntoView({ block: "nearest" });
      if (option) this.input.setAttribute("aria-activedescendant", option.id);
      else this.input.removeAttribute("aria-activedescendant");
    }

    #key(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
      if (event.key in steps) this.#point(this.at + steps[event.key]);
      else if (event.key === "Enter" && !event.isComposing) this.#choose(this.at);
      else return;
      event.preventDefault();
    }

    #click(event) {
      const option = event.target.closest("[role=option]");
      if (option) this.#choose([...this.list.children].indexOf(option));
    }

    #choose(i) {
      if (i in this.entries) this.#settle(this.entries[i].value);
    }

    #settle(value) {
      const { resolve } = this;
      this.resolve = null;
      if (this.dialog.open) this.dialog.close();
      resolve?.(value);
    }
  }

  return { Picker };
})();
