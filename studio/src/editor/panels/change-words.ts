import { type FlowNode, type Port, portsOf } from "@chatloom/flows-schema";
import type { TFunction } from "i18next";
import { choiceWord } from "../../forms/choice-word.ts";

const longest = 200;
/** Fields that say what an object is, the most telling first. */
const telling = ["label", "title", "text", "name", "variable", "url"];

/** Writes a value of a step for people: texts as they are, objects by what they say, the rest as JSON. */
export function valueInWords(t: TFunction, value: unknown): string {
  const words =
    typeof value === "string"
      ? choiceWord(t, value)
      : typeof value === "boolean"
        ? t(value ? "editor.compare.yes" : "editor.compare.no")
        : (nameOf(value) ?? JSON.stringify(value));
  const short = words.length > longest ? `${words.slice(0, longest)}…` : words;
  return short === "" ? t("editor.compare.empty") : short;
}

/** The port of a node by its id. */
export function portOf(node: FlowNode, id: string): Port | undefined {
  return portsOf(node).find((port) => port.id === id);
}

function nameOf(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const names = value.map((item) => (typeof item === "string" ? item : nameOf(item)));
    return names.every((it) => it !== undefined) ? names.join(", ") : undefined;
  }
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const key = telling.find((it) => typeof fields[it] === "string" && fields[it] !== "");
  return key === undefined ? undefined : String(fields[key]);
}
