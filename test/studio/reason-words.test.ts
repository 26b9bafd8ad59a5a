import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { words as bengali } from "../../studio/src/words/bn/index.ts";
import { words as english } from "../../studio/src/words/en/index.ts";
import { words as vietnamese } from "../../studio/src/words/vi/index.ts";

const root = join(import.meta.dirname, "../..");
const folders = [
  "runtime/src",
  "server/src/pipeline",
  "server/src/domain",
  "server/src/records",
  "server/src/features/webhooks",
];

/** Where a code stands that members may read: as an error's or alert's `code`, or given to a function that fails. */
const codePlace =
  /(?:\bcode(?:: | = )|\bfail(?:ed)?\((?:\s*state, run, node,)?\s*|return )"([a-z][\w-]*\.[a-z][\w-]*)"/g;

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((it) => it.isFile() && /(?<!\.test)\.ts$/.test(it.name))
    .map((it) => readFileSync(join(it.parentPath, it.name), "utf8"));
}

/** The codes of failures that the engine and the pipeline make. */
function failureCodes(): Set<string> {
  const sources = folders.flatMap(sourcesOf);
  return new Set(
    sources.flatMap((source) => [...source.matchAll(codePlace)].map(([, code]) => code as string)),
  );
}

test("every failure of the engine, the pipeline and webhooks has a sentence of its own", () => {
  const codes = failureCodes();
  expect([...codes]).toEqual(
    expect.arrayContaining(["http.timeout", "limit.steps", "run.lost", "media.too-large"]),
  );
  for (const { reasons } of [english, vietnamese, bengali]) {
    const wordless = [...codes].filter((code) => {
      const [area = "", name = ""] = code.split(".");
      return !(name in (reasons.codes[area as keyof typeof reasons.codes] ?? {}));
    });
    expect(wordless).toEqual([]);
  }
});
