import { fillSentence } from "../fill-sentence.ts";
import type { Flow } from "../flow.ts";
import { readCsvRows } from "./csv.ts";
import { csvColumns } from "./translation-files.ts";
import {
  lostVariables,
  mostLanguages,
  type TranslationChange,
  translatableTexts,
} from "./translations.ts";
import { findElements, readXml, type XmlElement, XmlProblem } from "./xml.ts";

/** What can be wrong with a file of translations, or with a row of it. */
export const translationProblems = {
  fileTooLarge: "The file is too large: at most {{most}} characters",
  fileUnreadable: "The file cannot be read: {{reason}}",
  fileNoKey: 'The first line needs a column "key"',
  fileNoLanguage: "The file names no language to translate into",
  languageUnknown: "{{language}} is no language tag, such as vi or pt-BR",
  languageOwn: "{{language}} is the flow's own language: change the texts in their steps",
  languagesTooMany: "A flow has at most {{most}} languages besides its own",
  rowKeyUnknown: "The flow has no text {{key}}",
  rowTwice: "{{key}} stands in the file more than once",
  rowSourceChanged: "The text has changed since: it is now “{{text}}”",
  rowTooLong: "The translation is longer than {{most}} characters",
  rowVariables: "The translation lacks {{variables}}",
} as const;
export type TranslationProblemCode = keyof typeof translationProblems;

/** A fault of a file. With `line`, only that row is left out; without, nothing of the file is read. */
export interface TranslationProblem {
  readonly code: TranslationProblemCode;
  readonly line?: number | undefined;
  readonly language?: string | undefined;
  readonly values: Readonly<Record<string, string>>;
}

/** What a file would change. Rows that say what the flow says already are only counted. */
export interface ReadTranslations {
  readonly changes: readonly TranslationChange[];
  readonly problems: readonly TranslationProblem[];
  readonly unchanged: number;
}

/** The largest file that is read, in UTF-16 code units. */
export const longestTranslations = 10_000_000;

interface Row {
  readonly line: number;
  readonly key: string;
  readonly language: string;
  readonly source: string | undefined;
  readonly text: string;
}

/** Says in English what is wrong. */
export function translationProblemText({ code, values }: TranslationProblem): string {
  return fillSentence(translationProblems[code], values);
}

/** Reads CSV, XLIFF 1.2 or XLIFF 2.0 with translations and compares them with a flow. Empty translations change nothing. */
export function readTranslations(flow: Flow, content: string): ReadTranslations {
  if (content.length > longestTranslations) {
    return refused("fileTooLarge", { most: String(longestTranslations) });
  }
  const rows = /^\s*</.test(content.replace(/^\ufeff/, ""))
    ? xliffRows(content)
    : csvRows(flow, content);
  return "code" in rows ? refused(rows.code, rows.values) : compare(flow, rows);
}

function refused(
  code: TranslationProblemCode,
  values: Readonly<Record<string, string>> = {},
): ReadTranslations {
  return { changes: [], problems: [{ code, values }], unchanged: 0 };
}

function compare(flow: Flow, rows: readonly Row[]): ReadTranslations {
  const texts = new Map(translatableTexts(flow).map((it) => [it.key, it]));
  const changes: TranslationChange[] = [];
  const problems: TranslationProblem[] = [];
  const seen = new Set<string>();
  let unchanged = 0;
  const languages = new Set(Object.keys(flow.translations));
  for (const language of new Set(rows.map((it) => it.language))) {
    const code = languageProblem(flow, language);
    if (code) {
      problems.push({ code, language, values: { language } });
    } else {
      languages.add(language);
    }
  }
  if (languages.size > mostLanguages) {
    return refused("languagesTooMany", { most: String(mostLanguages) });
  }
  for (const { line, key, language, source, text } of rows) {
    const say = (code: TranslationProblemCode, values: Readonly<Record<string, string>>) =>
      problems.push({ code, line, language, values: { key, ...values } });
    const own = texts.get(key);
    const name = `${language} ${key}`;
    if (text.trim() === "" || !languages.has(language)) {
      continue;
    }
    if (!own) {
      say("rowKeyUnknown", {});
      continue;
    }
    const before = flow.translations[language]?.[key] ?? "";
    const lost = lostVariables(own.text, text);
    if (seen.has(name)) {
      say("rowTwice", {});
    } else if (source !== undefined && sameWords(source) !== sameWords(own.text)) {
      say("rowSourceChanged", { text: own.text.slice(0, 120) });
    } else if (text.length > own.maxLength) {
      say("rowTooLong", { most: String(own.maxLength) });
    } else if (lost.length > 0) {
      say("rowVariables", { variables: lost.join(" ") });
    } else if (before === text) {
      unchanged++;
    } else {
      changes.push({ language, key, before, after: text });
    }
    seen.add(name);
  }
  return { changes, problems, unchanged };
}

