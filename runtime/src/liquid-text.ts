import { Context, Liquid, type LiquidOptions, type Template } from "liquidjs";
import { formatDate } from "./format-date.ts";
import type { JsonValue } from "./input.ts";
import { readDate, zoneOf } from "./read-date.ts";
import { withoutMarks } from "./text-parts.ts";
import type { TextValues } from "./text-values.ts";
import { toText } from "./to-text.ts";

const maxSource = 20_000;
const maxOutput = 100_000;
const maxSteps = 5_000;
const maxMemory = 100_000;

/** The place of the turn's values for the `date` filter; texts cannot read it. */
const register = "values";

/** These tags read files, or return another text each time. */
const forbiddenTags = ["include", "render", "layout", "block"];
const forbiddenFilters = [
  "sample",
  "date_to_xmlschema",
  "date_to_rfc822",
  "date_to_string",
  "date_to_long_string",
];

interface FilterThis {
  readonly context: Context;
}

const liquid = new Liquid({
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: maxSource,
  templates: {},
  outputEscape(this: FilterThis, value: unknown) {
    const { mark } = this.context.getRegister<TextValues>(register);
    return (mark ?? toText)(plain(value));
  },
} as LiquidOptions);
for (const tag of forbiddenTags) {
  liquid.registerTag(tag, {
    parse() {
      throw new Error(`The tag "${tag}" is not available`);
    },
    render: () => "",
  });
}
for (const filter of forbiddenFilters) {
  liquid.unregisterFilter(filter);
}
/** These filters encode the value for its place themselves. */
const writing: Readonly<Record<string, (value: JsonValue | undefined) => string>> = {
  raw: toText,
  json: (value) => JSON.stringify(value ?? null),
  url_encode: (value) => encodeURIComponent(toText(value).replace(/\p{Surrogate}/gu, "\ufffd")),
};
for (const [name, write] of Object.entries(writing)) {
  liquid.registerFilter(name, {
    raw: true,
    handler(value: unknown) {
      const { mark, marksWritten } = this.context.getRegister<TextValues>(register);
      const written = write(plain(value));
      return mark && marksWritten ? mark(written) : withoutMarks(written);
    },
  });
}
liquid.registerFilter("date", function (value: unknown, pattern: unknown, timeZone: unknown) {
  const values = this.context.getRegister<TextValues>(register);
  const zone = typeof timeZone === "string" ? zoneOf(timeZone) : values.timeZone;
  const read = value === "now" || value === "today" ? values.now : (value as JsonValue);
  const date = readDate(read, zone, values.flowLanguage);
  if (date === undefined) {
    return value;
  }
  return formatDate(date, toText(plain(pattern)) || "%Y-%m-%d %H:%M", values.language);
});

/** Parses Liquid. Throws the error of liquidjs, whose message names line and column. */
export function parseLiquid(source: string): readonly Template[] {
  return liquid.parse(source);
}

/**
 * Fills in parsed Liquid. Its work is limited by a number of steps, not by a clock, so that the
 * same text with the same values gives the same result on every machine.
 */
export function renderLiquid(templates: readonly Template[], values: TextValues): string {
  const left = { steps: maxSteps, memory: maxMemory };
  const renderLimit = { check: () => spend("steps", 1, left, values.budget) };
  const memoryLimit = {
    use: (count: unknown) => spend("memory", Math.max(0, Number(count) || 0), left, values.budget),
  };
  const context = new Context(values.all(), liquid.options, { sync: true }, {
    renderLimit,
    memoryLimit,
    liquid,
  } as unknown as ConstructorParameters<typeof Context>[3]);
  context.setRegister(register, values);
  const text = toText(plain(liquid.renderSync([...templates], context)));
  if (text.length > maxOutput) {
    throw new Error(`The text is longer than ${maxOutput} characters`);
  }
  return text;
}

type Budget = TextValues["budget"];

function spend(what: keyof Budget, count: number, ...budgets: readonly Budget[]): void {
  for (const budget of budgets) {
    budget[what] -= count;
    if (budget[what] < 0) {
      throw new Error(`The text takes too much ${what === "steps" ? "work" : what}`);
    }
  }
}

/** Converts values of Liquid itself, such as `blank` or a loop's counter, to nothing. */
function plain(value: unknown): JsonValue | undefined {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      return toText(String(value));
    }
  }
  return value as JsonValue | undefined;
}
