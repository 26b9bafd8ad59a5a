import { bsonType } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";

/** A compiled expression: its value for a document; `undefined` is a missing value. */
export type Evaluate = (doc: Doc) => unknown;

/** Compiles an expression; operators use it for their arguments. */
export type Compile = (expression: unknown) => Evaluate;

/** Makes the evaluation of one operator from its argument as written. */
export type Operator = (argument: unknown, compile: Compile, name: string) => Evaluate;

/** Says whether a value is null, undefined or missing: what most operators answer with null. */
export function nullish(value: unknown): boolean {
  return value === undefined || value === null || bsonType(value) === "undefined";
}

/** Names a value's type as messages give it. */
export function typeName(value: unknown): string {
  return value === undefined ? "missing" : bsonType(value);
}
