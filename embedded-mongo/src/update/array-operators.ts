import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { equalValues } from "../keys/compare-values.ts";
import { compileElementFilter } from "../match/compile-filter.ts";
import { isOperatorDoc } from "../match/parse-filter.ts";
import { bsonType, isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { wholeInt32 } from "../values/numbers.ts";
import type { MakeOperator, UpdateOperator } from "./update-operator.ts";

/** The operators that change arrays. */
export const arrayOperators = {
  $push: (argument) => changing("$push", true, readPush(argument)),
  $addToSet: (argument) => {
    const values = readSet(argument);
    return changing("$addToSet", true, (old) => {
      const result = [...old];
      for (const value of values) {
        if (!result.some((item) => equalValues(item, value))) {
          result.push(value);
        }
      }
      return result;
    });
  },
  $pop: (argument) => {
    const side = wholeInt32(argument);
    if (side !== 1 && side !== -1) {
      throw mongoError(9, "$pop expects 1 or -1");
    }
    return changing("$pop", false, (old) => (side === 1 ? old.slice(0, -1) : old.slice(1)), 14);
  },
  $pull: (argument) => {
    const test = pullTest(argument);
    return changing("$pull", false, (old) => old.filter((value) => !test(value)));
  },
  $pullAll: (argument) => {
    if (!Array.isArray(argument)) {
      throw mongoError(2, "$pullAll requires an array argument");
    }
    const isPulled = (value: unknown) => argument.some((item) => equalValues(item, value));
    return changing("$pullAll", false, (old) => old.filter((value) => !isPulled(value)));
  },
} satisfies Record<string, MakeOperator>;

/** Makes an operator from a change of the whole array. */
function changing(
  name: string,
  makesMissing: boolean,
  change: (old: readonly unknown[]) => readonly unknown[],
  code = 2,
): UpdateOperator {
  return {
    creates: () => makesMissing,
    apply: (old = [], _context, path) => {
      if (!Array.isArray(old)) {
        throw mongoError(code, `Cannot apply ${name} to '${path}', which is a ${bsonType(old)}`);
      }
      const next = change(old);
      const isSame =
        next.length === old.length && next.every((value, index) => value === old[index]);
      return isSame ? old : next;
    },
  };
}

function pullTest(argument: unknown): (value: unknown) => boolean {
  if (bsonType(argument) === "regex") {
    return compileElementFilter({ $regex: argument }, true);
  }
  if (!isDoc(argument)) {
    return (value) => equalValues(value, argument);
  }
  const isLogical = ["$and", "$or", "$nor"].includes(Object.keys(argument)[0] ?? "");
  return compileElementFilter(argument, isOperatorDoc(argument) && !isLogical);
}

function readSet(argument: unknown): readonly unknown[] {
  if (!isDoc(argument) || argument.$each === undefined) {
    return [argument];
  }
  if (Object.keys(argument).length > 1) {
    throw mongoError(2, "$addToSet allows only $each");
  }
  return readEach("$addToSet", argument);
}

function readEach(name: string, { $each: each }: Doc): readonly unknown[] {
  if (Array.isArray(each)) {
    return each;
  }
  throw mongoError(name === "$push" ? 2 : 14, `The argument to $each in ${name} must be an array`);
}

/** The modifiers of `$push`. */
export const pushModifiers = { $each: true, $slice: true, $position: true };

function readPush(argument: unknown): (old: readonly unknown[]) => readonly unknown[] {
  if (!isDoc(argument) || argument.$each === undefined) {
    return (old) => [...old, argument];
  }
  const each = readEach("$push", argument);
  const other = Object.keys(argument).find((name) => !Object.hasOwn(pushModifiers, name));
  if (other !== undefined) {
    throw notAvailable(`Unrecognized clause in $push: ${other}; it`, 2);
  }
  const slice = readInteger("$slice", argument.$slice) ?? Number.POSITIVE_INFINITY;
  const position = readInteger("$position", argument.$position) ?? Number.POSITIVE_INFINITY;
  return (old) => {
    const all = old.toSpliced(position, 0, ...each);
    return slice < 0 ? all.slice(slice) : all.slice(0, slice);
  };
}

function readInteger(name: string, value: unknown): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const whole = wholeInt32(value);
  if (whole === undefined) {
    throw mongoError(2, `The value for ${name} must be an integer`);
  }
  return whole;
}
