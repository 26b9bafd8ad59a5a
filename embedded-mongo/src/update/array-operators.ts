import { mongoError } from "../errors/mongo-error.ts";
import { unlisted } from "../errors/unlisted.ts";
import { compileElementFilter } from "../match/compile-filter.ts";
import { isOperatorDoc } from "../match/parse-filter.ts";
import { bsonType, isDoc } from "../values/bson-type.ts";
import { equalValues } from "../values/compare.ts";
import { describe } from "../values/describe.ts";
import type { Doc } from "../values/doc.ts";
import { wholeInt32 } from "../values/numbers.ts";
import type { FieldOperator, MakeOperator } from "./update-tree.ts";

const always = () => true;
const never = () => false;

/** Makes the operators that work on arrays, by name: each from its argument and the path. */
export const arrayOperators = {
  $push: (argument) => {
    const push = readPush(argument);
    return {
      name: "$push",
      creates: always,
      apply: (old, _context, path) => push(arrayAt(old, path)),
    };
  },
  $addToSet: (argument) => {
    const values = readEach(argument);
    return {
      name: "$addToSet",
      creates: always,
      apply: (old, _context, path) => addToSet(old, values, path),
    };
  },
  $pop: (argument) => {
    const side = wholeInt32(argument);
    if (side === undefined)
      throw mongoError(9, `Expected a number in: $pop: ${describe(argument)}`);
    if (side !== 1 && side !== -1) throw mongoError(9, `$pop expects 1 or -1, found: ${side}`);
    return {
      name: "$pop",
      creates: never,
      apply: (old, _context, path) => {
        if (!Array.isArray(old)) {
          throw mongoError(
            14,
            `Path '${path}' contains an element of non-array type '${bsonType(old)}'`,
          );
        }
        if (old.length === 0) return old;
        return side === 1 ? old.slice(0, -1) : old.slice(1);
      },
    };
  },
  $pull: (argument) => culling("$pull", pullTest(argument)),
  $pullAll: (argument) => {
    if (!Array.isArray(argument)) {
      throw mongoError(
        2,
        `$pullAll requires an array argument but was given a ${bsonType(argument)}`,
      );
    }
    return culling("$pullAll", (value) => argument.some((item) => equalValues(item, value)));
  },
} satisfies Record<string, MakeOperator>;

function arrayAt(old: unknown, path: string): readonly unknown[] {
  if (old === undefined) return [];
  if (Array.isArray(old)) return old;
  throw mongoError(
    2,
    `The field '${path}' must be an array but is of type ${bsonType(old)} in document`,
  );
}

function culling(name: string, test: (value: unknown) => boolean): FieldOperator {
  return {
    name,
    creates: never,
    apply: (old) => {
      if (!Array.isArray(old)) throw mongoError(2, `Cannot apply ${name} to a non-array value`);
      const kept = old.filter((value) => !test(value));
      return kept.length === old.length ? old : kept;
    },
  };
}

function pullTest(argument: unknown): (value: unknown) => boolean {
  const type = bsonType(argument);
  if (type === "regex") return compileElementFilter({ $regex: argument }, true);
  if (type !== "object") return (value) => equalValues(value, argument);
  const [first] = Object.keys(argument as Doc);
  const logical = first === "$and" || first === "$or" || first === "$nor";
  return compileElementFilter(argument as Doc, isOperatorDoc(argument as Doc) && !logical);
}

function readEach(argument: unknown): readonly unknown[] {
  if (!isDoc(argument) || Object.keys(argument)[0] !== "$each") return [argument];
  const each = argument.$each;
  if (!Array.isArray(each)) {
    throw mongoError(
      14,
      `The argument to $each in $addToSet must be an array but it was of type ${bsonType(each)}`,
    );
  }
  for (const key of Object.keys(argument)) {
    if (key !== "$each")
      throw mongoError(2, `Found unexpected fields after $each in $addToSet: ${key}`);
  }
  return each;
}

function addToSet(old: unknown, values: readonly unknown[], path: string): unknown {
  if (old !== undefined && !Array.isArray(old)) {
    throw mongoError(
      2,
      `Cannot apply $addToSet to non-array field. Field named '${path.slice(path.lastIndexOf(".") + 1)}' has non-array type ${bsonType(old)}`,
    );
  }
  const result: unknown[] = old ? [...old] : [];
  for (const value of values) {
    if (!result.some((item) => equalValues(item, value))) result.push(value);
  }
  return old && result.length === old.length ? old : result;
}

const pushClauses = new Set(["$each", "$slice", "$position"]);

function readPush(argument: unknown): (old: readonly unknown[]) => unknown {
  if (!isDoc(argument) || argument.$each === undefined) return (old) => [...old, argument];
  const { $each: each, $slice, $position } = argument;
  if (!Array.isArray(each)) {
    throw mongoError(
      2,
      `The argument to $each in $push must be an array but it was of type: ${bsonType(each)}`,
    );
  }
  for (const key of Object.keys(argument)) {
    if (!pushClauses.has(key)) throw unlisted(key, 2, `Unrecognized clause in $push: ${key}`);
  }
  const slice = wholeClause("$slice", $slice);
  const position = wholeClause("$position", $position);
  return (old) => {
    const at = insertAt(old.length, position);
    const next = [...old.slice(0, at), ...each, ...old.slice(at)];
    const cut = slice === undefined ? next : slice < 0 ? next.slice(slice) : next.slice(0, slice);
    return cut.length === old.length && cut.every((value, index) => value === old[index])
      ? old
      : cut;
  };
}

function insertAt(length: number, position: number | undefined): number {
  if (position === undefined || position > length) return length;
  return position < 0 ? Math.max(0, length + position) : position;
}

function wholeClause(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const whole = wholeInt32(value);
  if (whole === undefined) {
    throw mongoError(
      2,
      `The value for ${name} must be an integer value but was given type: ${bsonType(value)}`,
    );
  }
  return whole;
}
