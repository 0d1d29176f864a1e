// The speakers of a document: their numbers and tints, and whom typed words mean.
const speakers = (() => {
  const TINTS = 8; // as in quoteattr/output/pages/tints.py
  const DOUBTFUL = 0.6; // as in quoteattr/output/pages/html.py

  const nameOf = (speaker) => speaker?.name ?? "Speaker not known";
  const percent = (share) => `${Math.floor(100 * share)}%`; // what is not reviewed is never 100%
  const sureness = ({ confidence }) => (confidence === 1 ? "reviewed" : `${percent(confidence)} sure`);

  class Cast {
    // Numbers by rank in the document as it came; they stay with their speakers, whoever comes and goes.
    constructor(ranked) {
      this.numbers = new Map(ranked.map((id, i) => [id, i + 1]));
    }

    numberOf(id) {
      if (!this.numbers.has(id)) this.numbers.set(id, Math.max(0, ...this.numbers.values()) + 1);
      return this.numbers.get(id);
    }

    tintOf(speaker) {
      const number = speaker ? this.numberOf(speaker.id) : 0;
      if (number === 0 || number > 2 * TINTS) return "neutral";
      return `v${((number - 1) % TINTS) + 1}${number > TINTS ? " hatched" : ""}`;
    }

    labelOf(speaker) {
      return speaker ? String(this.numberOf(speaker.id)) : "?";
    }

    // How a quotation is marked in the text.
    describe(quote) {
      const { speaker, kind, confidence } = quote;
      const state = confidence === 1 ? "reviewed" : confidence < DOUBTFUL ? "doubtful" : "";
      return {
        tint: this.tintOf(speaker),
        label: this.labelOf(speaker),
        name: `${nameOf(speaker)}, ${kind}, ${sureness(quote)}`,
        classes: quote.draft ? "draft" : state,
      };
    }

    // Entries for a picker: everybody, by number.
    entries({ speakers: all, quotes }) {
      const counts = new Map();
      for (const { speaker } of quotes) if (speaker) counts.set(speaker.id, (counts.get(speaker.id) ?? 0) + 1);
      return [...all]
        .sort((a, b) => this.numberOf(a.id) - this.numberOf(b.id))
        .map((speaker) => {
          const said = panels.count(counts.get(speaker.id) ?? 0, "quotation");
          const about = [speaker.roles.join("; "), said].filter(Boolean).join(" · ");
          const [label, tint] = [this.labelOf(speaker), this.tintOf(speaker)];
          return { speaker, label, tint, name: speaker.name, about, value: { id: speaker.id } };
        });
    }

    // Entries for who says a quotation: those found, nobody, and somebody new of the typed name.
    offer(shown, typed) {
      const entries = found(this.entries(shown), typed);
      const isNobody = !typed || /^[0?]$/.test(typed);
      const isNew = /\p{L}/u.test(typed) && !entries.some(({ name }) => name === typed);
      return [
        ...entries,
        ...(isNobody ? [{ label: "?", tint: "neutral", name: "Nobody knows", value: { id: null } }] : []),
        ...(isNew ? [{ name: typed, about: "somebody new", value: { name: typed } }] : []),
      ];
    }
  }

  // Whom typed words mean: a number as it begins, a name, alias or role by any part.
  function found(entries, typed) {
    if (/^\d+$/.test(typed)) return entries.filter(({ label }) => label.startsWith(typed));
    const words = typed.toLowerCase();
    const forms = ({ name, aliases, roles }) => [name, ...aliases, ...roles].join("\n").toLowerCase();
    return entries.filter(({ speaker }) => forms(speaker).includes(words));
  }

  return { Cast, found, nameOf, percent };
})();
