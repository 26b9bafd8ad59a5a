const deepest = 5;
const mostItems = 30;

/** Writes a value as short JSON of at most `length` characters, however large or deep it is. */
export function shorten(value: unknown, length: number): string {
  const text = JSON.stringify(shallow(value, 0)) ?? "";
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function shallow(value: unknown, depth: number): unknown {
  if (typeof value === "string") {
    return value.slice(0, 500);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (depth >= deepest) {
    return "…";
  }
  if (Array.isArray(value)) {
    return value.slice(0, mostItems).map((it) => shallow(it, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, mostItems)
      .map(([key, it]) => [key, shallow(it, depth + 1)]),
  );
}
