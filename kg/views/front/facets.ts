/** Narrowing down: what can be chosen, how many there would be, and which statements remain. */

import type { Graph } from "./graph";

export type FacetName =
  | "actor" | "outlet" | "kind" | "act" | "certainty" | "form" | "topic" | "date" | "depth" | "unnamed" | "document";

export interface Facet {
  name: FacetName;
  label: string;
  /** The value of a statement, or several of them. */
  of: (statement: number) => number | number[];
  /** How a value stands in the address, and how readers see it. */
  key: (value: number) => string;
  text: (value: number) => string;
  /** Whether its values have an order of their own; else the most frequent come first. */
  ordered?: boolean;
  several?: boolean;
}

export const NONE = "-";

export function facetsOf(graph: Graph): Facet[] {
  const { statements, labels, documents, actors, topics } = graph.data;
  const concept = (list: { value: string; label: string }[], none: string) => ({
    key: (value: number) => list[value]?.value ?? NONE,
    text: (value: number) => list[value]?.label ?? none,
  });
  const person = (none: string) => ({
    key: (value: number) => actors.key[value] ?? NONE,
    text: (value: number) => (value < 0 ? none : graph.actorName(value)),
  });
  const dates = months(graph);
  return [
    { name: "actor", label: "Actor", of: (i) => statements.actor[i], ...person("Nobody named") },
    { name: "outlet", label: "Published by", of: (i) => graph.publisher(statements.document[i]), ...person("Not known") },
    { name: "kind", label: "Kind", of: (i) => statements.kind[i], ...concept(labels.kinds, "Not known"), ordered: true },
    { name: "act", label: "Speech act", of: (i) => statements.act[i], ...concept(labels.acts, "Not known") },
    { name: "topic", label: "Topic", of: (i) => (statements.topics[i].length ? statements.topics[i] : [-1]), several: true,
      key: (value) => topics[value] ?? NONE, text: (value) => topics[value] ?? "No topic" },
    { name: "certainty", label: "Certainty", of: (i) => statements.certainty[i], ...concept(labels.certainties, "Not said"), ordered: true },
    { name: "form", label: "Form", of: (i) => statements.form[i], ...concept(labels.forms, "Not known"), ordered: true },
    { name: "date", label: "Date", of: (i) => dates.of[i], ordered: true,
      key: (value) => dates.names[value] ?? NONE, text: (value) => dates.names[value] ?? "Not dated" },
    { name: "depth", label: "Depth", of: (i) => statements.depth[i], ordered: true,
      key: String, text: (value) => (value === 0 ? "Said in the document" : value === 1 ? "Said by another to have been said" : `${value} deep`) },
    { name: "unnamed", label: "Source", of: (i) => (graph.isUnnamed(statements.actor[i]) ? 1 : 0), ordered: true,
      key: (value) => (value ? "yes" : "no"), text: (value) => (value ? "Unnamed" : "Named") },
    { name: "document", label: "Document", of: (i) => statements.document[i],
      key: (value) => documents.id[value], text: (value) => graph.title(value) },
  ];
}

/** The month of each statement as an index into the names in order, or its year where there are many months. */
function months(graph: Graph): { of: number[]; names: string[] } {
  for (const length of [10, 7, 4]) {
    const cut = Array.from({ length: graph.size }, (_, i) => graph.date(i).slice(0, length));
    const names = [...new Set(cut)].filter(Boolean).sort();
    if (names.length > 24 && length > 4) continue;
    const places = new Map(names.map((name, place) => [name, place]));
    return { of: cut.map((name) => places.get(name) ?? -1), names };
  }
  return { of: [], names: [] };
}

/** What is chosen: words to search for, and for each facet its values as they stand in the address. */
export interface Choice {
  words: string;
  chosen: Map<FacetName, Set<string>>;
}

