import { foldAccents, foldText } from "@chatloom/flows-schema";
import { readLocale } from "../locale.ts";

/** Names of months (1 to 12) or weekdays (1 = Monday to 7) in one language, folded. */
type Names = ReadonlyMap<string, number>;

const common = ["en", "vi", "de", "es", "fr", "pt", "it", "nl", "bn"];
const tables = new Map<string, { readonly months: Names; readonly weekdays: Names }>();

/** Finds the month that a folded word names, in full or cut to three letters or more, in the given or a common language. */
export function monthNamed(word: string, languages: readonly string[]): number | undefined {
  return find(word, languages, "months");
}

/** Finds the weekday that a folded word names in full, or in its usual short form; 1 is Monday. */
export function weekdayNamed(word: string, languages: readonly string[]): number | undefined {
  return find(word, languages, "weekdays");
}

function find(
  word: string,
  languages: readonly string[],
  kind: "months" | "weekdays",
): number | undefined {
  if (word.length < 2) {
    return undefined;
  }
  for (const language of [...languages, ...common]) {
    const base = readLocale(language)?.language;
    const names = base === undefined ? undefined : namesIn(base)[kind];
    if (!names) {
      continue;
    }
    const found = names.get(word);
    if (found !== undefined) {
      return found;
    }
    if (kind === "weekdays" || word.length < 3) {
      continue;
    }
    const begun = new Set(
      [...names].flatMap(([name, number]) => (name.startsWith(word) ? [number] : [])),
    );
    if (begun.size === 1) {
      return [...begun][0];
    }
  }
  return undefined;
}

function namesIn(language: string) {
  let table = tables.get(language);
  if (!table) {
    table = {
      months: namesOf(language, "month", 12, (index) => Date.UTC(2024, index, 15)),
      // 1 January 2024 was a Monday.
      weekdays: namesOf(language, "weekday", 7, (index) => Date.UTC(2024, 0, 1 + index)),
    };
    tables.set(language, table);
  }
  return table;
}

/** Collects names in both forms of languages with cases: alone, and after a day. */
function namesOf(
  language: string,
  part: "month" | "weekday",
  count: number,
  moment: (index: number) => number,
): Names {
  const names = new Map<string, number>();
  const base = { timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" } as const;
  for (const width of ["long", "short"] as const) {
    for (const day of [undefined, "numeric"] as const) {
      const format = new Intl.DateTimeFormat(language, {
        ...base,
        [part]: width,
        day: day !== undefined && part === "month" ? day : undefined,
      });
      for (let index = 0; index < count; index++) {
        const value = format.formatToParts(moment(index)).find((it) => it.type === part)?.value;
        const name = foldName(value ?? "");
        if (!/\d/.test(name) && name.length >= 2 && !names.has(name)) {
          names.set(name, index + 1);
        }
      }
    }
  }
  return names;
}

/** Removes from a folded name the accents, the dot of a short form, and the ending of Portuguese weekdays. */
export function foldName(name: string): string {
  return foldAccents(foldText(name))
    .replace(/\.$/, "")
    .replace(/-feira$/, "");
}
