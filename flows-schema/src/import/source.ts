import { isRecord } from "../is-record.ts";
import { shorten } from "./shorten.ts";

type Json = Readonly<Record<string, unknown>>;

/** The most settings that one line of the report names. */
const mostUnread = 20;
const deepest = 6;

/**
 * Reads an object of unknown JSON field by field, without ever throwing, and remembers what was read. `unread` lists the rest, so that no setting
 * is dropped without a word.
 */
export class Source {
  readonly #value: Json;
  readonly #read = new Set<string>();
  readonly #parts = new Map<string, Source | readonly Source[]>();
  /** A line of the report has told of what is left here. */
  #told = false;

  constructor(value: unknown) {
    this.#value = isRecord(value) ? value : {};
  }

  /** Reads an object that is written as JSON; an empty one for any other text. */
  static ofJson(text: string): Source {
    try {
      return new Source(JSON.parse(text));
    } catch {
      return new Source({});
    }
  }

  /** Whether the object has the field with a value. */
  has(key: string): boolean {
    return this.raw(key) !== undefined && this.raw(key) !== null;
  }

  /** Returns the field as it is. */
  raw(key: string): unknown {
    this.#read.add(key);
    return Object.hasOwn(this.#value, key) ? this.#value[key] : undefined;
  }

  /** Returns a text; a number or a truth value counts as one. */
  text(key: string): string {
    const value = this.raw(key);
    return typeof value === "string"
      ? value
      : typeof value === "number" || typeof value === "boolean"
        ? String(value)
        : "";
  }

  /** Returns a number, also one that is written as a text. */
  number(key: string): number | undefined {
    const value = this.raw(key);
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  }

  /** Returns a truth value; undefined where there is none. */
  flag(key: string): boolean | undefined {
    const value = this.raw(key);
    return typeof value === "boolean" ? value : undefined;
  }

  /** Returns the object in a field; an empty one if there is none. */
  part(key: string): Source {
    const known = this.#parts.get(key);
    if (known instanceof Source) {
      return known;
    }
    const part = new Source(this.raw(key));
    if (isRecord(this.raw(key))) {
      this.#parts.set(key, part);
    }
    return part;
  }

  /** Returns the objects of a list; entries of other types are left out. */
  list(key: string): readonly Source[] {
    const known = this.#parts.get(key);
    if (Array.isArray(known)) {
      return known;
    }
    const value = this.raw(key);
    const items = Array.isArray(value) ? value.filter(isRecord).map((it) => new Source(it)) : [];
    this.#parts.set(key, items);
    return items;
  }

  /** Returns the texts of a list. */
  texts(key: string): readonly string[] {
    const value = this.raw(key);
    return Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
  }

  /** The names of all fields. */
  keys(): readonly string[] {
    return Object.keys(this.#value);
  }

  /** Marks fields as of no meaning here, such as ids and the look. */
  skip(...keys: readonly string[]): this {
    for (const key of keys) {
      this.#read.add(key);
      this.#parts.delete(key);
    }
    return this;
  }

  /** Lists the fields that nothing has read, with short values: `labels.placeholder: "Type…"`. */
  unread(): readonly string[] {
    const found: string[] = [];
    this.#collect("", 0, found);
    this.#told = true;
    return found.slice(0, mostUnread);
  }

  /** The whole object in short, for a step that only keeps it. */
  inShort(): string {
    return shorten(this.#value, 1_200);
  }

  #collect(path: string, depth: number, found: string[]): void {
    if (this.#told) {
      return;
    }
    for (const key of Object.keys(this.#value)) {
      if (found.length > mostUnread) {
        return;
      }
      const part = this.#parts.get(key);
      const value = this.#value[key];
      if (part instanceof Source && depth < deepest) {
        part.#collect(`${path}${key}.`, depth + 1, found);
      } else if (Array.isArray(part) && depth < deepest) {
        for (const [index, item] of (part as readonly Source[]).entries()) {
          item.#collect(`${path}${key}[${index + 1}].`, depth + 1, found);
        }
      } else if (!this.#read.has(key) && !isEmpty(value)) {
        found.push(`${path}${key}: ${shorten(value, 60)}`);
      }
    }
  }
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isRecord(value) && Object.values(value).every(isEmptyLeaf))
  );
}

function isEmptyLeaf(value: unknown): boolean {
  return value === undefined || value === null || value === "" || value === false;
}
