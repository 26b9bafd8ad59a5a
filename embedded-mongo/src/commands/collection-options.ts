import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import { type Doc, identicalValues } from "../values/index.ts";
import type { OptionKinds, OptionValues } from "./read-options.ts";

/** The allow-list of what `create` and `collMod` say about validation. */
export const validationOptions = {
  validator: "document",
  validationLevel: "string",
  validationAction: "string",
} as const satisfies OptionKinds;

type Validation = OptionValues<typeof validationOptions>;

const levels = ["off", "strict", "moderate"];
const actions = ["error", "warn"];
const withoutValidators = new Set(["admin", "local", "config"]);

/** Checks what is said about validation, and leaves out what is not said. */
export function readValidation(
  command: string,
  database: string,
  { validator, validationLevel, validationAction }: Validation,
): Doc {
  if (validator && withoutValidators.has(database))
    throw mongoError(72, `Document validators are not allowed in the ${database} database`);
  if (validator) compileFilter(validator);
  checkOneOf(`${command}.validationLevel`, validationLevel, levels);
  checkOneOf(`${command}.validationAction`, validationAction, actions);
  return {
    ...(validator && Object.keys(validator).length > 0 ? { validator } : {}),
    ...(validationLevel === undefined ? {} : { validationLevel }),
    ...(validationAction === undefined ? {} : { validationAction }),
  };
}

function checkOneOf(field: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value))
    throw mongoError(2, `Enumeration value '${value}' for field '${field}' is not a valid value.`);
}

const defaults = { validationLevel: "strict", validationAction: "error" };

/** The options of a collection after `collMod` has said something about validation. */
export function changedValidation({ options }: Collection, given: Validation, read: Doc): Doc {
  const { validator: old, ...others } = options;
  const validator = given.validator ? read.validator : old;
  return {
    ...(validator === undefined ? {} : { validator }),
    ...(given.validator ? defaults : {}),
    ...others,
    ...read,
  };
}

/** Says whether a collection was made with these options, as far as they make a difference. */
export function hasOptions({ options }: Collection, wanted: Doc): boolean {
  return [options, wanted]
    .map(({ validator = {}, ...others }) => ({ validator, ...defaults, ...others }))
    .every((one, _at, [first]) => identicalValues(one, first));
}
