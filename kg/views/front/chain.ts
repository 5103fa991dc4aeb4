/** On whose word a claim stands: a line from who published it to the innermost source. */

import { href, type Address } from "./address";
import { count, h, replace, words, type Child } from "./dom";
import { excerpt } from "./excerpt";
import type { Graph } from "./graph";
import { icon } from "./icons";
import { brief } from "./panel";
import type { View } from "./view";

const LISTED = 40;

export class ChainView implements View {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "page" });
  private shown = NaN;

  constructor(private readonly graph: Graph) {
    this.element = h("section", { class: "scroller chain", "aria-label": "Chain" }, this.body);
  }

  update({ parameters }: Address): void {
    const statement = this.graph.statement(parameters.get("sel"));
    if (statement === this.shown) return;
    this.shown = statement;
    this.element.scrollTop = 0;
    replace(this.body, ...(statement < 0 ? this.choices() : this.line(statement)));
  }

  private choices(): Child[] {
    const { depth } = this.graph.data.statements;
    const deep = [...depth.keys()].filter((i) => depth[i] > 0 && !this.graph.back("parent", i).length).sort((a, b) => depth[b] - depth[a] || a - b);
    const intro = h("p", { class: "lead" }, "Choose a statement, here or in any other view, to see through whose hands it came to the reader.");
    if (!deep.length) return [h("h2", {}, "On whose word?"), intro, h("p", { class: "note" }, "No statement in this graph is reported by somebody else than the document itself.")];
    const left = deep.length - LISTED;
    return [h("h2", {}, "On whose word?"), intro, h("h3", {}, "The longest chains"),
      h("ul", { class: "briefs" }, ...deep.slice(0, LISTED).map((i) => h("li", {}, brief(this.graph, i, "chain")))),
      left > 0 ? h("p", { class: "note" }, `and ${count(left, "more", "more")}; `, h("a", { href: href("statements", { depth: "1" }) }, "all nested statements")) : null];
  }

  private line(statement: number): Child[] {
    const { graph } = this;
    const chain = graph.chain(statement);
    const document = graph.data.statements.document[statement];
    return [
      h("p", { class: "back" }, h("a", { href: href("chain", { sel: null }) }, "All chains")),
      h("h2", {}, "On whose word"),
      h("p", { class: "lead" }, ...this.summary(chain, document)),
      h("ol", { class: "line-of-hands" }, this.publication(document), ...chain.map((link) => this.step(link, link === statement)), ...this.further(statement)),
    ];
  }

  /** The chain in words; nothing in it says that the claim is true. */
  private summary(chain: number[], document: number): Child[] {
    const { graph } = this;
    const publisher = graph.publisher(document);
    const last = chain[chain.length - 1];
    const outer = chain.slice(0, -1).reverse();
    const name = (i: number): Child => h("strong", {}, words(graph.who(i)));
    const where = publisher >= 0 ? h("strong", {}, words(graph.actorName(publisher))) : "the document";
    if (!outer.length) return [name(last), graph.has(last, "cueNegated") ? " does not say this: so " : " says this: so ", where, " has it, at first hand."];
    return ["That ", name(last), " says this is on the word of ", ...outer.flatMap((i, place): Child[] => [place ? ", which is on the word of " : "", name(i)]), ", as ", where, " has it."];
  }

  private publication(document: number): HTMLElement {
    const { graph } = this;
    const publisher = graph.publisher(document);
    const date = graph.data.documents.date[document];
    return h("li", { class: "published" }, h("span", { class: "dot" }, icon(publisher >= 0 ? graph.actorType(publisher).value : "document")),
      h("div", {}, h("p", { class: "by" }, words(publisher >= 0 ? graph.actorName(publisher) : "The document", "name"), h("span", { class: "verb" }, date ? `published, ${String(date).slice(0, 10)}` : "published")),
        h("p", {}, h("a", { href: href("reader", { doc: graph.data.documents.id[document] }) }, words(graph.title(document))))));
  }

  private step(i: number, last: boolean): HTMLElement {
    const { graph } = this;
    const { statements } = graph.data;
    const says = graph.act(i) || graph.kind(i).label;
    return h("li", { class: statements.depth[i] > 0 ? "reportedly" : "said", ...(last ? { "aria-current": "true" } : {}) },
      h("span", { class: "dot" }, icon(graph.actorType(statements.actor[i]).value)),
      h("div", {}, h("p", { class: "by" }, last ? words(graph.who(i), "name") : h("a", { class: "name", href: href("chain", { sel: statements.key[i] }) }, words(graph.who(i))),
        h("span", { class: "verb" }, statements.depth[i] > 0 ? `reportedly, ${says}` : says)), excerpt(graph, i)));
  }

  private further(i: number): HTMLElement[] {
    const { graph } = this;
    const { interprets } = graph.data.statements;
    const groups: [string, number[]][] = [["It interprets", interprets[i] >= 0 ? [interprets[i]] : []], ["Inside it", graph.back("parent", i)], ["Interpreted by", graph.back("interprets", i)]];
    return groups.filter(([, found]) => found.length).map(([label, found]) =>
      h("li", { class: "further" }, h("span", { class: "dot" }), h("div", {}, h("p", { class: "by" }, label), h("ul", { class: "briefs" }, ...found.slice(0, 12).map((other) => h("li", {}, brief(graph, other, "chain")))))));
  }
}
