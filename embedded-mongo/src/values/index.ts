/** Values: decoded documents, their types and MongoDB's order of all of them. */
export { bsonType, isDoc, isNumber, typeRank } from "./bson-type.ts";
export { checkDocument, decode, decodeFromClient, encode } from "./codec.ts";
export type { Doc } from "./doc.ts";
