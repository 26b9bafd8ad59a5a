import { arithmeticOperators } from "./arithmetic-operators.ts";
import { arrayOperators } from "./array-operators.ts";
import { convertOperators } from "./convert.ts";
import { dateOperators } from "./date-operators.ts";
import type { Operator } from "./expression.ts";
import { logicOperators } from "./logic-operators.ts";
import { objectOperators } from "./object-operators.ts";
import { reshapeOperators } from "./reshape-operators.ts";
import { setOperators } from "./set-operators.ts";
import { stringOperators } from "./string-operators.ts";
import { summaryOperators } from "./summary-operators.ts";

/** The allow-list of expression operators. */
export const operators: Readonly<Record<string, Operator>> = {
  ...arithmeticOperators,
  ...logicOperators,
  ...arrayOperators,
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
  ...[
    "$accumulator",
    "$function",
    "$meta",
    "$sampleRate",
    "$binarySize",
    "$bsonSize",
    "$bitAnd",
    "$bitNot",
  ],
  ...[
    "$bitOr",
    "$bitXor",
    "$cos",
    "$sin",
    "$tan",
    "$acos",
    "$asin",
    "$atan",
    "$atan2",
    "$acosh",
    "$asinh",
    "$atanh",
  ],
  ...[
    "$cosh",
    "$sinh",
    "$tanh",
    "$degreesToRadians",
    "$radiansToDegrees",
    "$log",
    "$pow",
    "$dateFromParts",
  ],
  ...[
    "$firstN",
    "$lastN",
    "$maxN",
    "$minN",
    "$median",
    "$percentile",
    "$indexOfBytes",
    "$stdDevPop",
    "$stdDevSamp",
  ],
  ...[
    "$toHashedIndexKey",
    "$toUUID",
    "$toArray",
    "$toObject",
    "$tsIncrement",
    "$tsSecond",
    "$createObjectId",
  ],
  ...[
    "$encStrContains",
    "$encStrEndsWith",
    "$encStrNormalizedEq",
    "$encStrStartsWith",
    "$sigmoid",
    "$subtype",
  ],
]);
