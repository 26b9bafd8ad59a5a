/** Keys: the ordered bytes under which indexes hold documents. */
export { encodeKey } from "./encode-key.ts";
export { afterPrefix, fieldRange, type KeyRange, prefixRange } from "./field-range.ts";
export { type IndexKeyOptions, indexKeysOf } from "./index-keys.ts";
