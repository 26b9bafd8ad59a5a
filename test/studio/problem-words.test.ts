import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { routes } from "@chatloom/api-schema";
import { botFileFlaws } from "@chatloom/flows-schema/import";
import { expect, test } from "vitest";
import { words as bengali } from "../../studio/src/words/bn/index.ts";
import { words as english } from "../../studio/src/words/en/index.ts";
import { words as vietnamese } from "../../studio/src/words/vi/index.ts";

const root = join(import.meta.dirname, "../..");

/** The sources of a folder, tests left out. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((it) => it.isFile() && /(?<!\.test)\.tsx?$/.test(it.name))
    .map((it) => readFileSync(join(it.parentPath, it.name), "utf8"));
}

function literals(text: string): string[] {
  return [...text.matchAll(/"([\w-]+(?:\.[\w-]+)*)"/g)].map(([, literal]) => literal as string);
}

/** Every code that a problem document of the server can carry: declared by routes, thrown as an error, or sent directly. */
function answeredCodes(): Set<string> {
  const codes = new Set<string>(
    Object.values(routes).flatMap((chapter) =>
      Object.values(chapter).flatMap((route) =>
        "errors" in route ? (route.errors as readonly string[]) : [],
      ),
    ),
  );
  for (const source of sources("server/src")) {
    for (const [, what] of source.matchAll(/new NotFound\(\s*"([^"]+)"/g)) {
      codes.add(`${what}.not-found`);
    }
    for (const [, first = ""] of source.matchAll(/new (?:Invalid|Conflict)\(([^,]+),/g)) {
      for (const code of literals(first)) {
        codes.add(code);
      }
    }
    for (const [, code = ""] of source.matchAll(/new DomainError\(\s*"[\w-]+",\s*"([^"]+)"/g)) {
      codes.add(code);
    }
  }
  for (const source of sources("server/src/http")) {
    for (const [, code = ""] of source.matchAll(/\bcode: "([^"]+)"/g)) {
      codes.add(code);
    }
  }
  return codes;
}

/** Codes that the studio makes itself. */
function ownCodes(): string[] {
  const written = sources("studio/src").flatMap((source) =>
    [...source.matchAll(/new ApiProblem\(\{[^}]*code: "([^"]+)"/g)].map(([, code]) => code ?? ""),
  );
  return [...written, ...botFileFlaws.map((it) => `flow.${it}`)];
}

test("there are words in every language for every code that the server answers", () => {
  const codes = [...answeredCodes(), ...ownCodes()];
  expect(codes).toEqual(
    expect.arrayContaining([
      "flow.draft-changed",
      "session.missing",
      "internal",
      "route.not-found",
      "conversation.window-closed",
      "apiToken.not-found",
      "flow.not-a-flow",
      "offline",
    ]),
  );
  for (const { common } of [english, vietnamese, bengali]) {
    const wordless = codes.filter((code) => typeof at(common.problems, code) !== "string");
    expect(wordless).toEqual([]);
  }
});

test("there are no words for codes that nobody answers", () => {
  const known = new Set([...answeredCodes(), ...ownCodes(), "unexpected"]);
  expect(keysOf(english.common.problems).filter((code) => !known.has(code))).toEqual([]);
});

test("no screen shows what the server wrote for developers", () => {
  const shown = sources("studio/src").filter(
    (source) =>
      !source.includes("class ApiProblem") &&
      /\b(?:error|problem|thrown)\.(?:message|detail)\b/.test(source),
  );
  expect(shown).toEqual([]);
});

function at(value: unknown, code: string): unknown {
  return code
    .split(".")
    .reduce<unknown>(
      (inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
      value,
    );
}

function keysOf(value: object, prefix = ""): string[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "string" ? [prefix + name] : keysOf(inner, `${prefix}${name}.`),
  );
}
