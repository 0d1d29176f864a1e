// A text by code points, which records count in, and by UTF-16 units, which strings of JavaScript count in.
"use strict";
const texts = (() => {
  const TOKEN = /[\p{L}\p{N}\p{M}'’]+|[^\s\p{L}\p{N}\p{M}]/gu; // a word, or a mark
  const WINDOW = 400; // units looked through for the token before: longer than any word

  // How many of the ascending numbers are less than this one.
  function countBelow(numbers, limit) {
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  class Text {
    constructor(string) {
      this.string = string;
      this.wideUnits = []; // where characters of two units begin
      for (const found of string.matchAll(/[\u{10000}-\u{10ffff}]/gu)) this.wideUnits.push(found.index);
      this.widePoints = this.wideUnits.map((unit, before) => unit - before);
      this.length = string.length - this.wideUnits.length;
    }

    unit(point) {
      return point + countBelow(this.widePoints, point);
    }

    // Within a character of two units, the code point is that character's.
    point(unit) {
      return unit - countBelow(this.wideUnits, unit);
    }

    slice(start, end) {
      return this.string.slice(this.unit(start), this.unit(end));
    }

    // The next place after this one where a token begins, or ends; the text's end if there is none.
    next(point, atEnd) {
      const tokens = new RegExp(TOKEN); // one of its own, for it knows where it is
      tokens.lastIndex = this.unit(point);
      for (let found; (found = tokens.exec(this.string)); ) {
        const place = this.point(found.index + (atEnd ? found[0].length : 0));
        if (place > point) return place;
      }
      return this.length;
    }

    // The last place before this one where a token begins, or ends; the text's start if there is none.
    previous(point, atEnd) {
      for (let end = this.unit(point), size = WINDOW; ; size *= 2) {
        const from = Math.max(0, end - size);
        const places = [...this.string.slice(from, end).matchAll(TOKEN)]
          .map((found) => this.point(from + found.index + (atEnd ? found[0].length : 0)))
          .filter((place) => place < point);
        if (places.length > 1 || from === 0) return places.at(-1) ?? 0; // the first may be the rest of a word
      }
    }

    // A stretch without the white space at its edges; null if it is nothing else.
    trimmed([start, end]) {
      const words = this.slice(start, end);
      const core = words.trim();
      if (!core) return null;
      const first = start + [...words.slice(0, words.indexOf(core))].length;
      return [first, first + [...core].length];
    }
  }

  return { Text };
})();
