import { FlowDraft } from "../flow-draft.ts";
import type { LogLine } from "../import-log.ts";
import { ImportLog } from "../import-log.ts";
import type { ImportNoteCode } from "../import-notes.ts";
import type { ImportedBot } from "../imported-bot.ts";
import { Source } from "../source.ts";
import { StepChain } from "../step-chain.ts";
import { askModel } from "./ask-model.ts";
import { bubbles } from "./bubbles.ts";
import { GroupWalk } from "./group-walk.ts";
import { inputs } from "./inputs.ts";
import { integrations } from "./integrations.ts";
import { logic } from "./logic.ts";
import { readSettings } from "./settings.ts";
import { startAt } from "./start.ts";
import { TypebotBot } from "./typebot-bot.ts";

const converters = { ...bubbles, ...inputs, ...logic, ...integrations };

/** Blocks that have another name in some versions. */
const renamed: Readonly<Record<string, string>> = {
  "HTTP Request": "HTTP request",
  OpenAI: "openai",
  "Set Variable": "Set variable",
  "phone input": "phone number input",
};

/** Turns a Typebot export of version 3 to 6.1 (and older ones with `steps`) into a flow. */
export function convertTypebot(value: unknown): ImportedBot {
  const root = new Source(value);
  const source = root.has("typebot") && !root.has("groups") ? root.part("typebot") : root;
  const log = new ImportLog();
  const old =
    !source.has("groups") && source.list("blocks").some((it) => Array.isArray(it.raw("steps")));
  const groups = source.list(old ? "blocks" : "groups");
  const draft = new FlowDraft(source.text("name"), log);
  const version = source.text("version") || (old ? "1" : "3");
  const head = log.line("flow", source.text("name"), `Typebot ${version}`);
  source.skip(
    "id",
    "createdAt",
    "updatedAt",
    "folderId",
    "workspaceId",
    "icon",
    "publicId",
    "customDomain",
  );
  source.skip(
    "resultsTablePreferences",
    "isArchived",
    "isClosed",
    "whatsAppCredentialsId",
    "riskLevel",
    "selectedThemeTemplateId",
    "typebotId",
    "publishedTypebotId",
  );
  const bot = new TypebotBot(draft, source, groups, old);
  const seen = new Set<string>();
  const convert = [...startAt(source, groups, bot, old)];
  for (const [index, group] of groups.entries()) {
    const id = group.text("id");
    const title = group.text("title") || `${index + 1}`;
    if (id === "" || seen.has(id)) {
      log.line("block", title, "group").unsupported(id === "" ? "missingId" : "duplicateId");
    }
    seen.add(id);
    convertGroup(group, id, title, bot, old, seen);
  }
  for (const event of convert) {
    event();
  }
  readSettings(source, draft, groups);
  bot.finishEdges();
  head.rest(source);
  return {
    product: "Typebot",
    flow: draft.finish(),
    report: log.report(),
  };
}

function convertGroup(
  group: Source,
  id: string,
  title: string,
  bot: TypebotBot,
  old: boolean,
  seen: Set<string>,
): void {
  const at = group.part("graphCoordinates");
  group.skip("title", "createdAt");
  const chain = new StepChain(bot.draft, { x: at.number("x") ?? 0, y: at.number("y") ?? 0 });
  const walk = new GroupWalk(bot, chain);
  chain.mark(`group ${id}`);
  for (const [index, block] of group.list(old ? "steps" : "blocks").entries()) {
    const type = block.text("type");
    if (type === "start") {
      continue;
    }
    const name = `${title} › ${index + 1}`;
    const line = bot.draft.log.line("block", name, type || "?");
    const own = block.text("id");
    block.skip("groupId", "blockId", "label", "typebotId");
    if (own !== "" && seen.has(`block ${own}`)) {
      line.note("duplicateId");
    }
    seen.add(`block ${own}`);
    if (bot.targets.has(own)) {
      walk.flush();
      chain.mark(`block ${own}`);
    }
    convertBlock(block, type, walk, line);
    walk.follow(own === "" ? bot.edgeOf(block) : bot.edgeOf(block, own));
    line.rest(block);
  }
  walk.flush();
  if (chain.open) {
    chain.goTo(`end of ${id}`);
  }
  const left = group.unread();
  if (left.length > 0) {
    bot.draft.log
      .line("setting", title, "group")
      .note("settingsLeft", { settings: left.join("; ") });
  }
}

function convertBlock(block: Source, type: string, walk: GroupWalk, line: LogLine): void {
  const name = Object.hasOwn(renamed, type) ? (renamed[type] as string) : type;
  const known = Object.hasOwn(converters, name)
    ? converters[name as keyof typeof converters]
    : undefined;
  if (known) {
    known(block, walk, line);
    return;
  }
  if (askModel(block, walk, line)) {
    return;
  }
  walk.flush();
  const settings = block.inShort();
  for (const key of block.keys().filter((it) => it !== "outgoingEdgeId")) {
    block.skip(key);
  }
  const instead = Object.hasOwn(advice, name) ? advice[name] : undefined;
  if (instead === undefined) {
    line.unsupported("unknownBlock");
  } else {
    line.unsupported("placeholder", { todo: "" }).remark(instead);
  }
  walk.chain.keep(type || "Unknown", settings, line);
}

/** Advice about blocks that are known but have no step. */
const advice: Readonly<Record<string, ImportNoteCode>> = {
  "Google Sheets": "insteadSheets",
  openai: "insteadAi",
  "cal-com": "insteadPage",
  "otp input": "insteadCode",
  Loop: "insteadLoop",
  "qr-code": "insteadPicture",
  nocodb: "insteadHttp",
  segment: "insteadGoal",
  posthog: "insteadGoal",
  zendesk: "insteadDesk",
};
