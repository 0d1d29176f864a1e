// Corrections, the same as quoteattr/assembly/corrections.py: tests/output/pages/test_review_by_keys.py runs both.
// A document is { text, quotations, speakers, quotes }: a Text, the [start, end, inner start, inner end] of its quotation
// marks, and the records. Each correction returns a new one that shares what it does not touch.
const corrections = (() => {
  class CorrectionError extends Error {}
  const LETTER = /[\p{L}\p{N}]/u;

  const accept = (document, quoteId) => changed(document, [quoteId], {});

  function assign(document, quoteId, speakerId) {
    return changed(document, [quoteId], { speaker: speakerId === null ? null : speakerOf(document, speakerId) });
  }

  function delimit(document, quoteId, content) {
    const quote = quoteOf(document, quoteId);
    const stretches = checked(document, content, quoteId);
    const outside = (span) => (span && meet([[span.start, span.end]], stretches) ? null : span);
    const { cue, source, addressee } = quote;
    const around = { cue: outside(cue), source: outside(source), addressee: outside(addressee) };
    return placed(document, sure({ ...quote, ...said(document, stretches, quote), ...around }));
  }

  function drop(document, quoteId) {
    quoteOf(document, quoteId);
    const left = document.quotes.filter((each) => each.id !== quoteId);
    return consistent(document, left.map((each) => (each.inside === quoteId ? nested(each, left) : each)));
  }

  function add(document, content, speakerId = null) {
    const stretches = checked(document, content);
    const speaker = speakerId === null ? null : speakerOf(document, speakerId);
    const unknown = { cue: null, source: null, addressee: null, listener: null, inside: null };
    const id = nextId("q", document.quotes);
    return placed(document, sure({ id, ...said(document, stretches), ...unknown, speaker, rule: "annotated" }));
  }

  function rename(document, speakerId, name) {
    const speaker = speakerOf(document, speakerId);
    const former = speaker.named && document.text.string.includes(speaker.name) ? [speaker.name] : [];
    return recast(document, { [speakerId]: named(speaker, name, [...former, ...speaker.aliases]) });
  }

  function merge(document, speakerId, otherId) {
    const speaker = speakerOf(document, speakerId);
    const other = speakerOf(document, otherId);
    if (speakerId === otherId || speaker.members.includes(otherId) || other.members.includes(speakerId)) {
      throw new CorrectionError("These two cannot be one: give two, not a group and its member.");
    }
    const namesake = other.named && !speaker.named ? other : speaker;
    const names = [speaker, other].filter((each) => each.named).map((each) => each.name);
    const joined = {
      ...speaker,
      named: namesake.named,
      kind: speaker.kind === "unknown" ? other.kind : speaker.kind,
      gender: speaker.gender === "unknown" ? other.gender : speaker.gender,
      roles: [...new Set([...speaker.roles, ...other.roles])],
    };
    const one = called(joined, namesake.name, [...names, ...speaker.aliases, ...other.aliases]);
    return recast(document, { [speakerId]: one, [otherId]: one });
  }

  function split(document, quoteIds, name) {
    if (!quoteIds.length) throw new CorrectionError("There is nothing to give to somebody new.");
    const unknown = { kind: "unknown", roles: [], gender: "unknown", members: [], ref: null };
    const somebody = { id: nextId("s", document.speakers), ...unknown };
    const speaker = named(somebody, name, []);
    return changed({ ...document, speakers: [...document.speakers, speaker] }, quoteIds, { speaker });
  }

  function quoteOf(document, id) {
    const quote = document.quotes.find((each) => each.id === id);
    if (!quote) throw new CorrectionError(`There is no quotation ${id}.`);
    return quote;
  }

  function speakerOf(document, id) {
    const speaker = document.speakers.find((each) => each.id === id);
    if (!speaker) throw new CorrectionError(`There is no speaker ${id}.`);
    return speaker;
  }

  function nextId(letter, records) {
    const pattern = new RegExp(`^${letter}([0-9]{1,15})$`);
    const numbers = records.map((each) => Number(pattern.exec(each.id)?.[1] ?? 0));
    return `${letter}${numbers.reduce((a, b) => Math.max(a, b), 0) + 1}`;
  }

  function changed(document, quoteIds, change) {
    const ids = new Set(quoteIds.map((id) => quoteOf(document, id).id));
    const corrected = document.quotes.map((each) => (ids.has(each.id) ? sure({ ...each, ...change }) : each));
    return consistent(document, corrected);
  }

  const sure = (quote) => ({ ...quote, confidence: 1, speaker_confidence: quote.speaker?.named ? 1 : null });

  function consistent(document, corrected) {
    const quotes = corrected.map(toAnother);
    const now = heard(quotes);
    const silenced = [...heard(document.quotes)].filter((id) => !now.has(id));
    return { ...document, quotes, speakers: document.speakers.filter((each) => !silenced.includes(each.id)) };
  }

  function toAnother(quote) {
    const isOwn = quote.listener && quote.speaker && quote.listener.id === quote.speaker.id;
    return isOwn ? { ...quote, listener: null } : quote;
  }

  function heard(quotes) {
    const people = quotes.flatMap(({ speaker, listener }) => [speaker, listener].filter(Boolean));
    return new Set(people.flatMap(({ id, members }) => [id, ...members]));
  }

  function named(speaker, name, aliases) {
    if (!LETTER.test(name)) throw new CorrectionError("A name has a letter in it.");
    return called({ ...speaker, named: true }, name, aliases);
  }

  const called = (speaker, name, aliases) => ({
    ...speaker,
    name,
    aliases: [...new Set(aliases.filter((alias) => alias !== name))],
  });

  function recast(document, changes) {
    const before = new Map(document.speakers.map((each) => [each.id, each]));
    const renewed = new Map([...before].map(([id, each]) => [id, Object.hasOwn(changes, id) ? changes[id] : each]));
    const now = new Map([...renewed].map(([id, each]) => [id, regrouped(each, before, renewed)]));
    const speakers = [...new Map([...now.values()].map((each) => [each.id, each])).values()];
    const quotes = document.quotes.map((each) => {
      const [speaker, listener] = [each.speaker, each.listener].map((one) => one && now.get(one.id));
      return speaker === each.speaker && listener === each.listener ? each : { ...each, speaker, listener };
    });
    return consistent({ ...document, speakers }, quotes);
  }

  function regrouped(group, before, now) {
    if (!group.members.length || !group.members.every((id) => before.has(id))) return group;
    const members = [...new Map(group.members.map((id) => [now.get(id).id, now.get(id)])).values()];
    if (members.length === 1) return members[0];
    const isJoint = group.name === jointName(group.members.map((id) => before.get(id).name));
    const name = isJoint ? jointName(members.map((each) => each.name)) : group.name;
    const ids = members.map((each) => each.id);
    const isSame = name === group.name && ids.every((id, i) => id === group.members[i]);
    return isSame ? group : { ...group, members: ids, name };
  }

  const jointName = (names) => `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

  function checked(document, content, but = null) {
    const { text } = document;
    const stretches = [...content].sort(compare);
    for (const [start, end] of stretches) {
      const isWithin = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length;
      if (!isWithin) throw new CorrectionError("That is no stretch of the text.");
    }
    if (stretches.some(([start], i) => i > 0 && start < stretches[i - 1][1])) {
      throw new CorrectionError("The stretches overlap.");
    }
    if (!LETTER.test(stretches.map(([start, end]) => text.slice(start, end)).join(""))) {
      throw new CorrectionError("A quotation has words.");
    }
    for (const other of document.quotes) {
      const there = offsetsOf(other);
      if (other.id !== but && meet(stretches, there) && holds(stretches, there) === holds(there, stretches)) {
        throw new CorrectionError(`The words overlap with those of ${other.id}: take all of these, or none, or fewer.`);
      }
    }
    return stretches;
  }

  const offsetsOf = (quote) => quote.content.map((span) => [span.start, span.end]);
  const meet = (some, others) => some.some(([a, b]) => others.some(([c, d]) => a < d && c < b));
  const holds = (outer, inner) => inner.every(([c, d]) => outer.some(([a, b]) => a <= c && d <= b));

  // The order of lists of offsets in Python: by the first that differs; what ends first, first.
  function compare(some, others) {
    const [one, two] = [some.flat(), others.flat()];
    const at = one.findIndex((value, i) => value !== two[i]);
    return at < 0 ? one.length - two.length : one[at] - (two[at] ?? -1);
  }

  function said(document, stretches, before = null) {
    let kind = kindOf(document, stretches);
    let verbatim = verbatimIn(document, stretches);
    if (before && before.kind !== kindOf(document, offsetsOf(before))) {
      kind = before.kind; // the layout gave it
      verbatim = kind === "direct" ? stretches : verbatim;
    }
    const spans = (pairs) => pairs.map(([start, end]) => ({ start, end, text: document.text.slice(start, end) }));
    const content = spans(stretches);
    return { kind, content, text: content.map((span) => span.text).join(" "), verbatim: spans(verbatim) };
  }

  function withAMarkIn(document, start, end) {
    return document.quotations.filter(([a, b]) => (start <= a && a < end) || (a < start && start < b && b <= end));
  }

  function kindOf(document, content) {
    let isQuoted = false;
    let outside = "";
    for (const [start, end] of content) {
      let reached = start;
      for (const [a, b] of withAMarkIn(document, start, end)) {
        isQuoted = true;
        if (a > reached) outside += document.text.slice(reached, a);
        reached = Math.max(reached, b);
      }
      if (end > reached) outside += document.text.slice(reached, end);
    }
    if (!isQuoted) return "indirect";
    return LETTER.test(outside) ? "mixed" : "direct";
  }

  function verbatimIn(document, content) {
    const found = [];
    for (const [start, end] of content) {
      let reached = start;
      const inner = withAMarkIn(document, start, end).map(([, , first, last]) => [first, last]);
      for (const [first, last] of inner.sort(([a, b], [c, d]) => a - c || d - b)) {
        const clipped = [Math.max(first, start), Math.min(last, end)];
        if (reached <= clipped[0] && clipped[0] < clipped[1]) {
          found.push(clipped);
          reached = clipped[1];
        }
      }
    }
    return found;
  }

  function placed(document, quote) {
    const others = document.quotes.filter((each) => each.id !== quote.id);
    const quotes = [...others, quote].sort((one, two) => compare(offsetsOf(one), offsetsOf(two)));
    const here = offsetsOf(quote);
    const isTouched = (each) => each.id === quote.id || each.inside === quote.id || holds(here, offsetsOf(each));
    return consistent(document, quotes.map((each) => (isTouched(each) ? nested(each, quotes) : each)));
  }

  function nested(quote, quotes) {
    const here = offsetsOf(quote);
    const order = (each) => [each.content[0].start, -each.content.at(-1).end];
    let inmost = null;
    for (const each of quotes) {
      if (each.id === quote.id || !holds(offsetsOf(each), here)) continue;
      if (!inmost || compare(order(each), order(inmost)) > 0) inmost = each;
    }
    return { ...quote, inside: inmost && inmost.id };
  }

  const all = { accept, assign, delimit, drop, add, rename, merge, split };
  return { ...all, all, CorrectionError, offsetsOf };
})();
