import { compileExpression } from "../aggregate/compile-expression.ts";
import { withDeclared } from "../aggregate/declared-variables.ts";
import { mongoError } from "../errors/mongo-error.ts";
import type { FilterVariables } from "../match/parse-filter.ts";
import { type Doc, fieldName } from "../values/index.ts";

/** The variables that a command sets with `let`, evaluated once: `$$name` in its expressions. */
export function commandVariables(given: Doc | undefined, now: Date): FilterVariables {
  const vars: Record<string, unknown> = {};
  for (const [key, expression] of Object.entries(given ?? {})) {
    const name = fieldName(key);
    if (!/^[a-z]\w*$/.test(name))
      throw mongoError(9, `'${name}' starts with an invalid character for a user variable name`);
    const evaluate = withDeclared({}, () => compileExpression(expression));
    vars[name] = evaluate({ root: {}, vars: {}, now });
  }
  return { vars };
}
