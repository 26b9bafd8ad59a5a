import { isObject } from "../../channels/read-json.ts";

/** Reads a value at names with points between them, such as `data.0.email`; the whole value without a path. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const name of partsOf(path)) {
    if (Array.isArray(found)) {
      found = /^\d{1,6}$/.test(name) ? found[Number(name)] : undefined;
    } else {
      found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
    }
  }
  return found;
}

/** Makes an object of values at paths, below a path. */
export function objectOf(values: Readonly<Record<string, string>>, below: string): object {
  const made: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const parts = [...partsOf(below), ...partsOf(path)];
    const last = parts.pop();
    let place = made;
    for (const part of parts) {
      const next = Object.hasOwn(place, part) ? place[part] : undefined;
      const inner = isObject(next) ? (next as Record<string, unknown>) : {};
      place[part] = inner;
      place = inner;
    }
    if (last !== undefined) {
      place[last] = value;
    }
  }
  return made;
}

/** Fills values into an address; each is encoded. */
export function filledPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) =>
    encodeURIComponent(Object.hasOwn(values, name) ? (values[name] ?? "") : ""),
  );
}

const forbidden = new Set(["__proto__", "constructor", "prototype"]);

function partsOf(path: string): string[] {
  return path.split(".").filter((it) => it !== "" && !forbidden.has(it));
}
