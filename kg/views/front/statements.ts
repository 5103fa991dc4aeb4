/** Statements as a table: every one that the words and facets leave, of which only those in sight are elements. */

import { current, go, href, type Address } from "./address";
import { count, cut, h, replace, words } from "./dom";
import type { Filter } from "./facets";
import { FilterColumn } from "./filters";
import type { Graph } from "./graph";
import { icon } from "./icons";
import { sorter, SORTS } from "./sorting";
import { saving } from "./export";
import { Rows } from "./rows";
import type { View } from "./view";

export class StatementsView implements View {
  readonly element: HTMLElement;
  private readonly column: FilterColumn;
  private readonly summary = h("p", { class: "summary", "aria-live": "polite" });
  private readonly heads: HTMLElement[];
  private readonly rows: Rows;
  private shown: number[] = [];

  constructor(private readonly graph: Graph, filter: Filter) {
    this.column = new FilterColumn(filter);
    this.heads = SORTS.map(({ name, label }) =>
      h("div", { role: "columnheader", class: `cell ${name}` },
        h("button", { type: "button", class: "head", click: () => this.turn(name) }, label)));
    const head = h("div", { role: "rowgroup", class: "heads" }, h("div", { role: "row", class: "line", "aria-rowindex": 1 }, ...this.heads));
    const open = (statement: number): void => go("statements", { sel: graph.data.statements.key[statement] });
    this.rows = new Rows("Statements", head, (statement) => this.cells(statement), open);
    this.element = h("div", { class: "split" }, this.column.element,
      h("section", { class: "listing", "aria-label": "Statements found" },
        h("div", { class: "toolbar" }, this.summary, saving(graph, () => this.shown)), this.rows.element, this.rows.empty));
  }

  update({ parameters }: Address): void {
    const { shown } = this.column.update(parameters);
    const sort = parameters.get("sort") ?? "text";
    this.shown = sorter(this.graph, sort)(shown);
    const all = count(this.graph.size, "statement");
    this.summary.textContent = shown.length === this.graph.size ? all : `${shown.length.toLocaleString("en")} of ${all}`;
    this.heads.forEach((head, at) => {
      const { name } = SORTS[at];
      const order = sort === name ? "ascending" : sort === `-${name}` ? "descending" : null;
      if (order) head.setAttribute("aria-sort", order);
      else head.removeAttribute("aria-sort");
    });
    this.rows.show(this.shown, this.graph.statement(parameters.get("sel")));
    replace(this.rows.empty, ...(this.shown.length ? [] : this.nothing()));
    this.rows.empty.hidden = this.shown.length > 0;
  }

  private nothing(): HTMLElement[] {
    if (!this.graph.size) {
      const documents = count(this.graph.data.documents.id.length, "document");
      return [h("h2", {}, "No statements yet"), h("p", {}, `Nobody was found saying anything in ${documents}.`)];
    }
    return [h("h2", {}, "Nothing matches"), h("p", {}, "No statement has these words and passes all that is ticked. Take something away to see more.")];
  }

  /** Up, down, and back to the order of the text. */
  private turn(name: string): void {
    const now = current().parameters.get("sort");
    go("statements", { sort: now === name ? `-${name}` : now === `-${name}` ? null : name });
  }

  private cells(statement: number): HTMLElement[] {
    const { graph } = this;
    const { statements } = graph.data;
    const actor = statements.actor[statement];
    const who = graph.who(statement);
    const title = graph.title(statements.document[statement]);
    const cell = (name: string, ...children: (Node | string | null)[]): HTMLElement => h("div", { role: "gridcell", class: `cell ${name}` }, ...children);
    return [
      cell("actor", icon(graph.actorType(actor).value), words(who, "name")),
      cell("quotation", h("a", { class: `quotation ${graph.kind(statement).value}`, tabindex: -1, href: href("statements", { sel: statements.key[statement] }) },
        words(cut(statements.quotation[statement], 240)))),
      cell("act", graph.act(statement) || graph.kind(statement).label),
      cell("document", words(title, "name")),
      cell("date", graph.date(statement).slice(0, 10)),
    ];
  }
}
