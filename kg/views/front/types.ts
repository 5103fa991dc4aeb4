/** The form of the data files that `kg build` writes; docs/explorer.md describes it. */

/** Offsets in code points, half-open: start, end, start, end … */
export type Spans = number[];

export interface Concept {
  value: string;
  label: string;
}

export interface Documents {
  /** As shown; `rawId` is the exact one where it differs. */
  id: string[];
  rawId: (string | 0)[];
  title: (string | 0)[];
  publisher: number[];
  date: (string | 0)[];
  url: (string | 0)[];
  length: number[];
  shard: number[];
}

export interface Statements {
  document: number[];
  key: string[];
  actor: number[];
  kind: number[];
  form: number[];
  act: number[];
  certainty: number[];
  tense: number[];
  flags: number[];
  depth: number[];
  parent: number[];
  interprets: number[];
  answers: number[];
  denies: number[];
  confidence: number[];
  date: (string | 0)[];
  link: number[];
  linkScore: number[];
  source: Spans[];
  cue: Spans[];
  content: Spans[];
  quotation: string[];
  sourceText: string[];
  cueText: string[];
  topics: number[][];
  mentions: number[][];
  aboutRemarkOf: (string | 0)[];
  outlet: (string | 0)[];
  role: (string | 0)[];
  standsFor: (string | 0)[];
  extractor: number[];
}

export type Likeness = [first: number, second: number, relation: "verbatim" | "paraphrase" | "contradicts", score: number];

/** Two actors who are probably one: by a shorter name and by a fuller one, how that was told, and how sure it is. */
export type ActorLink = [name: number, fullName: number, method: string, score: number];

/** From actor to actor. */
export interface OverviewEdge {
  from: number;
  to: number;
  relation: "reports" | "asks" | "interprets";
  weight: number;
}

export interface Data {
  format: 1;
  title: string;
  generator: string;
  version: string;
  iri: string;
  labels: {
    kinds: Concept[];
    forms: Concept[];
    acts: Concept[];
    certainties: Concept[];
    tenses: Concept[];
    actorTypes: Concept[];
  };
  documents: Documents;
  actors: { key: string[]; name: string[]; type: number[] };
  topics: string[];
  statements: Statements;
  linkMethods: string[];
  extractors: string[];
  likenesses: Likeness[];
  actorLinks: ActorLink[];
  overview: { nodes: { actor: number; x: number; y: number; weight: number }[]; edges: OverviewEdge[] };
  /** What the graph holds; the columns may hold less. */
  total: { documents: number; statements: number };
}

export interface Texts {
  first: number;
  texts: string[];
}

export interface Question {
  name: string;
  question: string;
  /** What else there is to know about it. */
  note?: string;
  parameters: { name: string; help: string; value: string }[];
  columns: string[];
  sparql: string;
  rows: (string | number | boolean | null)[][] | null;
  truncated: boolean;
}

/** The bits of `flags`. */
export const FLAG = { cueNegated: 1, contentNegated: 2, accepted: 4, added: 8, plain: 16 } as const;

/** What a service that serves the page offers besides; null on the disk. */
export interface Served {
  sparql: null | { url: string };
  corrections: null | { url: string; token_needed?: boolean };
}
