import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { withCollation } from "../values/collation.ts";
import { type Doc, docKey, fieldName, fieldOf } from "../values/doc.ts";
import {
  describeFailure,
  type Keyword,
  type SchemaRule,
  valueKeywords,
} from "./schema-keywords.ts";
import { booleanOf, docOf, docsOf, namesOf, refusedType } from "./schema-operands.ts";
import { translateRegex } from "./translate-regex.ts";

/** A schema that has been read once. */
export interface JsonSchema {
  test(value: unknown): boolean;
  /** The rules that a value does not satisfy, as MongoDB describes them, less deeply. */
  failures(value: unknown): Doc[];
}

// What the draft has and MongoDB has not either.
const unsupported = new Set(["$ref", "$schema", "default", "definitions", "format", "id"]);

/** Reads the operand of `$jsonSchema`. */
export function compileJsonSchema(schema: unknown): JsonSchema {
  if (!isDoc(schema)) throw mongoError(14, "$jsonSchema must be an object");
  const { test, failures } = compileSchema(schema);
  return {
    test: (value) => withCollation(undefined, () => test(value)),
    failures: (value) => withCollation(undefined, () => failures(value)),
  };
}

function compileSchema(schema: Doc): JsonSchema {
  const rules: SchemaRule[] = [];
  for (const [key, operand] of Object.entries(schema)) {
    const keyword = fieldName(key);
    const compile = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (!compile) {
      throw unsupported.has(keyword)
        ? mongoError(9, `$jsonSchema keyword '${keyword}' is not currently supported`)
        : mongoError(9, `Unknown $jsonSchema keyword: ${keyword}`);
    }
    const rule = compile(operand, schema, keyword);
    if (rule) rules.push(rule);
  }
  return {
    test: (value) => rules.every((rule) => rule.test(value)),
    failures: (value) =>
      rules.filter((rule) => !rule.test(value)).map((rule) => describeFailure(rule, schema, value)),
  };
}

const onDocs = (keyword: string, test: (doc: Doc) => boolean): SchemaRule => ({
  keyword,
  test: (value) => !isDoc(value) || test(value),
});

const onArrays = (keyword: string, test: (items: readonly unknown[]) => boolean): SchemaRule => ({
  keyword,
  test: (value) => !Array.isArray(value) || test(value),
});

