import { mongoError } from "../errors/mongo-error.ts";
import { equalKey } from "../keys/equal-key.ts";
import { readSortOrder, type SortOrder } from "../keys/sort-order.ts";
import { isDoc } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { type Doc, docKey, fieldName } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import type { AggregateEnv, Step } from "./aggregate-env.ts";
import { compileExpression } from "./compile-expression.ts";
import { type Evaluate, typeName } from "./expression.ts";
import { scopeOf, setAt } from "./stage.ts";
import { readWindowFunction, type WindowFunction } from "./window-functions.ts";
import { makePartition } from "./window-partition.ts";

interface Output {
  readonly keys: readonly string[];
  readonly calculate: WindowFunction;
}

/** `$setWindowFields`: adds to each document what is calculated of those around it. */
export function windowStage(spec: unknown): Step {
  if (!isDoc(spec))
    throw mongoError(
      9,
      `the $setWindowFields stage specification must be an object, found ${typeName(spec)}`,
    );
  for (const key of Object.keys(spec)) {
    if (key !== "partitionBy" && key !== "sortBy" && key !== "output")
      throw mongoError(
        40415,
        `BSON field '$setWindowFields.${fieldName(key)}' is an unknown field.`,
      );
  }
  const { partitionBy, sortBy, output } = spec;
  if (output === undefined)
    throw mongoError(40414, "BSON field '$setWindowFields.output' is missing but a required field");
  if (!isDoc(output) || (sortBy !== undefined && !isDoc(sortBy)))
    throw mongoError(14, "'sortBy' and 'output' of $setWindowFields must be objects");
  const order = readSortOrder(sortBy);
  const outputs = Object.entries(output).map(([key, field]): Output => {
    return {
      keys: fieldPathParts(fieldName(key)).map(docKey),
      calculate: readWindowFunction(field, order),
    };
  });
  const partition = partitionBy === undefined ? undefined : compileExpression(partitionBy);
  return (docs, env) => windows(docs, { partition, order, outputs }, env);
}

interface Windows {
  readonly partition: Evaluate | undefined;
  readonly order: SortOrder | undefined;
  readonly outputs: readonly Output[];
}

function* windows(
  docs: Iterable<Doc>,
  { partition, order, outputs }: Windows,
  env: AggregateEnv,
): Generator<Doc> {
  for (const members of partition ? partitions(docs, partition, env) : [[...docs]]) {
    const ordered = makePartition(members, order, env);
    const columns = outputs.map(({ calculate }) => calculate(ordered));
    for (const [at, doc] of ordered.docs.entries()) {
      yield outputs.reduce(
        (result, { keys }, column) => setAt(result, keys, 0, columns[column]?.[at]),
        doc,
      );
    }
  }
}

/** The documents by the value they are partitioned by, in the order of those values. */
function partitions(docs: Iterable<Doc>, by: Evaluate, env: AggregateEnv): Doc[][] {
  const found = new Map<string, { value: unknown; members: Doc[] }>();
  for (const doc of docs) {
    const value = by(scopeOf(doc, env)) ?? null;
    if (Array.isArray(value))
      throw mongoError(
        14,
        "An expression used to partition cannot evaluate to value of type array",
      );
    const key = equalKey(value);
    const known = found.get(key);
    if (known) known.members.push(doc);
    else found.set(key, { value, members: [doc] });
  }
  return [...found.values()]
    .sort((a, b) => compareValues(a.value, b.value))
    .map(({ members }) => members);
}
