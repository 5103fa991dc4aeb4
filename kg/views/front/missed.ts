/** Marking an attribution that nobody found: its words are selected in the text, or their offsets are typed. */

import { select, tokenForm, tried, type Correcting } from "./correcting";
import { announce, cut, h, replace, words } from "./dom";
import { offsets, pairs, type Graph } from "./graph";
import type { PointText } from "./points";

const ROLES = ["source", "cue", "content"] as const;
type Role = (typeof ROLES)[number];
const HELP: Record<Role, string> = { source: "who says it", cue: "the words that say so", content: "what is said" };

export class Missed {
  readonly element = h("aside", { class: "missed", "aria-label": "Mark a missed attribution", hidden: true });
  readonly opener = h("button", { type: "button", "aria-expanded": "false", click: () => this.toggle() }, "Mark a missed one");
  private readonly spans: Record<Role, number[]> = { source: [], cue: [], content: [] };
  private readonly fields = new Map<Role, { input: HTMLInputElement; shown: HTMLElement }>();
  private text: PointText | null = null;
  private document = -1;
  private last: [number, number] | null = null;

  constructor(private readonly graph: Graph, private readonly correcting: Correcting, private readonly article: HTMLElement) {
    const body = h("div", {});
    this.element.append(h("div", { class: "head" }, h("h3", {}, "A missed attribution"), h("button", { type: "button", class: "quiet", "aria-label": "Close", click: () => this.toggle(false) }, "×")), body);
    document.addEventListener("selectionchange", () => this.remember());
    let open: boolean | null = null;
    this.correcting.desk.watch(this.element, () => {
      if (open === correcting.desk.isOpen) return;
      open = correcting.desk.isOpen;
      replace(body, open ? this.form() : tokenForm(correcting.desk));
    });
  }

  /** Another document lies open: what was marked in the one before is let go. */
  show(document: number, text: PointText): void {
    if (document !== this.document) for (const role of ROLES) this.put(role, []);
    this.document = document;
    this.text = text;
  }

  private toggle(open = this.element.hidden): void {
    this.element.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) this.element.querySelector<HTMLElement>("button:not(.quiet), input")?.focus();
    else this.opener.focus();
  }

  private form(): HTMLElement {
    const { labels } = this.graph.data;
    const kind = select("Kind", labels.kinds.map(({ value, label }) => [value, label]), "statement");
    const form = select("Form", labels.forms.map(({ value, label }) => [value, label]), "indirect");
    const actor = this.correcting.name("Actor", "Who it is, if named");
    const type = select("The actor is", [["", "not told"], ...labels.actorTypes.map(({ value, label }): [string, string] => [value === "unnamed" ? "anonymous" : value, label]).filter(([value]) => value !== "actor")], "");
    const failed = h("p", { class: "failed", role: "alert", hidden: true });
    const save = h("button", { type: "button", class: "main", click: () => void tried(save, failed, () => this.save({
      kind: kind.value, form: form.value, ...(actor.value.trim() ? { actor: actor.value.trim() } : {}), ...(type.value ? { actor_type: type.value } : {}) })) }, "Add it");
    return h("form", { class: "form", submit: (event: Event) => event.preventDefault() },
      h("p", { class: "note" }, "Select words in the text, then say what they are. Several parts are taken one after the other."),
      ...ROLES.map((role) => this.row(role)),
      h("div", { class: "pairs" }, h("label", {}, h("span", { class: "label" }, "Kind"), kind), h("label", {}, h("span", { class: "label" }, "Form"), form),
        h("label", {}, h("span", { class: "label" }, "Actor"), actor), h("label", {}, h("span", { class: "label" }, "Who is"), type)),
      h("div", { class: "links" }, save, h("button", { type: "button", class: "quiet", click: () => ROLES.forEach((role) => this.put(role, [])) }, "Start again")), failed);
  }

  private row(role: Role): HTMLElement {
    const input = h("input", { type: "text", "aria-label": `Offsets of the ${role}`, placeholder: "120–140", autocomplete: "off", spellcheck: "false",
      change: () => this.put(role, read(input.value)) });
    const shown = h("p", { class: "marked" }, HELP[role]);
    this.fields.set(role, { input, shown });
    // pressing a button would end the selection
    const take = h("button", { type: "button", class: `take ${role}`, pointerdown: (event: Event) => event.preventDefault(), click: () => this.take(role) }, role);
    return h("div", { class: "role-row" }, take, shown, input);
  }

  private remember(): void {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed || !this.text) return;
    const range = selection.getRangeAt(0);
    if (!this.article.contains(range.commonAncestorContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(this.article);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.toString();
    const start = before.toString().length + (words.length - words.trimStart().length);
    this.last = words.trim() ? [this.text.point(start), this.text.point(start + words.trim().length)] : null;
  }

  private take(role: Role): void {
    if (!this.last) return announce(`Select the words of the ${role} first`);
    this.put(role, [...pairs(this.spans[role]), this.last].sort(([a], [b]) => a - b).flat());
    getSelection()?.removeAllRanges();
    this.last = null;
  }

  private put(role: Role, spans: number[]): void {
    this.spans[role] = spans;
    const field = this.fields.get(role);
    if (!field) return;
    field.input.value = offsets(spans);
    replace(field.shown, spans.length ? words(cut(this.quote(role), 120)) : HELP[role]);
    field.shown.classList.toggle("has", spans.length > 0);
  }

  private quote(role: Role): string {
    return pairs(this.spans[role]).map(([start, end]) => this.text?.slice(start, end) ?? "").join(" … ");
  }

  private async save(said: Record<string, string>): Promise<void> {
    if (!this.spans.content.length) throw new Error("Mark the content at least: what is said.");
    const attribution = { ...said, ...Object.fromEntries(ROLES.filter((role) => this.spans[role].length).map((role) => [role, pairs(this.spans[role])])) };
    await this.correcting.desk.enter({ what: "add", document: this.graph.rawId(this.document), attribution, quote: this.quote("content") });
    for (const role of ROLES) this.put(role, []);
  }
}

/** Offsets as they are written: `120–140, 150–160`. */
function read(written: string): number[] {
  const numbers = (written.match(/\d+/g) ?? []).map(Number);
  return numbers.length % 2 ? [] : numbers;
}
