/** Statements in time: a table of who (or what on, or where) by when, and below it the statements in their order. */

import { go, href, type Address } from "./address";
import { count, h, replace, type Child } from "./dom";
import type { Facet, FacetName, Filter } from "./facets";
import { saving } from "./export";
import { FilterColumn } from "./filters";
import type { Graph } from "./graph";
import { brief } from "./panel";
import { periodsOf, type Periods } from "./periods";
import type { View } from "./view";

const LANES = 14;
const LISTED = 150;
const BY: [FacetName, string][] = [["actor", "Actor"], ["topic", "Topic"], ["outlet", "Publisher"], ["kind", "Kind"], ["act", "Speech act"], ["document", "Document"]];

type Lane = [value: number, statements: number[]];

export class TimelineView implements View {
  readonly element: HTMLElement;
  private readonly column: FilterColumn;
  private readonly summary = h("p", { class: "summary", "aria-live": "polite" });
  private readonly by: HTMLSelectElement;
  private readonly body = h("div", { class: "timeline" });
  private shown: number[] = [];

  constructor(private readonly graph: Graph, private readonly filter: Filter) {
    this.column = new FilterColumn(filter);
    this.by = h("select", { id: "timeline-by", change: () => go("timeline", { by: this.by.value }) }, ...BY.map(([name, label]) => h("option", { value: name }, label)));
    this.element = h("div", { class: "split" }, this.column.element, h("section", { class: "listing", "aria-label": "Timeline" },
      h("div", { class: "toolbar" }, this.summary, h("label", { class: "picker" }, h("span", { class: "label" }, "A row for each"), this.by), saving(graph, () => this.shown)), this.body));
    this.body.addEventListener("keydown", (event) => this.pressed(event));
  }

  update({ parameters }: Address): void {
    const { shown } = this.column.update(parameters);
    this.shown = shown;
    const by = BY.find(([name]) => name === parameters.get("by"))?.[0] ?? "actor";
    this.by.value = by;
    const periods = periodsOf(shown.map((i) => this.graph.date(i)));
    const dated = periods.of.filter((place) => place >= 0).length;
    this.summary.textContent = this.summed(shown, dated);
    if (!dated) {
      replace(this.body, h("div", { class: "empty" }, h("h2", {}, "No dates"), h("p", {}, shown.length ? "None of these statements, nor the documents they stand in, has a date." : "No statement passes all that is chosen.")));
      return;
    }
    const facet = this.filter.facets.find(({ name }) => name === by) as Facet;
    replace(this.body, this.table(facet, shown, periods), ...this.chronicle(shown, periods));
  }

  private summed(shown: number[], dated: number): string {
    const undated = shown.filter((i) => !this.graph.date(i)).length;
    const less = shown.length - dated - undated;
    return [`${count(dated, "statement")} in time`, less ? `${less.toLocaleString("en")} dated less exactly` : "",
      undated ? `${undated.toLocaleString("en")} without a date` : ""].filter(Boolean).join(", ");
  }

  private table(facet: Facet, shown: number[], periods: Periods): HTMLElement {
    const lanes = this.lanes(facet, shown, periods);
    const heads = periods.names.map((name) => h("th", { scope: "col" }, h("span", {}, name)));
    const most = Math.max(...lanes.slice(0, LANES).flatMap(([, all]) => [...tally(all, periods).values()]), 1);
    const rows = lanes.slice(0, LANES).map(([value, all], place) => this.lane(facet, value, all, periods, most, place === 0));
    const left = lanes.length - LANES;
    return h("div", { class: "matrix", tabindex: 0, role: "region", "aria-label": "Statements by time" },
      h("table", {}, h("thead", {}, h("tr", {}, h("td", {}), ...heads)), h("tbody", {}, ...rows)),
      left > 0 ? h("p", { class: "note" }, `and ${count(left, "more row")}; narrow down to see them`) : null);
  }

  private lanes(facet: Facet, shown: number[], periods: Periods): Lane[] {
    const lanes = new Map<number, number[]>();
    shown.forEach((statement, place) => {
      if (periods.of[place] < 0) return;
      for (const value of [facet.of(statement)].flat()) {
        const lane = lanes.get(value);
        if (lane) lane.push(place);
        else lanes.set(value, [place]);
      }
    });
    return [...lanes].sort(([a, m], [b, n]) => (a < 0 ? 1 : 0) - (b < 0 ? 1 : 0) || n.length - m.length || a - b);
  }

  private lane(facet: Facet, value: number, places: number[], periods: Periods, most: number, first: boolean): HTMLElement {
    const numbers = tally(places, periods);
    const name = facet.text(value);
    let open = first; // one cell of the table takes the keys
    return h("tr", {}, h("th", { scope: "row" }, h("a", { class: "name", title: name, href: href("timeline", { [facet.name]: facet.key(value) }) }, name)),
      ...periods.names.map((period, place) => {
        const number = numbers.get(place);
        if (!number) return h("td", {});
        const cell = h("a", { href: href("timeline", { [facet.name]: facet.key(value), date: period }), tabindex: open ? 0 : -1,
          "aria-label": `${name}, ${period}: ${count(number, "statement")}` }, number);
        open = false;
        cell.style.setProperty("--part", `${Math.round(12 + 48 * Math.sqrt(number / most))}%`);
        return h("td", {}, cell);
      }));
  }

  private chronicle(shown: number[], periods: Periods): Child[] {
    const order = shown.map((statement, place) => ({ statement, period: periods.of[place] })).filter(({ period }) => period >= 0)
      .sort((a, b) => a.period - b.period || (this.graph.date(a.statement) < this.graph.date(b.statement) ? -1 : this.graph.date(a.statement) > this.graph.date(b.statement) ? 1 : a.statement - b.statement));
    const parts: Child[] = [];
    let list = h("ul", {});
    let day = "";
    for (const { statement } of order.slice(0, LISTED)) {
      const date = this.graph.date(statement).slice(0, 10);
      if (date !== day) {
        list = h("ul", { class: "briefs" });
        parts.push(h("section", { class: "day" }, h("h3", {}, h("time", {}, (day = date))), list));
      }
      list.append(h("li", {}, brief(this.graph, statement, "timeline")));
    }
    const left = order.length - LISTED;
    return [...parts, left > 0 ? h("p", { class: "note" }, `${count(left, "more statement")}: `, h("a", { href: href("statements", { sort: "date" }) }, "all in the table")) : null];
  }

  /** The arrows move through the cells that hold something. */
  private pressed(event: KeyboardEvent): void {
    const cell = (event.target as Element).closest("td");
    const row = cell?.parentElement;
    if (!cell || !row || !event.key.startsWith("Arrow")) return;
    const links = (line: Element | null): HTMLElement[] => [...(line?.querySelectorAll<HTMLElement>("td a") ?? [])];
    const here = event.target as HTMLElement;
    const own = links(row);
    const along = own[own.indexOf(here) + (event.key === "ArrowRight" ? 1 : -1)];
    const line = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
    const far = (link: HTMLElement): number => Math.abs(link.getBoundingClientRect().left - here.getBoundingClientRect().left);
    const across = links(line).sort((a, b) => far(a) - far(b))[0];
    const next = event.key === "ArrowRight" || event.key === "ArrowLeft" ? along : across;
    event.preventDefault();
    if (!next) return;
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}

function tally(places: number[], periods: Periods): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const place of places) numbers.set(periods.of[place], (numbers.get(periods.of[place]) ?? 0) + 1);
  return numbers;
}
