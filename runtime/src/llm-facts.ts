import type { NodeData } from "@chatloom/flows-schema";
import { readEmail } from "./answers/read-email.ts";
import { readPhone } from "./answers/read-phone.ts";
import { readUrl } from "./answers/read-url.ts";
import type { Visit } from "./behaviour.ts";
import { convertValue } from "./convert-value.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import { quoteValue } from "./quoted-values.ts";
import { toText } from "./to-text.ts";

type Wanted = NodeData<"llm">["extract"][number];

/** The values that a model extracted, and the faults of values that do not fit. */
export interface Facts {
  readonly set: JsonObject;
  readonly misfits: readonly string[];
}

/** Reads what a model found out. What it does not know yet is left as it was. */
export function readFacts(visit: Visit<"llm">, found: JsonValue | undefined): Facts {
  const set: Record<string, JsonValue> = {};
  const misfits: string[] = [];
  const values = (typeof found === "object" && found !== null ? found : {}) as JsonObject;
  for (const [index, wanted] of visit.data.extract.entries()) {
    const value = values[`value${index}`];
    if (wanted.variable === "" || value === undefined || value === null || value === "") {
      continue;
    }
    const read = readValue(visit, wanted, value);
    if (read === undefined) {
      const wrong = quoteValue(toText(value).slice(0, 100));
      misfits.push(`${wanted.variable}: ${wrong} is not ${named(wanted)}`);
    } else {
      set[wanted.variable] = read;
    }
  }
  return { set, misfits };
}

function readValue(
  visit: Visit<"llm">,
  { type, choices = [] }: Wanted,
  value: JsonValue,
): JsonValue | undefined {
  if (typeof value === "object") {
    return undefined;
  }
  const text = toText(value).trim();
  switch (type) {
    case "email":
      return readEmail(text);
    case "phone":
      return readPhone(text, visit.country);
    case "url":
      return readUrl(text);
    case "choice":
      return choices.find((it) => it.toLowerCase() === text.toLowerCase());
    default:
      return convertValue(value, type, visit.settings);
  }
}

function named({ type, choices = [] }: Wanted): string {
  switch (type) {
    case "choice":
      return `one of ${choices.join(", ")}`;
    case "email":
      return "an e-mail address";
    case "phone":
      return "a phone number";
    case "url":
      return "a web address";
    case "boolean":
      return "yes or no";
    default:
      return `a ${type}`;
  }
}
