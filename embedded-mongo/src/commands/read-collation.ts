import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { type Collation, makeCollation } from "../values/collation.ts";
import { bsonType, type Doc, identicalValues, isNumber } from "../values/index.ts";

/** The languages whose order of letters is the one that Unicode gives to all: ICU has no rules of their own for them. */
const languages = /^(en|de|fr|it|nl|pt)(_[A-Z]{2})?$/;
const tailored = new Set(["fr_CA"]);

/** What an option may be besides what this store can do: only its default. */
const onlyDefaults: Readonly<Doc> = {
  alternate: "non-ignorable",
  maxVariable: "punct",
  backwards: false,
};

const types: Readonly<Record<string, string>> = {
  locale: "string",
  strength: "number",
  caseLevel: "bool",
  caseFirst: "string",
  numericOrdering: "bool",
  alternate: "string",
  maxVariable: "string",
  normalization: "bool",
  backwards: "bool",
  version: "string",
};

const sensitivities = { 1: "base", 2: "accent", 3: "variant" } as const;

/** Reads a collation; `undefined` for `simple`, which compares bytes, and for an empty one, which is as good as none. What ICU and JavaScript may not agree on is refused. */
export function readCollation(spec: Doc): Collation | undefined {
  if (Object.keys(spec).length === 0) return undefined;
  for (const [name, value] of Object.entries(spec)) checkOption(name, value);
  if (spec.locale === undefined)
    throw mongoError(40414, "BSON field 'collation.locale' is missing but a required field");
  const locale = spec.locale as string;
  if (locale === "simple") {
    if (Object.keys(spec).length > 1)
      throw mongoError(2, "If locale is 'simple', no other options may be given");
    return undefined;
  }
  if (!languages.test(locale) || tailored.has(locale))
    throw notAvailable(`the collation locale '${locale}'`);
  for (const [name, value] of Object.entries(onlyDefaults)) {
    if (spec[name] !== undefined && !identicalValues(spec[name], value))
      throw notAvailable(`the collation option '${name}' with another value than its default`);
  }
  const strength = Number(String(spec.strength ?? 3));
  if (![1, 2, 3, 4, 5].includes(strength))
    throw mongoError(2, `Field 'strength' must be an integer 1 through 5. Got: ${strength}`);
  if (strength > 3) throw notAvailable(`the collation strength ${strength}`);
  if (spec.caseLevel && strength > 1)
    throw notAvailable("the collation option 'caseLevel' with a strength above 1");
  const caseFirst = spec.caseFirst ?? "off";
  if (caseFirst !== "off" && caseFirst !== "upper" && caseFirst !== "lower")
    throw mongoError(2, `Field 'caseFirst' must be 'upper', 'lower' or 'off'. Got: ${caseFirst}`);
  const { compare } = new Intl.Collator(locale.replace("_", "-"), {
    sensitivity: spec.caseLevel ? "case" : sensitivities[strength as 1 | 2 | 3],
    numeric: spec.numericOrdering === true,
    caseFirst: caseFirst === "off" ? "false" : caseFirst,
  });
  return makeCollation(compare);
}

function checkOption(name: string, value: unknown): void {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!type) throw mongoError(40415, `BSON field 'collation.${name}' is an unknown field.`);
  const isRight = type === "number" ? isNumber(value) : bsonType(value) === type;
  if (!isRight) {
    throw mongoError(
      14,
      `BSON field 'collation.${name}' is the wrong type '${bsonType(value)}', expected type '${type}'`,
    );
  }
}
