/** Where the reader is: a view and what is chosen in it, all of it in the part of the address behind “#”. */

export const VIEWS = ["overview", "statements", "reader", "compare", "chain", "timeline", "questions", "corrections"] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Address {
  view: ViewName;
  parameters: URLSearchParams;
}

/** What an address changes: a list for a parameter that may come more than once, null to leave it out. */
export type Changes = Record<string, string | string[] | null>;

export function parse(fragment: string): Address {
  const [name = "", ...rest] = fragment.replace(/^#/, "").split("?");
  const view = (VIEWS as readonly string[]).includes(name) ? (name as ViewName) : "overview";
  return { view, parameters: new URLSearchParams(rest.join("?")) };
}

export function current(): Address {
  return parse(location.hash);
}

/** The address of `view` with what is chosen now, changed. */
export function href(view: ViewName, changes: Changes = {}): string {
  const parameters = new URLSearchParams(current().parameters);
  for (const [name, value] of Object.entries(changes)) {
    parameters.delete(name);
    for (const each of value === null ? [] : [value].flat()) parameters.append(name, each);
  }
  const query = parameters.toString();
  return `#${view}${query ? `?${query}` : ""}`;
}

/** Go there, so that the way back leads here. */
export function go(view: ViewName, changes: Changes = {}): void {
  location.hash = href(view, changes);
}

/** Go there in place of here: for what changes with every key that is pressed. */
export function amend(view: ViewName, changes: Changes): void {
  history.replaceState(null, "", href(view, changes));
  dispatchEvent(new HashChangeEvent("hashchange"));
}
