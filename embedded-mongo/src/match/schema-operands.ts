import { type MongoError, mongoError } from "../errors/mongo-error.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { wholeNumber } from "../values/integers.ts";

/** The error of an operand of the wrong type. */
export function refusedType(keyword: string, wanted: string): MongoError {
  return mongoError(14, `$jsonSchema keyword '${keyword}' must be ${wanted}`);
}

/** An operand that is a document. */
export function docOf(keyword: string, operand: unknown): Doc {
  if (!isDoc(operand)) throw refusedType(keyword, "an object");
  return operand;
}

/** An operand that is a list of at least one document. */
export function docsOf(keyword: string, operand: unknown): Doc[] {
  if (!Array.isArray(operand)) throw refusedType(keyword, "an array");
  if (operand.length === 0)
    throw mongoError(2, `$jsonSchema keyword '${keyword}' must be a non-empty array`);
  return operand.map((one) => docOf(keyword, one));
}

/** An operand that is a list of different names, at least one. */
export function namesOf(keyword: string, operand: unknown): string[] {
  if (!Array.isArray(operand)) throw refusedType(keyword, "an array");
  if (operand.length === 0)
    throw mongoError(9, `$jsonSchema keyword '${keyword}' cannot be an empty array`);
  if (operand.some((name) => typeof name !== "string"))
    throw refusedType(keyword, "an array of strings");
  if (new Set(operand).size < operand.length)
    throw mongoError(9, `$jsonSchema keyword '${keyword}' cannot contain duplicate values`);
  return operand;
}

/** An operand that is true or false. */
export function booleanOf(keyword: string, operand: unknown): boolean {
  if (typeof operand !== "boolean") throw refusedType(keyword, "a boolean");
  return operand;
}

/** An operand that is a number. */
export function numberOf(keyword: string, operand: unknown): unknown {
  if (!isNumber(operand)) throw refusedType(keyword, "a number");
  return operand;
}

/** An operand that is a whole number, not negative. */
export function countOf(keyword: string, operand: unknown): number {
  const whole = isNumber(operand) ? wholeNumber(operand) : undefined;
  if (whole === undefined || whole < 0n)
    throw mongoError(9, `$jsonSchema keyword '${keyword}' must be a whole number, 0 or more`);
  return Number(whole);
}
