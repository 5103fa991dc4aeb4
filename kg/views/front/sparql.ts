/** Asking the service that serves the page. */

export interface Table {
  columns: string[];
  rows: (string | number | boolean | null)[][];
  more: boolean;
}

interface Results {
  boolean?: boolean;
  head: { vars?: string[] };
  results?: { bindings: Record<string, { value: string; datatype?: string } | undefined>[] };
}

const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;

/** The answer to `text` as a table; rejected with what the service says is wrong. */
export async function query(url: string, text: string): Promise<Table> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples;q=0.9" },
    body: text,
  });
  if (!answer.ok) throw new Error(await complaint(answer));
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) {
    const lines = (await answer.text()).split("\n").filter(Boolean);
    return { columns: ["triple"], rows: lines.map((line) => [line]), more: false };
  }
  return tableOf((await answer.json()) as Results);
}

function tableOf({ boolean, head, results }: Results): Table {
  if (boolean !== undefined) return { columns: ["answer"], rows: [[boolean]], more: false };
  const columns = head.vars ?? [];
  const rows = (results?.bindings ?? []).map((binding) => columns.map((column) => {
    const cell = Object.hasOwn(binding, column) ? binding[column] : undefined;
    return cell ? (NUMBER.test(cell.datatype ?? "") ? Number(cell.value) : cell.value) : null;
  }));
  return { columns, rows, more: false };
}

/** What a service says went wrong, in its own words where it has some. */
export async function complaint(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    if (detail !== undefined) return typeof detail === "string" ? detail : JSON.stringify(detail);
  } catch {
    // then it is plain text
  }
  return text.trim() || `The service answers ${answer.status} ${answer.statusText}`;
}
