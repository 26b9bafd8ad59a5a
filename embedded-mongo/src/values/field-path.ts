import { mongoError } from "../errors/mongo-error.ts";

/** Splits the path of a sort, a projection or an expression. Throws what MongoDB throws for a malformed path. */
export function fieldPathParts(path: string): string[] {
  if (path === "") {
    throw mongoError(40352, "FieldPath cannot be constructed with empty string");
  }
  if (path.endsWith(".")) {
    throw mongoError(40353, "FieldPath must not end with a '.'.");
  }
  const parts = path.split(".");
  for (const part of parts) {
    if (part === "") {
      throw mongoError(15998, "FieldPath field names may not be empty strings.");
    }
    if (part[0] === "$") {
      throw mongoError(16410, `FieldPath field names may not start with '$': '${path}'`);
    }
  }
  return parts;
}
