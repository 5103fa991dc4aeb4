/** A document as it was read, with who speaks, the words that say so, and what is said marked in it. */

import { go, href, type Address } from "./address";
import type { Correcting } from "./correcting";
import { count, h, replace, words } from "./dom";
import type { Graph } from "./graph";
import { icon } from "./icons";
import { marked, marksOf, nest, type Nested } from "./marks";
import { Missed } from "./missed";
import { Tip } from "./tip";
import type { View } from "./view";

export class ReaderView implements View {
  readonly element: HTMLElement;
  private readonly picker: HTMLSelectElement;
  private readonly heading = h("header", { class: "document-head" });
  private readonly text = h("article", { class: "text", "aria-label": "Text", tabindex: 0 });
  private readonly tip: Tip;
  private readonly missed: Missed | null;
  private shown = -1;
  private turn = 0;

  constructor(private readonly graph: Graph, correcting: Correcting | null) {
    const { documents } = graph.data;
    this.picker = h("select", { id: "document", change: () => go("reader", { doc: documents.id[Number(this.picker.value)], sel: null }) });
    documents.id.forEach((_, index) => {
      const dated = documents.date[index] ? ` · ${String(documents.date[index]).slice(0, 10)}` : "";
      this.picker.append(h("option", { value: index }, `${graph.title(index).slice(0, 120)}${dated}`));
    });
    this.missed = correcting ? new Missed(graph, correcting, this.text) : null;
    this.tip = new Tip(this.text, (statement) => why(graph, statement));
    this.element = h("section", { class: "reader", "aria-label": "Reader" },
      h("div", { class: "toolbar" },
        h("label", { class: "picker" }, h("span", { class: "label" }, "Document"), this.picker), this.steps(), this.missed?.opener, key()),
      h("div", { class: "page", click: (event: MouseEvent) => this.clicked(event) }, this.heading, this.text), this.tip.element, this.missed?.element ?? "");
    this.text.addEventListener("keydown", (event) => this.pressed(event));
  }

  update({ parameters }: Address): void {
    const { graph } = this;
    const selected = graph.statement(parameters.get("sel"));
    const wanted = selected >= 0 ? graph.data.statements.document[selected] : graph.document(parameters.get("doc"));
    const document = wanted >= 0 ? wanted : Math.max(0, this.shown);
    if (!graph.data.documents.id.length) {
      replace(this.text, h("p", { class: "note" }, "There is no document in this graph."));
      return;
    }
    this.picker.value = String(document);
    if (document === this.shown) this.select(selected);
    else void this.open(document, selected);
  }

  private async open(document: number, selected: number): Promise<void> {
    const turn = ++this.turn;
    this.head(document);
    replace(this.text, h("p", { class: "note" }, "Loading the text …"));
    try {
      const text = await this.graph.text(document);
      if (turn !== this.turn) return; // another document was asked for meanwhile
      const marks = nest(this.graph.within(document).flatMap((statement) => marksOf(this.graph, statement)));
      const first = new Set<number>();
      const pin = (mark: Nested): HTMLElement | null => {
        if (first.has(mark.statement)) return null;
        first.add(mark.statement);
        return this.pin(mark.statement);
      };
      replace(this.text, ...marked(text, 0, text.length, marks, pin));
      for (const mark of this.text.querySelectorAll<HTMLElement>("mark")) {
        mark.classList.add(this.graph.kind(Number(mark.dataset["statement"])).value);
      }
      this.shown = document;
      this.missed?.show(document, text);
      this.element.scrollTop = 0;
      this.select(selected);
    } catch (error) {
      this.shown = -1;
      replace(this.text, h("p", { class: "note" }, `The text could not be read: ${(error as Error).message}`));
    }
  }

