/** The details of what is selected, beside whatever view is open. */

import { current, href, type Address, type ViewName } from "./address";
import { cite } from "./cite";
import { count, cut, h, replace, sentence, words, type Child } from "./dom";
import { offsets, type Graph } from "./graph";
import { icon } from "./icons";

const FEW = 12;

export class Panel {
  readonly element = h("aside", { class: "panel", "aria-label": "Details", tabindex: -1, hidden: true });
  /** What else can be done with a statement or an actor; corrections put themselves here. */
  extra: { statement: (statement: number) => Child; actor: (actor: number) => Child } = { statement: () => null, actor: () => null };
  private shown = "";

  constructor(private readonly graph: Graph) {}

  update({ view, parameters }: Address): void {
    // what is compared is the head of that page, details are of one version of it
    const statement = this.graph.statement(parameters.get(view === "compare" ? "details" : "sel"));
    const actor = view === "overview" || view === "timeline" ? this.graph.actor(parameters.get("actor")) : -1;
    const name = `${view} ${statement} ${actor}`;
    if (name === this.shown) return;
    this.shown = name;
    this.element.hidden = statement < 0 && actor < 0;
    if (statement >= 0) replace(this.element, this.close(view, view === "compare" ? "details" : "sel"), ...this.statement(statement));
    else if (actor >= 0) replace(this.element, this.close(view, "actor"), ...this.actor(actor));
    this.element.scrollTop = 0;
  }

  private close(view: ViewName, name: string): HTMLElement {
    const more = h("button", { type: "button", class: "quiet sheet", "aria-expanded": "false", click: () => {
      const open = this.element.classList.toggle("open");
      more.setAttribute("aria-expanded", String(open));
      more.textContent = open ? "Less" : "More";
    } }, "More");
    this.element.classList.remove("open");
    return h("div", { class: "top" }, more, h("a", { class: "close", href: href(view, { [name]: null }), "aria-label": "Close details", title: "Close (Escape)" }, "×"));
  }

  private statement(i: number): Child[] {
    const { graph } = this;
    const { statements } = graph.data;
    const key = statements.key[i];
    const actor = statements.actor[i];
    const links: [ViewName, string][] = [["reader", "Read in place"], ["chain", "On whose word"], ["compare", "Compare"]];
    const here = current().view;
    const [button, field] = cite(graph, i);
    return [
      h("p", { class: `kind ${graph.kind(i).value}` }, icon(graph.kind(i).value), sentence(graph.kind(i).label)),
      h("h2", { class: "who" }, icon(graph.actorType(actor).value), this.actorLink(actor, graph.who(i))),
      h("p", { class: "as" }, [graph.actorType(actor).label, statements.role[i], statements.standsFor[i] ? `speaking for ${statements.standsFor[i]}` : ""].filter(Boolean).join(" · ")),
      h("blockquote", { class: `quotation ${graph.kind(i).value}` }, words(statements.quotation[i])),
      h("nav", { class: "links", "aria-label": "This statement in other views" },
        ...links.filter(([view]) => view !== here).map(([view, text]) => h("a", { class: "button", href: href(view, { sel: key }) }, text)), button),
      field,
      this.extra.statement(i),
      this.facts("How it was said", this.how(i)),
      this.facts("Where it stands", this.where(i)),
      ...this.chain(i),
      this.facts("Why this source", this.why(i)),
      ...this.relations(i),
    ];
  }

  private actorLink(actor: number, name: string): HTMLElement {
    return actor < 0 ? words(name) : h("a", { href: href("overview", { actor: this.graph.data.actors.key[actor], sel: null }) }, words(name));
  }

  private how(i: number): [string, Child][] {
    const { statements, labels, topics } = this.graph.data;
    const says = statements.cueText[i] ? words(statements.cueText[i]) : null;
    return [
      ["Speech act", this.graph.act(i)],
      ["In the words", says],
      ["", this.graph.has(i, "cueNegated") ? "The saying itself is negated" : ""],
      ["", this.graph.has(i, "contentNegated") ? "What is said is negated" : ""],
      ["Certainty", labels.certainties[statements.certainty[i]]?.label ?? ""],
      ["Form", labels.forms[statements.form[i]]?.label ?? ""],
      ["Tense", labels.tenses[statements.tense[i]]?.label ?? ""],
      ["When", statements.date[i] || ""],
      ["For", statements.outlet[i] || ""],
      ["About a remark of", statements.aboutRemarkOf[i] || ""],
      ["Topics", statements.topics[i].length ? h("span", { class: "tags" }, ...statements.topics[i].map((topic) =>
        h("a", { class: "tag", href: href("statements", { topic: topics[topic] }) }, words(topics[topic])))) : null],
    ];
  }

  private where(i: number): [string, Child][] {
    const { statements, documents } = this.graph.data;
    const document = statements.document[i];
    const publisher = this.graph.publisher(document);
    return [
      ["Document", h("a", { href: href("reader", { sel: statements.key[i] }) }, words(this.graph.title(document)))],
      ["Published by", publisher >= 0 ? this.actorLink(publisher, this.graph.actorName(publisher)) : ""],
      ["Published", documents.date[document] || ""],
      ["Characters", offsets(statements.content[i])],
    ];
  }

