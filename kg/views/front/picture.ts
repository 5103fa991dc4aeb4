/** The overview as a picture: actors in their places at once, and who reports, asks and interprets whom. */

import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { href } from "./address";
import { count, cut, h, replace, svg } from "./dom";
import type { Graph } from "./graph";
import { shape } from "./icons";
import { apart, placed, type Box } from "./labels";
import type { OverviewEdge } from "./types";

/** Actors drawn at most: more is a cloud in which nobody finds anybody. */
export const SHOWN = 150;
const EDGES = 600;
/** Lines drawn for each actor before somebody points at one; then all of its are. */
const PLAIN = 1.3;
/** Room that an actor takes when there are few, in pixels: a handful is not pulled into the corners. */
const ROOM = 190;

interface Node {
  actor: number;
  x: number;
  y: number;
  radius: number;
  weight: number;
  element: SVGAElement;
  label: SVGTextElement;
  width: number;
}

interface Line extends OverviewEdge {
  element: SVGPathElement;
}

export class Picture {
  readonly element: HTMLElement;
  /** Whether lines wait for somebody to point at their actor. */
  get sparing(): boolean {
    return this.edges.some(({ element }) => element.classList.contains("quiet"));
  }
  private readonly svg: SVGSVGElement;
  private readonly lines = svg("g", { class: "lines" });
  private readonly shapes = svg("g", { class: "nodes" });
  private readonly nodes: Node[] = [];
  private readonly edges: Line[] = [];
  private readonly byActor = new Map<number, Node>();
  private readonly zoom = zoom<SVGSVGElement, unknown>().scaleExtent([0.5, 12]);
  private transform: ZoomTransform = zoomIdentity;
  private waiting = 0;
  /** Places on a screen of some size before anybody zooms. */
  private rest = { width: 0, height: 0, places: [] as [number, number][] };
  /** The node that the keys are at. */
  private at = 0;

  constructor(private readonly graph: Graph) {
    this.svg = svg("svg", { class: "picture", role: "group", "aria-label": "Actors. Arrow keys move from one to the next, Enter opens. The list holds the same." },
      arrows(), this.lines, this.shapes);
    this.element = h("div", { class: "frame" }, this.svg, this.controls());
    this.fill();
    this.zoom.on("zoom", ({ transform }: { transform: ZoomTransform }) => {
      this.transform = transform;
      this.soon();
    });
    select(this.svg).call(this.zoom).on("dblclick.zoom", null);
    this.svg.addEventListener("keydown", (event) => this.pressed(event));
    new ResizeObserver(() => this.soon()).observe(this.element);
  }

  private fill(): void {
    const { overview } = this.graph.data;
    const chosen = [...overview.nodes].sort((a, b) => b.weight - a.weight).slice(0, SHOWN);
    const heaviest = chosen[0]?.weight || 1;
    chosen.forEach((given, place) => {
      const few = Math.min(1, 30 / chosen.length);
      const radius = 5 + 4 * few + (9 + 8 * few) * Math.sqrt(given.weight / heaviest);
      this.add({ ...given, radius }, place);
    });
    const known = overview.edges.filter(({ from, to }) => this.byActor.has(from) && this.byActor.has(to));
    const strongest = Math.max(1, ...known.map(({ weight }) => weight));
    known.sort((a, b) => b.weight - a.weight).slice(0, EDGES).forEach((edge, place) => {
      const width = 1 + 4 * Math.sqrt(edge.weight / strongest);
      const element = svg("path", { class: `line ${edge.relation}${place < Math.max(40, PLAIN * this.nodes.length) ? "" : " quiet"}`, "marker-end": `url(#arrow-${edge.relation})`, "stroke-width": width.toFixed(2) });
      this.edges.push({ ...edge, element });
    });
    replace(this.lines, ...this.edges.map(({ element }) => element));
    replace(this.shapes, ...this.nodes.map(({ element }) => element));
  }

  private add(given: { actor: number; x: number; y: number; radius: number; weight: number }, place: number): void {
    const { graph } = this;
    const name = graph.actorName(given.actor);
    const shown = cut(name, 26);
    const label = svg("text", { class: "label" }, shown);
    const element = svg("a", { class: "node", href: href("overview", { actor: graph.data.actors.key[given.actor], sel: null }), tabindex: place ? -1 : 0,
      "aria-label": `${name}, ${graph.actorType(given.actor).label}, ${count(given.weight, "time")} in the graph`, "data-actor": given.actor },
      svg("title", {}, `${name} · ${graph.actorType(given.actor).label} · ${count(given.weight, "time")}`),
      svg("circle", { class: "halo", r: given.radius + 5 }), shape(graph.actorType(given.actor).value, given.radius), label);
    element.addEventListener("pointerenter", () => this.spotlight(given.actor));
    element.addEventListener("pointerleave", () => this.spotlight(-1));
    element.addEventListener("focus", () => this.spotlight(given.actor));
    element.addEventListener("blur", () => this.spotlight(-1));
    const node = { ...given, element, label, width: widthOf(shown) + 6 };
    this.nodes.push(node);
    this.byActor.set(given.actor, node);
  }

