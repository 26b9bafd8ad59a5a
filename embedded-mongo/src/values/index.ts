/** Values: documents as decoded, their types and MongoDB's order of all of them. */
export { bsonType, isDoc, isNumber, typeRank } from "./bson-type.ts";
export { compareValues, equalValues, identicalValues } from "./compare.ts";
export { decode, decodeFields, decodeShallow, decodeUpdate } from "./decode.ts";
export { type Doc, docKey, fieldName, fieldOf } from "./doc.ts";
export { encode } from "./encode.ts";
export { openFields } from "./shallow.ts";