const keywords: Readonly<Record<string, Keyword>> = {
  ...valueKeywords,
  required(operand) {
    const names = namesOf("required", operand);
    checkNames("required", names);
    const missing = (doc: Doc): string[] =>
      names.filter((name) => fieldOf(doc, docKey(name)) === undefined);
    return {
      ...onDocs("required", (doc) => missing(doc).length === 0),
      explain: (value) => ({
        specifiedAs: { required: operand },
        missingProperties: missing(value as Doc),
      }),
    };
  },
  properties(operand) {
    const schemas = schemasOf("properties", operand);
    const isBroken = (doc: Doc, [key, schema]: readonly [string, JsonSchema]): boolean => {
      const value = fieldOf(doc, key);
      return value !== undefined && !schema.test(value);
    };
    return {
      ...onDocs("properties", (doc) => !schemas.some((one) => isBroken(doc, one))),
      explain: (value) => ({
        propertiesNotSatisfied: schemas
          .filter((one) => isBroken(value as Doc, one))
          .map(([key, schema]) => ({
            propertyName: fieldName(key),
            details: schema.failures(fieldOf(value as Doc, key)),
          })),
      }),
    };
  },
  patternProperties(operand) {
    const patterns = schemasOf("patternProperties", operand).map(
      ([key, schema]) => [translateRegex(fieldName(key), ""), schema] as const,
    );
    return onDocs("patternProperties", (doc) =>
      Object.entries(doc).every(([key, value]) =>
        patterns.every(([regex, schema]) => !regex.test(fieldName(key)) || schema.test(value)),
      ),
    );
  },
  additionalProperties(operand, { properties, patternProperties }) {
    const schema = booleanOrSchema("additionalProperties", operand);
    const known = new Set(isDoc(properties) ? Object.keys(properties) : []);
    const patterns = Object.keys(isDoc(patternProperties) ? patternProperties : {}).map((key) =>
      translateRegex(fieldName(key), ""),
    );
    const isAdditional = (key: string): boolean =>
      !known.has(key) && !patterns.some((regex) => regex.test(fieldName(key)));
    const isBroken = ([key, value]: [string, unknown]): boolean =>
      isAdditional(key) && !schema.test(value);
    return {
      ...onDocs("additionalProperties", (doc) => !Object.entries(doc).some(isBroken)),
      explain: (value) => ({
        specifiedAs: { additionalProperties: operand },
        additionalProperties: Object.entries(value as Doc)
          .filter(isBroken)
          .map(([key]) => fieldName(key)),
      }),
    };
  },
  dependencies(operand) {
    const rules = Object.entries(docOf("dependencies", operand)).map(
      ([key, dependency]): SchemaRule => {
        const holds = dependencyTest(dependency);
        return onDocs("dependencies", (doc) => fieldOf(doc, key) === undefined || holds(doc));
      },
    );
    return { keyword: "dependencies", test: (value) => rules.every((rule) => rule.test(value)) };
  },
  items(operand) {
    if (!Array.isArray(operand)) {
      const schema = compileSchema(docOf("items", operand));
      return onArrays("items", (items) => items.every((item) => schema.test(item)));
    }
    const schemas = operand.map((one) => compileSchema(docOf("items", one)));
    return onArrays("items", (items) =>
      schemas.every((schema, at) => at >= items.length || schema.test(items[at])),
    );
  },
  additionalItems(operand, { items: first }) {
    const schema = booleanOrSchema("additionalItems", operand);
    if (!Array.isArray(first)) return undefined;
    return onArrays("additionalItems", (items) =>
      items.slice(first.length).every((item) => schema.test(item)),
    );
  },
  allOf: (operand) =>
    combined("allOf", operand, (schemas, value) => schemas.every((schema) => schema.test(value))),
  anyOf: (operand) =>
    combined("anyOf", operand, (schemas, value) => schemas.some((schema) => schema.test(value))),
  oneOf: (operand) =>
    combined(
      "oneOf",
      operand,
      (schemas, value) => schemas.filter((schema) => schema.test(value)).length === 1,
    ),
  not(operand) {
    const schema = compileSchema(docOf("not", operand));
    return { keyword: "not", test: (value) => !schema.test(value) };
  },
};

function combined(
  keyword: string,
  operand: unknown,
  test: (schemas: readonly JsonSchema[], value: unknown) => boolean,
): SchemaRule {
  const schemas = docsOf(keyword, operand).map(compileSchema);
  return { keyword, test: (value) => test(schemas, value) };
}

function schemasOf(keyword: string, operand: unknown): (readonly [string, JsonSchema])[] {
  if (keyword === "properties") checkNames(keyword, Object.keys(docOf(keyword, operand)));
  return Object.entries(docOf(keyword, operand)).map(
    ([key, schema]) => [key, compileSchema(docOf(`${keyword}.${fieldName(key)}`, schema))] as const,
  );
}

/** What a name with a dot means is not the same for all keywords. */
function checkNames(keyword: string, names: readonly string[]): void {
  const dotted = names.find((name) => name.includes("."));
  if (dotted !== undefined)
    throw notAvailable(`the name '${dotted}' with a dot in '${keyword}' of $jsonSchema`);
}

function booleanOrSchema(keyword: string, operand: unknown): Pick<JsonSchema, "test"> {
  if (isDoc(operand)) return compileSchema(operand);
  const allows = booleanOf(keyword, operand);
  return { test: () => allows };
}

function dependencyTest(dependency: unknown): (doc: Doc) => boolean {
  if (isDoc(dependency)) return compileSchema(dependency).test;
  if (!Array.isArray(dependency)) throw refusedType("dependencies", "an object or an array");
  const names = namesOf("dependencies", dependency).map(docKey);
  return (doc) => names.every((key) => fieldOf(doc, key) !== undefined);
}
