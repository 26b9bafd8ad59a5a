import { arithmeticOperators } from "./arithmetic-operators.ts";
import { arrayOperators } from "./array-operators.ts";
import { binaryOperators } from "./binary-operators.ts";
import { convertOperators } from "./convert.ts";
import { dateOperators } from "./date-operators.ts";
import type { Operator } from "./expression.ts";
import { logicOperators } from "./logic-operators.ts";
import { objectOperators } from "./object-operators.ts";
import { powerOperators } from "./power-operators.ts";
import { reshapeOperators } from "./reshape-operators.ts";
import { setOperators } from "./set-operators.ts";
import { severalOperators } from "./several-values.ts";
import { stringOperators } from "./string-operators.ts";
import { summaryOperators } from "./summary-operators.ts";

/** The allow-list of expression operators. */
export const operators: Readonly<Record<string, Operator>> = {
  ...arithmeticOperators,
  ...powerOperators,
  ...binaryOperators,
  ...logicOperators,
  ...arrayOperators,
  ...severalOperators,
  ...setOperators,
  ...reshapeOperators,
  ...stringOperators,
  ...convertOperators,
  ...dateOperators,
  ...objectOperators,
  ...summaryOperators,
};

/** Operators that a MongoDB server has and this store refuses by name. */
export const serverOnlyOperators: ReadonlySet<string> = new Set([
  ...["$accumulator", "$function", "$meta", "$sampleRate", "$median", "$percentile"],
  ...["$toHashedIndexKey", "$toUUID", "$toArray", "$toObject", "$createObjectId"],
  ...["$encStrContains", "$encStrEndsWith", "$encStrNormalizedEq", "$encStrStartsWith"],
  ...["$sigmoid", "$subtype"],
]);
