import { mongoError } from "../errors/mongo-error.ts";

/** Splits and checks the path of an update. */
export function updatePath(path: string): readonly string[] {
  if (path === "") throw mongoError(56, "An empty update path is not valid.");
  const parts = path.split(".");
  for (const [at, part] of parts.entries()) {
    if (part === "") {
      throw mongoError(
        56,
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      );
    }
    if (part === "__proto__") throw mongoError(2, "a field cannot have the name '__proto__'");
    if (part[0] !== "$") continue;
    if (part === "$" || part.startsWith("$[")) {
      if (part !== "$" && !part.endsWith("]"))
        throw mongoError(
          2,
          `Cannot have array filter identifier (i.e. '$[<id>]') element without a closing bracket in path '${path}'`,
        );
      if (at === 0) {
        throw mongoError(
          2,
          `Cannot have ${part === "$" ? "positional (i.e. '$')" : "array filter identifier (i.e. '$[<id>]')"} element in the first position in path '${path}'`,
        );
      }
    } else {
      throw mongoError(
        52,
        `The dollar ($) prefixed field '${part}' in '${path}' is not allowed for storage.`,
      );
    }
  }
  if (parts.indexOf("$") !== parts.lastIndexOf("$")) {
    throw mongoError(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  return parts;
}
