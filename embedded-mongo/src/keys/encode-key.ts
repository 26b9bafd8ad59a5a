import { notAvailable } from "../errors/mongo-error.ts";

/** Order-preserving bytes of the values of one index entry. */
export function encodeKey(_values: readonly unknown[], _directions: readonly (1 | -1)[]): Buffer {
  throw notAvailable("encodeKey");
}
