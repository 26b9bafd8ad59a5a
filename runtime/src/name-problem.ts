const loneSurrogate = /\p{Surrogate}/u;
const reserved = new Set(["__proto__", "_bsontype"]);

/** Returns why a contact or a workspace cannot have a field of this name; undefined if it can. `most` is in characters. */
export function nameProblem(name: string, most: number): string | undefined {
  if (name === "") {
    return "is empty";
  }
  if (name.length > most) {
    return `is longer than ${most} characters`;
  }
  if (reserved.has(name)) {
    return "is reserved";
  }
  if (name.startsWith("$")) {
    return "starts with $";
  }
  if (name.includes(".")) {
    return "contains a dot";
  }
  if (name.includes("\0")) {
    return "contains a NUL character";
  }
  if (loneSurrogate.test(name)) {
    return "is not valid Unicode text";
  }
  return undefined;
}
