// Asks by Comunica what stdin says, [{sources, query}], and writes the answers, [text], to stdout.
import { QueryEngine } from "@comunica/query-sparql";

const ROWS = "application/sparql-results+json";

const read = async (stream) => {
  const parts = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
};

const engine = new QueryEngine();
const answers = [];
for (const { sources, query } of JSON.parse(await read(process.stdin))) {
  const result = await engine.query(query, { sources });
  const media = result.resultType === "quads" ? "application/n-triples" : ROWS;
  answers.push(await read((await engine.resultToString(result, media)).data));
}
process.stdout.write(JSON.stringify(answers));
