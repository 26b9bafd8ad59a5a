import { accumulatorNames } from "../aggregate/accumulators.ts";
import { stages } from "../aggregate/stages.ts";
import { operators } from "../expressions/operators.ts";
import { queryOperators } from "../match/parse-filter.ts";
import { updateOperators } from "../update/compile-update.ts";
import { commonOptions } from "./common-options.ts";
import { deleteStatementOptions } from "./delete.ts";
import { indexOptions } from "./index-spec.ts";
import type { OptionKinds } from "./read-options.ts";
import { commands } from "./registry.ts";
import { updateStatementOptions } from "./update.ts";

const byCommand: Readonly<Record<string, OptionKinds>> = {
  ...Object.fromEntries(
    commands.map(({ name, aliases = [], options }) => [[name, ...aliases].join(", "), options]),
  ),
  "update: each of `updates`": updateStatementOptions,
  "delete: each of `deletes`": deleteStatementOptions,
  "createIndexes: each of `indexes`": indexOptions,
  "all commands": commonOptions,
};

/** All that the store does, for the README and the tests; everything else is refused by name. */
export const closedList = {
  commands: byCommand,
  queryOperators,
  updateOperators: [...updateOperators, "$each", "$slice", "$position"],
  stages: Object.keys(stages),
  accumulators: accumulatorNames,
  expressions: Object.keys(operators),
} as const;
