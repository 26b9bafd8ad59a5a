import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { describe } from "../values/describe.ts";
import type { Doc } from "../values/doc.ts";
import type { Step } from "./aggregate-env.ts";
import { compileExpression } from "./compile-expression.ts";
import { alsoDeclared } from "./declared-variables.ts";
import type { Evaluate, Scope } from "./expression.ts";
import { scopeOf } from "./stage.ts";

/** What the variables `$$DESCEND`, `$$PRUNE` and `$$KEEP` stand for. */
const verdicts = { DESCEND: "descend", PRUNE: "prune", KEEP: "keep" } as const;

/** `$redact`: asks an expression of each document and, where it says so, of the documents within. */
export function redactStage(spec: unknown): Step {
  const evaluate = alsoDeclared(Object.keys(verdicts), () => compileExpression(spec));
  return function* redact(docs, env) {
    for (const doc of docs) {
      const scope = scopeOf(doc, env);
      const inner = { ...scope, top: doc, vars: { ...scope.vars, ...verdicts } };
      const result = redactDoc(doc, evaluate, inner);
      if (result) yield result;
    }
  };
}

function redactDoc(doc: Doc, evaluate: Evaluate, scope: Scope): Doc | undefined {
  const verdict = evaluate({ ...scope, root: doc });
  if (verdict === verdicts.KEEP) return doc;
  if (verdict === verdicts.PRUNE) return undefined;
  if (verdict !== verdicts.DESCEND) {
    throw mongoError(
      17053,
      `$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, but returned ${describe(verdict)}`,
    );
  }
  const result: Doc = {};
  for (const key of Object.keys(doc)) {
    const value = redactValue(doc[key], evaluate, scope);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function redactValue(value: unknown, evaluate: Evaluate, scope: Scope): unknown {
  if (isDoc(value)) return redactDoc(value, evaluate, scope);
  if (!Array.isArray(value)) return value;
  return value
    .map((item) => redactValue(item, evaluate, scope))
    .filter((item) => item !== undefined);
}
