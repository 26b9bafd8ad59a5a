import { Int32, Long } from "bson";
import { compileFilter } from "../match/compile-filter.ts";
import { type Doc, encode, equalValues, isDoc } from "../values/index.ts";
import { type CommandCall, watchQuery } from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import { countMatching } from "./count.ts";

/**
 * The result of a pipeline that only counts what matches, as drivers send it for `countDocuments`: counted as `count`
 * does, from the index where that knows. `undefined` for every other pipeline.
 */
export function countPipeline(
  call: CommandCall,
  pipeline: readonly Doc[],
  name: string,
  { hint, given }: { hint: unknown; given: Doc | undefined },
): Uint8Array[] | undefined {
  const [first, second] = pipeline;
  if (pipeline.length !== 2 || !first || !second || !isDoc(first.$match)) return undefined;
  if (Object.keys(first).length !== 1 || !isCounting(second)) return undefined;
  const filter = compileFilter(first.$match, commandVariables(given, call.now));
  const collection = call.engine.catalog.find(call.database, name);
  if (!collection) return [];
  const watch = watchQuery(call, `${call.database}.${name}`, filter.root);
  const n = countMatching(collection, { filter, hint, watch });
  const number = n <= 0x7fffffff ? new Int32(n) : Long.fromNumber(n);
  return n === 0 ? [] : [encode({ _id: new Int32(1), n: number })];
}

const counting = { $group: { _id: 1, n: { $sum: 1 } } };

function isCounting(stage: Doc): boolean {
  return equalValues(stage, counting);
}