function languageProblem(flow: Flow, language: string): TranslationProblemCode | undefined {
  if (language === flow.settings.language) {
    return "languageOwn";
  }
  return /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(language) && language.length <= 35
    ? undefined
    : "languageUnknown";
}

/** Spreadsheets change line ends and outer spaces. */
function sameWords(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

interface Refusal {
  readonly code: TranslationProblemCode;
  readonly values?: Readonly<Record<string, string>>;
}

function csvRows(flow: Flow, csv: string): readonly Row[] | Refusal {
  const [head, ...lines] = readCsvRows(csv);
  const names = head?.cells.map((it) => it.trim()) ?? [];
  const keyAt = names.indexOf("key");
  if (keyAt < 0) {
    return { code: "fileNoKey" };
  }
  const own = flow.settings.language;
  const described: readonly string[] = [...csvColumns, own, ""];
  const languages = names.flatMap((name, at) => (described.includes(name) ? [] : [{ name, at }]));
  if (languages.length === 0) {
    return { code: "fileNoLanguage" };
  }
  const sourceAt = names.indexOf(own);
  return lines.flatMap(({ line, cells }) =>
    languages.map(({ name, at }) => ({
      line,
      key: cells[keyAt]?.trim() ?? "",
      language: name,
      source: sourceAt < 0 ? undefined : (cells[sourceAt] ?? ""),
      text: (cells[at] ?? "").replace(/\r\n/g, "\n"),
    })),
  );
}

function xliffRows(xml: string): readonly Row[] | Refusal {
  let root: XmlElement;
  try {
    root = readXml(xml);
  } catch (error) {
    if (!(error instanceof XmlProblem)) {
      throw error;
    }
    const reason = `line ${error.line}: ${error.message}`;
    return { code: "fileUnreadable", values: { reason } };
  }
  if (root.name !== "xliff") {
    return { code: "fileUnreadable", values: { reason: `it is ${root.name}, not xliff` } };
  }
  const rows = root.attributes.trgLang === undefined ? rowsOf12(root) : rowsOf20(root);
  return rows.length === 0 ? { code: "fileNoLanguage" } : rows;
}

function rowsOf12(root: XmlElement): Row[] {
  return findElements(root, "file").flatMap((file) => {
    const language = file.attributes["target-language"] ?? "";
    return findElements(file, "trans-unit").map((unit) => row(unit, unit, language));
  });
}

function rowsOf20(root: XmlElement): Row[] {
  const language = root.attributes.trgLang ?? "";
  return findElements(root, "unit").map((unit) => {
    const segments = findElements(unit, "segment");
    const joined = (name: string) =>
      segments.flatMap((it) => it.children.filter((child) => child.name === name));
    const whole = {
      ...unit,
      children: [merged("source", joined("source")), merged("target", joined("target"))],
    };
    return row(unit, whole, language);
  });
}

/** Segments of a unit are parts of one text. */
function merged(name: string, parts: readonly XmlElement[]): XmlElement {
  return { name, attributes: {}, children: [], line: 0, text: parts.map((it) => it.text).join("") };
}

function row(unit: XmlElement, texts: XmlElement, language: string): Row {
  const textOf = (name: string) => texts.children.find((it) => it.name === name)?.text;
  return {
    line: unit.line,
    key: unit.attributes.name ?? unit.attributes.resname ?? unit.attributes.id ?? "",
    language,
    source: textOf("source"),
    text: textOf("target") ?? "",
  };
}
