import type { TSchema } from "typebox";

type Schema = TSchema & Readonly<Record<string, unknown>>;

/** A value that fits a JSON Schema more or less, the same for the same seed. Ids of things that exist are taken from `ids` by name. */
export function sampleOf(
  schema: TSchema,
  seed: number,
  ids: Readonly<Record<string, string>>,
): unknown {
  const random = seeded(seed);
  return sample(schema as Schema, "", 0);

  function sample(it: Schema, name: string, depth: number): unknown {
    if ("const" in it) {
      return it.const;
    }
    if (Array.isArray(it.enum)) {
      return pick(it.enum);
    }
    const choices = (it.anyOf ?? it.oneOf) as Schema[] | undefined;
    if (choices) {
      return sample(pick(choices), name, depth);
    }
    if (it.type === "object") {
      return object(it, depth);
    }
    if (it.type === "array") {
      const items = it.items as Schema;
      const length = depth > 4 ? 0 : Math.floor(random() * 3);
      return Array.from({ length }, () => sample(items, name, depth + 1));
    }
    if (it.type === "string") {
      return text(it, name);
    }
    if (it.type === "integer") {
      return Math.floor(random() * 10);
    }
    if (it.type === "number") {
      return random() * 90;
    }
    if (it.type === "boolean") {
      return random() < 0.5;
    }
    if (it.type === "null") {
      return null;
    }
    return pick<unknown>([null, 1, "text", [1, { a: [] }], { a: { b: 1 } }]);
  }

  function object(it: Schema, depth: number): Record<string, unknown> {
    const required = new Set((it.required as string[] | undefined) ?? []);
    const made: Record<string, unknown> = {};
    for (const [key, value] of Object.entries((it.properties ?? {}) as Record<string, Schema>)) {
      if (required.has(key) || random() < 0.6) {
        made[key] = sample(value, key, depth + 1);
      }
    }
    const free = Object.values((it.patternProperties ?? {}) as Record<string, Schema>)[0];
    if (free && depth < 5) {
      made[pick(["plain", "Tên", "a b", "length"])] = sample(free, "", depth + 1);
    }
    return made;
  }

  function text(it: Schema, name: string): string {
    if (ids[name] !== undefined && random() < 0.7) {
      return ids[name];
    }
    if (it.pattern === "^[0-9a-f]{24}$") {
      return "0123456789abcdef01234567";
    }
    if (it.format === "email") {
      return `someone${Math.floor(random() * 1e6)}@example.test`;
    }
    if (it.format === "date-time") {
      return "2030-01-01T00:00:00.000Z";
    }
    const some = pick(["text", "Xin chào 😀", "{{ x }}", "https://example.test/a", "$gt", "a\0b"]);
    return some.padEnd(Number(it.minLength ?? 0), "x").slice(0, Number(it.maxLength ?? 1_000));
  }

  function pick<T>(from: readonly T[]): T {
    return from[Math.floor(random() * from.length)] as T;
  }
}

const hostile = [
  "null",
  '"\\u0000"',
  '"\\ud800"',
  '""',
  "1e400",
  "-1",
  "9007199254740993",
  '{"$gt":""}',
  '{"a.b":{"":1}}',
  '{"_bsontype":"ObjectId","id":"x"}',
  '{"_bsontype":"Long"}',
  '{"toString":1,"constructor":{"prototype":{}},"hasOwnProperty":null}',
  '{"toJSON":"x","then":1,"length":-1}',
  `${"[".repeat(55)}${"]".repeat(55)}`,
  "[[],{},null,[[[]]]]",
  `"${"x".repeat(20_000)}"`,
];

const mostPlaces = 20;

/** JSON texts of a value with each of its places, one at a time, taken by something hostile. */
export function hostileVariants(value: unknown, seed: number): string[] {
  const random = seeded(seed);
  const mark = "«hostile»";
  const places = placesOf(value).slice(0, mostPlaces);
  return places.map((place) => {
    const chosen = hostile[Math.floor(random() * hostile.length)] ?? "null";
    const text = JSON.stringify(replaced(value, place, mark));
    return text.replace(JSON.stringify(mark), () => chosen);
  });
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  const own = [at];
  if (typeof value !== "object" || value === null || at.length > 4) {
    return own;
  }
  return [...own, ...Object.entries(value).flatMap(([key, it]) => placesOf(it, [...at, key]))];
}

function replaced(value: unknown, [first, ...rest]: Place, by: unknown): unknown {
  if (first === undefined) {
    return by;
  }
  if (Array.isArray(value)) {
    return value.map((it, index) => (String(index) === first ? replaced(it, rest, by) : it));
  }
  const object = value as Record<string, unknown>;
  return { ...object, [first]: replaced(object[first], rest, by) };
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
