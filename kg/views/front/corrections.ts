/** Everything that was corrected, with a way back; only in a page that is served. */

import { href, type Address } from "./address";
import { tokenForm, type Correcting } from "./correcting";
import type { Entry } from "./desk";
import { count, h, replace, words, type Child } from "./dom";
import type { Graph } from "./graph";
import type { View } from "./view";

export class CorrectionsView implements View {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "page" });
  private isWatched = false;

  constructor(private readonly graph: Graph, private readonly correcting: Correcting) {
    this.element = h("section", { class: "scroller corrections", "aria-label": "Corrections" }, this.body);
  }

  update(_: Address): void {
    if (this.isWatched) this.draw();
    else this.correcting.desk.watch(this.element, () => this.draw());
    this.isWatched = true;
  }

  private draw(): void {
    const { desk } = this.correcting;
    const lead = h("p", { class: "lead" }, "Accept or reject a statement, change its kind or source, merge, rename or split an actor in the details beside every view; mark what was missed in the reader. Everything holds from the next build, and can be taken back here.");
    if (!desk.isOpen) return replace(this.body, h("h2", {}, "Corrections"), lead, tokenForm(desk));
    const standing = desk.entries.filter(({ state }) => state === "standing").reverse();
    const others = desk.entries.length - standing.length;
    replace(this.body, h("h2", {}, "Corrections"), lead,
      h("p", { class: "note" }, standing.length ? count(standing.length, "correction") : "Nothing is corrected.", others ? ` ${count(others, "more", "more")} taken back or said again later.` : ""),
      h("ul", { class: "ledger" }, ...standing.map((entry) => h("li", {}, h("p", { class: "by" }, this.subject(entry)), this.correcting.entry(entry)))),
      h("button", { type: "button", class: "quiet", click: () => desk.close() }, "Forget the token"));
  }

  private subject({ what, subject, document, quote }: Entry): Child {
    const { graph } = this;
    const statement = graph.statement(subject);
    if (statement >= 0) return h("a", { href: href("corrections", { sel: subject }) }, words(graph.who(statement)), ": ", words(graph.data.statements.quotation[statement], "said"));
    const actor = graph.actor(subject);
    if (actor >= 0) return h("a", { href: href("overview", { actor: subject, sel: null }) }, words(graph.actorName(actor)));
    if (what === "add") return words(document ?? "");
    return words(quote ?? subject);
  }
}
