/** Projecting: which fields of a document a reply holds. */
export { compileProjection, projectionOperators } from "./compile-projection.ts";
