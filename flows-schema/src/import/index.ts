export type { ImportFile } from "./botpress/botpress-files.ts";
export { importBot } from "./import-bot.ts";
export { type ImportNoteCode, importNoteInWords, importNotes } from "./import-notes.ts";
export {
  type ImportedBot,
  type ImportedFlow,
  type ImportLine,
  type ImportNote,
  importedParts,
  importedProducts,
  importOutcomes,
} from "./imported-bot.ts";
