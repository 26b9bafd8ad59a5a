/** Compares two JSON values by content, whatever the order of their properties. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) {
    return false;
  }
  const names = definedNames(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === definedNames(other).length &&
    names.every((name) =>
      sameJson((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
    )
  );
}

/** JSON leaves out properties that are `undefined`. */
function definedNames(value: object): string[] {
  return Object.keys(value).filter(
    (name) => (value as Record<string, unknown>)[name] !== undefined,
  );
}