  /** Draw before the next picture of the screen, however often it is asked for. */
  private soon(): void {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      this.draw();
    });
  }

  /** Places on the screen: shapes and words keep their size, only the distances grow. */
  draw(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height || !this.nodes.length) return;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const rest = this.resting();
    const boxes: Box[] = this.nodes.map((node, place) => {
      const [x, y] = this.transform.apply(rest[place]);
      node.element.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      return { x, y, radius: node.radius, width: node.width };
    });
    const centres = new Map(this.nodes.map((node, place) => [node.actor, boxes[place]]));
    for (const edge of this.edges) {
      const from = centres.get(edge.from);
      const to = centres.get(edge.to);
      if (from && to) edge.element.setAttribute("d", curve(from, to));
    }
    placed(boxes, width, height).forEach((place, index) => {
      const { label } = this.nodes[index];
      label.classList.toggle("crowded", !place);
      const { dx, dy, anchor } = place ?? { dx: 0, dy: boxes[index].radius + 14, anchor: "middle" };
      label.setAttribute("x", String(dx));
      label.setAttribute("y", String(dy));
      label.setAttribute("text-anchor", anchor);
    });
  }

  /** The places have no meaning but their nearness: they are stretched to the room there is, and moved off each other. */
  private resting(): [number, number][] {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (this.rest.width === width && this.rest.height === height) return this.rest.places;
    const most = Math.sqrt(this.nodes.length) * ROOM;
    const along = (values: number[], room: number): number[] => {
      const used = Math.min(room - 110, most);
      const low = Math.min(...values);
      const range = Math.max(...values) - low;
      return values.map((value) => room / 2 + (range ? ((value - low) / range - 0.5) * used : 0));
    };
    const xs = along(this.nodes.map(({ x }) => x), width);
    const ys = along(this.nodes.map(({ y }) => y), height);
    const boxes = this.nodes.map((node, place) => ({ x: xs[place], y: ys[place], radius: node.radius, width: node.width }));
    this.rest = { width, height, places: apart(boxes, width, height) };
    return this.rest.places;
  }

  /** Bring forward an actor with its lines and those at their other ends; -1 for all alike. */
  private spotlight(actor: number): void {
    this.element.classList.toggle("lit", actor >= 0);
    const near = new Set([actor]);
    for (const edge of this.edges) {
      const ends = [edge.from, edge.to];
      const lit = ends.includes(actor);
      edge.element.classList.toggle("near", lit);
      if (lit) ends.forEach((end) => near.add(end));
    }
    for (const node of this.nodes) node.element.classList.toggle("near", near.has(node.actor));
  }

  private pressed(event: KeyboardEvent): void {
    const steps = new Map([["ArrowLeft", [-1, 0]], ["ArrowRight", [1, 0]], ["ArrowUp", [0, -1]], ["ArrowDown", [0, 1]]]);
    const step = steps.get(event.key);
    if (!step) return;
    event.preventDefault();
    const next = this.neighbour(step as [number, number]);
    if (next < 0) return;
    this.nodes[this.at].element.setAttribute("tabindex", "-1");
    this.at = next;
    this.nodes[next].element.setAttribute("tabindex", "0");
    this.nodes[next].element.focus();
  }

  /** The nearest node in a direction, one to the side counting as farther away. */
  private neighbour([dx, dy]: [number, number]): number {
    const rest = this.resting();
    const [x, y] = rest[this.at];
    let best = -1;
    let least = Infinity;
    rest.forEach(([nx, ny], place) => {
      const ahead = (nx - x) * dx + (ny - y) * dy;
      const aside = Math.abs((nx - x) * dy) + Math.abs((ny - y) * dx);
      const distance = ahead + 2.5 * aside;
      if (place !== this.at && ahead > 0.5 && distance < least) [best, least] = [place, distance];
    });
    return best;
  }

  private controls(): HTMLElement {
    const button = (text: string, label: string, act: () => void): HTMLElement =>
      h("button", { type: "button", "aria-label": label, title: label, click: act }, text);
    const by = (factor: number) => () => this.zoom.scaleBy(select(this.svg), factor);
    return h("div", { class: "controls", role: "group", "aria-label": "Zoom" }, button("+", "Zoom in", by(1.5)), button("−", "Zoom out", by(1 / 1.5)),
      button("⤢", "Show everything", () => this.zoom.transform(select(this.svg), zoomIdentity)));
  }
}

export const RELATIONS = [
  ["reports", "reports what the other said"],
  ["asks", "asks the other"],
  ["interprets", "interprets a remark of the other"],
] as const;

function arrows(): SVGDefsElement {
  return svg("defs", {}, ...RELATIONS.map(([relation]) =>
    svg("marker", { id: `arrow-${relation}`, class: `tip-${relation}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" },
      svg("path", { d: "M0 0.5L8 4L0 7.5Z" }))));
}

let measure: CanvasRenderingContext2D | null = null;

function widthOf(text: string): number {
  if (!measure) {
    measure = document.createElement("canvas").getContext("2d");
    if (measure) measure.font = `550 12px ${getComputedStyle(document.body).fontFamily}`;
  }
  return measure?.measureText(text).width ?? text.length * 7;
}

/** A line bent a little to one side, so that there and back are two lines; it ends where the shapes begin. */
function curve(from: Box, to: Box): string {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const bend = 0.12;
  const [mx, my] = [from.x + dx / 2 - dy * bend, from.y + dy / 2 + dx * bend];
  const end = (at: Box, gap: number): [number, number] => {
    const far = Math.hypot(mx - at.x, my - at.y) || 1;
    const part = Math.min(gap / far, 0.9);
    return [at.x + (mx - at.x) * part, at.y + (my - at.y) * part];
  };
  const [ax, ay] = end(from, from.radius + 1);
  const [bx, by] = end(to, Math.min(to.radius + 4, length / 2));
  return `M${ax.toFixed(1)} ${ay.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${bx.toFixed(1)} ${by.toFixed(1)}`;
}
