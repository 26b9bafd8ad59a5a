import { Double } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { fromInteger, toDouble } from "../values/arithmetic.ts";
import { bsonType, isNumber } from "../values/bson-type.ts";
import { fitsLong, wholeNumber } from "../values/integers.ts";
import { operator } from "./arguments.ts";
import { onDouble } from "./arithmetic-operators.ts";
import { nullish, type Operator, typeName } from "./expression.ts";

/** The operators of powers, logarithms and angles. */
export const powerOperators: Readonly<Record<string, Operator>> = {
  $pow: operator(2, 2, ([base, exponent]) => {
    if (nullish(base) || nullish(exponent)) return null;
    if (!isNumber(base))
      throw mongoError(28762, `$pow's base must be numeric, not ${typeName(base)}`);
    if (!isNumber(exponent))
      throw mongoError(28763, `$pow's exponent must be numeric, not ${typeName(exponent)}`);
    return power(base, exponent);
  }),
  $log: operator(2, 2, ([value, base]) => {
    if (nullish(value) || nullish(base)) return null;
    if (!isNumber(value))
      throw mongoError(28756, `$log's argument must be numeric, not ${typeName(value)}`);
    if (!isNumber(base))
      throw mongoError(28757, `$log's base must be numeric, not ${typeName(base)}`);
    refuseDecimals("$log", value, base);
    const [number, of] = [toDouble(value), toDouble(base)];
    if (number <= 0)
      throw mongoError(28758, `$log's argument must be a positive number, but is ${number}`);
    if (of <= 0 || of === 1)
      throw mongoError(28759, `$log's base must be a positive number not equal to 1, but is ${of}`);
    return new Double(Math.log(number) / Math.log(of));
  }),
  $sin: angle("$sin", Math.sin),
  $cos: angle("$cos", Math.cos),
  $tan: angle("$tan", Math.tan),
  $asin: within("$asin", Math.asin, -1, 1),
  $acos: within("$acos", Math.acos, -1, 1),
  $atan: onDouble("$atan", Math.atan),
  $atan2: operator(2, 2, ([y, x]) => {
    if (nullish(y) || nullish(x)) return null;
    if (!isNumber(y))
      throw mongoError(51044, `$atan2 only supports numeric types, not ${typeName(y)}`);
    if (!isNumber(x))
      throw mongoError(51045, `$atan2 only supports numeric types, not ${typeName(x)}`);
    refuseDecimals("$atan2", y, x);
    return new Double(Math.atan2(toDouble(y), toDouble(x)));
  }),
  $sinh: onDouble("$sinh", Math.sinh),
  $cosh: onDouble("$cosh", Math.cosh),
  $tanh: onDouble("$tanh", Math.tanh),
  $asinh: onDouble("$asinh", Math.asinh),
  $acosh: within("$acosh", Math.acosh, 1, Number.POSITIVE_INFINITY),
  $atanh: within("$atanh", Math.atanh, -1, 1),
  $degreesToRadians: onDouble("$degreesToRadians", (value) => value * (Math.PI / 180)),
  $radiansToDegrees: onDouble("$radiansToDegrees", (value) => value * (180 / Math.PI)),
};

function refuseDecimals(name: string, ...values: readonly unknown[]): void {
  if (values.some((value) => bsonType(value) === "decimal"))
    throw notAvailable(`${name} of a decimal`);
}

function angle(name: string, call: (value: number) => number): Operator {
  return onDouble(name, (value) => {
    if (!Number.isFinite(value) && !Number.isNaN(value))
      throw mongoError(50989, `cannot apply ${name} to ${value}, value must be in (-inf,inf)`);
    return call(value);
  });
}

function within(
  name: string,
  call: (value: number) => number,
  low: number,
  high: number,
): Operator {
  return onDouble(name, (value) => {
    if (value < low || value > high)
      throw mongoError(
        50989,
        `cannot apply ${name} to ${value}, value must be in [${low},${high}]`,
      );
    return call(value);
  });
}

// Whole numbers stay whole as long as the result fits in 64 bits; all else is calculated with doubles.
function power(base: unknown, exponent: unknown): unknown {
  refuseDecimals("$pow", base, exponent);
  const [left, right] = [toDouble(base), toDouble(exponent)];
  if (left === 0 && right < 0)
    throw mongoError(28764, "$pow cannot take a base of 0 and a negative exponent");
  const types = [bsonType(base), bsonType(exponent)];
  if (types.includes("double")) return new Double(left ** right);
  const narrow = !types.includes("long");
  const [whole, times] = [wholeNumber(base) as bigint, wholeNumber(exponent) as bigint];
  if (whole === 1n || whole === -1n) return fromInteger(times % 2n === 0n ? 1n : whole, narrow);
  if (times < 0n) return new Double(left ** right);
  // No other base but 0 fits in 64 bits at a higher power.
  const result = whole === 0n ? (times === 0n ? 1n : 0n) : times > 63n ? undefined : whole ** times;
  if (result === undefined || !fitsLong(result)) return new Double(left ** right);
  return fromInteger(result, narrow);
}
