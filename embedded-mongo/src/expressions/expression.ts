import { bsonType } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";

/** A compiled expression: its value for a document; `undefined` is a missing value. */
export type Evaluate = (doc: Doc) => unknown;

/** Compiles an expression; operators use it for their arguments. */
export type Compile = (expression: unknown) => Evaluate;

/** Compiles an operator from its argument. */
export type Operator = (argument: unknown, compile: Compile, name: string) => Evaluate;

/** Says whether a value is null or missing. Most operators return null for it. */
export function nullish(value: unknown): boolean {
  return value === undefined || value === null || bsonType(value) === "undefined";
}

/** Returns the name of a value's type for messages. */
export function typeName(value: unknown): string {
  return value === undefined ? "missing" : bsonType(value);
}