export function choiceOf(parameters: URLSearchParams, facets: Facet[]): Choice {
  const chosen = new Map<FacetName, Set<string>>();
  for (const { name } of facets) {
    const values = parameters.getAll(name);
    if (values.length) chosen.set(name, new Set(values));
  }
  return { words: parameters.get("q") ?? "", chosen };
}

export interface Result {
  /** The statements that remain, in the order of the texts. */
  shown: number[];
  /** For each facet how many statements have a value, all other facets and the words being as chosen. */
  counts: Map<FacetName, Map<number, number>>;
}

export class Filter {
  readonly facets: Facet[];
  private haystack: string[] | null = null;

  constructor(private readonly graph: Graph) {
    this.facets = facetsOf(graph);
  }

  /** Whether a statement passes a facet: of a date any that begins so, else one that has a wanted value. */
  private accepts(facet: Facet, wanted: Set<string> | undefined): ((statement: number) => boolean) | null {
    if (!wanted) return null;
    if (facet.name === "date") return (i) => [...wanted].some((each) => (each === NONE ? !this.graph.date(i) : this.graph.date(i).startsWith(each)));
    const known = new Map<number, boolean>();
    const fits = (value: number): boolean => {
      let found = known.get(value);
      if (found === undefined) known.set(value, (found = wanted.has(facet.key(value))));
      return found;
    };
    return (i) => {
      const value = facet.of(i);
      return typeof value === "number" ? fits(value) : value.some(fits);
    };
  }

  apply(choice: Choice): Result {
    const found = this.search(choice.words);
    const tests = this.facets.map((facet) => this.accepts(facet, choice.chosen.get(facet.name)));
    const counts = this.facets.map(() => new Map<number, number>());
    const shown: number[] = [];
    for (let i = 0; i < this.graph.size; i++) {
      if (found && !found[i]) continue;
      let failed = -1; // the one facet that leaves it out, -2 for several
      for (let f = 0; f < tests.length && failed !== -2; f++) {
        const test = tests[f];
        if (test && !test(i)) failed = failed === -1 ? f : -2;
      }
      if (failed === -2) continue;
      if (failed === -1) shown.push(i);
      for (let f = 0; f < tests.length; f++) {
        if (failed === -1 || failed === f) tally(counts[f], this.facets[f].of(i));
      }
    }
    return { shown, counts: new Map(this.facets.map((facet, f) => [facet.name, counts[f]])) };
  }

  /** Which statements have all the words, those in quotation marks as they stand; null where none are asked for. */
  private search(words: string): Uint8Array | null {
    const needles = needlesOf(words);
    if (!needles.length) return null;
    const haystack = (this.haystack ??= this.index());
    const found = new Uint8Array(this.graph.size);
    haystack.forEach((text, i) => {
      if (needles.every((needle) => text.includes(needle))) found[i] = 1;
    });
    return found;
  }

  private index(): string[] {
    const { statements, topics } = this.graph.data;
    const names = this.graph.data.actors.name.map(folded);
    const about = topics.map(folded);
    return statements.quotation.map((quotation, i) =>
      [
        folded(quotation),
        names[statements.actor[i]] ?? "",
        folded(statements.sourceText[i]),
        folded(statements.cueText[i]),
        ...statements.topics[i].map((topic) => about[topic]),
      ].join("\n"),
    );
  }
}

function tally(counts: Map<number, number>, value: number | number[]): void {
  if (typeof value === "number") counts.set(value, (counts.get(value) ?? 0) + 1);
  else for (const each of value) counts.set(each, (counts.get(each) ?? 0) + 1);
}

/** Small letters without their accents, so that “Gorbacev” finds “Gorbačev”. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  return /^[\x00-\x7f]*$/.test(small) ? small : small.normalize("NFKD").replace(/\p{M}/gu, "");
}

export function needlesOf(words: string): string[] {
  return [...words.matchAll(/"([^"]+)"|(\S+)/g)].map(([, phrase, word]) => folded((phrase ?? word).replace(/"/g, ""))).filter(Boolean);
}
