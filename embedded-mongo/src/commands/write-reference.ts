import { closedList } from "./closed-list.ts";
import type { OptionKinds } from "./read-options.ts";

/** Writes the closed list as Markdown for the README. */
export function writeReference(): string {
  return [
    "### Commands and their options",
    "",
    "Options in brackets are accepted and make no difference here. Options after *refused* are known and refused by name.",
    "",
    "| command | options |",
    "|---|---|",
    ...Object.entries(closedList.commands).map(([name, options]) => row(name, options)),
    "",
    "### Operators and stages",
    "",
    list("Query operators", closedList.queryOperators),
    list("Update operators", closedList.updateOperators),
    list("Aggregation stages", closedList.stages),
    list("Accumulators", closedList.accumulators),
    list("Expression operators", closedList.expressions),
  ].join("\n");
}

function row(name: string, options: OptionKinds): string {
  const names = (wanted: (kind: string) => boolean): string[] =>
    Object.entries(options).flatMap(([option, kind]) => (wanted(kind) ? [option] : []));
  const refusedKinds = new Set(["refused", "transaction"]);
  const used = names((kind) => !refusedKinds.has(kind) && kind !== "ignored");
  const ignored = names((kind) => kind === "ignored").map((option) => `(${option})`);
  const refused = names((kind) => refusedKinds.has(kind));
  const cells = [...used, ...ignored].join(", ") || "none";
  return `| ${name} | ${cells}${refused.length > 0 ? `; *refused:* ${refused.join(", ")}` : ""} |`;
}

function list(title: string, names: readonly string[]): string {
  return `**${title}** ${names.map((name) => `\`${name}\``).join(" ")}\n`;
}
