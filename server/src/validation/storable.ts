import type { Flaw } from "../context/errors.ts";

/** How deeply a stored value may be nested, in levels. */
const deepestStored = 50;
/** How large a stored value may be as JSON, in characters. */
const mostStoredCharacters = 1_000_000;

const loneSurrogate = /\p{Surrogate}/u;

/** How deep the store itself can nest a value within a document, in levels. */
const deepestPossible = 90;

/**
 * The kinds of checked values: JSON of our own, a value whose names come from outside, or a state made of checked values, of which
 * only values that the store refuses are found.
 */
type Names = "known" | "free" | "checked";

/**
 * Finds the first part of a JSON value that the store cannot keep as it is; undefined if there is none. With `free` names,
 * names that the store could take for operators or paths are found too.
 */
export function storableFlaw(
  value: unknown,
  names: Names = "free",
  mostCharacters = mostStoredCharacters,
): Flaw | undefined {
  const deepest = names === "checked" ? deepestPossible : deepestStored;
  let characters = 0;
  const path: string[] = [];
  return visit(value);

  function visit(item: unknown): Flaw | undefined {
    if (typeof item === "string") {
      return charge(item.length + 2) ?? textFlaw(item);
    }
    if (typeof item === "number") {
      return charge(8) ?? numberFlaw(item);
    }
    if (typeof item !== "object" || item === null) {
      return charge(5);
    }
    if (path.length >= deepest) {
      return flaw(`is nested deeper than ${deepest} levels`);
    }
    if (Array.isArray(item)) {
      for (let index = 0; index < item.length; index++) {
        const found = charge(1) ?? under(String(index), item[index]);
        if (found) {
          return found;
        }
      }
      return undefined;
    }
    for (const name in item) {
      const found =
        charge(name.length + 4) ??
        nameFlaw(name) ??
        under(name, (item as Record<string, unknown>)[name]);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  function under(name: string, item: unknown): Flaw | undefined {
    path.push(name);
    const found = visit(item);
    path.pop();
    return found;
  }

  function charge(more: number): Flaw | undefined {
    characters += more;
    if (characters <= mostCharacters) {
      return undefined;
    }
    return { at: "", message: `is larger than ${mostCharacters} characters of JSON` };
  }

  function nameFlaw(name: string): Flaw | undefined {
    const reason = reasonAgainst(name, names);
    if (reason === undefined) {
      return undefined;
    }
    return flaw(`has the name ${JSON.stringify(name.slice(0, 64))}, ${reason}`);
  }

  function textFlaw(text: string): Flaw | undefined {
    return names !== "checked" && loneSurrogate.test(text)
      ? flaw("is not valid Unicode text")
      : undefined;
  }

  function numberFlaw(number: number): Flaw | undefined {
    if (names === "checked") {
      return undefined;
    }
    const exact = Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
    return exact ? undefined : flaw("is a number beyond 2^53; send it as text");
  }

  function flaw(message: string): Flaw {
    const at = path.map((it) => `/${it.slice(0, 64).replace(/~/g, "~0").replace(/\//g, "~1")}`);
    return { at: at.join(""), message };
  }
}

/** Returns why a value cannot be stored under this name; undefined if it can. */
function reasonAgainst(name: string, names: Names = "free"): string | undefined {
  if (name === "__proto__" || name === "_bsontype") {
    return "which is reserved";
  }
  if (name.includes("\0")) {
    return "which contains a NUL character";
  }
  if (loneSurrogate.test(name)) {
    return "which is not valid Unicode text";
  }
  if (names !== "free") {
    return undefined;
  }
  if (name === "") {
    return "but names must not be empty";
  }
  if (name.startsWith("$")) {
    return "but names must not start with $";
  }
  if (name.includes(".")) {
    return "but names must not contain dots";
  }
  return undefined;
}
