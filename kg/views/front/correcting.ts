/** What a person can say of a statement or an actor, in the panel of details of a page that is served. */

import { Desk, type Entry, type Said } from "./desk";
import { h, replace, words, type Child } from "./dom";
import type { Graph } from "./graph";

const CHOICES = 2000;
const TYPES: [string, string][] = [["person", "a person"], ["organization", "an organization"], ["outlet", "an outlet"],
  ["country", "a country"], ["group", "a group"], ["anonymous", "nobody by name"]];

export class Correcting {
  private readonly names: HTMLDataListElement;
  /** Whoever goes through many statements opens it once. */
  private isUnfolded = false;

  constructor(private readonly graph: Graph, readonly desk: Desk) {
    this.names = h("datalist", { id: "actor-names" });
    document.body.append(this.names);
  }

  /** Is it right, what is it, and who is its source? */
  statement(i: number): HTMLElement {
    const { graph } = this;
    const subject = graph.data.statements.key[i];
    return this.section("Correct this statement", subject, (why) => {
      const kind = select("Kind", graph.data.labels.kinds.map(({ value, label }) => [value, label]), graph.kind(i).value);
      const source = this.name("Source", "Who says it");
      return [
        h("div", { class: "links" }, this.button("It is right", () => ({ what: "accept", subject, ...why() })),
          this.button("No attribution", () => ({ what: "reject", subject, ...why() }))),
        this.line("Kind", kind, "Change", () => ({ what: "kind", subject, value: kind.value, ...why() })),
        this.line("Source", source, "Change", () => ({ what: "split", subject, value: source.value, ...why() })),
      ];
    });
  }

  /** Who else is it, what is it called, what is it, and where is it somebody else? */
  actor(actor: number): HTMLElement | null {
    const { graph } = this;
    if (graph.isUnnamed(actor)) return null; // nobody's name means it: its statements have sources of their own
    const subject = graph.data.actors.key[actor];
    return this.section("Correct this actor", subject, (why) => {
      const same = this.name("Is the same as", "Another actor");
      const called = h("input", { type: "text", "aria-label": "Is called", autocomplete: "off", value: graph.actorName(actor) });
      const type = select("Is", TYPES, graph.actorType(actor).value);
      const documents = [...new Set(graph.by(actor).map((i) => graph.data.statements.document[i]))];
      const where = select("In the document", documents.map((document) => [String(document), graph.title(document)]), "");
      const other = this.name("Is there", "Somebody else");
      return [
        this.line("Same as", same, "Merge", () => ({ what: "merge", subject, value: same.value, ...why() })),
        this.line("Called", called, "Rename", () => ({ what: "rename", subject, value: called.value, ...why() })),
        this.line("Is", type, "Change", () => ({ what: "retype", subject, value: type.value, ...why() })),
        ...(documents.length ? [h("div", { class: "line-of-form" }, h("span", { class: "label" }, "But in"), where),
          this.line("is really", other, "Split", () => ({ what: "split", subject, value: other.value, document: graph.rawId(Number(where.value)), ...why() }))] : []),
      ];
    });
  }

  private section(title: string, subject: string, form: (why: () => Said) => Child[]): HTMLElement {
    const reason = h("input", { type: "text", "aria-label": "Why", placeholder: "Why (optional)", autocomplete: "off" });
    const why = (): Said => (reason.value.trim() ? { why: reason.value.trim() } : {});
    const notes = h("div", { class: "entries" });
    const body = h("form", { class: "form", submit: (event: Event) => event.preventDefault() });
    const folder = h("details", { open: this.isUnfolded, toggle: () => (this.isUnfolded = folder.open) }, h("summary", {}, title), body);
    const element = h("section", { class: "correct", "aria-label": title }, notes, folder);
    let open: boolean | null = null;
    this.desk.watch(element, () => {
      replace(notes, ...this.desk.about(subject).map((entry) => this.entry(entry)));
      if (open === this.desk.isOpen) return; // what is half filled in stays
      open = this.desk.isOpen;
      replace(body, ...(open ? [...form(why), h("div", { class: "line-of-form wide" }, reason)] : [tokenForm(this.desk)]));
    });
    return element;
  }

