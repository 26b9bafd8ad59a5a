import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import {
  type ImportLine,
  importBot,
  importNoteInWords,
  importOutcomes,
  readBotFile,
} from "@chatloom/flows-schema/import";
import { writeFlowText } from "@chatloom/flows-schema/text";

/**
 * Turns exports of Typebot, Botpress 12 or Flowise AgentFlow v2 into a flow's YAML, and prints what became of each part. Several files,
 * or an archive, are one bot. Needs no server; `push` saves the result.
 */
export async function importFile(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: "string" } },
  });
  if (positionals.length === 0) {
    throw new Error("Name a file, such as: chatloom flow import bot.json --out flows/bot.yaml");
  }
  const files = positionals.flatMap((path) => {
    const read = readBotFile(basename(path), readFileSync(path));
    return read.length === 1 ? read.map((it) => ({ ...it, path })) : read;
  });
  const bot = importBot(files);
  if (!bot) {
    throw new Error("No file is an export of Typebot, Botpress 12 or Flowise AgentFlow v2");
  }
  for (const line of bot.report) {
    console.log(inWords(line));
  }
  const count = (outcome: string) => bot.report.filter((it) => it.outcome === outcome).length;
  console.log(
    `${bot.product}: ${importOutcomes.map((it) => `${count(it)} ${it}`).join(", ")}; ${bot.flow.nodes.length} steps`,
  );
  const out = values.out ?? `${bot.flow.name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}.yaml`;
  writeFileSync(out, writeFlowText(bot.flow));
  console.log(`Written to ${out}`);
}

function inWords({ outcome, part, name, type, notes, nodeId }: ImportLine): string {
  const why = notes.map((it) => importNoteInWords(it.code, it.values)).join(" ");
  const step = nodeId === undefined ? "" : ` -> ${nodeId}`;
  return `${outcome}: ${part} "${name}" (${type})${step}${why === "" ? "" : `: ${why}`}`;
}
