// Passages of a document with the words of a statement marked in them.

/** Code points shown at least, and at most, on each side of a statement's words, ending with a sentence or line. */
const NEAR = 40;
const FAR = 260;

/** Offsets count code points, JavaScript strings count UTF-16 units: texts are held as arrays of characters. */
const characters = documents.map(() => null);

/** @param {number} index @returns {{start: number, end: number, points: string[]}[]} */
function excerpts(index) {
  characters[index] ??= documents[index].excerpts.map(([start, text]) => {
    const points = Array.from(text);
    return { start, end: start + points.length, points };
  });
  return characters[index];
}

/** The words of some spans, as far as the page has them. @param {number} document_ @param {Span[]} spans */
function wordsOf(document_, spans) {
  const parts = spans.map(([start, end]) =>
    excerpts(document_)
      .filter((part) => part.start < end && part.end > start)
      .map((part) => part.points.slice(Math.max(0, start - part.start), end - part.start).join(""))
      .join(" … "),
  );
  return parts.join(" … ");
}

/**
 * Where to cut the text around some spans: at the ends of sentences, joined where the pieces meet.
 * @param {number} document_ @param {Span[]} spans @returns {Span[]}
 */
function surroundings(document_, spans) {
  const cuts = [];
  for (const part of excerpts(document_)) {
    for (const [start, end] of spans) {
      if (start >= part.end || end <= part.start) continue;
      let from = Math.max(start, part.start);
      let to = Math.min(end, part.end);
      while (from > part.start && from > start - FAR && !endsAt(part, from, start - from)) from--;
      while (to < part.end && to < end + FAR && !endsAt(part, to, to - end)) to++;
      cuts.push([from, to]);
    }
  }
  cuts.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined = [];
  for (const [from, to] of cuts) {
    const last = joined[joined.length - 1];
    if (last && from <= last[1] + 30) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Whether a line ends before an offset, or a sentence that is far enough away. */
function endsAt(part, offset, distance) {
  const before = part.points[offset - part.start - 1];
  return before === "\n" || (distance >= NEAR && /[.!?。！？]/.test(before));
}

/**
 * @typedef {{role: string, statement: number, span: Span, rank: number}} Mark
 * @param {number} index @param {number} rank  which of two marks on the same words shows
 * @returns {Mark[]}
 */
function marksOf(index, rank) {
  return ["content", "source", "cue"].flatMap((role, order) =>
    statements[index][role].map((span) => ({ role, statement: index, span, rank: rank + order / 4 })),
  );
}

/** The marks of everything inside a statement, deeper ones above. @param {number} index @returns {Mark[]} */
function marksInside(index, rank = 1) {
  return inside[index].flatMap((child) => [...marksOf(child, rank), ...marksInside(child, rank + 1)]);
}

/**
 * The passages around `spans` as paragraphs: `own` marks (the statement asked about) outside, `nested` ones in them.
 * @param {number} document_ @param {Span[]} spans @param {Mark[]} own @param {Mark[]} nested
 */
function passages(document_, spans, own, nested) {
  const box = element("blockquote.evidence", { dir: "auto", cite: undefined });
  const cuts = surroundings(document_, spans);
  cuts.forEach(([from, to], place) => {
    if (place || from > 0) box.append(element("span.gap", { title: "Left out" }, "⋯ "));
    fill(box, document_, [from, to], own, nested);
    if (place < cuts.length - 1) box.append(element("br"));
    else if (to < documents[document_].length) box.append(element("span.gap", { title: "Left out" }, " ⋯"));
  });
  return box;
}

/** @param {HTMLElement} box @param {number} document_ @param {Span} cut @param {Mark[]} own @param {Mark[]} nested */
function fill(box, document_, [from, to], own, nested) {
  const part = excerpts(document_).find((piece) => piece.start <= from && to <= piece.end);
  const edges = new Set([from, to]);
  for (const { span } of [...own, ...nested]) {
    for (const at of span) if (at > from && at < to) edges.add(at);
  }
  const stops = [...edges].sort((a, b) => a - b);
  let outer = null; // the run of own words being written
  let inner = null; // the run of nested words inside it
  for (let i = 0; i + 1 < stops.length; i++) {
    const words = part.points.slice(stops[i] - part.start, stops[i + 1] - part.start).join("");
    const mine = top(own, stops[i]);
    const deeper = top(nested, stops[i]);
    if (!outer || outer.mark !== mine) {
      outer = { mark: mine, node: mine ? element(`mark.role.${mine.role}`, { "data-role": mine.role }) : box };
      if (mine) box.append(outer.node);
      inner = null;
    }
    if (!deeper) {
      outer.node.append(words);
      inner = null;
    } else {
      if (!inner || inner.mark !== deeper) {
        inner = {
          mark: deeper,
          node: element(`span.nested.nested-${deeper.role}`, { "data-statement": deeper.statement }),
        };
        outer.node.append(inner.node);
      }
      inner.node.append(words);
    }
  }
}

/** The mark that shows at an offset. @param {Mark[]} marks @param {number} at */
function top(marks, at) {
  let best = null;
  for (const mark of marks) {
    if (mark.span[0] <= at && at < mark.span[1] && (!best || mark.rank > best.rank)) best = mark;
  }
  return best;
}
