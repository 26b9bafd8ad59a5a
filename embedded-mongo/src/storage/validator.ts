import { compileBytewise } from "../match/compile-filter.ts";
import { compileJsonSchema } from "../match/json-schema.ts";
import { type Doc, isDoc } from "../values/index.ts";

/** What the documents of a collection must be, read once. */
export type Validator = {
  /** Whether documents that were not valid before must become so when they are changed. */
  readonly isStrict: boolean;
  /** Whether documents that are not valid are refused; else they are only told of. */
  readonly isEnforced: boolean;
  accepts(doc: Doc): boolean;
  /** Why a document is not valid, as MongoDB describes it, less deeply. */
  details(doc: Doc): Doc;
};

/** Reads the options of a collection that are about validation; `undefined` if nothing is to be checked. */
export function compileValidator(options: Doc): Validator | undefined {
  const { validator, validationLevel = "strict", validationAction = "error" } = options;
  if (!isDoc(validator) || validationLevel === "off") return undefined;
  const { test } = compileBytewise(validator);
  return {
    isStrict: validationLevel === "strict",
    isEnforced: validationAction === "error",
    accepts: test,
    details: (doc) => describe(validator, doc),
  };
}

function describe(validator: Doc, doc: Doc): Doc {
  const [[name, condition] = ["", undefined], ...others] = Object.entries(validator);
  if (others.length > 0) return { operatorName: "$and", specifiedAs: validator };
  if (name === "$jsonSchema") {
    const failures = compileJsonSchema(condition).failures(doc);
    return { operatorName: name, schemaRulesNotSatisfied: failures };
  }
  const operator = isDoc(condition) ? Object.keys(condition)[0] : undefined;
  const operatorName = name.startsWith("$") ? name : operator?.startsWith("$") ? operator : "$eq";
  return { operatorName, specifiedAs: validator };
}
