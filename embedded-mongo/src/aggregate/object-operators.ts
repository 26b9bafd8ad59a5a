import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, docKey, fieldOf } from "../values/doc.ts";
import { namedFields, operator } from "./arguments.ts";
import { type Compile, type Evaluate, nullish, type Operator, typeName } from "./expression.ts";

/** The operators on documents. */
export const objectOperators: Readonly<Record<string, Operator>> = {
  $mergeObjects: operator(0, Number.POSITIVE_INFINITY, (values) => {
    const merged: Doc = {};
    const list = values.length === 1 && Array.isArray(values[0]) ? values[0] : values;
    for (const value of list) mergeInto(merged, value);
    return merged;
  }),
  $getField: getField,
  $setField: (argument, compile, name) => {
    const doc = namedFields(argument, name, {
      required: ["field", "input", "value"],
      code: 4161101,
    });
    return changeField(doc, compile, compile(doc.value));
  },
  $unsetField: (argument, compile, name) =>
    changeField(
      namedFields(argument, name, { required: ["field", "input"], code: 4161101 }),
      compile,
      undefined,
    ),
};

/** Adds the fields of a document to another, as `$mergeObjects` does. */
export function mergeInto(merged: Doc, value: unknown): void {
  if (nullish(value)) return;
  if (!isDoc(value))
    throw mongoError(
      40400,
      `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
    );
  Object.assign(merged, value);
}

function constantName(field: unknown, name: string): string {
  const text = isDoc(field) && Object.keys(field)[0] === "$literal" ? field.$literal : field;
  if (typeof text !== "string" || (text === field && text[0] === "$")) {
    throw mongoError(4161108, `${name} requires 'field' to evaluate to a constant string`);
  }
  return text;
}

function getField(argument: unknown, compile: Compile, name: string): Evaluate {
  const long = isDoc(argument) && Object.keys(argument)[0]?.[0] !== "$";
  const doc = long
    ? namedFields(argument, name, { required: ["field"], optional: ["input"], code: 3041701 })
    : { field: argument };
  const key = docKey(constantName(doc.field, name));
  const input =
    long && (argument as Doc).input !== undefined
      ? compile((argument as Doc).input)
      : compile("$$CURRENT");
  return (scope) => {
    const value = input(scope);
    if (isDoc(value)) return fieldOf(value, key);
    return value === undefined || !nullish(value) ? undefined : null;
  };
}

function changeField(doc: Doc, compile: Compile, value: Evaluate | undefined): Evaluate {
  const key = docKey(constantName(doc.field, "$setField"));
  const input = compile(doc.input);
  return (scope) => {
    const target = input(scope);
    if (nullish(target)) return null;
    if (!isDoc(target))
      throw mongoError(
        4161105,
        `$setField requires 'input' to evaluate to type Object, got ${typeName(target)}`,
      );
    const next = value?.(scope);
    const result = { ...target };
    if (next === undefined) delete result[key];
    else result[key] = next;
    return result;
  };
}
