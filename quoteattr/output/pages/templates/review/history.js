// What was done: it can be undone and done again, and the browser keeps it, so that it survives a reload.
const histories = (() => {
  class History {
    // The documents are as they are now; key is what the browser keeps the work under.
    constructor(documents, key) {
      this.documents = documents;
      this.key = key;
      this.steps = []; // { index, name, args, before, after }
      this.done = 0; // how many of the steps hold
      this.saved = 0; // how many of them did when the documents were saved
      this.isKept = true;
      this.#takeUp();
    }

    // Throws a CorrectionError if the document does not admit it.
    apply(index, name, args) {
      const before = this.documents[index];
      const after = corrections.all[name](before, ...args);
      this.steps.length = this.done;
      if (this.saved > this.done) this.saved = -1; // what was saved is no longer on the way
      this.steps.push({ index, name, args, before, after });
      this.redo();
    }

    // Both return the step undone or done, null if there is none.
    undo() {
      if (this.done === 0) return null;
      this.done -= 1;
      return this.#stand(this.steps[this.done], "before");
    }

    redo() {
      if (this.done === this.steps.length) return null;
      this.done += 1;
      return this.#stand(this.steps[this.done - 1], "after");
    }

    markSaved() {
      this.saved = this.done;
      this.#keep();
    }

    // Whether closing the page would lose something.
    get isAtRisk() {
      return !this.isKept && this.saved !== this.done;
    }

    #stand(step, side) {
      this.documents[step.index] = step[side];
      this.#keep();
      return step;
    }

    #keep() {
      if (!this.isKept || this.isTakenUp === false) return;
      const { done, saved } = this;
      const steps = this.steps.map(({ index, name, args }) => [index, name, args]);
      try {
        localStorage.setItem(this.key, JSON.stringify({ done, saved, steps }));
      } catch {
        this.isKept = false; // not allowed here, or full
      }
    }

    #takeUp() {
      this.isTakenUp = false;
      try {
        const { done, saved, steps } = JSON.parse(localStorage.getItem(this.key) ?? '{"done":0,"saved":0,"steps":[]}');
        for (const [index, name, args] of steps) {
          if (Object.hasOwn(corrections.all, name)) this.apply(index, name, args);
        }
        while (this.done > done) this.undo();
        this.saved = saved;
      } catch (error) {
        this.isKept = !(error instanceof DOMException); // anything else: what was kept is damaged, as far as it was read
      }
      this.isTakenUp = true;
    }
  }

  return { History };
})();
