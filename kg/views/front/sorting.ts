/** The orders in which statements can stand; what is equal stays in the order of the texts. */

import type { Graph } from "./graph";

export const SORTS = [
  { name: "actor", label: "Who" },
  { name: "quotation", label: "Said what" },
  { name: "act", label: "How" },
  { name: "document", label: "Where" },
  { name: "date", label: "When" },
] as const;

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** What puts statements in the order called `sort`: a name of `SORTS`, with “-” before it backwards; else as they are. */
export function sorter(graph: Graph, sort: string): (statements: number[]) => number[] {
  const backwards = sort.startsWith("-");
  const name = SORTS.find((each) => each.name === sort.replace(/^-/, ""))?.name;
  if (!name) return (statements) => statements;
  const { statements: columns } = graph.data;
  const text: Record<typeof name, (statement: number) => string> = {
    actor: (i) => graph.who(i),
    quotation: (i) => columns.quotation[i].replace(/^[^\p{L}\p{N}]+/u, ""),
    act: (i) => graph.act(i),
    document: (i) => graph.title(columns.document[i]),
    date: (i) => graph.date(i),
  };
  return (statements) => {
    const ranks = ranked(statements.map(text[name]));
    const order = statements.map((_, place) => place);
    // what says nothing stands last, whichever way round
    const rank = (place: number): number => (ranks[place] === 0 ? Infinity : backwards ? -ranks[place] : ranks[place]);
    order.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
    return order.map((place) => statements[place]);
  };
}

/** The place of each text among the different ones, from 1; 0 for an empty one.  Comparing words is slow: once each. */
function ranked(texts: string[]): number[] {
  const places = new Map<string, number>([["", 0]]);
  [...new Set(texts)].filter(Boolean).sort(collator.compare).forEach((text, place) => places.set(text, place + 1));
  return texts.map((text) => places.get(text) as number);
}
