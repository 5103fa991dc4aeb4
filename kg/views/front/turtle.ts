/** Statements as Turtle: triples that the graph itself holds, so that loading them beside it adds nothing new. */

import { pairs, type Graph } from "./graph";

const KG = "https://w3id.org/saidgraph#";
const PREFIXES = { kg: KG, rdfs: "http://www.w3.org/2000/01/rdf-schema#", schema: "https://schema.org/", xsd: "http://www.w3.org/2001/XMLSchema#" };
const CLASSES = new Map([
  ["person", "kg:Person"], ["organization", "kg:Organization"], ["outlet", "kg:Outlet"], ["country", "kg:Country"],
  ["group", "kg:Group"], ["unnamed", "kg:UnnamedActor"],
]);

/** The IRI of a claim is a hash of its document and spans, as `kg.ids.claim_id` makes it. */
async function claimId(document: string, content: [number, number][]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(["claim", document, content]));
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(hash, 0, 10)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function turtle(graph: Graph, shown: number[]): Promise<string> {
  const head = Object.entries(PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .`);
  const actors = new Set<number>();
  const blocks: string[] = [];
  for (const i of shown) {
    const { statements } = graph.data;
    if (statements.actor[i] >= 0) actors.add(statements.actor[i]);
    const document = graph.rawId(statements.document[i]);
    const claim = globalThis.crypto?.subtle ? await claimId(document, pairs(statements.content[i])) : null;
    blocks.push(attribution(graph, i, claim));
  }
  for (const actor of actors) {
    const type = CLASSES.get(graph.actorType(actor).value);
    blocks.push(block(named(graph, "actor", graph.data.actors.key[actor]),
      [["a", `kg:Actor${type ? `, ${type}` : ""}`], ["rdfs:label", text(graph.actorName(actor))]]));
  }
  return `${head.join("\n")}\n\n${blocks.join("\n")}`;
}

function attribution(graph: Graph, i: number, claim: string | null): string {
  const { statements, labels, iri } = graph.data;
  const document = graph.rawId(statements.document[i]);
  const key = (relation: "parent"): string => statements.key[statements[relation][i]];
  const facts: [string, string | null][] = [
    ["a", "kg:Attribution"],
    ["kg:inDocument", named(graph, "doc", document)],
    ["kg:source", statements.actor[i] >= 0 ? named(graph, "actor", graph.data.actors.key[statements.actor[i]]) : null],
    ["kg:cue", statements.cueText[i] ? text(statements.cueText[i]) : null],
    ["kg:content", claim ? named(graph, "claim", claim) : null],
    ["kg:kind", concept(iri, "kind", graph.kind(i).value)],
    ["kg:form", concept(iri, "form", labels.forms[statements.form[i]]?.value)],
    ["kg:speechAct", concept(iri, "speech-act", labels.acts[statements.act[i]]?.value)],
    ["kg:certainty", concept(iri, "certainty", labels.certainties[statements.certainty[i]]?.value)],
    ["kg:depth", String(statements.depth[i])],
    ["kg:nestedIn", statements.parent[i] >= 0 ? named(graph, "attribution", key("parent")) : null],
    ...(["source", "cue", "content"] as const).map((role): [string, string | null] => [
      `kg:${role}Evidence`,
      pairs(statements[role][i]).map(([start, end]) => `<${iriOf(graph, "doc", document)}#char=${start},${end}>`).join(", ") || null,
    ]),
  ];
  return block(named(graph, "attribution", statements.key[i]), facts);
}

function block(subject: string, facts: [string, string | null][]): string {
  const lines = facts.filter((fact): fact is [string, string] => fact[1] !== null).map(([name, value]) => `    ${name} ${value}`);
  return `${subject}\n${lines.join(" ;\n")} .\n`;
}

function concept(iri: string, scheme: string, value: string | undefined): string | null {
  return value ? `<${iri.replace(/id\/$/, "")}${scheme}/${encodeURIComponent(value)}>` : null;
}

function iriOf(graph: Graph, kind: string, key: string): string {
  return `${graph.data.iri}${kind}/${quoted(key)}`;
}

/** As `urllib.parse.quote` writes it, and `kg.graph.iris`: a name of dots alone would be resolved away. */
function quoted(key: string): string {
  const safe = encodeURIComponent(key).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return /^\.+$/.test(safe) ? safe.replaceAll(".", "%2E") : safe;
}

function named(graph: Graph, kind: string, key: string): string {
  return `<${iriOf(graph, kind, key)}>`;
}

/** A string of Turtle in which nothing can end it. */
function text(value: string): string {
  const escaped = value.replace(/[\\"\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) =>
    character === "\\" || character === '"' ? `\\${character}` : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${escaped}"`;
}
