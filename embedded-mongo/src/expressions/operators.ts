import { arithmeticOperators } from "./arithmetic-operators.ts";
import { arrayOperators } from "./array-operators.ts";
import { dateTrunc } from "./date-trunc.ts";
import type { Operator } from "./expression.ts";
import { logicOperators } from "./logic-operators.ts";
import { toText } from "./to-text.ts";

/** Makes each expression operator of the closed list. */
export const operators: Readonly<Record<string, Operator>> = {
  ...arithmeticOperators,
  ...logicOperators,
  ...arrayOperators,
  $dateTrunc: dateTrunc,
  $toString: toText,
};
