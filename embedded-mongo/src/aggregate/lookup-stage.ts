import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { valuesAt } from "../keys/values-at.ts";
import { type Flow, flatMapped, forEach } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import { type Doc, isIndexLike } from "../values/doc.ts";
import { maxDocumentBytes } from "../wire/limits.ts";
import { type AggregateEnv, type Step, setAt } from "./stage.ts";

const names = ["from", "as", "localField", "foreignField"] as const;
type Lookup = Record<(typeof names)[number], string>;

/** `$lookup` by equal fields. Throws error 4568 when one document would get more than 16 MB. */
export function lookupStage(spec: unknown): Step {
  const { from, as, localField, foreignField } = readLookup(spec);
  const [target, local] = [as.split("."), localField.split(".")];
  if (local.some(isIndexLike)) {
    throw notAvailable(`$lookup by '${localField}', which has a number,`);
  }
  return (docs, env) => flatMapped(docs, (doc) => joined(doc, env));

  function* joined(doc: Doc, env: AggregateEnv): Flow<Doc> {
    const values = valuesAt(doc, local);
    // A missing value joins with null and missing ones.
    const filter = { [foreignField]: { $in: values.length === 0 ? [null] : values } };
    const others: Doc[] = [];
    let bytes = 0;
    yield* forEach(env.scan({ filter }, from), (other) => {
      bytes += sizeOf(other);
      if (bytes > maxDocumentBytes) {
        throw mongoError(4568, `$lookup in ${from} finds more than ${maxDocumentBytes} bytes`);
      }
      others.push(other);
    });
    yield setAt(doc, target, others);
  }
}

function readLookup(spec: unknown): Lookup {
  if (!isDoc(spec)) {
    throw mongoError(9, "the $lookup stage specification must be an object");
  }
  const other = Object.keys(spec).find((key) => !names.some((name) => name === key));
  if (other !== undefined) {
    throw notAvailable(`$lookup with '${other}'`);
  }
  for (const name of names) {
    if (typeof spec[name] !== "string") {
      throw mongoError(9, `$lookup argument '${name}' must be a string`);
    }
  }
  return spec as Lookup;
}
