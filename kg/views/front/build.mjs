// Bundles the explorer into kg/views/assets: explorer.js, explorer.css, and the licences of what is bundled.
// The first line of each holds a hash of the sources; tests/test_explorer_assets.py compares it.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "assets");

function sourceHash() {
  const hash = createHash("sha256");
  for (const name of readdirSync(here).sort()) {
    if (!/\.(ts|css|mjs|json)$/.test(name)) continue;
    hash.update(`${name}\0`).update(readFileSync(join(here, name))).update("\0");
  }
  return hash.digest("hex");
}

const result = await build({
  absWorkingDir: here,
  entryPoints: [join(here, "explorer.ts"), join(here, "explorer.css")],
  outdir: assets,
  write: false,
  bundle: true,
  format: "iife",
  target: ["es2022", "firefox115", "chrome110", "safari16"],
  charset: "utf8",
  minify: true,
  legalComments: "none",
  metafile: true,
});

const made = `/* The explorer of Saidgraph, made from kg/views/front by "make front-end". Sources: sha256:${sourceHash()} */\n`;
for (const { path, text } of result.outputFiles) {
  // a page may carry the script inside itself: nothing in it may end the element
  const safe = path.endsWith(".js") ? text.replaceAll("</script", "<\\/script").replaceAll("<!--", "\\x3c!--") : text;
  writeFileSync(path, made + safe);
}

const bundled = new Set(
  Object.keys(result.metafile.inputs)
    .map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter(Boolean),
);
const licences = [...bundled].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((each) => join(folder, each)).find(existsSync);
  return `${name} ${about.version} (${about.license})\n\n${readFileSync(file, "utf8").trim()}\n`;
});
writeFileSync(
  join(assets, "explorer-licences.txt"),
  `What explorer.js has bundled in it besides Saidgraph's own code, with the licences.\n\n${licences.join(`\n${"-".repeat(72)}\n\n`)}`,
);