  private why(i: number): [string, Child][] {
    const { statements, linkMethods, extractors } = this.graph.data;
    const method = linkMethods[statements.link[i]];
    return [
      ["In the text", statements.sourceText[i] ? words(statements.sourceText[i]) : "No words name the source"],
      ["Recognised by", method ? `${method}, ${statements.linkScore[i]} of 100` : ""],
      ["Found by", extractors[statements.extractor[i]] ?? ""],
      ["How sure", `${statements.confidence[i]} of 100`],
      ["", this.graph.has(i, "accepted") ? "Somebody looked: it is right" : ""],
      ["", this.graph.has(i, "added") ? "Added by a person" : ""],
    ];
  }

  private chain(i: number): Child[] {
    const { graph } = this;
    const document = graph.data.statements.document[i];
    const publisher = graph.publisher(document);
    const first = publisher >= 0 ? graph.actorName(publisher) : graph.title(document);
    const steps = [h("li", {}, icon(publisher >= 0 ? graph.actorType(publisher).value : "document"), words(first, "name"), h("span", { class: "verb" }, "published"))];
    for (const link of graph.chain(i)) {
      steps.push(h("li", link === i ? { "aria-current": "true" } : {}, icon(graph.actorType(graph.data.statements.actor[link]).value),
        link === i ? words(graph.who(link), "name") : h("a", { class: "name", href: href(current().view, { sel: graph.data.statements.key[link] }) }, words(graph.who(link))),
        h("span", { class: "verb" }, graph.act(link) || graph.kind(link).label)));
    }
    return [h("h3", {}, "On whose word"), h("ol", { class: "custody" }, ...steps)];
  }

  private relations(i: number): Child[] {
    const { statements } = this.graph.data;
    const one = (at: number): number[] => (at >= 0 ? [at] : []);
    return [
      this.list("Interprets", one(statements.interprets[i])),
      this.list("Interpreted by", this.graph.back("interprets", i)),
      this.list("Answers", one(statements.answers[i])),
      this.list("Answered by", this.graph.back("answers", i)),
      this.list("Denies", one(statements.denies[i])),
      this.list("Denied by", this.graph.back("denies", i)),
      this.list("Inside it", this.graph.back("parent", i)),
    ];
  }

  private actor(actor: number): Child[] {
    const { graph } = this;
    const all = graph.by(actor);
    const outlets = new Map<number, number>();
    for (const i of all) {
      const publisher = graph.publisher(graph.data.statements.document[i]);
      if (publisher >= 0) outlets.set(publisher, (outlets.get(publisher) ?? 0) + 1);
    }
    const kinds = graph.data.labels.kinds.map(({ label }, kind) => [label, all.filter((i) => graph.data.statements.kind[i] === kind).length] as const);
    const published = graph.data.documents.publisher.filter((each) => each === actor).length;
    const { key } = graph.data.actors;
    const others = graph.namesakes(actor);
    const names = others.flatMap((other) => [", ", h("a", { href: href("overview", { actor: key[other.actor], sel: null }),
      title: `Told by ${other.method}, ${Math.round(100 * other.score)} of 100` }, words(graph.actorName(other.actor)))]).slice(1);
    return [
      h("p", { class: "kind" }, sentence(graph.actorType(actor).label)),
      h("h2", { class: "who" }, icon(graph.actorType(actor).value), words(graph.actorName(actor))),
      this.facts("What there is", [
        ["Probably also", names.length ? h("span", {}, ...names) : null],
        ...kinds.map(([label, number]): [string, Child] => [sentence(label), number ? number.toLocaleString("en") : ""]),
        ["Documents published", published ? published.toLocaleString("en") : ""],
        ["Reported by", [...outlets].sort(([, m], [, n]) => n - m).slice(0, 5).map(([each, n]) => `${cut(graph.actorName(each), 40)} (${n})`).join(", ")],
      ]),
      h("nav", { class: "links" }, h("a", { class: "button", href: href("statements", { actor: key[actor] }) }, "All statements"),
        others.length ? h("a", { class: "button", href: href("statements", { actor: [actor, ...others.map((other) => other.actor)].map((each) => key[each]) }) }, "By any name") : null,
        h("a", { class: "button", href: href("timeline", { actor: key[actor] }) }, "In time"),
        h("a", { class: "button", href: href("compare", { actor: key[actor] }) }, "Compare")),
      this.extra.actor(actor),
      this.list("Statements", all),
    ];
  }

  private facts(title: string, facts: [string, Child][]): HTMLElement | null {
    const known = facts.filter(([, value]) => value !== "" && value !== null);
    if (!known.length) return null;
    return h("section", {}, h("h3", {}, title),
      h("dl", { class: "facts" }, ...known.flatMap(([name, value]) => (name ? [h("dt", {}, name), h("dd", {}, value)] : [h("dd", { class: "alone" }, value)]))));
  }

  private list(title: string, statements: number[]): Child {
    if (!statements.length) return null;
    const left = statements.length - FEW;
    return h("section", {}, h("h3", {}, title), h("ul", { class: "briefs" }, ...statements.slice(0, FEW).map((i) => h("li", {}, brief(this.graph, i)))),
      left > 0 ? h("p", { class: "note" }, `and ${count(left, "more", "more")}`) : null);
  }
}

/** A statement in two lines that leads to it. */
export function brief(graph: Graph, i: number, view: ViewName = current().view): HTMLElement {
  return h("a", { class: `brief ${graph.kind(i).value}`, href: href(view, { sel: graph.data.statements.key[i] }) },
    h("span", { class: "by" }, icon(graph.actorType(graph.data.statements.actor[i]).value), words(graph.who(i), "name"),
      h("span", { class: "verb" }, graph.act(i) || graph.kind(i).label)),
    words(cut(graph.data.statements.quotation[i], 160), "said"));
}
