export type { ImportFile } from "./botpress/botpress-files.ts";
export { importBot } from "./import-bot.ts";
export { type ImportNoteCode, importNoteInWords, importNotes } from "./import-notes.ts";
export {
  type ImportedBot,
  type ImportLine,
  type ImportNote,
  importedParts,
  importedProducts,
  importOutcomes,
} from "./imported-bot.ts";
export { BotFileUnreadable, botFileFlaws, readBotFile } from "./read-bot-file.ts";
