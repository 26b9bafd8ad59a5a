import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import i18n from "i18next";
import { beforeAll, expect, test } from "vitest";
import { reasonText } from "../../studio/src/ui/reason-text.ts";
import { words as english } from "../../studio/src/words/en/index.ts";
import { words as vietnamese } from "../../studio/src/words/vi/index.ts";

const root = join(import.meta.dirname, "../..");
const folders = ["runtime/src", "server/src/pipeline", "server/src/domain", "server/src/records"];

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

beforeAll(async () => {
  await i18n.init({
    lng: "en",
    resources: { en: { translation: english }, vi: { translation: vietnamese } },
    interpolation: { escapeValue: false },
  });
});

test("every failure of the engine and the pipeline has a sentence of its own", () => {
  const codes = failureCodes();
  expect([...codes]).toEqual(
    expect.arrayContaining(["http.timeout", "limit.steps", "run.lost", "media.too-large"]),
  );
  const mark = "the message that came with it";
  const wordless = [...codes].filter(
    (code) => reasonText(i18n.t, { code, message: mark }) === mark,
  );
  expect(wordless).toEqual([]);
});

test("a failure is told in the member's language", () => {
  const t = i18n.getFixedT("vi");
  expect(reasonText(t, { code: "http.timeout", message: "No answer within 10 s" })).toBe(
    "Hệ thống kia không trả lời kịp.",
  );
});

test("what a platform answered is quoted after what it means", () => {
  const refused = { code: "131047", kind: "window", message: "Re-engagement message" } as const;
  expect(reasonText(i18n.getFixedT("vi"), refused)).toBe(
    "Đã hết thời gian được trả lời tự do: Re-engagement message",
  );
});

test("a code that nobody knows is told by its message", () => {
  expect(reasonText(i18n.t, { code: "x.y", message: "Something" })).toBe("Something");
});
