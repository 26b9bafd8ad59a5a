import { Double } from "bson";
import { notAvailable } from "../errors/mongo-error.ts";
import { toDouble } from "../values/arithmetic.ts";
import { bsonType, isNumber } from "../values/bson-type.ts";
import type { Accumulator } from "./accumulator.ts";

/** The standard deviation of a population (0) or of a sample (1). */
export function deviation(less: 0 | 1): Accumulator {
  let [count, mean, squares] = [0, 0, 0];
  return {
    add: (value) => {
      if (value === undefined || !isNumber(value)) return;
      if (bsonType(value) === "decimal") throw notAvailable("the standard deviation of decimals");
      const number = toDouble(value);
      count++;
      const delta = number - mean;
      mean += delta / count;
      squares += delta * (number - mean);
    },
    result: () => (count <= less ? null : new Double(Math.sqrt(squares / (count - less)))),
  };
}
