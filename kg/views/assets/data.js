"use strict";
// What the page was given, and the few helpers everything else is built from.

/**
 * @typedef {[number, number]} Span  half-open, in code points of the document's text
 * @typedef {{id: string, length: number, excerpts: [number, string][], title?: string, date?: string,
 *   publisher?: string, author?: string, url?: string, language?: string}} SourceDocument
 * @typedef {{name: string, class: string}} Actor
 * @typedef {{id: string, document: number, claim: string, class: string, actor: ?string, depth: number,
 *   source: Span[], cue: Span[], content: Span[], parent?: number, interprets?: number, answers?: number,
 *   form?: string, speech_act?: string, certainty?: string, cue_negated?: boolean, confidence?: number,
 *   extractor?: string, link_method?: string, link_score?: number}} Statement
 */

const data = JSON.parse(document.getElementById("graph-data").textContent);
/** @type {SourceDocument[]} */
const documents = data.documents;
/** @type {Record<string, Actor>} */
const actors = data.actors;
/** @type {Statement[]} */
const statements = data.statements;

/** @type {number[][]} the statements inside each statement */
const inside = statements.map(() => []);
/** @type {number[][]} the statements that read, and those that answer, each statement */
const readings = statements.map(() => []);
const replies = statements.map(() => []);
statements.forEach((statement, index) => {
  if (statement.parent !== undefined) inside[statement.parent].push(index);
  if (statement.interprets !== undefined) readings[statement.interprets].push(index);
  if (statement.answers !== undefined) replies[statement.answers].push(index);
});

/** @param {string} id */
const byId = (id) => document.getElementById(id);

/**
 * An element with its children. Strings become text, never markup.
 * @param {string} tag  with classes after dots: "p.small"
 * @param {Record<string, any>} [attributes]  `on…` keys are listeners, undefined and false leave the attribute out
 * @param {...(Node|string|null|undefined)} children
 */
function element(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The statements that enclose a statement, outermost first, and itself. @param {number} index */
function chain(index) {
  const links = [index];
  for (let at = statements[index].parent; at !== undefined; at = statements[at].parent) links.unshift(at);
  return links;
}

/** @param {number} index */
function speaker(index) {
  const statement = statements[index];
  return statement.actor === null ? "Source not named" : actors[statement.actor].name;
}

/** @param {SourceDocument} source */
const titleOf = (source) => source.title || source.id;

/** @param {string} text */
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {number} count @param {string} one @param {string} [many] */
const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const SHAPES = {
  square: "M3 3h10v10H3z",
  dot: "M8 2.5a5.5 5.5 0 1 0 .01 0z",
  hexagon: "M2 8l3-5.2h6L14 8l-3 5.2H5z",
  diamond: "M8 1.6L14.4 8 8 14.4 1.6 8z",
  triangle: "M8 2l6.4 11.4H1.6z",
  triangleDown: "M8 14L1.6 2.6h12.8z",
  box: "M3 4h10a1.5 1.5 0 0 1 1.5 1.5v5A1.5 1.5 0 0 1 13 12H3a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 3 4z",
};

/** The small picture of a class, as in the legend. @param {string} name */
function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon class-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[data.classes.nodes[name].shape]);
  svg.append(path);
  return svg;
}
