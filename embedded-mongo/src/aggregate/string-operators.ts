import { Int32 } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { translateRegex } from "../match/translate-regex.ts";
import { bsonType } from "../values/bson-type.ts";
import { compareStrings, regexParts } from "../values/compare.ts";
import { wholeInt32 } from "../values/integers.ts";
import { namedArguments, operator } from "./arguments.ts";
import { asText } from "./convert.ts";
import { type Evaluate, nullish, type Operator, type Scope, typeName } from "./expression.ts";

/** The operators on strings. */
export const stringOperators: Readonly<Record<string, Operator>> = {
  $concat: operator(0, Number.POSITIVE_INFINITY, (values) => {
    let text = "";
    for (const value of values) {
      if (nullish(value)) return null;
      if (typeof value !== "string")
        throw mongoError(16702, `$concat only supports strings, not ${typeName(value)}`);
      text += value;
    }
    return text;
  }),
  // Only ASCII letters change case, as in MongoDB.
  $toLower: operator(1, 1, ([value]) =>
    asText(value).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  ),
  $toUpper: operator(1, 1, ([value]) =>
    asText(value).replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  ),
  $strcasecmp: operator(2, 2, ([a, b]) => {
    const fold = (value: unknown) =>
      asText(value).replace(/[a-z]+/g, (letters) => letters.toUpperCase());
    return new Int32(Math.sign(compareStrings(fold(a), fold(b))));
  }),
  $strLenCP: operator(1, 1, ([value]) => {
    if (typeof value !== "string")
      throw mongoError(34471, `$strLenCP requires a string argument, found: ${typeName(value)}`);
    return new Int32([...value].length);
  }),
  $strLenBytes: operator(1, 1, ([value]) => {
    if (typeof value !== "string")
      throw mongoError(34473, `$strLenBytes requires a string argument, found: ${typeName(value)}`);
    return new Int32(Buffer.byteLength(value));
  }),
  $substrCP: operator(3, 3, ([value, from, count]) => {
    const [start, length] = [
      position(from, 34450, 34451, "starting index"),
      position(count, 34452, 34453, "length"),
    ];
    if (start < 0)
      throw mongoError(34455, "$substrCP: the starting index must be nonnegative integer.");
    if (length < 0) throw mongoError(34454, "$substrCP: length must be a nonnegative integer.");
    return [...asText(value)].slice(start, start + length).join("");
  }),
  $substrBytes: operator(3, 3, substrBytes),
  $substr: operator(3, 3, substrBytes),
  $split: operator(2, 2, ([value, separator]) => {
    if (nullish(value) || nullish(separator)) return null;
    if (typeof value !== "string")
      throw mongoError(
        40085,
        `$split requires an expression that evaluates to a string as a first argument, found: ${typeName(value)}`,
      );
    if (typeof separator !== "string")
      throw mongoError(
        40086,
        `$split requires an expression that evaluates to a string as a second argument, found: ${typeName(separator)}`,
      );
    if (separator === "") throw mongoError(40087, "$split requires a non-empty separator");
    return value.split(separator);
  }),
  $indexOfCP: operator(2, 4, (values) => indexOf(values, "$indexOfCP", 40093, (text) => [...text])),
  $indexOfBytes: operator(2, 4, (values) =>
    indexOf(values, "$indexOfBytes", 40091, (text) => Buffer.from(text)),
  ),
  $trim: trim("$trim", true, true),
  $ltrim: trim("$ltrim", true, false),
  $rtrim: trim("$rtrim", false, true),
  $replaceOne: replace("$replaceOne", (text, find, by) => {
    const at = text.indexOf(find);
    return at < 0 ? text : text.slice(0, at) + by + text.slice(at + find.length);
  }),
  $replaceAll: replace("$replaceAll", (text, find, by) =>
    find === "" ? everywhere(text, by) : text.split(find).join(by),
  ),
  $regexMatch: regex("$regexMatch", false, (text, pattern) => pattern.test(text)),
  $regexFind: regex("$regexFind", null, (text, pattern) => {
    const match = pattern.exec(text);
    return match ? found(match) : null;
  }),
  $regexFindAll: regex("$regexFindAll", [], (text, pattern) =>
    [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].map(found),
  ),
};

function everywhere(text: string, by: string): string {
  return by + [...text].map((char) => char + by).join("");
}

function position(value: unknown, notNumber: number, notWhole: number, what: string): number {
  if (typeof value !== "object" || value === null)
    throw mongoError(
      notNumber,
      `$substrCP: ${what} must be a numeric type (is BSON type ${typeName(value)})`,
    );
  const whole = wholeInt32(value);
  if (whole === undefined)
    throw mongoError(
      notWhole,
      `$substrCP: ${what} cannot be represented as a 32-bit integral value`,
    );
  return whole;
}

function substrBytes([value, from, count]: readonly unknown[]): unknown {
  const bytes = Buffer.from(asText(value));
  const start = wholeInt32(from);
  const length = wholeInt32(count);
  if (start === undefined)
    throw mongoError(
      16034,
      `$substrBytes: starting index must be a numeric type (is BSON type ${typeName(from)})`,
    );
  if (length === undefined)
    throw mongoError(
      16035,
      `$substrBytes: length must be a numeric type (is BSON type ${typeName(count)})`,
    );
  if (start < 0) throw mongoError(50752, "$substrBytes: starting index must be non-negative");
  const stop = length < 0 ? bytes.length : Math.min(bytes.length, start + length);
  const continues = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  if (continues(start))
    throw mongoError(
      28656,
      "$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.",
    );
  if (continues(stop))
    throw mongoError(
      28657,
      "$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.",
    );
  return bytes.toString("utf8", Math.min(start, bytes.length), stop);
}

