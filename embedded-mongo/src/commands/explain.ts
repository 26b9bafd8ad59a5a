import { compileFilter } from "../match/compile-filter.ts";
import { readSortOrder } from "../plan/sort-order.ts";
import { withCollation } from "../values/collation.ts";
import { type Doc, isDoc } from "../values/index.ts";
import {
  type CommandCall,
  collectionName,
  findCollection,
  findView,
  watchQuery,
} from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import { defineCommand } from "./define-command.ts";
import { explainable, explainPipeline, explainQuery } from "./explain-plan.ts";
import { stagesOf } from "./query-view.ts";
import { readCollation } from "./read-collation.ts";
import { isHint } from "./read-options.ts";

/** Says which index a command would use and, unless asked only for the plan, how much a read has read. */
export const explain = defineCommand({
  name: "explain",
  kind: "read",
  options: { verbosity: "string" },
  run(call, { verbosity = "allPlansExecution" }) {
    const command = explainable(call.target);
    const collation = isDoc(command.collation) ? readCollation(command.collation) : undefined;
    return withCollation(collation, () => explainCommand(call, command, verbosity));
  },
});

function explainCommand(call: CommandCall, command: Doc, verbosity: string): Doc {
  const [name, target] = Object.entries(command)[0]!;
  const inner: CommandCall = { ...call, target };
  if (name === "aggregate") return explainPipeline(inner, command.pipeline as Doc[]);
  const { filter, sort, hint, skip, limit } = questionOf(name, command);
  const view = findView(inner);
  if (view) {
    // Only reads go on to say how; a write has nothing to do on a view.
    if (!["find", "count", "distinct"].includes(name)) findCollection(inner);
    return explainPipeline(inner, stagesOf({ filter, sort, skip, limit }));
  }
  const given = isDoc(command.let) ? command.let : undefined;
  const compiled = compileFilter(filter, commandVariables(given, call.now));
  const order = readSortOrder(sort);
  const watch = watchQuery(
    inner,
    `${call.database}.${collectionName(inner)}`,
    compiled.root,
    order?.fields,
  );
  const query = {
    filter: compiled,
    sort: order,
    hint: isHint(hint) ? hint : undefined,
    skip,
    limit,
    watch,
  };
  return explainQuery(inner, query, filter, verbosity !== "queryPlanner");
}

type Question = { filter: Doc; sort?: Doc; hint?: unknown; skip?: number; limit?: number };

function questionOf(name: string, command: Doc): Question {
  const [statement] = (command.updates ?? command.deletes ?? []) as Doc[];
  const filter = command.filter ?? command.query ?? statement?.q;
  const sort = command.sort ?? statement?.sort;
  const hint = command.hint ?? statement?.hint;
  return {
    filter: isDoc(filter) ? filter : {},
    ...(isDoc(sort) ? { sort } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(name === "find"
      ? { skip: Number(String(command.skip ?? 0)), limit: Number(String(command.limit ?? 0)) }
      : {}),
  };
}
