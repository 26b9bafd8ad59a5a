import Type, { type TSchema } from "typebox";
import { Optional } from "./optional.ts";

/** An id: 24 hexadecimal digits. */
export const Id = Type.String({ pattern: "^[0-9a-f]{24}$" });
/** A moment, ISO 8601 in UTC. */
export const Moment = Type.String({ format: "date-time" });
/** An object that may have no other properties. */
export const Exact = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
/** An empty reply. */
export const Nothing = Exact({});
/** A page of a list; `next` is the cursor of the page after it, absent at the end. */
export const Page = <S extends TSchema>(item: S) =>
  Exact({ items: Type.Array(item), next: Optional(Type.String()) });
/** The query parameters of every paged list. */
export const pageQuery = {
  cursor: Optional(Type.String({ maxLength: 8_000 })),
  limit: Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
};
export const Email = Type.String({ format: "email", maxLength: 254 });
export const Password = Type.String({ minLength: 10, maxLength: 200 });
export const Name = Type.String({ minLength: 1, maxLength: 120 });

/** Marks JSON whose names the sender chooses; the server refuses what its store cannot keep. */
const storable = { "x-storable": true };
/** Any JSON that can be stored. */
export const FreeJson = Type.Unknown(storable);
/** An object with names of the sender's choice that can be stored. */
export const FreeObject = (mostProperties: number) =>
  Type.Record(Type.String(), Type.Unknown(), { ...storable, maxProperties: mostProperties });

/** The reply of every error: RFC 9457 with a stable `code`. `at` holds JSON pointers into the request body. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Optional(Type.String()),
  errors: Optional(Type.Array(Type.Object({ at: Type.String(), message: Type.String() }))),
  details: Optional(Type.Record(Type.String(), Type.Unknown())),
});
