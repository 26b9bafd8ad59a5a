import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import type { Operator } from "./expression.ts";

/** Makes an operator with a fixed range of arguments, each evaluated before the call. */
export function operator(
  min: number,
  max: number,
  call: (values: readonly unknown[]) => unknown,
): Operator {
  return (argument, compile, name) => {
    const args = argumentList(argument, min, max, name).map(compile);
    return (doc) => call(args.map((arg) => arg(doc)));
  };
}

/** Reads the arguments of an operator: a list, or a single one. */
export function argumentList(
  argument: unknown,
  min: number,
  max: number,
  name: string,
): readonly unknown[] {
  const list = Array.isArray(argument) ? argument : [argument];
  if (list.length >= min && list.length <= max) {
    return list;
  }
  const wanted = min === max ? `exactly ${min}` : `at least ${min}`;
  throw mongoError(
    min === max ? 16020 : 28667,
    `Expression ${name} takes ${wanted} arguments. ${list.length} were passed in.`,
  );
}

/** Reads the named arguments of an operator. Throws for other names and missing ones. */
export function namedFields(
  argument: unknown,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Doc {
  if (!isDoc(argument)) {
    throw mongoError(9, `${name} only supports an object as its argument`);
  }
  const known = [...required, ...optional];
  const unknown = Object.keys(argument).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw notAvailable(`Unrecognized argument to ${name}: ${unknown}; it`, 9);
  }
  const missing = required.find((key) => argument[key] === undefined);
  if (missing !== undefined) {
    throw mongoError(9, `Missing '${missing}' parameter to ${name}`);
  }
  return argument;
}
