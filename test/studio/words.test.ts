import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findingCodes, nodeTypeOf, nodeTypes } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { slugOf } from "../../studio/src/forms/field-words.ts";

const source = join(import.meta.dirname, "../../studio/src");
const english = catalogue("en");
const vietnamese = catalogue("vi");
const code = sources(source)
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

describe("the studio's catalogue", () => {
  test("has every English word in Vietnamese too, and the other way round", () => {
    expect(english.size).toBeGreaterThan(50);
    expect(missing(english, vietnamese)).toEqual([]);
    expect(missing(vietnamese, english)).toEqual([]);
  });

  test("names the same values in both languages", () => {
    const different = [...english].filter(([key, text]) => {
      const other = vietnamese.get(key);
      return other !== undefined && values(other).join() !== values(text).join();
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test("leaves no word empty", () => {
    const empty = [...english, ...vietnamese].filter(([, text]) => text.trim() === "");
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test("has a word for every node type, field, choice, port and finding", () => {
    const wanted = [
      ...findingCodes.map((code) => `editor.findings.${code}`),
      ...Object.values(nodeTypes).flatMap((nodeType) => [
        `editor.nodes.${nodeType.type}.title`,
        `editor.nodes.${nodeType.type}.description`,
        ...schemaWords(nodeType.data),
        ...nodeTypeOf(nodeType)
          .ports(nodeType.example)
          .filter((port) => !port.id.includes(":") && port.label !== "")
          .map((port) => `editor.ports.${slugOf(port.label)}`),
      ]),
    ];
    expect(wanted.length).toBeGreaterThan(200);
    expect([...new Set(wanted)].filter((key) => !english.has(key))).toEqual([]);
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

/** The keys that a form drawn from this schema needs. */
function schemaWords(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  if ((schema as { widget?: unknown }).widget === "hidden") return [];
  const { title, description, ...rest } = schema as { title?: unknown; description?: unknown };
  const named = typeof title === "string" ? title : "";
  const words = (rest as { enum?: unknown }).enum;
  return [
    ...(named ? [`forms.fields.${slugOf(named)}`] : []),
    ...(named && typeof description === "string" ? [`forms.hints.${slugOf(named)}`] : []),
    ...(Array.isArray(words) ? words.map((word) => `forms.words.${word}`) : []),
    ...["properties", "items", "oneOf"].flatMap((name) => {
      const inner = (rest as Record<string, unknown>)[name];
      return name === "items"
        ? schemaWords(inner)
        : Object.values((inner ?? {}) as object).flatMap(schemaWords);
    }),
  ];
}

/** All texts of a language by their full key. */
function catalogue(language: string): Map<string, string> {
  const folder = join(source, "words", language);
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    collect(JSON.parse(readFileSync(join(folder, file), "utf8")), file.slice(0, -5), texts);
  }
  return texts;
}

function collect(value: unknown, key: string, into: Map<string, string>): void {
  if (typeof value === "string") into.set(key, value);
  else
    for (const [name, inner] of Object.entries(value as object))
      collect(inner, `${key}.${name}`, into);
}

/** Keys of one that the other lacks, plural forms apart: languages have different ones. */
function missing(from: Map<string, string>, to: Map<string, string>): string[] {
  const there = new Set([...to.keys()].map(withoutPlural));
  return [...from.keys()].map(withoutPlural).filter((key) => !there.has(key));
}

function withoutPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, "");
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
