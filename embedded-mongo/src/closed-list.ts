import { accumulators } from "./aggregate/accumulators.ts";
import { stages } from "./aggregate/stages.ts";
import { aliases, commands } from "./commands/registry.ts";
import { operators } from "./expressions/operators.ts";
import { logicalOperators, queryOperators } from "./match/parse-filter.ts";
import { pushModifiers } from "./update/array-operators.ts";
import { updateOperators } from "./update/compile-update.ts";

/**
 * The names of everything that the store does, from the tables that implement it. All other names are refused by name.
 */
export const closedList = {
  commands: [...commands.keys(), ...aliases.keys()],
  logicalOperators: Object.keys(logicalOperators),
  queryOperators: Object.keys(queryOperators),
  updateOperators: Object.keys(updateOperators),
  pushModifiers: Object.keys(pushModifiers),
  stages: Object.keys(stages),
  accumulators: Object.keys(accumulators),
  expressions: Object.keys(operators),
};
