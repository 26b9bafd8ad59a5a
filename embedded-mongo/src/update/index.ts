/** Updating: replacements, update operators, pipeline updates and upserts. */
export {
  type CompiledUpdate,
  compileUpdate,
  type UpdateContext,
  updateOperators,
} from "./compile-update.ts";
export { upsertDocument } from "./upsert-document.ts";
