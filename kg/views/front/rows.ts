/** The rows of a long table: only those in sight are elements, and the keys move through all of them. */

import { h, replace } from "./dom";

const BEYOND = 6;

export class Rows {
  /** The table that scrolls, with its head. */
  readonly element: HTMLElement;
  readonly empty = h("div", { class: "empty", hidden: true });
  private readonly inner = h("div", { class: "rows", role: "rowgroup" });
  private items: number[] = [];
  private height = 60;
  private selected = -1;
  /** The row that the keys are at, as a place among the items. */
  private at = 0;

  constructor(
    label: string,
    private readonly head: HTMLElement,
    private readonly cells: (item: number) => HTMLElement[],
    private readonly open: (item: number) => void,
  ) {
    this.element = h("div", { class: "table", role: "grid", "aria-label": label, scroll: () => this.draw() }, head, this.inner);
    this.inner.addEventListener("keydown", (event) => this.pressed(event));
    this.inner.addEventListener("click", (event) => this.clicked(event));
    new ResizeObserver(() => this.measure()).observe(this.element);
  }

  show(items: number[], selected: number): void {
    const same = items.length === this.items.length && items.every((item, place) => item === this.items[place]);
    const moved = selected !== this.selected;
    this.items = items;
    this.selected = selected;
    this.element.setAttribute("aria-rowcount", String(items.length + 1));
    this.element.hidden = !items.length;
    if (!same) this.element.scrollTop = 0;
    const place = items.indexOf(selected);
    if (!same || moved) this.at = Math.max(0, place);
    this.measure();
    if (place >= 0 && (moved || !same)) this.reveal(place);
  }

  private measure(): void {
    const height = parseFloat(getComputedStyle(this.element).getPropertyValue("--row")) || 60;
    this.height = height;
    this.inner.style.height = `${this.items.length * height}px`;
    this.draw();
  }

  private draw(): void {
    const { scrollTop } = this.element;
    const clientHeight = this.room();
    const first = Math.max(0, Math.floor(scrollTop / this.height) - BEYOND);
    const last = Math.min(this.items.length, Math.ceil((scrollTop + clientHeight) / this.height) + BEYOND);
    const focused = this.element.contains(document.activeElement);
    const rows: HTMLElement[] = [];
    for (let place = first; place < last; place++) rows.push(this.row(place));
    // the row that has the keys stays an element, so that the tabulator finds it
    if (this.items.length && (this.at < first || this.at >= last)) rows.push(this.row(this.at));
    replace(this.inner, ...rows);
    if (focused) this.rowAt(this.at)?.focus({ preventScroll: true });
  }

  /** What is left of the height below the head, which stays in sight. */
  private room(): number {
    return this.element.clientHeight - this.head.offsetHeight;
  }

  private row(place: number): HTMLElement {
    const item = this.items[place];
    const row = h("div", { role: "row", class: "line", "aria-rowindex": place + 2, "aria-selected": String(item === this.selected),
      tabindex: place === this.at ? 0 : -1, "data-place": place }, ...this.cells(item));
    row.style.transform = `translateY(${place * this.height}px)`;
    return row;
  }

  private rowAt(place: number): HTMLElement | null {
    return this.inner.querySelector(`[data-place="${place}"]`);
  }

  private reveal(place: number): void {
    const { scrollTop } = this.element;
    const clientHeight = this.room();
    const top = place * this.height;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + this.height > scrollTop + clientHeight) this.element.scrollTop = top + this.height - clientHeight;
    this.draw();
  }

  private clicked(event: MouseEvent): void {
    const row = (event.target as Element).closest<HTMLElement>("[data-place]");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.at = Number(row.dataset["place"]);
    this.open(this.items[this.at]);
    this.rowAt(this.at)?.focus({ preventScroll: true });
  }

  private pressed(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.room() / this.height) - 1);
    const last = this.items.length - 1;
    const moves = new Map([["ArrowDown", this.at + 1], ["ArrowUp", this.at - 1], ["PageDown", this.at + page], ["PageUp", this.at - page], ["Home", 0], ["End", last]]);
    const to = moves.get(event.key);
    if (to !== undefined) {
      event.preventDefault();
      this.at = Math.max(0, Math.min(last, to));
      this.reveal(this.at);
      this.rowAt(this.at)?.focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.open(this.items[this.at]);
    }
  }
}