  entry(entry: Entry): HTMLElement {
    const failed = h("p", { class: "failed", role: "alert", hidden: true });
    const back = h("button", { type: "button", class: "quiet", click: () => void tried(back, failed, () => this.desk.undo(entry.id)) }, "Take back");
    return h("div", { class: "entry" }, h("p", {}, ...described(entry), entry.why ? h("span", { class: "note" }, " – ", words(entry.why)) : null), back, failed);
  }

  private line(label: string, field: HTMLInputElement | HTMLSelectElement, verb: string, said: () => Said): HTMLElement {
    return h("div", { class: "line-of-form" }, h("span", { class: "label", "aria-hidden": "true" }, label), field, this.button(verb, said, field));
  }

  private button(verb: string, said: () => Said, field: HTMLInputElement | HTMLSelectElement | null = null): HTMLElement {
    const failed = h("p", { class: "failed", role: "alert", hidden: true });
    const button = h("button", { type: "button", "aria-label": field ? `${verb}: ${field.getAttribute("aria-label")}` : null, click: () => {
      if (field && !field.value.trim()) field.focus();
      else void tried(button, failed, () => this.desk.enter(said()));
    } }, verb);
    field?.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key === "Enter") button.click();
    });
    return h("div", { class: "act" }, button, failed);
  }

  /** A field that offers the names of the graph. */
  name(label: string, placeholder: string, value = ""): HTMLInputElement {
    if (!this.names.childElementCount) {
      const { graph } = this;
      const named = graph.data.actors.name.filter((name, actor) => name && !graph.isUnnamed(actor));
      replace(this.names, ...[...new Set(named)].slice(0, CHOICES).map((value) => h("option", { value })));
    }
    return h("input", { type: "text", list: "actor-names", "aria-label": label, placeholder, autocomplete: "off", value });
  }
}

export function select(label: string, options: [string, string][], chosen: string): HTMLSelectElement {
  const made = h("select", { "aria-label": label }, ...options.map(([value, text]) => h("option", { value }, text)));
  made.value = options.some(([value]) => value === chosen) ? chosen : (options[0]?.[0] ?? "");
  return made;
}

/** Do it with the button out of use meanwhile, and say beside it what went wrong. */
export async function tried(button: HTMLButtonElement, failed: HTMLElement, act: () => Promise<void>): Promise<boolean> {
  button.disabled = true;
  failed.hidden = true;
  try {
    await act();
    return true;
  } catch (error) {
    failed.textContent = (error as Error).message;
    failed.hidden = false;
    return false;
  } finally {
    button.disabled = false;
    if (button.isConnected && document.activeElement === document.body) button.focus();
  }
}

export function tokenForm(desk: Desk): HTMLElement {
  const field = h("input", { type: "password", "aria-label": "Token", placeholder: "Token", autocomplete: "off" });
  const failed = h("p", { class: "failed", role: "alert", hidden: true });
  const button = h("button", { type: "button", click: () => void tried(button, failed, () => desk.open(field.value)) }, "Unlock");
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    button.click();
  });
  return h("div", { class: "token" }, h("p", { class: "note" }, "Corrections need the token that kg serve showed when it started."),
    h("div", { class: "line-of-form wide" }, field, button), failed);
}

/** A decision in words. */
export function described({ what, value, document, quote }: Entry): Child[] {
  const said: Record<string, Child[]> = {
    accept: ["It is right"],
    reject: ["It is no attribution"],
    kind: ["It is a ", words(value ?? "")],
    merge: ["The same as ", words(value ?? "")],
    apart: ["Somebody else than ", words(value ?? "")],
    rename: ["Called ", words(value ?? "")],
    retype: [value === "anonymous" ? "Nobody by name" : `Is: ${value}`],
    split: [document ? "In one document it is " : "The source is ", words(value ?? "")],
    add: ["It was missed: “", words(quote ?? ""), "”"],
  };
  return said[what] ?? [what, " ", words(value ?? "")];
}
