import { isRecord } from "../is-record.ts";
import type { ImportFile } from "./botpress/botpress-files.ts";
import { convertBotpress, isBotpress } from "./botpress/convert-botpress.ts";
import { convertFlowise, isFlowise } from "./flowise/convert-flowise.ts";
import type { ImportedBot } from "./imported-bot.ts";
import { convertTypebot } from "./typebot/convert-typebot.ts";

/**
 * Turns the export of another product into flows with a report, part by part. Several files are one Botpress bot. Returns undefined
 * for what is not a Typebot, Botpress 12 or Flowise AgentFlow v2 export. Never throws, whatever the files hold; every flow fits the schema.
 */
export function importBot(files: readonly ImportFile[]): ImportedBot | undefined {
  if (files.some((it) => isBotpress(it.value))) {
    return convertBotpress(files);
  }
  for (const { path, value } of files) {
    const inner = unwrapped(value);
    if (isTypebot(inner)) {
      return convertTypebot(inner);
    }
    if (isFlowise(inner)) {
      return convertFlowise(inner, path.replace(/^.*\//, "").replace(/\.json$/, ""));
    }
  }
  return undefined;
}

function isTypebot(value: unknown): boolean {
  if (!isRecord(value)) {
    return false;
  }
  if (isRecord(value.typebot) && !Array.isArray(value.groups)) {
    return isTypebot(value.typebot);
  }
  const old =
    Array.isArray(value.blocks) &&
    value.blocks.some((it) => isRecord(it) && Array.isArray(it.steps));
  return (
    old ||
    (Array.isArray(value.groups) &&
      (Array.isArray(value.edges) ||
        "typebotId" in value ||
        typeof value.version === "string" ||
        value.groups.some((it) => isRecord(it) && Array.isArray(it.blocks))))
  );
}

/** An export of a whole server holds the flow as a text, or in a list. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 1 ? unwrapped(value[0]) : value;
  }
  if (!isRecord(value)) {
    return value;
  }
  // An answer of a server holds the bot some levels deep.
  const inner = ["result", "data", "json"].map((key) => value[key]).find(isRecord);
  if (inner && !Array.isArray(value.nodes) && !Array.isArray(value.groups)) {
    return unwrapped(inner);
  }
  const named = Array.isArray(value.AgentFlowV2) ? value.AgentFlowV2[0] : undefined;
  const holder = isRecord(named) ? named : value;
  if (typeof holder.flowData !== "string") {
    return holder;
  }
  try {
    const flow: unknown = JSON.parse(holder.flowData);
    return isRecord(flow) ? { name: holder.name, ...flow } : value;
  } catch {
    return value;
  }
}
