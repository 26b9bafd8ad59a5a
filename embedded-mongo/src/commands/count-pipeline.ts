import { Int32, Long } from "bson";
import { equalValues } from "../keys/compare-values.ts";
import type { Steps } from "../task/pause.ts";
import { type Doc, encode, isDoc } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import { countMatching } from "./count.ts";
import { readQuery } from "./read-query.ts";

const counting = { $group: { _id: 1, n: { $sum: 1 } } };

/**
 * Runs a pipeline that only counts, as drivers send it for `countDocuments`, from the index where that is enough.
 * Returns `undefined` for every other pipeline.
 */
export function* countPipeline(
  call: CommandCall,
  [first, second, ...more]: readonly Doc[],
): Steps<Uint8Array[] | undefined> {
  if (!isDoc(first?.$match) || Object.keys(first).length > 1) {
    return undefined;
  }
  if (more.length > 0 || !equalValues(second ?? null, counting)) {
    return undefined;
  }
  const n = yield* countMatching(readQuery(call, { filter: first.$match }));
  const number = n <= 0x7fffffff ? new Int32(n) : Long.fromNumber(n);
  return n === 0 ? [] : [encode({ _id: new Int32(1), n: number })];
}
