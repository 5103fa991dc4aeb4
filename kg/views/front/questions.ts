/** The questions the graph was made to answer, each with its answer and its SPARQL. */

import { href, type Address } from "./address";
import { announce, count, h, replace, sentence, words, type Child } from "./dom";
import { saveTable } from "./export";
import type { Graph } from "./graph";
import { load } from "./loading";
import { query, type Table } from "./sparql";
import type { Question } from "./types";
import type { View } from "./view";

type Cell = string | number | boolean | null;

/** Characters of a value from which on its column is a wide one. */
const LONG = 40;

export class QuestionsView implements View {
  readonly element: HTMLElement;
  private readonly list = h("ul", { class: "people asked" });
  private readonly body = h("div", { class: "answer" });
  private questions: Question[] | null = null;
  private shown = "";

  constructor(private readonly graph: Graph) {
    const column = h("details", { class: "facets", open: !matchMedia("(max-width: 900px)").matches }, h("summary", {}, "Questions"), this.list);
    this.element = h("div", { class: "split" }, h("nav", { class: "filters", "aria-label": "Questions" }, column), h("section", { class: "listing asking", "aria-label": "Answer" }, this.body));
  }

  update({ parameters }: Address): void {
    void this.show(parameters.get("ask"));
  }

  private async show(name: string | null): Promise<void> {
    if (!this.questions) {
      replace(this.body, h("p", { class: "note" }, "Loading the answers …"));
      try {
        this.questions = (await load("questions")) as Question[];
      } catch (error) {
        replace(this.body, h("p", { class: "note" }, (error as Error).message));
        return;
      }
    }
    const asked = this.questions.find((question) => question.name === name) ?? this.questions[0];
    replace(this.list, ...this.questions.map((question) => h("li", {}, h("a", { href: href("questions", { ask: question.name }), ...(question === asked ? { "aria-current": "true" } : {}) }, question.question))));
    if (!asked) replace(this.body, h("div", { class: "empty" }, h("h2", {}, "No questions"), h("p", {}, "This page was made without the answers of the graph.")));
    else if (asked.name !== this.shown) replace(this.body, ...this.question(asked));
    this.shown = asked?.name ?? "";
  }

  private question(asked: Question): Child[] {
    const { sparql } = this.graph.served;
    const answer = h("div", { class: "table-box", role: "region", "aria-label": "Answer", tabindex: 0 });
    const field = h("textarea", { class: "sparql", rows: Math.min(26, asked.sparql.split("\n").length + 1), spellcheck: "false", readonly: !sparql, "aria-label": "SPARQL" });
    field.value = asked.sparql;
    const run = sparql ? h("button", { type: "button", click: () => void this.run(sparql.url, field.value, answer, run) }, "Run") : null;
    if (asked.rows) this.fill(answer, { columns: asked.columns, rows: asked.rows, more: asked.truncated });
    else replace(answer, h("p", { class: "note" }, sparql ? "This graph is too large to answer everything beforehand. Run the query to see." : "This graph is too large to answer everything beforehand; ask it with kg query or kg serve."));
    const given = asked.parameters.filter(({ value }) => value !== "");
    return [
      h("h2", {}, asked.question), asked.note ? h("p", { class: "lead" }, asked.note) : null,
      given.length ? h("dl", { class: "facts" }, ...given.flatMap(({ name, value, help }) => [h("dt", { title: help }, sentence(name)), h("dd", {}, words(value))])) : null,
      answer,
      h("details", { class: "query", open: !!sparql }, h("summary", {}, "SPARQL"), h("p", { class: "note" }, "On the command line: ", h("code", {}, `kg query ${asked.name}${given.map(({ name, value }) => ` --${name} ${JSON.stringify(value)}`).join("")}`)), field, run),
    ];
  }

  private async run(url: string, text: string, answer: HTMLElement, button: HTMLButtonElement | null): Promise<void> {
    if (button) button.disabled = true;
    replace(answer, h("p", { class: "note" }, "Asking …"));
    try {
      const table = await query(url, text);
      this.fill(answer, table);
      announce(count(table.rows.length, "row"));
    } catch (error) {
      replace(answer, h("p", { class: "failed", role: "alert" }, (error as Error).message));
    }
    if (button) button.disabled = false;
  }

  private fill(answer: HTMLElement, { columns, rows, more }: Table): void {
    if (!rows.length) {
      replace(answer, h("p", { class: "note" }, "Nothing in this graph answers that."));
      return;
    }
    const place = [columns.indexOf("document"), columns.indexOf("start")] as const;
    const names = columns.map((column) => sentence(column.replaceAll("_", " ")));
    const wide = columns.map((_, at) => rows.some((row) => String(row[at] ?? "").length > LONG));
    const looks = (value: Cell, at: number): string | null => (typeof value === "number" ? "figure" : wide[at] ? "wide" : null);
    const body = rows.map((row) => h("tr", {}, ...row.map((value, at) =>
      h("td", { class: looks(value, at), "data-label": names[at] }, at === place[0] ? this.document(value) : this.cell(value))), this.opening(row, place)));
    const opens = body.some((row) => row.querySelector(".open"));
    replace(answer, h("table", {}, h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)), opens ? h("td", {}) : null)), h("tbody", {}, ...body)),
      h("p", { class: "note" }, more ? `The first ${count(rows.length, "row")} ` : `${count(rows.length, "row")} `,
        h("button", { type: "button", class: "quiet", click: () => saveTable(this.shown || "answer", columns, rows) }, "Save as CSV")));
  }

  private document(value: Cell): Child {
    const document = this.graph.document(String(value));
    return document < 0 ? this.cell(value) : h("a", { href: href("reader", { doc: String(value), sel: null }) }, words(this.graph.title(document), "said"));
  }

  /** Names of the graph lead to what they name. */
  private cell(value: Cell): Child {
    if (value === null || value === "") return null;
    if (typeof value !== "string") return String(value);
    const { iri } = this.graph.data;
    if (!value.startsWith(iri)) return words(value, "said");
    const [kind, key = ""] = value.slice(iri.length).split("/");
    const statement = kind === "attribution" ? this.graph.statement(key) : -1;
    const actor = kind === "actor" ? this.graph.actor(key) : -1;
    if (statement >= 0) return h("a", { href: href("questions", { sel: key }) }, words(value));
    return actor >= 0 ? h("a", { href: href("overview", { actor: key, sel: null }) }, words(this.graph.actorName(actor))) : words(value);
  }

  private opening(row: Cell[], [document, start]: readonly [number, number]): Child {
    if (document < 0 || start < 0) return null;
    const at = this.graph.document(String(row[document]));
    const found = this.graph.within(at).find((i) => this.graph.data.statements.content[i][0] === Number(row[start]));
    return found === undefined ? h("td", {}) : h("td", { class: "open" }, h("a", { href: href("questions", { sel: this.graph.data.statements.key[found] }), "aria-label": "Show the statement" }, "Show"));
  }
}
