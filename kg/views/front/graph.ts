/** The data with what follows from it: names, chains, and the way back from a key to its place. */

import { load } from "./loading";
import { PointText } from "./points";
import { FLAG, type Concept, type Data, type Served, type Texts } from "./types";

export class Graph {
  readonly size: number;
  private readonly places = new Map<string, number>();
  private readonly actorPlaces = new Map<string, number>();
  private readonly documentPlaces = new Map<string, number>();
  private readonly inverses = new Map<string, number[][]>();
  private readonly texts = new Map<number, PointText>();

  constructor(
    readonly data: Data,
    readonly served: Served,
  ) {
    this.size = data.statements.key.length;
    data.statements.key.forEach((key, index) => this.places.set(key, index));
    data.actors.key.forEach((key, index) => this.actorPlaces.set(key, index));
    data.documents.id.forEach((id, index) => this.documentPlaces.set(id, index));
  }

  /** The statement, actor or document of a key; -1 where there is none. */
  statement(key: string | null): number {
    return this.places.get(key ?? "") ?? -1;
  }
  actor(key: string | null): number {
    return this.actorPlaces.get(key ?? "") ?? -1;
  }
  document(id: string | null): number {
    return this.documentPlaces.get(id ?? "") ?? -1;
  }

  actorName(actor: number): string {
    return this.data.actors.name[actor] || (actor < 0 ? "Nobody named" : "Without a name");
  }
  /** The source of a statement as readers know it. */
  who(statement: number): string {
    const { actor, sourceText } = this.data.statements;
    return actor[statement] >= 0 ? this.actorName(actor[statement]) : sourceText[statement] || "Nobody named";
  }
  actorType(actor: number): Concept {
    return this.data.labels.actorTypes[this.data.actors.type[actor] ?? -1] ?? { value: "unnamed", label: "" };
  }
  isUnnamed(actor: number): boolean {
    return actor < 0 || this.actorType(actor).value === "unnamed";
  }
  /** Who is probably the same by another name, the surest first. */
  namesakes(actor: number): { actor: number; method: string; score: number }[] {
    return this.data.actorLinks
      .flatMap(([one, other, method, score]) => (one === actor ? [{ actor: other, method, score }] : other === actor ? [{ actor: one, method, score }] : []))
      .sort((a, b) => b.score - a.score);
  }
  title(document: number): string {
    return this.data.documents.title[document] || this.data.documents.id[document] || "";
  }
  /** The exact id of a document, which may not be fit to be shown. */
  rawId(document: number): string {
    return this.data.documents.rawId[document] || this.data.documents.id[document] || "";
  }
  publisher(document: number): number {
    return this.data.documents.publisher[document] ?? -1;
  }
  kind(statement: number): Concept {
    return this.data.labels.kinds[this.data.statements.kind[statement]] ?? { value: "statement", label: "statement" };
  }
  act(statement: number): string {
    return this.data.labels.acts[this.data.statements.act[statement]]?.label ?? "";
  }
  has(statement: number, flag: keyof typeof FLAG): boolean {
    return (this.data.statements.flags[statement] & FLAG[flag]) !== 0;
  }
  /** When it was said, or else published; empty where neither is known. */
  date(statement: number): string {
    return this.data.statements.date[statement] || this.data.documents.date[this.data.statements.document[statement]] || "";
  }

  /** From the outermost statement to this one. */
  chain(statement: number): number[] {
    const links: number[] = [];
    for (let at = statement; at >= 0 && !links.includes(at); at = this.data.statements.parent[at] ?? -1) links.unshift(at);
    return links;
  }

  /** The statements whose `relation` points at `statement`, in the order of the texts. */
  back(relation: "parent" | "interprets" | "answers" | "denies", statement: number): number[] {
    let lists = this.inverses.get(relation);
    if (!lists) {
      lists = [];
      this.data.statements[relation].forEach((to, from) => {
        if (to >= 0) (lists![to] ??= []).push(from);
      });
      this.inverses.set(relation, lists);
    }
    return lists[statement] ?? [];
  }

  /** The statements by an actor, and those of a document. */
  by(actor: number): number[] {
    return this.listed("actor", actor);
  }
  within(document: number): number[] {
    return this.listed("document", document);
  }

  private listed(column: "actor" | "document", value: number): number[] {
    let lists = this.inverses.get(column);
    if (!lists) {
      lists = [];
      this.data.statements[column].forEach((to, from) => {
        if (to >= 0) (lists![to] ??= []).push(from);
      });
      this.inverses.set(column, lists);
    }
    return lists[value] ?? [];
  }

  /** The text of a document, loaded when it is asked for. */
  async text(document: number): Promise<PointText> {
    const known = this.texts.get(document);
    if (known) return known;
    const shard = this.data.documents.shard[document] ?? 0;
    const { first, texts } = (await load(`text-${String(shard).padStart(3, "0")}`)) as Texts;
    const made = new PointText(texts[document - first] ?? "");
    this.texts.set(document, made);
    return made;
  }
}

/** The offsets of spans as readers write them: `120–140, 150–160`. */
export function offsets(spans: number[]): string {
  return pairs(spans)
    .map(([start, end]) => `${start}–${end}`)
    .join(", ");
}

export function pairs(spans: number[]): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at + 1 < spans.length; at += 2) found.push([spans[at], spans[at + 1]]);
  return found;
}
