import { Int32, Long } from "bson";
import { compileFilter } from "../match/compile-filter.ts";
import type { Steps } from "../task/pause.ts";
import { type Doc, encode, equalValues, isDoc } from "../values/index.ts";
import { type CommandCall, findCollection, watchQuery } from "./command-call.ts";
import { countMatching } from "./count.ts";
import type { EncodedStream } from "./cursors.ts";

const counting = { $group: { _id: 1, n: { $sum: 1 } } };

/**
 * Runs a pipeline that only counts, as drivers send it for `countDocuments`, from the index where that is enough.
 * Returns `undefined` for every other pipeline.
 */
export function* countPipeline(
  call: CommandCall,
  pipeline: readonly Doc[],
  hint: unknown,
): Steps<EncodedStream | undefined> {
  const [first, second] = pipeline;
  if (pipeline.length !== 2 || !first || !second || !isDoc(first.$match)) {
    return undefined;
  }
  if (Object.keys(first).length !== 1 || !equalValues(second, counting)) {
    return undefined;
  }
  const filter = compileFilter(first.$match);
  const collection = findCollection(call);
  if (!collection) {
    return [][Symbol.iterator]();
  }
  const watch = watchQuery(call, collection.name, filter.root);
  const n = yield* countMatching(collection, { task: call.task, filter, hint, watch });
  const number = n <= 0x7fffffff ? new Int32(n) : Long.fromNumber(n);
  const found = n === 0 ? [] : [encode({ _id: new Int32(1), n: number })];
  return found[Symbol.iterator]();
}
