import { Decimal128, Double, Int32, Long } from "bson";
import { type ConformanceCase, type Fields, finds, refusesFilter } from "./case.ts";

/** Of these values of a field, the schema takes those at the positions. */
function takes(
  schema: Fields,
  values: readonly unknown[],
  positions: readonly number[],
): ConformanceCase {
  const docs = values.map((value) => (value === undefined ? {} : { a: value }));
  return finds(docs, { $jsonSchema: { properties: { a: schema } } }, positions);
}

const refuses = (schema: unknown, error: number): ConformanceCase =>
  refusesFilter({ $jsonSchema: schema }, error);

/** `$jsonSchema`, keyword by keyword. */
export const schemas: readonly ConformanceCase[] = [
  finds([{ a: 1 }], { $jsonSchema: {} }, [0]),
  finds([{ a: 1 }], { $jsonSchema: { bsonType: "object" } }, [0]),
  finds([{ a: 1 }], { $jsonSchema: { type: "array" } }, []),
  finds(
    [{ a: 1 }, { a: 2 }],
    { $nor: [{ $jsonSchema: { properties: { a: { enum: [1] } } } }] },
    [1],
  ),
  finds(
    [{ a: 1, b: 1 }, { a: 1 }, { a: null, b: 2 }],
    { $jsonSchema: { required: ["a", "b"] } },
    [0, 2],
  ),
  takes({ bsonType: "int" }, [new Int32(1), new Long(1), new Double(1), "1", undefined], [0, 4]),
  takes({ bsonType: ["string", "null"] }, ["x", null, 1, ["x"]], [0, 1]),
  takes(
    { type: "number" },
    [new Int32(1), new Long(1), new Double(1.5), Decimal128.fromString("1"), true],
    [0, 1, 2, 3],
  ),
  takes({ type: "boolean" }, [true, 1], [0]),
  takes({ type: ["object", "array"] }, [{}, [], "x"], [0, 1]),
  takes(
    { minimum: 5 },
    [4, 5, new Double(5.5), new Long(6), "x", Number.NaN, [1]],
    [1, 2, 3, 4, 6],
  ),
  takes({ minimum: 5, exclusiveMinimum: true }, [5, 6], [1]),
  takes({ maximum: 5, exclusiveMaximum: false }, [5, 6, Decimal128.fromString("5.01")], [0]),
  takes({ maximum: 5, exclusiveMaximum: true }, [4, 5, Number.NaN], [0]),
  takes(
    { multipleOf: new Double(0.1) },
    [new Double(0.3), new Double(0.35), 2, "x", Number.POSITIVE_INFINITY],
    [0, 2, 3],
  ),
  takes({ multipleOf: 3 }, [9, -3, 0, 4], [0, 1, 2]),
  takes({ minLength: 2, maxLength: 3 }, ["a", "ab", "𝒳𝒴𝒵", "abcd", 1], [1, 2, 4]),
  takes({ pattern: "^a.c" }, ["abcd", "xabc", 1], [0, 2]),
  takes(
    { enum: [1, "x", { p: 1, q: 2 }, [1]] },
    [new Long(1), "x", { q: 2, p: 1 }, [1], ["x"], 2],
    [0, 1, 2, 3],
  ),
  takes({ items: { bsonType: "int" } }, [[1, 2], [1, "x"], [], "x"], [0, 2, 3]),
  takes(
    { items: [{ bsonType: "int" }, { bsonType: "string" }], additionalItems: false },
    [[1, "x"], [1], ["x"], [1, "x", 2]],
    [0, 1],
  ),
  takes(
    { items: [{ bsonType: "int" }], additionalItems: { bsonType: "string" } },
    [
      [1, "x"],
      [1, 2],
    ],
    [0],
  ),
  takes({ items: { bsonType: "int" }, additionalItems: false }, [[1, 2]], [0]),
  takes({ minItems: 1, maxItems: 2 }, [[], [1], [1, 2], [1, 2, 3], "x"], [1, 2, 4]),
  takes(
    { uniqueItems: true },
    [
      [1, 2],
      [1, new Long(1)],
      [
        { p: 1, q: 2 },
        { q: 2, p: 1 },
      ],
      "x",
    ],
    [0, 3],
  ),
  takes({ uniqueItems: false }, [[1, 1]], [0]),
  takes({ minProperties: 1, maxProperties: 2 }, [{}, { x: 1 }, { x: 1, y: 1, z: 1 }, "x"], [1, 3]),
  takes(
    { properties: { b: { bsonType: "int" } }, required: ["b"] },
    [{ b: 1 }, { b: "x" }, {}, [{ b: "x" }], "x"],
    [0, 3, 4],
  ),
  takes(
    { properties: { x: {} }, additionalProperties: false },
    [{ x: 1 }, { x: 1, y: 1 }, {}],
    [0, 2],
  ),
  takes(
    {
      properties: { x: {} },
      patternProperties: { "^y": { bsonType: "int" } },
      additionalProperties: { bsonType: "string" },
    },
    [{ x: 1, y1: 1, z: "z" }, { y1: "x" }, { z: 1 }],
    [0],
  ),
  takes(
    { properties: { 1: { bsonType: "int" } }, required: ["1"], additionalProperties: false },
    [{ 1: 1 }, { 2: 1 }, { 1: "x" }],
    [0],
  ),
  takes({ dependencies: { x: ["y"] } }, [{ x: 1 }, { x: 1, y: 1 }, { y: 1 }], [1, 2]),
  takes(
    { dependencies: { x: { properties: { y: { bsonType: "int" } } } } },
    [{ x: 1, y: "y" }, { x: 1, y: 1 }, { y: "y" }],
    [1, 2],
  ),
  takes({ allOf: [{ minimum: 2 }, { maximum: 4 }] }, [1, 3, 5], [1]),
  takes({ anyOf: [{ bsonType: "string" }, { minimum: 4 }] }, ["x", 3, 5], [0, 2]),
  takes(
    { oneOf: [{ minimum: 2 }, { bsonType: "int" }] },
    [1, 3, new Double(3), new Double(1)],
    [0, 2],
  ),
  takes({ not: { bsonType: "int" } }, [1, "x"], [1]),
  takes({ title: "t", description: "d" }, [1], [0]),
  // What is no schema.
  refuses([], 14),
  refuses({ fancy: 1 }, 9),
  refuses({ $ref: "#/x" }, 9),
  refuses({ type: "integer" }, 9),
  refuses({ type: "int" }, 2),
  refuses({ bsonType: "fancy" }, 2),
  refuses({ bsonType: 16 }, 14),
  refuses({ bsonType: ["int", "int"] }, 9),
  refuses({ type: "object", bsonType: "object" }, 9),
  refuses({ required: [] }, 9),
  refuses({ required: ["a", "a"] }, 9),
  refuses({ required: "a" }, 14),
  refuses({ required: [1] }, 14),
  refuses({ properties: [] }, 14),
  refuses({ properties: { a: 1 } }, 14),
  refuses({ minimum: "1" }, 14),
  refuses({ exclusiveMinimum: true }, 9),
  refuses({ exclusiveMaximum: 1, maximum: 1 }, 14),
  refuses({ multipleOf: 0 }, 9),
  refuses({ minLength: -1 }, 9),
  refuses({ maxLength: 1.5 }, 9),
  refuses({ pattern: 1 }, 14),
  refuses({ enum: [] }, 9),
  refuses({ enum: [1, new Double(1)] }, 9),
  refuses({ items: 1 }, 14),
  refuses({ uniqueItems: 1 }, 14),
  refuses({ additionalProperties: 1 }, 14),
  refuses({ allOf: [] }, 2),
  refuses({ anyOf: [1] }, 14),
  refuses({ not: 1 }, 14),
  refuses({ dependencies: { a: [] } }, 9),
  refuses({ dependencies: { a: 1 } }, 14),
  refuses({ title: 1 }, 14),
  refusesFilter({ a: { $elemMatch: { $jsonSchema: {} } } }, 2),
  { ...refuses({ properties: { "a.b": {} } }, 238), only: "embedded" },
];
