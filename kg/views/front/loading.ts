/**
 * Data files arrive as scripts that call `kgExplorer.receive(name, value)`, which works from a folder on the disk where
 * fetching does not; a page that is one file holds them as JSON in elements with the file's name as id.
 */

type Arrival = { promise: Promise<unknown>; resolve: (value: unknown) => void; reject: (reason: Error) => void };

const arrivals = new Map<string, Arrival>();
const folder = folderOf(document.currentScript);

function folderOf(script: Element | null): string {
  const address = script instanceof HTMLScriptElement ? script.src : "";
  return address ? address.slice(0, address.lastIndexOf("/") + 1) : "explorer/";
}

function arrival(name: string): Arrival {
  let found = arrivals.get(name);
  if (!found) {
    let resolve: Arrival["resolve"] = () => undefined;
    let reject: Arrival["reject"] = () => undefined;
    const promise = new Promise<unknown>((yes, no) => ([resolve, reject] = [yes, no]));
    arrivals.set(name, (found = { promise, resolve, reject }));
  }
  return found;
}

/** What a data file calls. */
export function receive(name: string, value: unknown): void {
  arrival(name).resolve(value);
}

/** The data file called `name`, which a script of the page itself brings. */
export function awaited(name: string): Promise<unknown> {
  const inline = document.getElementById(name);
  if (inline instanceof HTMLScriptElement && inline.type === "application/json") {
    receive(name, JSON.parse(inline.textContent ?? "null"));
  }
  return arrival(name).promise;
}

/** The data file called `name`, asked for when it is needed first; rejected with words for the reader. */
export function load(name: string): Promise<unknown> {
  if (arrivals.has(name)) return arrival(name).promise;
  const coming = awaited(name);
  if (document.getElementById(name) === null) {
    const script = document.createElement("script");
    script.src = `${folder}${name}.js`;
    script.onerror = () => {
      arrival(name).reject(new Error(`${name}.js is not beside this page; copy the folder “explorer” along with it.`));
      arrivals.delete(name); // it may be there at the next try
    };
    document.head.append(script);
  }
  return coming;
}
