/** Updating: replacements, update operators, pipeline updates and upserts. */
export {
  type CompiledUpdate,
  compileUpdate,
  updateOperators,
} from "./compile-update.ts";
export type { UpdateContext } from "./update-context.ts";
export { upsertDocument } from "./upsert-document.ts";
