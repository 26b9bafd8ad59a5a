import { Long } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import type { Step } from "./aggregate-env.ts";
import { compileExpression } from "./compile-expression.ts";
import { typeName } from "./expression.ts";

/** `$documents`: documents that the pipeline itself gives. */
export function documentsStage(spec: unknown): Step {
  const evaluate = compileExpression(spec);
  return function* documents(_docs, env) {
    const list = evaluate({ root: {}, vars: env.vars ?? {}, now: env.now });
    if (!Array.isArray(list)) {
      throw mongoError(
        5858203,
        `$documents needs an array of objects, but found ${typeName(list)}`,
      );
    }
    for (const doc of list) {
      if (isDoc(doc)) yield doc;
      else
        throw mongoError(
          40228,
          `$documents needs an array of objects, but one of its elements is of type '${typeName(doc)}'`,
        );
    }
  };
}

/** `$listLocalSessions`: the sessions of all clients; there is one user at most. */
export function sessionsStage(spec: unknown): Step {
  if (!isDoc(spec))
    throw mongoError(14, "$listLocalSessions options must be specified in an object");
  for (const key of Object.keys(spec)) {
    if (key !== "allUsers" && key !== "users")
      throw mongoError(40415, `BSON field '$listLocalSessions.${key}' is an unknown field.`);
  }
  if (spec.users !== undefined) throw notAvailable("the option 'users' of $listLocalSessions");
  return (_docs, env) => env.sessions?.() ?? [];
}

/** `$collStats`: how many documents the collection has. */
export function collStatsStage(spec: unknown): Step {
  if (!isDoc(spec))
    throw mongoError(5447000, "$collStats must take a nested object but found another type");
  for (const [key, value] of Object.entries(spec)) {
    if (key !== "count") throw notAvailable(`the option '${key}' of $collStats`);
    if (!isDoc(value))
      throw mongoError(30988, `count argument must be an object, but got ${typeName(value)}`);
  }
  return function* collStats(_docs, env) {
    const size = env.size?.();
    if (!size) throw mongoError(26, "The collection of $collStats does not exist");
    const result: Doc = { ns: size.ns, host: "localhost", localTime: env.now };
    if (spec.count !== undefined) result.count = Long.fromNumber(size.count);
    yield result;
  };
}
