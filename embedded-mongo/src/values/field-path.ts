import { mongoError } from "../errors/mongo-error.ts";

/** The names with a `$` that the fields of a reference to another document have. */
const referenceFields = new Set(["$ref", "$id", "$db"]);

/** Splits the path of a sort, a projection or an expression, refusing what MongoDB takes for no path. */
export function fieldPathParts(path: string): string[] {
  if (path === "") throw mongoError(40352, "FieldPath cannot be constructed with empty string");
  if (path.endsWith(".")) throw mongoError(40353, "FieldPath must not end with a '.'.");
  const parts = path.split(".");
  for (const part of parts) {
    if (part === "") throw mongoError(15998, "FieldPath field names may not be empty strings.");
    if (part[0] === "$" && !referenceFields.has(part)) {
      throw mongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField. Found '${part}' in '${path}'`,
      );
    }
    if (part.includes("\0"))
      throw mongoError(16411, "FieldPath field names may not contain '\\0'.");
  }
  return parts;
}
