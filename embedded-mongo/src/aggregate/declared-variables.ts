import { mongoError } from "../errors/mongo-error.ts";

let declared: ReadonlySet<string> | undefined;

/** Reads expressions where these variables are set and no others, unless something around says which are. */
export function withDeclared<Result>(
  vars: Readonly<Record<string, unknown>>,
  read: () => Result,
): Result {
  return declared ? read() : reading(new Set(Object.keys(vars)), read);
}

/** Reads expressions that may use some variables more. */
export function alsoDeclared<Result>(names: Iterable<string>, read: () => Result): Result {
  return declared ? reading(new Set([...declared, ...names]), read) : read();
}

function reading<Result>(names: ReadonlySet<string>, read: () => Result): Result {
  const outer = declared;
  declared = names;
  try {
    return read();
  } finally {
    declared = outer;
  }
}

/** Refuses a variable that nothing around sets, also where no document would ever ask for it. */
export function checkDeclared(name: string): void {
  if (declared && !declared.has(name))
    throw mongoError(17276, `Use of undefined variable: ${name}`);
}
