/** The column of words and facets that statements and timeline share. */

import { amend, current, go } from "./address";
import { count, h, replace, words } from "./dom";
import { choiceOf, type Choice, type Facet, type FacetName, type Filter, type Result } from "./facets";

const FEW = 6;
const MANY = 200;

export class FilterColumn {
  readonly element: HTMLElement;
  private readonly search: HTMLInputElement;
  private readonly boxes = new Map<FacetName, HTMLElement>();
  private readonly opened = new Set<FacetName>();
  private readonly clear: HTMLElement;
  private readonly folder: HTMLDetailsElement;

  constructor(private readonly filter: Filter) {
    let wait = 0;
    this.search = h("input", {
      type: "search", id: "search", placeholder: "Search words and names", autocomplete: "off", spellcheck: "false",
      "aria-label": "Search words and names",
      input: () => {
        clearTimeout(wait);
        wait = window.setTimeout(() => amend(current().view, { q: this.search.value.trim() ? this.search.value : null }), 120);
      },
    });
    for (const { name } of filter.facets) this.boxes.set(name, h("fieldset", { class: "facet", "data-facet": name }));
    this.clear = h("button", { type: "button", class: "quiet", click: () => this.clearAll() }, "Clear all");
    this.folder = h("details", { class: "facets", open: !matchMedia("(max-width: 900px)").matches },
      h("summary", {}, "Narrow down"), ...this.boxes.values());
    this.element = h("form", { class: "filters", role: "search", "aria-label": "Search and narrow down",
      submit: (event: Event) => event.preventDefault() }, this.search, this.clear, this.folder);
  }

  /** Show what the address chooses, and return what remains. */
  update(parameters: URLSearchParams): Result {
    const choice = choiceOf(parameters, this.filter.facets);
    if (document.activeElement !== this.search) this.search.value = choice.words;
    const result = this.filter.apply(choice);
    this.clear.hidden = !choice.words.trim() && !choice.chosen.size;
    for (const facet of this.filter.facets) this.draw(facet, choice, result);
    return result;
  }

  private clearAll(): void {
    this.search.value = "";
    go(current().view, Object.fromEntries([["q", null], ...this.filter.facets.map(({ name }) => [name, null])]));
    this.search.focus();
  }

  private draw(facet: Facet, choice: Choice, result: Result): void {
    const box = this.boxes.get(facet.name) as HTMLElement;
    const chosen = choice.chosen.get(facet.name) ?? new Set<string>();
    const counts = result.counts.get(facet.name) ?? new Map<number, number>();
    const rows = this.sorted(facet, counts, chosen);
    box.hidden = rows.length < 2 && !chosen.size;
    const focused = document.activeElement instanceof HTMLElement && box.contains(document.activeElement) ? document.activeElement.dataset["value"] : undefined;
    const limit = this.opened.has(facet.name) ? MANY : FEW;
    const listed = new Set(rows.map(([value]) => facet.key(value)));
    const others = [...chosen].filter((key) => !listed.has(key)); // finer than what is listed, or gone
    const list = [...others.map((key) => this.row(facet, key, key, null, chosen)),
      ...rows.slice(0, limit).map(([value, number]) => this.row(facet, facet.key(value), facet.text(value), number, chosen))];
    replace(box, h("legend", {}, facet.label), ...list, this.more(facet, rows.length));
    if (focused !== undefined) [...box.querySelectorAll("input")].find((input) => input.dataset["value"] === focused)?.focus();
  }

  private sorted(facet: Facet, counts: Map<number, number>, chosen: Set<string>): [number, number][] {
    const rows = [...counts];
    if (facet.ordered) return rows.sort(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b));
    const first = (value: number): number => (chosen.has(facet.key(value)) ? 0 : 1);
    return rows.sort(([a, m], [b, n]) => first(a) - first(b) || n - m || a - b);
  }

  private row(facet: Facet, key: string, text: string, number: number | null, chosen: Set<string>): HTMLElement {
    return h("label", { class: "choice" },
      h("input", { type: "checkbox", checked: chosen.has(key), "data-value": key, change: () => this.toggle(facet, key, chosen) }),
      words(text, "name"), h("span", { class: "number" }, number?.toLocaleString("en")));
  }

  private toggle(facet: Facet, key: string, chosen: Set<string>): void {
    const values = new Set(chosen);
    if (!values.delete(key)) values.add(key);
    go(current().view, { [facet.name]: [...values] });
  }

  private more(facet: Facet, rows: number): HTMLElement | null {
    if (rows <= FEW) return null;
    const open = this.opened.has(facet.name);
    const left = rows - MANY;
    return h("div", {},
      open && left > 0 ? h("p", { class: "note" }, `${count(left, "more value")} not listed; search for them.`) : null,
      h("button", { type: "button", class: "quiet", "aria-expanded": String(open), click: () => {
        if (!this.opened.delete(facet.name)) this.opened.add(facet.name);
        this.update(current().parameters);
      } }, open ? "Fewer" : `${(Math.min(rows, MANY) - FEW).toLocaleString("en")} more`));
  }
}
