import { mongoError } from "../errors/mongo-error.ts";
import { compileExpression } from "../expressions/compile-expression.ts";
import { equalKey } from "../keys/equal-key.ts";
import { paced } from "../task/paced.ts";
import { type Flow, forEach, mapped } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { type Accumulator, type GroupField, readGroupField } from "./accumulators.ts";
import type { Step } from "./stage.ts";

interface Group {
  readonly id: unknown;
  readonly accumulators: readonly Accumulator[];
}

const overhead = 100;

/** `$group`. Groups are returned in the order of their first documents. */
export function groupStage(spec: unknown): Step {
  if (!isDoc(spec)) {
    throw mongoError(15947, "a group's fields must be specified in an object");
  }
  if (spec._id === undefined) {
    throw mongoError(15955, "a group specification must include an _id");
  }
  const idOf = compileExpression(spec._id);
  const fields = Object.entries(spec)
    .filter(([key]) => key !== "_id")
    .map(([key, field]) => readGroupField(key, field));
  return function* group(docs, { task }): Flow<Doc> {
    const groups = new Map<string, Group>();
    const makeGroup = (id: unknown): Group => ({
      id,
      accumulators: fields.map(({ make }) => make((bytes) => task.memory.hold(bytes, "$push"))),
    });
    yield* forEach(docs, (doc) => {
      const id = idOf(doc) ?? null;
      const key = equalKey(id);
      let found = groups.get(key);
      if (!found) {
        task.memory.hold(2 * key.length + overhead * (1 + fields.length), "$group");
        found = makeGroup(id);
        groups.set(key, found);
      }
      for (const [at, { input }] of fields.entries()) {
        found.accumulators[at]?.add(input(doc));
      }
    });
    yield* mapped(paced(groups.values(), task), (one) => finished(one, fields));
  };
}

function finished({ id, accumulators }: Group, fields: readonly GroupField[]): Doc {
  const doc: Doc = { _id: id };
  for (const [at, { name }] of fields.entries()) {
    doc[name] = accumulators[at]?.result() ?? null;
  }
  return doc;
}
