/** The explorer: linked views over one selection, all of it in the address. */

import { current, go, href, VIEWS, type ViewName } from "./address";
import { ChainView } from "./chain";
import { CompareView } from "./compare";
import { Correcting } from "./correcting";
import { CorrectionsView } from "./corrections";
import { Desk } from "./desk";
import { count, h, replace, sentence } from "./dom";
import { Filter } from "./facets";
import { Graph } from "./graph";
import { awaited, receive } from "./loading";
import { OverviewView } from "./overview";
import { Panel } from "./panel";
import { QuestionsView } from "./questions";
import { ReaderView } from "./reader";
import { StatementsView } from "./statements";
import { TimelineView } from "./timeline";
import { themeSwitch } from "./theme";
import type { Data, Served } from "./types";
import type { View } from "./view";

class Explorer {
  private readonly views = new Map<ViewName, View>();
  private readonly tabs = new Map<ViewName, HTMLAnchorElement>();
  private readonly host = h("main", { id: "view", tabindex: -1 });
  private readonly panel: Panel;
  private readonly filter: Filter;
  /** Only of a page that is served, where corrections are allowed. */
  private readonly correcting: Correcting | null;

  constructor(private readonly graph: Graph, root: HTMLElement) {
    this.filter = new Filter(graph);
    this.panel = new Panel(graph);
    const { corrections } = graph.served;
    const correcting = corrections ? new Correcting(graph, new Desk(corrections.url)) : null;
    this.correcting = correcting;
    if (correcting) this.panel.extra = { statement: (i) => correcting.statement(i), actor: (actor) => correcting.actor(actor) };
    for (const view of VIEWS.filter((name) => correcting || name !== "corrections")) this.tabs.set(view, h("a", { href: `#${view}` }, sentence(view)));
    replace(root, h("a", { class: "skip", href: "#view", click: (event: Event) => { event.preventDefault(); this.host.focus(); } }, "Skip to the view"),
      this.bar(), h("div", { class: "work" }, this.host, this.panel.element), h("div", { id: "announcement", class: "hidden", "aria-live": "polite" }));
    addEventListener("hashchange", () => this.show());
    addEventListener("keydown", (event) => this.pressed(event));
    this.show();
  }

  private bar(): HTMLElement {
    const { data } = this.graph;
    const sources = new Set(data.statements.actor).size;
    const left = data.total.statements - this.graph.size;
    const parts = `${count(this.graph.size, "statement")} by ${count(sources, "source")} in ${count(data.documents.id.length, "document")}`;
    return h("header", { class: "bar" },
      h("div", { class: "heading" }, h("h1", { title: data.title }, data.title),
        h("p", { class: "summary" }, left > 0 ? `${parts}; ${count(left, "more statement")} of the graph not in this page` : parts)),
      h("nav", { class: "tabs", "aria-label": "Views" }, ...this.tabs.values()), themeSwitch());
  }

  private view(name: ViewName): View {
    let view = this.views.get(name);
    if (!view) this.views.set(name, (view = this.make(name)));
    return view;
  }

  private make(name: ViewName): View {
    switch (name) {
      case "overview":
        return new OverviewView(this.graph);
      case "chain":
        return new ChainView(this.graph);
      case "compare":
        return new CompareView(this.graph);
      case "reader":
        return new ReaderView(this.graph, this.correcting);
      case "timeline":
        return new TimelineView(this.graph, this.filter);
      case "questions":
        return new QuestionsView(this.graph);
      case "corrections":
        return this.correcting ? new CorrectionsView(this.graph, this.correcting) : new OverviewView(this.graph);
      case "statements":
        return new StatementsView(this.graph, this.filter);
    }
  }

  private show(): void {
    const address = current();
    for (const [view, tab] of this.tabs) {
      tab.href = href(view);
      if (view === address.view) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    this.tabs.get(address.view)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const view = this.view(address.view);
    document.documentElement.dataset["view"] = address.view;
    if (view.element.parentElement !== this.host) replace(this.host, view.element);
    this.panel.update(address);
    view.update(address);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = (event.target as Element).matches("input, select, textarea");
    const { view, parameters } = current();
    if (event.key === "Escape" && !typing && (parameters.has("sel") || parameters.has("actor"))) {
      const open = view === "compare" && parameters.has("details") ? "details" : parameters.has("sel") ? "sel" : "actor";
      go(view, { [open]: null });
    }
    if (event.key === "/" && !typing) {
      const search = this.host.querySelector<HTMLElement>("input[type=search]");
      if (search) event.preventDefault();
      search?.focus();
    }
  }
}

/** All scripts that the page names have run by then, or were not there. */
const read = new Promise<null>((resolve) => {
  const done = (): void => resolve(null);
  if (document.readyState === "complete") done();
  else addEventListener("load", done, { once: true });
});

async function start(): Promise<void> {
  const root = document.getElementById("app") ?? document.body;
  const data = (await Promise.race([awaited("data"), read])) as Data | null;
  if (!data) {
    replace(root, h("p", { class: "missing" }, "The data of this page is missing: copy the folder “explorer” along with the page."));
    return;
  }
  const served = (await Promise.race([awaited("served"), read])) as Served | null;
  new Explorer(new Graph(data, served ?? { sparql: null, corrections: null }), root);
  requestAnimationFrame(() => (document.documentElement.dataset["ready"] = "1"));
}

Object.assign(globalThis, { kgExplorer: { receive } });
void start();
