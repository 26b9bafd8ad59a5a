import type { ContentOf } from "@chatloom/flows-schema";
import { isObject, json } from "./read-json.ts";

/** How many answers stand in the text; all of them are in the data. */
const mostLines = 50;

/**
 * The content of a form that a contact filled in. Agents read its answers line by line, flows read
 * `{{ message.data.NAME }}`.
 *
 * @param label What the platform calls the form or its button.
 * @param answers JSON text; a text that is no JSON object becomes `data.value`.
 * @param hidden Names that say nothing to people, such as a token; they stay in the data.
 */
export function formContent(
  label: string | undefined,
  answers: string,
  hidden: readonly string[] = [],
): ContentOf<"text"> {
  const read = json(answers);
  const data: Record<string, unknown> = isObject(read) ? { ...read } : { value: read ?? answers };
  const lines = Object.entries(data)
    .filter(([name]) => !hidden.includes(name))
    .slice(0, mostLines)
    .map(
      ([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    );
  return { kind: "text", text: [...(label ? [label] : []), ...lines].join("\n"), data };
}
