import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, entryOf, fieldOf } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import type { Evaluate } from "./expression.ts";
import { operators } from "./operators.ts";

/** Compiles an aggregation expression. Throws for operators outside the closed list. */
export function compileExpression(expression: unknown): Evaluate {
  if (typeof expression === "string") {
    return expression[0] === "$" ? compilePath(expression) : () => expression;
  }
  if (Array.isArray(expression)) {
    const items = expression.map(compileExpression);
    return (doc) => items.map((item) => item(doc) ?? null);
  }
  if (isDoc(expression)) {
    return compileDoc(expression);
  }
  return () => expression;
}

function compileDoc(expression: Doc): Evaluate {
  const keys = Object.keys(expression);
  const [first] = keys;
  if (first?.[0] === "$") {
    if (keys.length > 1) {
      throw mongoError(15983, `an expression object must have exactly one field: ${keys}`);
    }
    return compileOperator(first, expression[first]);
  }
  const fields = keys.map((name) => {
    if (name[0] === "$" || name.includes(".")) {
      const code = name[0] === "$" ? 16410 : 16412;
      throw mongoError(code, `FieldPath field names may not have '$' or '.': '${name}'`);
    }
    return { name, evaluate: compileExpression(expression[name]) };
  });
  return (doc) => {
    const result: Doc = {};
    for (const { name, evaluate } of fields) {
      const value = evaluate(doc);
      if (value !== undefined) {
        result[name] = value;
      }
    }
    return result;
  };
}

function compileOperator(name: string, argument: unknown): Evaluate {
  const make = entryOf(operators, name);
  if (!make) {
    throw notAvailable(`Unrecognized expression '${name}'; it`, 168);
  }
  return make(argument, compileExpression, name);
}

/** Compiles `$a.b` or `$$ROOT.a.b`. */
function compilePath(path: string): Evaluate {
  if (path === "$") {
    throw mongoError(16872, "'$' by itself is not a valid FieldPath");
  }
  const [first = "", ...rest] = path.slice(1).split(".");
  if (first[0] !== "$") {
    return fieldPath(path.slice(1));
  }
  if (first === "$") {
    throw mongoError(9, "empty variable names are not allowed");
  }
  if (first !== "$ROOT") {
    if (/^\$[A-Z]/.test(first)) {
      throw notAvailable(`$${first}`);
    }
    throw mongoError(17276, `Use of undefined variable: ${first.slice(1)}`);
  }
  return rest.length === 0 ? (doc) => doc : fieldPath(rest.join("."));
}

/** Compiles a dotted field path without the leading `$`. */
function fieldPath(path: string): Evaluate {
  const keys = fieldPathParts(path);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) {
    return (doc) => fieldOf(doc, only);
  }
  return (doc) => valueAtPath(doc, keys, 0);
}

// An array on the path gives an array of the values in its documents. Array indexes in paths have no meaning here.
function valueAtPath(start: unknown, keys: readonly string[], from: number): unknown {
  let value = start;
  for (let at = from; at < keys.length; at++) {
    if (Array.isArray(value)) {
      const found: unknown[] = [];
      for (const item of value) {
        const inner = isDoc(item) ? valueAtPath(item, keys, at) : undefined;
        if (inner !== undefined) {
          found.push(inner);
        }
      }
      return found;
    }
    if (!isDoc(value)) {
      return undefined;
    }
    value = fieldOf(value, keys[at] as string);
  }
  return value;
}
