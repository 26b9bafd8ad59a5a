import type { Flow, FlowNode, FlowSettings } from "./flow.ts";
import { foldAccents, foldText } from "./fold-text.ts";
import { setAtPointer } from "./set-at-pointer.ts";
import { type WrittenText, writtenTexts } from "./written-texts.ts";

/** What is searched, and where. */
export interface TextSearch {
  readonly query: string;
  /** Case and accents count. Otherwise "gia" finds "Giá". */
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  /** Searches this language's texts; absent: those of every language. */
  readonly language?: string | undefined;
  /** Also searches what members and the engine read: values of conditions and variables, names, notes, instructions. */
  readonly values: boolean;
  /** Also searches what other systems read: addresses and bodies of requests, code. */
  readonly requests: boolean;
}

/** A place where a text contains what is searched. */
export interface TextHit extends WrittenText {
  readonly language: string;
  /** In UTF-16 code units of `text`. */
  readonly start: number;
  readonly end: number;
}

/** The result of a replacement. */
export interface ReplacedTexts {
  readonly flow: Flow;
  readonly replaced: number;
  /** Hits that stay as they are: the text would be too long or too short, or it has changed. */
  readonly skipped: number;
}

/** Finds a text in a flow and its translations, in the order of the steps. Variables within braces count only if the query has braces. */
export function findTexts(flow: Flow, search: TextSearch): readonly TextHit[] {
  const query = segmentsOf(search.query, search.matchCase)
    .map((it) => it.folded)
    .join("");
  if (query.trim() === "") {
    return [];
  }
  return writtenTexts(flow).flatMap((text) => {
    if (
      (text.reader === "member" && !search.values) ||
      (text.reader === "system" && !search.requests)
    ) {
      return [];
    }
    return inLanguages(flow, text)
      .filter(([language]) => search.language === undefined || language === search.language)
      .flatMap(([language, words]) =>
        rangesOf(words, query, search).map(
          ([start, end]): TextHit => ({ ...text, text: words, language, start, end }),
        ),
      );
  });
}

/** Replaces hits of `findTexts`. A text that would not fit its field stays as it is. */
export function replaceTexts(
  flow: Flow,
  hits: readonly TextHit[],
  replacement: string,
): ReplacedTexts {
  const byText = new Map<string, TextHit[]>();
  for (const hit of hits) {
    const name = `${hit.language} ${hit.key}`;
    byText.set(name, [...(byText.get(name) ?? []), hit]);
  }
  const present = new Map(writtenTexts(flow).map((it) => [it.key, it]));
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  let settings: FlowSettings = flow.settings;
  let translations = flow.translations;
  let replaced = 0;
  for (const found of byText.values()) {
    const [first] = found;
    if (!first) {
      continue;
    }
    const { language, key, path, nodeId, text, minLength, maxLength } = first;
    const own = language === flow.settings.language;
    const now = own ? present.get(key)?.text : translations[language]?.[key];
    const next = found
      .toSorted((one, other) => other.start - one.start)
      .reduce(
        (words, { start, end }) => words.slice(0, start) + replacement + words.slice(end),
        text,
      );
    if (now !== text || next.length > maxLength || next.length < minLength) {
      continue;
    }
    replaced += found.length;
    if (!own) {
      translations = { ...translations, [language]: { ...translations[language], [key]: next } };
      continue;
    }
    const node = nodeId === undefined ? undefined : nodes.get(nodeId);
    if (node) {
      nodes.set(node.id, { ...node, data: setAtPointer(node.data, path, next) } as FlowNode);
    } else if (nodeId === undefined) {
      settings = setAtPointer(settings, path, next) as FlowSettings;
    }
  }
  return {
    flow:
      replaced === 0
        ? flow
        : {
            ...flow,
            nodes: flow.nodes.map((node) => nodes.get(node.id) ?? node),
            settings,
            translations,
          },
    replaced,
    skipped: hits.length - replaced,
  };
}

function inLanguages(flow: Flow, text: WrittenText): (readonly [string, string])[] {
  const others = Object.entries(flow.translations).flatMap(([language, texts]) => {
    const words = texts[text.key];
    return words ? [[language, words] as const] : [];
  });
  return [[flow.settings.language, text.text], ...others];
}

/** A letter with its marks. */
interface Segment {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

function segmentsOf(text: string, matchCase: boolean): readonly Segment[] {
  return [...text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)].map(({ 0: letter, index }) => ({
    folded: matchCase ? letter.normalize("NFC") : folded(letter),
    start: index,
    end: index + letter.length,
  }));
}

function folded(letter: string): string {
  return /\s/u.test(letter) ? " " : foldAccents(foldText(letter));
}

/** Finds where the folded query stands in a text, as ranges of UTF-16 code units that do not overlap. */
function rangesOf(
  text: string,
  query: string,
  { wholeWord, matchCase, query: typed }: TextSearch,
): (readonly [number, number])[] {
  const segments = segmentsOf(text, matchCase);
  const starts = new Map<number, number>();
  const ends = new Map<number, number>();
  let whole = "";
  for (const { folded: letter, start, end } of segments) {
    if (letter !== "") {
      starts.set(whole.length, start);
    }
    whole += letter;
    ends.set(whole.length, end);
  }
  const hidden = /\{[{%]|[}%]\}/.test(typed) ? [] : bracesOf(text);
  const found: (readonly [number, number])[] = [];
  let at = whole.indexOf(query);
  while (at >= 0) {
    const start = starts.get(at);
    const end = ends.get(at + query.length);
    const fits =
      start !== undefined &&
      end !== undefined &&
      !hidden.some(([from, to]) => start < to && from < end) &&
      (!wholeWord || standsAlone(text, start, end));
    if (fits) {
      found.push([start, end]);
    }
    at = whole.indexOf(query, at + (fits ? query.length : 1));
  }
  return found;
}

/** Finds the outputs and tags of Liquid: replacing in a variable's name would break it. */
function bracesOf(text: string): (readonly [number, number])[] {
  return [...text.matchAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g)].map(
    ({ 0: braces, index }) => [index, index + braces.length] as const,
  );
}

function standsAlone(text: string, start: number, end: number): boolean {
  return (
    !/[\p{L}\p{N}\p{M}_]$/u.test(text.slice(0, start)) &&
    !/^[\p{L}\p{N}\p{M}_]/u.test(text.slice(end))
  );
}
