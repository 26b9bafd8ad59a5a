import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import type { Operator } from "./expression.ts";

/** Makes an operator with a fixed range of arguments, each evaluated before the call. */
export function operator(
  least: number,
  most: number,
  call: (values: readonly unknown[]) => unknown,
): Operator {
  return (argument, compile, name) => {
    const args = argumentList(argument, least, most, name).map(compile);
    return (doc) => call(args.map((arg) => arg(doc)));
  };
}

/** Reads the arguments of an operator as written: a list, or one that stands alone. */
export function argumentList(
  argument: unknown,
  least: number,
  most: number,
  name: string,
): unknown[] {
  const list = Array.isArray(argument) ? argument : [argument];
  if (list.length >= least && list.length <= most) return list;
  if (least === most) {
    throw mongoError(
      16020,
      `Expression ${name} takes exactly ${least} arguments. ${list.length} were passed in.`,
    );
  }
  throw mongoError(
    28667,
    `Expression ${name} takes at least ${least} arguments, but was passed in ${list.length}`,
  );
}

/** Which names an operator's arguments may and must have, and the error code for others. */
interface Names {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  readonly code: number;
}

/** Reads the named arguments of an operator as written; refuses other names and missing ones. */
export function namedFields(argument: unknown, name: string, names: Names): Doc {
  const { required, optional = [], code } = names;
  if (!isDoc(argument)) throw mongoError(code, `${name} only supports an object as its argument`);
  for (const key of Object.keys(argument)) {
    if (!required.includes(key) && !optional.includes(key))
      throw mongoError(code, `Unrecognized argument to ${name}: ${key}`);
  }
  for (const key of required) {
    if (argument[key] === undefined)
      throw mongoError(code, `Missing '${key}' parameter to ${name}`);
  }
  return argument;
}
