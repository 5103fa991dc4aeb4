/** Columns of cards with lines from card to card: an actor with its statements, a statement with its chain. */

import { h, replace, svg, type Child } from "./dom";

export interface Card {
  id: string;
  element: HTMLElement;
}

export interface Column {
  label: string;
  cards: Card[];
}

export interface Link {
  from: string;
  to: string;
  /** `said`, `reportedly`, `expresses`, `interprets`, `answers`, `denies`, `published` */
  relation: string;
}

export class Ladder {
  readonly element: HTMLElement;
  private readonly board = h("div", { class: "board" });
  private readonly drawing = svg("svg", { class: "wires", "aria-hidden": "true" });
  private links: Link[] = [];
  private readonly places = new Map<string, HTMLElement>();

  constructor() {
    this.element = h("div", { class: "ladder" }, this.board);
    new ResizeObserver(() => this.wire()).observe(this.board);
  }

  show(columns: Column[], links: Link[]): void {
    this.links = links;
    this.places.clear();
    for (const { cards } of columns) for (const { id, element } of cards) this.places.set(id, element);
    const shown = columns.filter(({ cards }) => cards.length);
    replace(this.board, this.drawing, ...shown.map(({ label, cards }) =>
      h("section", { class: "column" }, h("h3", {}, label), h("ul", {}, ...cards.map(({ element }) => h("li", {}, element))))));
    this.board.style.setProperty("--columns", String(shown.length));
    this.element.scrollTop = 0;
    this.wire();
    this.board.querySelector(".here")?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  private wire(): void {
    const frame = this.board.getBoundingClientRect();
    this.drawing.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
    this.drawing.style.width = `${frame.width}px`;
    this.drawing.style.height = `${frame.height}px`;
    const paths: Child[] = this.links.map(({ from, to, relation }) => {
      const a = this.places.get(from)?.getBoundingClientRect();
      const b = this.places.get(to)?.getBoundingClientRect();
      if (!a || !b) return null;
      const forwards = a.left <= b.left;
      const [ax, ay] = [(forwards ? a.right : a.left) - frame.left, a.top + Math.min(a.height / 2, 28) - frame.top];
      const [bx, by] = [(forwards ? b.left : b.right) - frame.left, b.top + Math.min(b.height / 2, 28) - frame.top];
      const half = (ax + bx) / 2;
      return svg("path", { class: `wire ${relation}`, d: `M${ax} ${ay}C${half} ${ay} ${half} ${by} ${bx} ${by}` });
    });
    replace(this.drawing, ...paths);
  }
}
