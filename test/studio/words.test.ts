import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { screenLanguages } from "@chatloom/api-schema";
import {
  AiAgentSpec,
  draftFlaws,
  findingCodes,
  findingSentences,
  importNotes,
  nodeTypeOf,
  nodeTypes,
  TemplateDraft,
  testProblemSentences,
  translationProblems,
} from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { platforms } from "../../server/src/platforms/platform.ts";
import { slugOf } from "../../studio/src/ui/declared-words.ts";

const source = join(import.meta.dirname, "../../studio/src");
const english = catalogue("en");
const translated = screenLanguages
  .filter((it) => it !== "en")
  .map((language) => ({ language, texts: catalogue(language) }));
/** Names and codes that stay as they are in every language. */
const untranslated = new Set(
  "AI|AI (USD)|API|CRM|CSV|DELETE|English|GET|JSON Lines|JavaScript|PATCH|POST|PUT|STARTTLS|TLS|Tiếng Việt".split(
    "|",
  ),
);
const code = sources(source)
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

describe("the studio's catalogue", () => {
  test.each(translated)("has every English word in $language too, and no other", ({ texts }) => {
    expect(english.size).toBeGreaterThan(50);
    expect(missing(english, texts)).toEqual([]);
    expect(missing(texts, english).filter((key) => !isDeclared(key))).toEqual([]);
  });

  test.each(translated)("names the same values in $language as in English", ({ texts }) => {
    const different = [...texts].filter(([key, text]) => {
      const original = english.get(key) ?? english.get(`${withoutPlural(key)}_other`);
      return original !== undefined && !sameValues(key, original, text);
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test.each([{ language: "en", texts: english }, ...translated])(
    "has every plural form of $language, and leaves no word empty",
    ({ language, texts }) => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const counted = [...english.keys()].filter((it) => it.endsWith("_other"));
      const wanted = counted.flatMap((it) => forms.map((form) => `${withoutPlural(it)}_${form}`));
      expect(wanted.filter((key) => !texts.has(key))).toEqual([]);
      const empty = [...texts].filter(([, text]) => text.trim() === "");
      expect(empty.map(([key]) => key)).toEqual([]);
    },
  );

  test("has no Bengali word left in Latin letters, but for names and codes", () => {
    const bengali = translated.find((it) => it.language === "bn")?.texts ?? new Map();
    const left = [...bengali].filter(
      ([, text]) => /[A-Za-z]/.test(withoutValues(text)) && !/\p{Script=Bengali}/u.test(text),
    );
    expect(left.filter(([, text]) => !untranslated.has(text)).map((it) => it.join(" = "))).toEqual(
      [],
    );
  });

  test("has a word for every finding, and for every word that a field offers", () => {
    const wanted = [
      ...findingCodes.map((code) => `editor.findings.${code}`),
      ...schemas()
        .flatMap(choicesOf)
        .map((word) => `forms.words.${word}`),
    ];
    expect(wanted.length).toBeGreaterThan(80);
    expect([...new Set(wanted)].filter((key) => !english.has(key))).toEqual([]);
  });

  test.each(translated)(
    "says what declarations say in $language, and nothing else",
    ({ texts }) => {
      const wanted = new Set([
        ...Object.values(nodeTypes).flatMap((nodeType) => [
          `declared.nodes.${nodeType.type}.title`,
          `declared.nodes.${nodeType.type}.description`,
          ...[nodeType.example, nodeType.initial]
            .flatMap((data) => nodeTypeOf(nodeType).ports(data))
            .filter((port) => !port.id.includes(":") && port.label !== "")
            .map((port) => `declared.ports.${slugOf(port.label)}`),
        ]),
        ...schemas()
          .flatMap(titledFields)
          .flatMap(({ title, description }) => [
            `declared.fields.${slugOf(title)}`,
            ...(description === undefined ? [] : [`declared.hints.${slugOf(title)}`]),
          ]),
        ...accountProblems().map((problem) => `declared.problems.${slugOf(problem)}`),
        ...Object.values(draftFlaws).map((flaw) => `declared.flaws.${slugOf(flaw)}`),
      ]);
      expect([...wanted].filter((key) => !texts.has(key))).toEqual([]);
      expect([...texts.keys()].filter((key) => isDeclared(key) && !wanted.has(key))).toEqual([]);
      expect([...english.keys()].filter(isDeclared)).toEqual([]);
    },
  );

  test("has one description for each title", () => {
    const descriptions = new Map<string, Set<string>>();
    for (const { title, description } of schemas().flatMap(titledFields)) {
      if (description === undefined) {
        continue;
      }
      const known = descriptions.get(title) ?? new Set();
      descriptions.set(title, known.add(description));
    }
    expect([...descriptions].filter(([, texts]) => texts.size > 1)).toEqual([]);
  });

  test("has no word that nothing says", () => {
    const patterns = [...code.matchAll(/`([a-z][A-Za-z]*\.[^`\s]*\$\{[^`]*)`/g)].map(
      ([, template]) => pattern(template as string),
    );
    const unused = [...english.keys()]
      .map(withoutPlural)
      .filter((key) => !code.includes(`"${key}"`) && !patterns.some((it) => it.test(key)));
    expect([...new Set(unused)]).toEqual([]);
  });
});

/** Lists the problems that adapters report about accounts that cannot be connected. */
function accountProblems(): string[] {
  return ["channels", "desks", "payments"]
    .flatMap((folder) =>
      readdirSync(join(import.meta.dirname, "../../server/src", folder), {
        withFileTypes: true,
        recursive: true,
      }),
    )
    .filter((it) => it.isFile() && /(?<!\.test)\.ts$/.test(it.name))
    .map((it) => readFileSync(join(it.parentPath, it.name), "utf8"))
    .flatMap((source) => [...source.matchAll(/\bproblem:\s*"([^"]+)"/g)].map(([, it = ""]) => it));
}

/** The schemas that forms are drawn from. */
function schemas(): unknown[] {
  return [
    ...Object.values(nodeTypes).map((it) => it.data),
    ...platforms.map((it) => it.settings),
    AiAgentSpec,
    TemplateDraft,
  ];
}

interface TitledField {
  readonly title: string;
  readonly description: string | undefined;
}

/** The fields of a schema that a form shows, at any depth. */
function titledFields(schema: unknown): TitledField[] {
  return shownFields(schema).flatMap(({ title, description }) =>
    typeof title === "string"
      ? [{ title, description: typeof description === "string" ? description : undefined }]
      : [],
  );
}

/** The words that the fields of a schema offer, at any depth. */
function choicesOf(schema: unknown): string[] {
  return shownFields(schema).flatMap((it) => (Array.isArray(it.enum) ? it.enum.map(String) : []));
}

function shownFields(schema: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof schema !== "object" || schema === null) {
    return [];
  }
  const field = schema as Readonly<Record<string, unknown>>;
  if (field.widget === "hidden") {
    return [];
  }
  return [
    field,
    ...Object.values(field.properties ?? {}).flatMap(shownFields),
    ...Object.values(field.oneOf ?? {}).flatMap(shownFields),
    ...shownFields(field.items),
  ];
}

/** Whether the English of a text stands in a declaration. */
function isDeclared(key: string): boolean {
  return key.startsWith("declared.");
}

/** All texts of a language by their full key. */
function catalogue(language: string): Map<string, string> {
  const folder = join(source, "words", language);
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    collect(JSON.parse(readFileSync(join(folder, file), "utf8")), file.slice(0, -5), texts);
  }
  if (language === "en") {
    collect(findingSentences, "editor.findings", texts);
    collect(testProblemSentences, "tests.problems", texts);
    collect(importNotes, "flows.importNotes", texts);
    collect(translationProblems, "translations.problems", texts);
  }
  return texts;
}

function collect(value: unknown, key: string, into: Map<string, string>): void {
  if (typeof value === "string") {
    into.set(key, value);
  } else {
    for (const [name, inner] of Object.entries(value as object)) {
      collect(inner, `${key}.${name}`, into);
    }
  }
}

/** Keys of one that the other lacks, plural forms apart: languages have different ones. */
function missing(from: Map<string, string>, to: Map<string, string>): string[] {
  const there = new Set([...to.keys()].map(withoutPlural));
  return [...from.keys()].map(withoutPlural).filter((key) => !there.has(key));
}

function withoutPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, "");
}

/** Whether two texts name the same values. The form for one may leave its number out. */
function sameValues(key: string, original: string, text: string): boolean {
  const [wanted, found] = [values(original), values(text)];
  const optional = key.endsWith("_one") ? ["count"] : [];
  const but = (from: string[], others: string[]) =>
    from.filter((it) => !others.includes(it) && !optional.includes(it));
  return but(wanted, found).length === 0 && but(found, wanted).length === 0;
}

function withoutValues(text: string): string {
  return text.replace(/\{\{[^}]*\}\}/g, "");
}

function values(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name as string))].sort();
}

/** A template literal as a pattern of the keys it can make. */
function pattern(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/);
  return new RegExp(`^${parts.map((it) => it.replace(/[.*+?^$()|[\]\\]/g, "\\$&")).join(".+")}$`);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
