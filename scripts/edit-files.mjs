import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes new files. Ends the process, without writing any, if one exists. */
export function writeNew(files) {
  const existing = Object.keys(files).filter((path) => existsSync(path));
  if (existing.length > 0) {
    console.error(`These files exist already: ${existing.join(", ")}`);
    process.exit(1);
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}

/** Puts a line before the line that a mark begins, the last one of them. Throws where the mark is missing. */
export function insertBefore(path, mark, line) {
  const lines = readFileSync(path, "utf8").split("\n");
  const at = lines.findLastIndex((it) => it.startsWith(mark));
  if (at < 0) {
    throw new Error(`${path} has no line that begins with ${mark}`);
  }
  lines.splice(at, 0, line);
  writeFileSync(path, lines.join("\n"));
  console.log(`changed ${path}`);
}

/** Adds an import of a neighbouring file, in the order of the paths. */
export function addImport(path, line) {
  const lines = readFileSync(path, "utf8").split("\n");
  const source = (it) => /from "(\.[^"]+)"/.exec(it)?.[1];
  const later = lines.findIndex((it) => it.startsWith("import") && source(it) > source(line));
  const last = lines.findLastIndex((it) => it.startsWith("import")) + 1;
  lines.splice(later < 0 ? last : later, 0, line);
  writeFileSync(path, lines.join("\n"));
}

/** Adds to an object in a JSON file; `keys` lead to it. */
export function addToJson(path, keys, added) {
  const content = JSON.parse(readFileSync(path, "utf8"));
  const place = keys.reduce((inner, key) => inner[key], content);
  Object.assign(place, added);
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
  console.log(`changed ${path}`);
}

/** Replaces a text that occurs in a file. Throws where it does not. */
export function edit(path, before, after) {
  const content = readFileSync(path, "utf8");
  if (!content.includes(before)) {
    throw new Error(`${path} does not contain ${before}`);
  }
  writeFileSync(
    path,
    content.replace(before, () => after),
  );
  console.log(`changed ${path}`);
}
