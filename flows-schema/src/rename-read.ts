import type { Field } from "./walk-fields.ts";

const liquid = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** Returns a field's text that reads `to` where it read `from`; undefined where the text cannot be rewritten. */
export function renameRead({ schema, value }: Field, from: string, to: string): string | undefined {
  if (typeof value !== "string" || schema.widget === "code") {
    return undefined;
  }
  const rename = nameIn(from);
  const replace = (text: string) =>
    text.replace(rename, (found) => (/^["']/.test(found) ? found : to));
  const changed =
    schema.widget === "operand" && !value.includes("{{")
      ? replace(value)
      : value.replace(liquid, replace);
  return changed === value ? undefined : changed;
}

/** Matches a whole name, and quoted texts so that they can be left alone. */
function nameIn(name: string): RegExp {
  const spelt = name
    .split(".")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("\\s*\\.\\s*");
  return new RegExp(`"[^"]*"|'[^']*'|(?<![\\w.-])${spelt}(?![\\w-])`, "g");
}
