/** Keys: the ordered bytes under which indexes hold documents. */
export { afterPrefix } from "./after-prefix.ts";
export { encodeKey } from "./encode-key.ts";
export { equalKey } from "./equal-key.ts";
export { indexKeysOf } from "./index-keys.ts";
