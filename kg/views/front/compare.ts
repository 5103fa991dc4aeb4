/** One remark and what every document made of it, side by side in the order of time. */

import { go, href, type Address } from "./address";
import { ofRemark, ofTopic, remarks, topicsOf, WAY_LABELS, type Column, type Comparison, type Version } from "./comparison";
import { count, cut, h, replace, words, type Child } from "./dom";
import { excerpt } from "./excerpt";
import { saving } from "./export";
import type { Graph } from "./graph";
import { icon } from "./icons";
import { brief } from "./panel";
import type { View } from "./view";

const COLUMNS = 24;
const VERSIONS = 8;
const SILENT = 30;
const LISTED = 40;
const CHOICES = 300;

export class CompareView implements View {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "comparison" });
  private readonly actors: HTMLSelectElement;
  private readonly topics: HTMLSelectElement;
  private shown = "-";
  /** The statements that stand in the columns. */
  private found: number[] = [];
  private readonly saving: HTMLElement;

  constructor(private readonly graph: Graph) {
    const { actors, topics } = graph.data;
    this.actors = h("select", { id: "compare-actor", change: () => go("compare", { actor: this.actors.value || null, topic: null, sel: null }) });
    this.topics = h("select", { id: "compare-topic", change: () => go("compare", { topic: this.topics.value ? topics[Number(this.topics.value)] : null, sel: null }) });
    replace(this.actors, h("option", { value: "" }, "Choose an actor"), ...this.speakers().map((actor) =>
      h("option", { value: actors.key[actor] }, `${cut(graph.actorName(actor), 60)} (${graph.by(actor).length})`)));
    this.saving = saving(graph, () => this.found);
    this.element = h("section", { class: "scroller compare", "aria-label": "Compare" },
      h("div", { class: "toolbar" },
        h("a", { class: "button", href: href("compare", { sel: null, actor: null, topic: null }) }, "All remarks"),
        h("label", { class: "picker" }, h("span", { class: "label" }, "or actor"), this.actors),
        h("label", { class: "picker" }, h("span", { class: "label" }, "and topic"), this.topics), this.saving), this.body);
  }

  private speakers(): number[] {
    const { graph } = this;
    return [...graph.data.actors.key.keys()].filter((actor) => !graph.isUnnamed(actor) && graph.by(actor).length > 0)
      .sort((a, b) => graph.by(b).length - graph.by(a).length || a - b).slice(0, CHOICES);
  }

  update({ parameters }: Address): void {
    const { graph } = this;
    const selected = graph.statement(parameters.get("sel"));
    const actor = graph.actor(parameters.get("actor"));
    const topic = graph.data.topics.indexOf(parameters.get("topic") ?? "");
    const name = `${selected} ${actor} ${topic}`;
    if (name !== this.shown) this.draw(name, selected, actor, topic);
    const open = parameters.get("details");
    for (const version of this.body.querySelectorAll<HTMLElement>(".version")) version.classList.toggle("here", version.dataset["key"] === open);
  }

  private draw(name: string, selected: number, actor: number, topic: number): void {
    this.shown = name;
    this.element.scrollTop = 0;
    this.choose(actor, topic);
    this.found = [];
    if (selected >= 0) this.remark(selected);
    else if (actor >= 0) this.subject(actor, topic);
    else replace(this.body, ...this.choices());
    this.saving.hidden = !this.found.length;
  }

  private choose(actor: number, topic: number): void {
    this.actors.value = this.graph.data.actors.key[actor] ?? "";
    const known = actor >= 0 ? topicsOf(this.graph, actor).slice(0, CHOICES) : [];
    replace(this.topics, h("option", { value: "" }, "Every topic"), ...known.map(([each, documents]) =>
      h("option", { value: each }, `${cut(this.graph.data.topics[each], 50)} (${count(documents, "document")})`)));
    this.topics.value = topic >= 0 ? String(topic) : "";
    this.topics.disabled = !known.length;
  }

  private choices(): Child[] {
    const found = remarks(this.graph);
    const intro = h("p", { class: "lead" }, "One remark, and beside it what every document made of it: verbatim, in other words, as an interpretation, or nothing at all.");
    if (!found.length) {
      return [h("div", { class: "page" }, h("h2", {}, "Compare"), intro,
        h("p", { class: "note" }, "No remark in this graph is repeated or interpreted by others. Choose an actor and a topic above, or a statement in any other view."))];
    }
    const left = found.length - LISTED;
    return [h("div", { class: "page" }, h("h2", {}, "Compare"), intro, h("h3", {}, "Remarks that others repeat or interpret"),
      h("ul", { class: "briefs" }, ...found.slice(0, LISTED).map((i) => h("li", {}, brief(this.graph, i, "compare")))),
      left > 0 ? h("p", { class: "note" }, `and ${count(left, "more", "more")}; choose them in another view`) : null)];
  }

  private remark(selected: number): void {
    const { graph } = this;
    const meant = graph.data.statements.interprets[selected];
    const remark = meant >= 0 ? meant : selected;
    const head = h("header", { class: "subject" }, h("p", { class: "label" }, meant >= 0 ? "The remark that is interpreted" : "The remark"),
      h("h2", {}, icon(graph.actorType(graph.data.statements.actor[remark]).value), words(graph.who(remark))),
      h("blockquote", { class: "quotation" }, words(cut(graph.data.statements.quotation[remark], 300))));
    const found = ofRemark(graph, remark);
    this.found = found.columns.flatMap(({ versions }) => versions.map(({ statement }) => statement));
    replace(this.body, head, ...this.columns(found));
  }

  private subject(actor: number, topic: number): void {
    const { graph } = this;
    const head = h("header", { class: "subject" }, h("p", { class: "label" }, topic >= 0 ? "Actor and topic" : "Actor, every topic"),
      h("h2", {}, icon(graph.actorType(actor).value), words(graph.actorName(actor)), topic >= 0 ? h("span", { class: "verb" }, "on ", words(graph.data.topics[topic])) : null));
    const found = ofTopic(graph, actor, topic);
    this.found = found.columns.flatMap(({ versions }) => versions.map(({ statement }) => statement));
    replace(this.body, head, ...this.columns(found));
  }

  private columns({ columns, silent }: Comparison): Child[] {
    const left = columns.length - COLUMNS;
    const shown = columns.slice(0, COLUMNS).map((column) => this.column(column));
    return [
      h("p", { class: "note" }, [count(columns.length, "voice"), count(new Set(columns.flatMap(({ documents }) => documents)).size, "document"), silent.length ? `${count(silent.length, "other document")} on the same matter ${silent.length === 1 ? "is" : "are"} silent` : "",
        left > 0 ? `the first ${COLUMNS} voices are shown` : ""].filter(Boolean).join("; ")),
      h("div", { class: "columns", tabindex: 0, role: "group", "aria-label": "Documents side by side" }, ...shown, silent.length ? this.silence(silent) : null),
    ];
  }

  private head({ documents, voice }: Column): HTMLElement {
    const { graph } = this;
    const publisher = graph.publisher(documents[0]);
    const dates = [...new Set([documents[0], documents[documents.length - 1]].map((document) => this.published(document)).filter(Boolean))];
    const name = voice >= 0 ? graph.who(voice) : publisher >= 0 ? graph.actorName(publisher) : graph.title(documents[0]);
    const from = voice >= 0 && publisher >= 0 ? `${graph.actorName(publisher)}: ` : "";
    return h("header", {}, h("h3", {}, words(name), dates.length ? h("time", {}, dates.join(" – ")) : null),
      documents.length > 1 ? h("p", { class: "note" }, count(documents.length, "document"))
        : h("p", { class: "note" }, voice >= 0 || publisher >= 0 ? this.open(documents[0], from) : ""));
  }

  private published(document: number): string {
    return String(this.graph.data.documents.date[document] || "").slice(0, 10);
  }

  private open(document: number, from = ""): HTMLElement {
    return h("a", { href: href("reader", { doc: this.graph.data.documents.id[document], sel: null }) }, from, words(this.graph.title(document)));
  }

  private column(column: Column): HTMLElement {
    const left = column.versions.length - VERSIONS;
    const document = (statement: number): number => this.graph.data.statements.document[statement];
    const rows = column.versions.slice(0, VERSIONS).map((version, at, all) => {
      const isNew = column.documents.length > 1 && (at === 0 || document(all[at - 1].statement) !== document(version.statement));
      const date = this.published(document(version.statement));
      return h("li", {}, isNew ? h("p", { class: "note" }, date ? `${date} ` : "", this.open(document(version.statement))) : null, this.version(version));
    });
    return h("section", { class: "column" }, this.head(column), h("ul", {}, ...rows),
      left > 0 ? h("p", { class: "note" }, `and ${count(left, "more", "more")}`) : null);
  }

  private version({ statement, way }: Version): HTMLElement {
    const { graph } = this;
    const key = graph.data.statements.key[statement];
    return h("article", { class: `version ${way}`, "data-key": key },
      h("p", { class: "way" }, WAY_LABELS[way]),
      h("p", { class: "by" }, icon(graph.actorType(graph.data.statements.actor[statement]).value), words(graph.who(statement), "name"), h("span", { class: "verb" }, graph.act(statement))),
      excerpt(graph, statement),
      h("p", { class: "more" }, h("a", { href: href("reader", { sel: key }) }, "Read in place"), h("a", { href: href("compare", { details: key }) }, "Details")));
  }

  private silence(silent: number[]): HTMLElement {
    const { graph } = this;
    const left = silent.length - SILENT;
    return h("section", { class: "column silent" }, h("header", {}, h("h3", {}, "Silent")),
      h("p", { class: "note" }, "They speak of the same actor or topic, and have nothing of this."),
      h("ul", { class: "titles" }, ...silent.slice(0, SILENT).map((document) => h("li", {}, h("a", { href: href("reader", { doc: graph.data.documents.id[document], sel: null }) }, words(graph.title(document))),
        h("span", { class: "note" }, [graph.publisher(document) >= 0 ? graph.actorName(graph.publisher(document)) : "", String(graph.data.documents.date[document] || "").slice(0, 10)].filter(Boolean).join(", "))))),
      left > 0 ? h("p", { class: "note" }, `and ${count(left, "more", "more")}`) : null);
  }
}
