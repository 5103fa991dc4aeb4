/** The graph: an overview of actors first; then an actor's statements; then a statement with its chain and relations. */

import { current, href, type Address } from "./address";
import { count, h, replace, words, type Child } from "./dom";
import { folded } from "./facets";
import type { Graph } from "./graph";
import { icon } from "./icons";
import { Ladder } from "./ladder";
import { Picture, RELATIONS, SHOWN } from "./picture";
import { actorScene, statementScene } from "./scenes";
import type { View } from "./view";

const LISTED = 60;

export class OverviewView implements View {
  readonly element: HTMLElement;
  private readonly trail = h("nav", { class: "trail", "aria-label": "Where in the graph" });
  private readonly note = h("p", { class: "note" });
  private readonly stage = h("div", { class: "stage" });
  private readonly list = h("ul", { class: "people" });
  private readonly search: HTMLInputElement;
  private readonly ladder = new Ladder();
  private readonly picture: Picture;
  private readonly ranked: [actor: number, number: number, name: string][];

  constructor(private readonly graph: Graph) {
    this.picture = new Picture(graph);
    this.ranked = ranking(graph);
    this.search = h("input", { type: "search", placeholder: "Find an actor", "aria-label": "Find an actor", autocomplete: "off", spellcheck: "false", input: () => this.listActors() });
    const column = h("details", { class: "facets", open: !matchMedia("(max-width: 900px)").matches }, h("summary", {}, "Actors as a list"), this.search, this.list);
    this.element = h("div", { class: "split overview" }, h("section", { class: "filters", "aria-label": "Actors" }, column),
      h("section", { class: "listing", "aria-label": "Graph" }, h("div", { class: "toolbar" }, this.trail, this.note), this.stage));
    this.listActors();
  }

  update({ parameters }: Address): void {
    const { graph } = this;
    const statement = graph.statement(parameters.get("sel"));
    const actor = statement >= 0 ? graph.data.statements.actor[statement] : graph.actor(parameters.get("actor"));
    this.drawTrail(actor, statement);
    this.element.classList.toggle("focused", statement >= 0 || actor >= 0);
    if (statement < 0 && actor < 0) this.all();
    else this.scene(statement, actor);
    this.listActors();
  }

  private all(): void {
    const { overview } = this.graph.data;
    const left = this.ranked.length - Math.min(SHOWN, overview.nodes.length);
    const named = count(Math.min(SHOWN, overview.nodes.length), "named actor");
    const others = left > 0 ? `, the most frequent; the list finds the other ${left.toLocaleString("en")}` : "";
    replace(this.note, `${named}${others}${this.picture.sparing ? ". Strongest lines; point at an actor for all of its" : ""}`);
    if (!overview.nodes.length) {
      replace(this.stage, h("div", { class: "empty" }, h("h2", {}, "Nobody by name"), h("p", {}, "No named actor was found. The statements hold what unnamed sources said."),
        h("a", { class: "button", href: href("statements") }, "To the statements")));
      return;
    }
    replace(this.stage, this.picture.element, legend(new Set(overview.edges.map(({ relation }) => relation)), shapes(this.graph)));
    this.picture.draw();
  }

  private scene(statement: number, actor: number): void {
    const { columns, links, note } = statement >= 0 ? statementScene(this.graph, statement) : actorScene(this.graph, actor);
    replace(this.note, note);
    replace(this.stage, this.ladder.element, key(links.map(({ relation }) => relation)));
    this.ladder.show(columns, links);
  }

  private drawTrail(actor: number, statement: number): void {
    const { graph } = this;
    const steps: [string, string, boolean][] = [["All actors", href("overview", { actor: null, sel: null }), actor < 0 && statement < 0]];
    if (actor >= 0) steps.push([graph.actorName(actor), href("overview", { actor: graph.data.actors.key[actor], sel: null }), statement < 0]);
    if (statement >= 0) steps.push([graph.act(statement) || graph.kind(statement).label, "", true]);
    replace(this.trail, h("ol", {}, ...steps.map(([text, to, last]) => h("li", {}, last ? h("span", { "aria-current": "page", class: "name", title: text }, text) : h("a", { href: to, class: "name", title: text }, text)))));
  }

  private listActors(): void {
    const wanted = folded(this.search.value.trim());
    const found = wanted ? this.ranked.filter(([, , name]) => name.includes(wanted)) : this.ranked;
    const open = current().parameters.get("actor");
    const rows: Child[] = found.slice(0, LISTED).map(([actor, number]) => {
      const key = this.graph.data.actors.key[actor];
      return h("li", {}, h("a", { href: href("overview", { actor: key, sel: null }), ...(key === open ? { "aria-current": "true" } : {}) },
        icon(this.graph.actorType(actor).value), words(this.graph.actorName(actor), "name"), h("span", { class: "number" }, number.toLocaleString("en"))));
    });
    const left = found.length - LISTED;
    replace(this.list, ...rows, left > 0 ? h("li", { class: "note" }, `${count(left, "more", "more")}; type to find them`) : !found.length ? h("li", { class: "note" }, "Nobody of that name") : null);
  }
}

/** Named actors with how often they speak or publish, the most frequent first. */
function ranking(graph: Graph): [number, number, string][] {
  const { actors, statements, documents } = graph.data;
  const numbers = new Uint32Array(actors.key.length);
  for (const actor of statements.actor) if (actor >= 0) numbers[actor]++;
  for (const publisher of documents.publisher) if (publisher >= 0) numbers[publisher]++;
  return [...numbers.keys()]
    .filter((actor) => numbers[actor] > 0 && !graph.isUnnamed(actor))
    .sort((a, b) => numbers[b] - numbers[a] || a - b)
    .map((actor) => [actor, numbers[actor], folded(graph.actorName(actor))]);
}

/** The classes of the actors that are drawn, as their shapes. */
function shapes(graph: Graph): HTMLElement[] {
  const { labels, overview } = graph.data;
  const used = new Set(overview.nodes.map(({ actor }) => graph.actorType(actor).value));
  return labels.actorTypes.filter(({ value }) => used.has(value)).map(({ value, label }) => h("li", {}, icon(value), label));
}

function legend(used: Set<string>, classes: HTMLElement[]): HTMLElement {
  return h("ul", { class: "legend", "aria-label": "Shapes and lines" }, ...classes, ...RELATIONS.filter(([name]) => used.has(name)).map(([name, text]) => h("li", {}, h("span", { class: `stroke ${name}` }), text)),
    ...(used.size ? [] : [h("li", {}, "No named actor reports, asks or interprets another")]));
}

const WIRES = [
  ["said", "said"], ["reportedly", "reportedly said"], ["published", "stands in"], ["expresses", "holds"],
  ["interprets", "interprets"], ["answers", "answers"], ["denies", "denies"],
] as const;

function key(used: string[]): HTMLElement {
  return h("ul", { class: "legend", "aria-label": "Lines" }, ...WIRES.filter(([name]) => used.includes(name)).map(([name, text]) => h("li", {}, h("span", { class: `stroke ${name}` }), text)));
}
