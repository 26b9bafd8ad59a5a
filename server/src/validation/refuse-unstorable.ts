import { Invalid } from "../context/errors.ts";

/** The store takes 100 levels; what wraps a body needs a few of them. */
const deepest = 64;

/** Refuses JSON that no schema of ours would mean and that the store cannot keep as it is: nested too deeply, or with names like `__proto__`. */
export function refuseUnstorable(value: unknown, at = "", depth = 0): void {
  if (typeof value !== "object" || value === null) return;
  if (depth >= deepest) refuse(at, `is nested deeper than ${deepest} levels`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      refuseUnstorable(item, `${at}/${index}`, depth + 1);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === "__proto__" || key.includes("\0"))
      refuse(`${at}/${key}`, "is not allowed as a name");
    refuseUnstorable(item, `${at}/${key}`, depth + 1);
  }
}

function refuse(at: string, message: string): never {
  throw new Invalid("request.invalid", `${at} ${message}`, [{ at, message }]);
}
