/** How a statement is cited: document, offsets, quotation, version of the graph. */

import { announce, h } from "./dom";
import { offsets, type Graph } from "./graph";

/** The citation as plain text, of one statement. */
export function citation(graph: Graph, statement: number): string {
  const { statements, documents, version, generator, iri } = graph.data;
  const document = statements.document[statement];
  const published = [graph.publisher(document) >= 0 ? graph.actorName(graph.publisher(document)) : "", documents.date[document] || ""];
  const place = [graph.title(document), ...published, documents.url[document] || ""].filter(Boolean).join(", ");
  return [
    `${graph.who(statement)}${graph.act(statement) ? ` (${graph.act(statement)})` : ""}: “${statements.quotation[statement]}”`,
    `In: ${place}`,
    `Document ${documents.id[document]}, characters ${offsets(statements.content[statement])} (code points, half-open)`,
    `Statement ${iri}attribution/${statements.key[statement]}`,
    `Graph ${version}, ${generator}`,
  ].join("\n");
}

/** A button that copies the citation, and the field that shows it, for where copying is not allowed. */
export function cite(graph: Graph, statement: number): [button: HTMLElement, field: HTMLElement] {
  const shown = h("textarea", { class: "citation", readonly: true, rows: 7, hidden: true, "aria-label": "Citation" });
  const button = h("button", { type: "button", "aria-expanded": "false", click: () => {
    shown.value = citation(graph, statement);
    shown.hidden = false;
    button.setAttribute("aria-expanded", "true");
    shown.focus();
    shown.select();
    void copy(shown).then((done) => announce(done ? "Citation copied" : "Citation selected; copy it with the keyboard"));
  } }, "Cite");
  return [button, shown];
}

async function copy(field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return false;
  }
}
