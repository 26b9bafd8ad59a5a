import { Int32 } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { truthy } from "../values/truthy.ts";
import { argumentList, namedArguments, namedFields, operator } from "./arguments.ts";
import { alsoDeclared } from "./declared-variables.ts";
import { type Compile, type Evaluate, nullish, type Operator } from "./expression.ts";

const any = Number.POSITIVE_INFINITY;

// A missing value comes before null here, unlike in queries.
function order(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) {
    if (a === b) return 0;
    return a === undefined
      ? compareValues(null, b) > 0
        ? 1
        : -1
      : compareValues(a, null) < 0
        ? -1
        : 1;
  }
  return compareValues(a, b);
}

const comparing = (test: (order: number) => boolean) =>
  operator(2, 2, ([a, b]) => test(order(a, b)));

/** The operators that compare, decide and name values. */
export const logicOperators: Readonly<Record<string, Operator>> = {
  $eq: comparing((sign) => sign === 0),
  $ne: comparing((sign) => sign !== 0),
  $gt: comparing((sign) => sign > 0),
  $gte: comparing((sign) => sign >= 0),
  $lt: comparing((sign) => sign < 0),
  $lte: comparing((sign) => sign <= 0),
  $cmp: operator(2, 2, ([a, b]) => new Int32(Math.sign(order(a, b)))),
  $and: junction((tests) => (scope) => tests.every((test) => truthy(test(scope)))),
  $or: junction((tests) => (scope) => tests.some((test) => truthy(test(scope)))),
  $not: operator(1, 1, ([value]) => !truthy(value)),
  $cond: condition,
  $ifNull: (argument, compile, name) => {
    const args = argumentList(argument, 2, any, name).map(compile);
    return (scope) => {
      let value: unknown;
      for (const arg of args) {
        value = arg(scope);
        if (!nullish(value)) return value;
      }
      return value;
    };
  },
  $switch: switchOf,
  $let: letIn,
  $literal: (argument) => () => argument,
};

function junction(make: (tests: readonly Evaluate[]) => Evaluate): Operator {
  return (argument, compile) =>
    make((Array.isArray(argument) ? argument : [argument]).map(compile));
}

function condition(argument: unknown, compile: Compile, name: string): Evaluate {
  let parts: readonly unknown[];
  if (isDoc(argument)) {
    const doc = namedFields(argument, name, {
      required: [],
      optional: ["if", "then", "else"],
      code: 17083,
    });
    for (const [key, code] of [
      ["if", 17080],
      ["then", 17081],
      ["else", 17082],
    ] as const) {
      if (doc[key] === undefined) throw mongoError(code, `Missing '${key}' parameter to $cond`);
    }
    parts = [doc.if, doc.then, doc.else];
  } else parts = argumentList(argument, 3, 3, name);
  const [test, yes, no] = parts.map(compile) as [Evaluate, Evaluate, Evaluate];
  return (scope) => (truthy(test(scope)) ? yes(scope) : no(scope));
}

function switchOf(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, {
    required: [],
    optional: ["branches", "default"],
    code: 40060,
  });
  if (!Array.isArray(doc.branches))
    throw mongoError(40061, "$switch expected an array for 'branches'");
  if (doc.branches.length === 0) throw mongoError(40068, "$switch requires at least one branch.");
  const branches = doc.branches.map((branch) => {
    if (!isDoc(branch)) throw mongoError(40062, "$switch expected each branch to be an object");
    for (const key of Object.keys(branch)) {
      if (key !== "case" && key !== "then")
        throw mongoError(40063, `$switch found an unknown argument to a branch: ${fieldName(key)}`);
    }
    if (branch.case === undefined)
      throw mongoError(40064, "$switch requires each branch have a 'case' expression");
    if (branch.then === undefined)
      throw mongoError(40065, "$switch requires each branch have a 'then' expression.");
    return { test: compile(branch.case), answer: compile(branch.then) };
  });
  const otherwise = doc.default === undefined ? undefined : compile(doc.default);
  return (scope) => {
    for (const { test, answer } of branches) if (truthy(test(scope))) return answer(scope);
    if (otherwise) return otherwise(scope);
    throw mongoError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    );
  };
}

/** Refuses names that `$let`, `$map` and the like may not give to a variable. */
export function checkVariableName(name: string): void {
  if (!/^[a-z\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*$/.test(name)) {
    throw mongoError(9, `'${name}' starts with an invalid character for a user variable name`);
  }
}

function letIn(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, { required: ["vars", "in"], code: 16875 });
  const vars = Object.entries(
    namedArguments(doc.vars as Doc, compile, name, {
      required: [],
      optional: Object.keys(doc.vars as Doc),
    }),
  );
  for (const [variable] of vars) checkVariableName(variable);
  const names = vars.map(([variable]) => variable);
  const body = alsoDeclared(names, () => compile(doc.in));
  return (scope) => {
    const inner: Record<string, unknown> = { ...scope.vars };
    for (const [variable, evaluate] of vars) inner[variable] = evaluate?.(scope);
    return body({ ...scope, vars: inner });
  };
}
