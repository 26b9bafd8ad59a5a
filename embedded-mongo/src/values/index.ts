/** Values: documents as decoded, their types and MongoDB's order of all of them. */
export { type BsonType, bsonType, bsonUndefined, isDoc, isNumber, typeRank } from "./bson-type.ts";
export { compareStrings, compareValues, equalValues, identicalValues } from "./compare.ts";
export { decode } from "./decode.ts";
export { type Doc, docKey, fieldName, fieldOf } from "./doc.ts";
export { encode } from "./encode.ts";
