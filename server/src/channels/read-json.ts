/**
 * Reading what a platform sent without trusting it: each function gives the part if it is of the expected kind,
 * else something empty. Nothing here throws.
 */
export type Json = Readonly<Record<string, unknown>>;
const none: Json = Object.freeze({});

/** Ours and the platforms' longest texts are far below; what is longer is cut, not refused. */
const longest = 100_000;

/** The value as an object; an empty one where it is none. */
export function object(value: unknown): Json {
  return isObject(value) ? value : none;
}

/** Whether the value is an object, as opposed to a list, null or a plain value. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as a list; an empty one where it is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list. */
export function objects(value: unknown): readonly Json[] {
  return list(value).filter(isObject);
}

/** The value as text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.slice(0, longest) : undefined;
}

/** An id as text; some platforms send them as numbers. */
export function id(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isSafeInteger(value)) {
    return String(value);
  }
  const given = text(value);
  return given !== undefined && given.length <= 2_000 ? given : undefined;
}

/** The value as a number within bounds. */
export function number(
  value: unknown,
  minimum = -Number.MAX_VALUE,
  maximum = Number.MAX_VALUE,
): number | undefined {
  return typeof value === "number" && value >= minimum && value <= maximum ? value : undefined;
}

/** A size in bytes. */
export function size(value: unknown): number | undefined {
  const given = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof given === "number" && Number.isSafeInteger(given) && given >= 0 ? given : undefined;
}

/** A web address short enough to keep. */
export function webAddress(value: unknown): string | undefined {
  const given = text(value);
  return given !== undefined && given.length <= 4_000 && /^https?:\/\//i.test(given)
    ? given
    : undefined;
}

const latestTime = 8_640_000_000_000_000;

/** Below this a time is in seconds (until the year 5138), above it in milliseconds (since 1973). */
const firstMilliseconds = 100_000_000_000;

/**
 * Reads a platform's time as epoch milliseconds. Takes seconds and milliseconds, as a number or digits: platforms
 * that document one of them also send the other.
 */
export function timeOf(value: unknown, otherwise: number): number {
  const given = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof given !== "number" || !(given > 0)) {
    return otherwise;
  }
  const time = given < firstMilliseconds ? given * 1_000 : given;
  return time <= latestTime ? Math.trunc(time) : otherwise;
}

/**
 * The JSON value that a text holds; undefined where it holds none, or one nested too deeply to read. Whole numbers that
 * JavaScript cannot hold exactly, such as 64-bit ids, become text.
 */
export function json(value: string): unknown {
  try {
    return JSON.parse(/\d{16}/.test(value) ? withLongNumbersQuoted(value) : value);
  } catch {
    return undefined;
  }
}

/** A string, so that digits inside it stay, or a whole number token. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

function withLongNumbersQuoted(value: string): string {
  return value.replace(stringOrNumber, (part) =>
    /^-?\d{16,}$/.test(part) && !Number.isSafeInteger(Number(part)) ? `"${part}"` : part,
  );
}
