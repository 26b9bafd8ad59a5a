/** Says what is wrong with a value, naming the place; undefined where nothing is. */
export type Check = (value: unknown, path: string) => string | undefined;

/** Text of one to `max` UTF-16 units, not just blanks. */
export function text(max: number, { blank = false } = {}): Check {
  return (value, path) => {
    if (typeof value !== "string") {
      return `${path} must be text`;
    }
    if (!blank && value.trim() === "") {
      return `${path} must not be empty`;
    }
    return value.length > max
      ? `${path} has ${value.length} characters, at most ${max} are allowed`
      : undefined;
  };
}

/** Text of at most so many UTF-8 bytes. */
export function bytes(max: number): Check {
  return (value, path) =>
    typeof value !== "string" || value === "" || Buffer.byteLength(value) > max
      ? `${path} must be text of 1 to ${max} bytes`
      : undefined;
}

/** Text of this form. */
export function matching(pattern: RegExp): Check {
  return (value, path) =>
    typeof value === "string" && pattern.test(value)
      ? undefined
      : `${path} must match ${pattern.source}`;
}

/** An absolute web address. */
export const webAddress: Check = (value, path) =>
  typeof value === "string" && /^https?:\/\/[^\s]+$/.test(value) && value.length <= 2_000
    ? undefined
    : `${path} must be a web address`;

/** One of these values. */
export function oneOf(...values: readonly unknown[]): Check {
  return (value, path) =>
    values.includes(value) ? undefined : `${path} must be one of ${values.map(String).join(", ")}`;
}

/** A number between bounds. */
export function between(minimum: number, maximum: number): Check {
  return (value, path) =>
    typeof value === "number" && value >= minimum && value <= maximum
      ? undefined
      : `${path} must be a number from ${minimum} to ${maximum}`;
}

export const anyBoolean: Check = (value, path) =>
  typeof value === "boolean" ? undefined : `${path} must be true or false`;

/** A list of so many like things; `distinct` names what must not repeat. */
export function listOf(
  item: Check,
  minimum: number,
  maximum: number,
  distinct?: (item: unknown) => unknown,
): Check {
  return (value, path) => {
    if (!Array.isArray(value)) {
      return `${path} must be a list`;
    }
    if (value.length < minimum || value.length > maximum) {
      return `${path} has ${value.length} items, ${minimum} to ${maximum} are allowed`;
    }
    if (distinct && new Set(value.map(distinct)).size < value.length) {
      return `${path} has items that repeat one another`;
    }
    return first(value.map((one, index) => item(one, `${path}[${index}]`)));
  };
}

/** An object with these properties, those with "?" optional, and no others. */
export function shape(properties: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(properties).map(([name, check]) => ({
    name: name.replace("?", ""),
    optional: name.endsWith("?"),
    check,
  }));
  const known = new Set(checks.map(({ name }) => name));
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return `${path} must be an object`;
    }
    const given = value as Record<string, unknown>;
    const stranger = Object.keys(given).find((name) => !known.has(name));
    if (stranger !== undefined) {
      return `${path}.${stranger} is not a known parameter`;
    }
    return first(
      checks.map(({ name, optional, check }) => {
        if (given[name] === undefined) {
          return optional ? undefined : `${path}.${name} is missing`;
        }
        return check(given[name], `${path}.${name}`);
      }),
    );
  };
}

/** One of several shapes, told apart by the property `key`. */
export function tagged(key: string, shapes: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    const tag = (value as Record<string, unknown> | null)?.[key];
    const check = typeof tag === "string" && Object.hasOwn(shapes, tag) ? shapes[tag] : undefined;
    return check
      ? check(value, path)
      : `${path}.${key} must be one of ${Object.keys(shapes).join(", ")}`;
  };
}

/** Both. */
export function both(...checks: readonly Check[]): Check {
  return (value, path) => first(checks.map((check) => check(value, path)));
}

/** The first of several complaints. */
export function first(complaints: readonly (string | undefined)[]): string | undefined {
  return complaints.find((complaint) => complaint !== undefined);
}