function indexOf(
  [value, search, from, to]: readonly unknown[],
  name: string,
  code: number,
  unitsOf: (text: string) => ArrayLike<string | number>,
): unknown {
  if (nullish(value)) return null;
  if (typeof value !== "string")
    throw mongoError(
      code,
      `${name} requires a string as the first argument, found: ${typeName(value)}`,
    );
  if (typeof search !== "string")
    throw mongoError(
      code + 1,
      `${name} requires a string as the second argument, found: ${typeName(search)}`,
    );
  const start = from === undefined ? 0 : bound(from);
  const stop = to === undefined ? Number.POSITIVE_INFINITY : bound(to);
  const units = unitsOf(value);
  const wanted = Array.from(unitsOf(search));
  const last = Math.min(units.length, stop) - wanted.length;
  for (let at = start; at <= last; at++) {
    if (wanted.every((unit, offset) => units[at + offset] === unit)) return new Int32(at);
  }
  return new Int32(-1);
}

function bound(value: unknown): number {
  const whole = wholeInt32(value);
  if (whole === undefined)
    throw mongoError(
      40096,
      `$indexOfCP requires an integral index, found a value of type: ${typeName(value)}`,
    );
  if (whole < 0)
    throw mongoError(40097, `$indexOfCP requires a nonnegative index, found: ${whole}`);
  return whole;
}

const whitespace =
  "\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a";

function trim(name: string, left: boolean, right: boolean): Operator {
  return (argument, compile) => {
    const args = namedArguments(argument, compile, name, {
      required: ["input"],
      optional: ["chars"],
      code: 50694,
    });
    return (scope) => {
      const text = args.input?.(scope);
      const chars = args.chars ? args.chars(scope) : whitespace;
      if (nullish(text) || nullish(chars)) return null;
      if (typeof text !== "string")
        throw mongoError(50699, `${name} requires its input to be a string, got ${typeName(text)}`);
      if (typeof chars !== "string")
        throw mongoError(50700, `${name} requires 'chars' to be a string, got ${typeName(chars)}`);
      const set = new Set(chars);
      const points = [...text];
      let [from, to] = [0, points.length];
      while (left && from < to && set.has(points[from] as string)) from++;
      while (right && to > from && set.has(points[to - 1] as string)) to--;
      return points.slice(from, to).join("");
    };
  };
}

function replace(name: string, call: (text: string, find: string, by: string) => string): Operator {
  return (argument, compile) => {
    const args = namedArguments(argument, compile, name, {
      required: ["input", "find", "replacement"],
      code: 51751,
    });
    return (scope) => {
      const [text, find, by] = [args.input, args.find, args.replacement].map((arg) => arg?.(scope));
      for (const [value, what, code] of [
        [text, "input", 51746],
        [find, "find", 51745],
        [by, "replacement", 51744],
      ] as const) {
        if (!nullish(value) && typeof value !== "string") {
          throw mongoError(
            code,
            `${name} requires that '${what}' be a string, found: ${typeName(value)}`,
          );
        }
      }
      if (typeof text !== "string" || typeof find !== "string" || typeof by !== "string")
        return null;
      return call(text, find, by);
    };
  };
}

function found(match: RegExpExecArray | RegExpMatchArray): unknown {
  const before = (match.input ?? "").slice(0, match.index);
  return {
    match: match[0],
    idx: new Int32([...before].length),
    captures: match.slice(1).map((capture) => capture ?? null),
  };
}

function regex(
  name: string,
  none: unknown,
  call: (text: string, pattern: RegExp) => unknown,
): Operator {
  return (argument, compile) => {
    const args = namedArguments(argument, compile, name, {
      required: ["input", "regex"],
      optional: ["options"],
      code: 51103,
    });
    const compiled = new Map<string, RegExp>();
    return (scope) => {
      const text = args.input?.(scope);
      const pattern = patternOf(name, args.regex, args.options, scope);
      if (!nullish(text) && typeof text !== "string")
        throw mongoError(51104, `${name} needs 'input' to be of type string`);
      if (nullish(text) || !pattern) return none;
      const key = `${pattern.options}/${pattern.pattern}`;
      let expression = compiled.get(key);
      if (!expression) {
        expression = translateRegex(pattern.pattern, pattern.options);
        if (compiled.size < 100) compiled.set(key, expression);
      }
      return call(text as string, expression);
    };
  };
}

function patternOf(
  name: string,
  regexArgument: Evaluate | undefined,
  optionsArgument: Evaluate | undefined,
  scope: Scope,
): { pattern: string; options: string } | undefined {
  const value = regexArgument?.(scope);
  const options = optionsArgument?.(scope);
  if (nullish(value)) return undefined;
  if (!nullish(options) && typeof options !== "string")
    throw mongoError(51106, `${name} needs 'options' to be of type string`);
  const given = typeof options === "string" ? options : "";
  if (typeof value === "string") return { pattern: value, options: given };
  if (bsonType(value) !== "regex")
    throw mongoError(51105, `${name} needs 'regex' to be of type string or regex`);
  const parts = regexParts(value);
  if (parts.options && given)
    throw mongoError(
      51107,
      `${name}: found regex option(s) specified in both 'regex' and 'option' fields`,
    );
  return { pattern: parts.pattern, options: given || parts.options };
}
