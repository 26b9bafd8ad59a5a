import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { type Compile, type Evaluate, nullish, type Operator } from "./expression.ts";

/** An operator with a fixed range of arguments, each evaluated before the call. */
export function operator(
  least: number,
  most: number,
  call: (values: readonly unknown[], name: string) => unknown,
): Operator {
  return (argument, compile, name) => {
    const args = argumentList(argument, least, most, name).map(compile);
    const [first, second] = args;
    if (args.length === 1 && first) return (scope) => call([first(scope)], name);
    if (args.length === 2 && first && second)
      return (scope) => call([first(scope), second(scope)], name);
    return (scope) =>
      call(
        args.map((arg) => arg(scope)),
        name,
      );
  };
}

/** An operator of one value that answers null to null and missing. */
export function onValue(call: (value: unknown, name: string) => unknown): Operator {
  return operator(1, 1, ([value], name) => (nullish(value) ? null : call(value, name)));
}

/** The arguments of an operator as written: a list, or one that stands alone. */
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
  if (most === Number.POSITIVE_INFINITY) {
    throw mongoError(
      28667,
      `Expression ${name} takes at least ${least} arguments, but was passed in ${list.length}`,
    );
  }
  throw mongoError(
    28667,
    `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${list.length} were passed in.`,
  );
}

/** The named arguments of an operator, compiled; names outside the list and missing required ones are refused. */
export function namedArguments(
  argument: unknown,
  compile: Compile,
  name: string,
  names: {
    readonly required: readonly string[];
    readonly optional?: readonly string[];
    readonly code?: number;
  },
): Record<string, Evaluate | undefined> {
  const doc = namedFields(argument, name, names);
  const result: Record<string, Evaluate | undefined> = {};
  for (const [key, value] of Object.entries(doc)) result[key] = compile(value);
  return result;
}

/** The named arguments of an operator as written. */
export function namedFields(
  argument: unknown,
  name: string,
  names: {
    readonly required: readonly string[];
    readonly optional?: readonly string[];
    readonly code?: number;
  },
): Doc {
  const code = names.code ?? 9;
  if (!isDoc(argument)) throw mongoError(code, `${name} only supports an object as its argument`);
  for (const key of Object.keys(argument)) {
    if (!(names.required.includes(key) || names.optional?.includes(key))) {
      throw mongoError(code, `Unrecognized argument to ${name}: ${key}`);
    }
  }
  for (const key of names.required) {
    if (argument[key] === undefined)
      throw mongoError(code, `Missing '${key}' parameter to ${name}`);
  }
  return argument;
}
