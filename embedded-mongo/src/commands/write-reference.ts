import { aggregateAllowLists } from "../aggregate/allow-lists.ts";
import { queryOperators } from "../match/parse-filter.ts";
import { projectionOperators } from "../project/compile-projection.ts";
import { updateOperators } from "../update/compile-update.ts";
import { bulkOperationOptions } from "./bulk-write.ts";
import { commonOptions } from "./common-options.ts";
import { deleteStatementOptions } from "./delete.ts";
import { indexOptions } from "./index-spec.ts";
import { modifyIndexOptions } from "./modify-index.ts";
import type { OptionKinds } from "./read-options.ts";
import { commands } from "./registry.ts";
import { updateStatementOptions } from "./update.ts";

/** Everything this store has, written from the allow-lists themselves, as Markdown for the README. */
export function writeReference(): string {
  const statements: [string, OptionKinds][] = [
    ["update: each of `updates`", updateStatementOptions],
    ["delete: each of `deletes`", deleteStatementOptions],
    ["createIndexes: each of `indexes`", indexOptions],
    ["collMod: `index`", modifyIndexOptions],
    ...Object.entries(bulkOperationOptions).map(([kind, options]): [string, OptionKinds] => [
      `bulkWrite: ${kind}`,
      options,
    ]),
  ];
  return [
    "### Commands and their options",
    "",
    "Options in brackets are accepted and make no difference here. Options after *refused* are known and refused by name.",
    "",
    "| command | options |",
    "|---|---|",
    ...commands.map(({ name, aliases, options }) => row([name, ...aliases].join(", "), options)),
    ...statements.map(([name, options]) => row(name, options)),
    row("all commands", commonOptions),
    "",
    "### Operators and stages",
    "",
    list("Query operators", queryOperators),
    list("Projection operators", projectionOperators),
    list("Update operators", updateOperators),
    list("Aggregation stages", aggregateAllowLists.stages),
    list("Accumulators", aggregateAllowLists.accumulators),
    list(
      "Functions of `$setWindowFields` besides the accumulators",
      aggregateAllowLists.windowFunctions,
    ),
    list("Expression operators", aggregateAllowLists.expressions),
  ].join("\n");
}

function row(name: string, options: OptionKinds): string {
  const names = (wanted: (kind: string) => boolean): string[] =>
    Object.entries(options).flatMap(([option, kind]) => (wanted(kind) ? [option] : []));
  const refusedKinds = new Set(["refused", "transaction"]);
  const used = names((kind) => !refusedKinds.has(kind) && kind !== "ignored").map((option) =>
    options[option] === "simpleCollation" ? "collation (only `simple`)" : option,
  );
  const ignored = names((kind) => kind === "ignored").map((option) => `(${option})`);
  const refused = names((kind) => refusedKinds.has(kind));
  const cells = [...used, ...ignored].join(", ") || "none";
  return `| ${name} | ${cells}${refused.length > 0 ? `; *refused:* ${refused.join(", ")}` : ""} |`;
}

function list(title: string, names: readonly string[]): string {
  return `**${title}** ${names.map((name) => `\`${name}\``).join(" ")}\n`;
}
