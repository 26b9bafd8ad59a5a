import type { JsonObject, JsonValue } from "./input.ts";

const part = /\[\s*(?:"([^"]*)"|'([^']*)')\s*\]|([^.[\]]+)/g;

/** Splits `order.items[0].name` into its names. A name in quotes, as in `order["a.b"]`, may contain dots and brackets. */
export function splitPath(path: string): readonly string[] {
  if (!path.includes(".") && !path.includes("[")) {
    return [path.trim()];
  }
  return Array.from(
    path.matchAll(part),
    ([, double, single, bare = ""]) => double ?? single ?? bare.trim(),
  );
}

/** Returns the value inside another one; `size`, `first` and `last` work on lists as in Liquid. */
export function readPath(
  value: JsonValue | undefined,
  path: readonly string[],
  from = 0,
): JsonValue | undefined {
  let current = value;
  for (let index = from; index < path.length; index++) {
    const name = path[index] ?? "";
    if (Array.isArray(current)) {
      current = readItem(current, name);
    } else if (typeof current === "string" && name === "size") {
      current = current.length;
    } else if (typeof current === "object" && current !== null && Object.hasOwn(current, name)) {
      current = (current as JsonObject)[name];
    } else {
      return undefined;
    }
  }
  return current;
}

function readItem(list: readonly JsonValue[], name: string): JsonValue | undefined {
  if (name === "size") {
    return list.length;
  }
  if (name === "first") {
    return list[0];
  }
  if (name === "last") {
    return list.at(-1);
  }
  return /^-?\d+$/.test(name) ? list.at(Number(name)) : undefined;
}