  private head(document: number): void {
    const { graph } = this;
    const { documents } = graph.data;
    const publisher = graph.publisher(document);
    const url = documents.url[document] || "";
    replace(this.heading,
      h("h2", {}, words(graph.title(document))),
      h("p", { class: "byline" },
        publisher >= 0 ? h("a", { href: href("overview", { actor: graph.data.actors.key[publisher], sel: null }) }, words(graph.actorName(publisher))) : null,
        documents.date[document] ? h("span", {}, String(documents.date[document]).slice(0, 10)) : null,
        h("a", { href: href("statements", { document: documents.id[document] }) }, count(graph.within(document).length, "statement")),
        /^https?:\/\//.test(url) ? h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, "Original") : url ? words(url) : null));
  }

  /** A number that takes the keys to a statement; it is drawn by the style, so that the text stays as it is. */
  private pin(statement: number): HTMLElement {
    const place = this.graph.within(this.graph.data.statements.document[statement]).indexOf(statement) + 1;
    return h("button", { type: "button", class: "pin", "data-statement": statement, "data-number": place,
      "aria-label": `Statement ${place}: ${this.graph.who(statement)}, ${this.graph.act(statement) || this.graph.kind(statement).label}` });
  }

  private select(statement: number): void {
    for (const mark of this.text.querySelectorAll(".chosen")) mark.classList.remove("chosen");
    this.text.classList.toggle("choosing", statement >= 0);
    if (statement < 0) return;
    const own = this.text.querySelectorAll<HTMLElement>(`[data-statement="${statement}"]`);
    for (const mark of own) mark.classList.add("chosen");
    const place = own[0]?.getBoundingClientRect();
    const frame = this.element.getBoundingClientRect();
    const bar = this.element.firstElementChild?.clientHeight ?? 0;
    // on a phone the details cover the lower half
    if (place && (place.top < frame.top + bar || place.bottom > frame.top + frame.height * 0.45)) {
      this.element.scrollTop += place.top - frame.top - bar - 32;
    }
  }

  private clicked(event: MouseEvent): void {
    const target = (event.target as Element).closest<HTMLElement>("[data-statement]");
    if (!target || !getSelection()?.isCollapsed) return; // words are being marked
    go("reader", { sel: this.graph.data.statements.key[Number(target.dataset["statement"])] });
  }

  private steps(): HTMLElement {
    return h("div", { class: "steps", role: "group", "aria-label": "Statements" },
      h("button", { type: "button", class: "quiet", title: "Statement before (k)", click: () => this.step(-1) }, "↑ Before"),
      h("button", { type: "button", class: "quiet", title: "Next statement (j)", click: () => this.step(1) }, "↓ Next"));
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") this.step(event.key === "j" ? 1 : -1);
  }

  private step(by: number): void {
    const all = this.graph.within(this.shown);
    const chosen = Number(this.text.querySelector<HTMLElement>(".chosen")?.dataset["statement"] ?? -1);
    const next = all[chosen < 0 ? (by > 0 ? 0 : all.length - 1) : all.indexOf(chosen) + by];
    if (next !== undefined) go("reader", { sel: this.graph.data.statements.key[next] });
  }
}

/** Who it was taken to be, and why, in a few words. */
function why(graph: Graph, statement: number): HTMLElement {
  const { statements, linkMethods } = graph.data;
  const method = linkMethods[statements.link[statement]];
  const actor = statements.actor[statement];
  return h("div", {},
    h("strong", {}, icon(graph.actorType(actor).value), words(graph.who(statement))),
    h("span", {}, [graph.actorType(actor).label, graph.act(statement)].filter(Boolean).join(" · ")),
    method ? h("span", {}, `Taken to be so by ${method}, ${statements.linkScore[statement]} of 100`) : null);
}

function key(): HTMLElement {
  return h("p", { class: "key", "aria-label": "Colours" }, h("mark", { class: "role source chosen" }, "source"),
    h("mark", { class: "role cue chosen" }, "cue"), h("mark", { class: "role content chosen statement" }, "content"));
}
