import { mongoError } from "../errors/mongo-error.ts";

/** Splits the path of an update. Throws what MongoDB throws for a malformed path. */
export function updatePath(path: string): readonly string[] {
  const parts = path.split(".");
  for (const [at, part] of parts.entries()) {
    if (part === "") {
      throw mongoError(56, `The update path '${path}' has an empty field name`);
    }
    if (part === "__proto__") {
      throw mongoError(2, "a field cannot have the name '__proto__'");
    }
    if (part[0] !== "$") {
      continue;
    }
    if (part !== "$" && !/^\$\[.*\]$/.test(part)) {
      throw mongoError(52, `The field '${part}' in '${path}' is not allowed for storage`);
    }
    if (at === 0) {
      throw mongoError(2, `The path '${path}' cannot begin with '${part}'`);
    }
  }
  if (parts.indexOf("$") !== parts.lastIndexOf("$")) {
    throw mongoError(2, `Too many positional ('$') elements in path '${path}'`);
  }
  return parts;
}
