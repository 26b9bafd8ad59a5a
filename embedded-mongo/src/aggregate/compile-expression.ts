import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { describe } from "../values/describe.ts";
import { type Doc, docKey, fieldName, fieldOf } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { truthy } from "../values/truthy.ts";
import { checkDeclared } from "./declared-variables.ts";
import type { Evaluate, Scope } from "./expression.ts";
import { operators, serverOnlyOperators } from "./operators.ts";

/** Compiles an aggregation expression; throws for operators outside the allow-list. */
export function compileExpression(expression: unknown): Evaluate {
  if (typeof expression === "string") {
    return expression[0] === "$" ? compilePath(expression) : () => expression;
  }
  if (Array.isArray(expression)) {
    const items = expression.map(compileExpression);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (isDoc(expression)) return compileDoc(expression);
  return () => expression;
}

/** Compiles the expression of `$expr` into a test. */
export function compileExpressionFilter(
  expression: unknown,
): (doc: Doc, vars?: Scope["vars"]) => boolean {
  const evaluate = compileExpression(expression);
  return (doc, vars = {}) => truthy(evaluate({ root: doc, vars, now: new Date() }));
}

function compileDoc(expression: Doc): Evaluate {
  const keys = Object.keys(expression);
  const [first] = keys;
  if (first?.[0] === "$") {
    if (keys.length > 1) {
      throw mongoError(
        15983,
        `an object representing an expression must have exactly one field: ${describe(expression)}`,
      );
    }
    return compileOperator(first, expression[first]);
  }
  const fields = keys.map((key) => {
    const name = fieldName(key);
    if (name[0] === "$")
      throw mongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    if (name.includes(".")) {
      throw mongoError(
        16412,
        "FieldPath field names may not contain '.'. Consider using $getField or $setField.",
      );
    }
    return { key, evaluate: compileExpression(expression[key]) };
  });
  return (scope) => {
    const doc: Doc = {};
    for (const { key, evaluate } of fields) {
      const value = evaluate(scope);
      if (value !== undefined) doc[key] = value;
    }
    return doc;
  };
}

function compileOperator(name: string, argument: unknown): Evaluate {
  const make = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (make) return make(argument, compileExpression, name);
  if (serverOnlyOperators.has(name)) throw notAvailable(name);
  throw mongoError(168, `Unrecognized expression '${name}'`);
}

/** Compiles `$a.b` or `$$name.a.b`. */
function compilePath(path: string): Evaluate {
  if (path[1] !== "$") return fieldPath(path.slice(1));
  const dot = path.indexOf(".");
  const variable = compileVariable(dot < 0 ? path.slice(2) : path.slice(2, dot));
  if (dot < 0) return variable;
  const keys = fieldPathParts(path.slice(dot + 1)).map(docKey);
  return (scope) => valueAtPath(variable(scope), keys, 0);
}

/** The variables that only `$redact` sets. */
const verdicts = new Set(["DESCEND", "PRUNE", "KEEP"]);

function compileVariable(name: string): Evaluate {
  switch (name) {
    case "ROOT":
      return ({ root, top }) => top ?? root;
    case "CURRENT":
      return ({ root }) => root;
    case "NOW":
      return ({ now }) => now;
    case "REMOVE":
      return () => undefined;
    case "":
      throw mongoError(9, "empty variable names are not allowed");
    default:
      if (/^[A-Z]/.test(name) && !verdicts.has(name)) throw notAvailable(`$$${name}`);
      checkDeclared(name);
      return ({ vars }) => {
        if (Object.hasOwn(vars, name)) return vars[name];
        throw mongoError(17276, `Use of undefined variable: ${name}`);
      };
  }
}

/** Compiles a dotted field path without the leading `$`. */
function fieldPath(path: string): Evaluate {
  if (path === "") throw mongoError(16872, "'$' by itself is not a valid FieldPath");
  const keys = fieldPathParts(path).map(docKey);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return ({ root }) => fieldOf(root, only);
  return ({ root }) => valueAtPath(root, keys, 0);
}

// Arrays on the way give an array of what their documents hold; an index in the path has no meaning here.
function valueAtPath(start: unknown, keys: readonly string[], from: number): unknown {
  let value = start;
  for (let at = from; at < keys.length; at++) {
    if (Array.isArray(value)) {
      const found: unknown[] = [];
      for (const item of value) {
        const inner = isDoc(item) ? valueAtPath(item, keys, at) : undefined;
        if (inner !== undefined) found.push(inner);
      }
      return found;
    }
    if (!isDoc(value)) return undefined;
    value = fieldOf(value, keys[at] as string);
  }
  return value;
}
