import { mongoError } from "../errors/mongo-error.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { describe } from "../values/describe.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { wholeNumber } from "../values/integers.ts";
import { type Compile, type Evaluate, nullish, type Operator, typeName } from "./expression.ts";

/** Reads how many values `$firstN` and the like may keep. */
export function readCount(value: unknown): number {
  const whole = isNumber(value) ? wholeNumber(value) : undefined;
  if (!isNumber(value))
    throw mongoError(
      5787902,
      `Value for 'n' must be of integral type, but found ${describe(value)}`,
    );
  if (whole === undefined)
    throw mongoError(
      5787903,
      `Value for 'n' must be of integral type, but found ${describe(value)}`,
    );
  if (whole <= 0n) throw mongoError(5787908, `'n' must be greater than 0, found ${whole}`);
  return Number(whole);
}

/** Reads the arguments of `$firstN` and the like: `n` and `input`. */
export function readSeveral(
  argument: unknown,
  compile: Compile,
  name: string,
): { n: Evaluate; input: Evaluate } {
  if (!isDoc(argument))
    throw mongoError(
      5787801,
      `specification must be an object; found ${name}: ${typeName(argument)}`,
    );
  for (const key of Object.keys(argument)) {
    if (key !== "n" && key !== "input")
      throw mongoError(5787901, `Unknown argument for 'n' operator: ${fieldName(key)}`);
  }
  const { n, input }: Doc = argument;
  if (input === undefined) throw mongoError(5787907, "Missing value for 'input'");
  if (n === undefined) throw mongoError(5787906, "Missing value for 'n'");
  return { n: compile(n), input: compile(input) };
}

/** What each of them chooses of a list of values. */
export const choosers: Readonly<
  Record<string, (values: readonly unknown[], count: number) => unknown[]>
> = {
  $firstN: (values, count) => orNull(values.slice(0, count)),
  $lastN: (values, count) => orNull(values.slice(-count)),
  $minN: (values, count) => extremes(values, 1).slice(0, count),
  $maxN: (values, count) => extremes(values, -1).slice(0, count),
};

const orNull = (values: readonly unknown[]): unknown[] => values.map((value) => value ?? null);

function extremes(values: readonly unknown[], sign: 1 | -1): unknown[] {
  return values.filter((value) => !nullish(value)).sort((a, b) => sign * compareValues(a, b));
}

/** `$firstN` and the like as expressions on arrays. */
export const severalOperators: Readonly<Record<string, Operator>> = Object.fromEntries(
  Object.entries(choosers).map(([name, choose]): [string, Operator] => [
    name,
    (argument, compile) => {
      const { n, input } = readSeveral(argument, compile, name);
      return (scope) => {
        const count = readCount(n(scope));
        const array = input(scope);
        if (!Array.isArray(array))
          throw mongoError(5788200, `Input must be an array, but found ${typeName(array)}`);
        return choose(array, count);
      };
    },
  ]),
);
