/** A shape for each class of actor and kind, so that nobody has to tell colours apart. */

import { svg } from "./dom";

const SHAPES: Record<string, string> = {
  person: "M0 -1A1 1 0 1 1 0 1A1 1 0 1 1 0 -1Z",
  unnamed: "M0 -1A1 1 0 1 1 0 1A1 1 0 1 1 0 -1Z",
  actor: "M0 -1A1 1 0 1 1 0 1A1 1 0 1 1 0 -1Z",
  organization: "M-1.05 0L-.53 -.92L.53 -.92L1.05 0L.53 .92L-.53 .92Z",
  outlet: "M0 -1.2L1.2 0L0 1.2L-1.2 0Z",
  country: "M0 -1.1L1.1 .85L-1.1 .85Z",
  group: "M0 1.1L1.1 -.85L-1.1 -.85Z",
  document: "M-.8 -1L.8 -1L.8 1L-.8 1Z",
  statement: "M-1.1 -.75L1.1 -.75L1.1 .75L-1.1 .75Z",
  interpretation: "M-.5 -.75L.5 -.75A.75 .75 0 0 1 .5 .75L-.5 .75A.75 .75 0 0 1 -.5 -.75Z",
  question: "M-1.1 -.75L1.1 -.75L1.1 .75L-1.1 .75Z",
};

/** The class a shape is dressed by, for a value of the data. */
export function look(value: string): string {
  return Object.hasOwn(SHAPES, value) ? value : "actor";
}

export function shape(value: string, radius: number): SVGPathElement {
  return svg("path", { class: `shape ${look(value)}`, d: SHAPES[look(value)], transform: `scale(${radius})`, "vector-effect": "non-scaling-stroke" });
}

/** The shape in a line of text. */
export function icon(value: string): SVGSVGElement {
  return svg("svg", { class: "icon", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, shape(value, 6));
}
