import { type Static, type TOptional, type TSchema, type TUnsafe, Type } from "typebox";

/**
 * Declares a field that may be missing. `undefined` counts as missing, because JSON leaves it out: code that makes such an
 * object need not add the field on a condition.
 */
export function Optional<T extends TSchema>(schema: T): TOptional<TUnsafe<Static<T> | undefined>> {
  const optional: TSchema = Type.Optional(schema);
  return optional as TOptional<TUnsafe<Static<T> | undefined>>;
}
