// SPARQL as coloured text. Everything becomes text nodes: a query may come from a link that somebody else made.

const TOKEN = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    "(?<string>\"\"\"[^]*?\"\"\"|'''[^]*?'''|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*')",
    "(?<iri><[^<>\"{}|^`\\\\\\s]*>)",
    "(?<variable>[?$]\\w+)",
    "(?<name>[A-Za-z][\\w-]*:[\\w.%-]*|:[\\w%-]+)",
    "(?<bare>[A-Za-z]\\w*)",
  ].join("|"),
  "g",
);

export const WORDS = (
  "SELECT CONSTRUCT DESCRIBE ASK WHERE PREFIX BASE DISTINCT REDUCED OPTIONAL UNION MINUS FILTER BIND VALUES GRAPH AS " +
  "GROUP ORDER BY HAVING LIMIT OFFSET ASC DESC EXISTS NOT IN COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR IF " +
  "COALESCE BOUND REGEX REPLACE STR LANG DATATYPE LCASE UCASE STRLEN SUBSTR CONTAINS STRSTARTS STRENDS STRBEFORE " +
  "STRAFTER CONCAT IRI YEAR MONTH DAY ABS ROUND UNDEF"
).split(" ");

const known = new Set(WORDS);

export function colour(element, text) {
  const parts = [];
  let last = 0;
  for (const found of text.matchAll(TOKEN)) {
    const [kind] = Object.entries(found.groups).find(([, value]) => value !== undefined);
    const style = kind === "iri" ? "name" : kind !== "bare" ? kind : known.has(found[0].toUpperCase()) ? "word" : "";
    if (style) {
      const span = document.createElement("span");
      span.className = style;
      span.textContent = found[0];
      parts.push(text.slice(last, found.index), span);
      last = found.index + found[0].length;
    }
  }
  element.replaceChildren(...parts, text.slice(last) + "\n");
}
