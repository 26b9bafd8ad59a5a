import { describe, expect, test } from "vitest";
import type { Flow } from "../flow.ts";
import { samples } from "../samples/index.ts";
import { readTranslations } from "./read-translations.ts";
import { writeTranslationsCsv, writeXliff } from "./translation-files.ts";
import {
  addLanguage,
  applyTranslations,
  lostVariables,
  missingTexts,
  removeLanguage,
} from "./translations.ts";

const [sample] = samples;
if (!sample) {
  throw new Error("There is no sample");
}
const flow: Flow = sample.flow;
const [missing] = missingTexts(flow, "fr");
if (!missing) {
  throw new Error("The sample has no texts");
}
const { key, text } = missing;
/** What a translation of the text must keep. */
const variables = (text.match(/\{[{%][\s\S]*?[%}]\}/g) ?? []).join("");
const french = (words: string): Flow =>
  applyTranslations(flow, [{ language: "fr", key, after: words }]);

test("every sample is whole in Vietnamese, and has nothing in French", () => {
  for (const it of samples) {
    expect([it.id, missingTexts(it.flow, "vi").map((one) => one.key)]).toEqual([it.id, []]);
    expect(missingTexts(it.flow, "fr").length).toBeGreaterThan(3);
  }
});

test("languages and texts come and go", () => {
  const added = addLanguage(flow, "fr");
  expect(added.translations.fr).toEqual({});
  expect(addLanguage(added, "fr")).toBe(added);
  expect(addLanguage(flow, flow.settings.language)).toBe(flow);
  expect(missingTexts(french("Bonjour"), "fr")).toHaveLength(missingTexts(flow, "fr").length - 1);
  expect(removeLanguage(added, "fr").translations).toEqual(flow.translations);
  const emptied = applyTranslations(french("Bonjour"), [{ language: "fr", key, after: "" }]);
  expect(emptied.translations.fr).toEqual({});
});

test("a translation keeps the variables of the text", () => {
  expect(lostVariables("Hi {{ name }} and {{ name }}", "{{ name }}, bonjour")).toEqual([
    "{{ name }}",
  ]);
  expect(lostVariables("Hi {{name}}", "Salut {{name}} {{ more }}")).toEqual([]);
});

describe.each([
  ["CSV", (it: Flow) => writeTranslationsCsv(it, ["vi", "fr"])],
  ["XLIFF", (it: Flow) => writeXliff(it, ["vi", "fr"])],
])("%s", (_name, write) => {
  test("gives back what was written", () => {
    const awkward = french(`=SUM("a";<b>) & \n'x' ${variables}`);
    expect(readTranslations(awkward, write(awkward))).toMatchObject({ changes: [], problems: [] });
    const bare = { ...flow, translations: {} };
    const read = readTranslations(bare, write(awkward));
    expect(read.problems).toEqual([]);
    expect(applyTranslations(bare, read.changes).translations.fr).toEqual(awkward.translations.fr);
    expect(read.changes.filter((it) => it.language === "vi").length).toBeGreaterThan(3);
  });
});

test("tells what is wrong with a row and reads the others", () => {
  const own = flow.settings.language;
  const [other] = missingTexts(flow, "fr").slice(1);
  const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`;
  const csv = [
    `key;${own};fr;${own === "xx" ? "yy" : "not a tag!"}`,
    `${key};${quoted(text)};${quoted(`${text} fr`)};`,
    `${key};${quoted(text)};${quoted(`${text} fr`)};`,
    `nothing/text;;Rien;`,
    `${other?.key};An older text;Ancien;`,
  ].join("\n");
  const { changes, problems } = readTranslations(flow, csv);
  expect(changes).toEqual([{ language: "fr", key, before: "", after: `${text} fr` }]);
  expect(problems.map((it) => [it.line, it.code])).toEqual([
    [undefined, "languageUnknown"],
    [2 + text.split("\n").length - 1 + 1, "rowTwice"],
    [expect.any(Number), "rowKeyUnknown"],
    [expect.any(Number), "rowSourceChanged"],
  ]);
});

test("reads XLIFF 2.0, and refuses what is no such file", () => {
  const xliff = `<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">
    <file id="f"><unit id="u1" name="${key}"><segment><source>${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</source>
    <target>Bon<![CDATA[jour]]> &#233; ${variables}</target></segment></unit></file></xliff>`;
  const { changes } = readTranslations(flow, xliff);
  expect(changes).toMatchObject([
    { language: "fr", key, after: expect.stringMatching(/^Bonjour é/) },
  ]);
  const codes = (content: string) => readTranslations(flow, content).problems.map((it) => it.code);
  expect(codes("<xliff><file></xliff>")).toEqual(["fileUnreadable"]);
  expect(codes('<!DOCTYPE x [<!ENTITY a "b">]><xliff/>')).toEqual(["fileUnreadable"]);
  expect(codes("<html></html>")).toEqual(["fileUnreadable"]);
  expect(codes("step,fr\na,b")).toEqual(["fileNoKey"]);
  expect(codes("key,step\na,b")).toEqual(["fileNoLanguage"]);
});
