/** Corrections that the service keeps: what was decided, deciding, taking back.  `kg.decisions.ledger` has the form. */

import { announce } from "./dom";
import { complaint } from "./sparql";

const TOKEN = "saidgraph-token";

export interface Entry {
  id: string;
  what: string;
  subject: string;
  value?: string;
  document?: string;
  quote?: string;
  why?: string;
  state: "standing" | "undone" | "said again";
}

/** What is asked for: the keys of a line of the file of decisions. */
export type Said = Record<string, unknown>;

export class Refused extends Error {
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

export class Desk {
  entries: Entry[] = [];
  private token = remembered();
  private readonly watchers = new Map<Element, () => void>();

  constructor(private readonly url: string) {
    if (this.token) void this.list().catch(() => undefined); // a token that no longer holds is asked for again
  }

  get isOpen(): boolean {
    return this.token !== "";
  }

  /** Take a token, if the service knows it; rejected with what is wrong with it. */
  async open(token: string): Promise<void> {
    this.token = token.trim();
    await this.list();
    remember(this.token);
  }

  close(): void {
    this.token = "";
    this.entries = [];
    remember("");
    this.changed();
  }

  /** What holds about an actor, an attribution or a document, the latest first. */
  about(subject: string): Entry[] {
    return this.entries.filter((entry) => entry.subject === subject && entry.state === "standing").reverse();
  }

  async enter(said: Said): Promise<void> {
    const entry = (await this.ask(this.url, said)) as Entry;
    this.entries = [...this.entries.filter(({ id }) => id !== entry.id), entry];
    announce("Noted; it holds from the next build");
    this.changed();
  }

  async undo(id: string): Promise<void> {
    const entry = (await this.ask(`${this.url}/${encodeURIComponent(id)}/undo`, {})) as Entry;
    this.entries = this.entries.map((each) => (each.id === id ? entry : each));
    announce("Taken back");
    this.changed();
  }

  /** Have `draw` called at each change for as long as `element` is part of the page. */
  watch(element: Element, draw: () => void): void {
    this.watchers.set(element, draw);
    draw();
  }

  private async list(): Promise<void> {
    this.entries = ((await this.ask(this.url)) as { decisions: Entry[] }).decisions;
    this.changed();
  }

  private async ask(url: string, body?: Said): Promise<unknown> {
    const answer = await fetch(url, {
      headers: { Authorization: `Bearer ${this.token}`, Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}) },
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    });
    if (answer.ok) return answer.json();
    if (answer.status === 401) this.close();
    throw new Refused(await complaint(answer), answer.status);
  }

  private changed(): void {
    for (const [element, draw] of this.watchers) {
      if (element.isConnected) draw();
      else this.watchers.delete(element);
    }
  }
}

function remembered(): string {
  try {
    return sessionStorage.getItem(TOKEN) ?? "";
  } catch {
    return "";
  }
}

/** Until the window is closed, so that a reload does not ask again. */
function remember(token: string): void {
  try {
    if (token) sessionStorage.setItem(TOKEN, token);
    else sessionStorage.removeItem(TOKEN);
  } catch {
    // then it holds until the page is left
  }
}
