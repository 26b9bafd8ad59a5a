import { FlowDraft } from "../flow-draft.ts";
import { ImportLog } from "../import-log.ts";
import type { ImportedBot } from "../imported-bot.ts";
import { Source } from "../source.ts";
import { StepChain } from "../step-chain.ts";
import { runAction } from "./actions.ts";
import { BotpressBot } from "./botpress-bot.ts";
import { BotpressFiles, type ImportFile } from "./botpress-files.ts";
import { NodeWalk } from "./node-walk.ts";
import { addQuestions } from "./questions.ts";
import { callSkill } from "./skills.ts";
import { leaveNode } from "./transitions.ts";

/** Turns the files of a Botpress 12 bot into one flow: its flows share their memory, so they become parts of one. */
export function convertBotpress(given: readonly ImportFile[]): ImportedBot {
  const log = new ImportLog();
  const files = new BotpressFiles(given, log);
  const main = files.flows.has("main")
    ? "main"
    : ([...files.flows.keys()].find((it) => !it.startsWith("skills/")) ?? "");
  const draft = new FlowDraft(files.config.text("name") || main || "Botpress", log);
  draft.settings.language = files.language.slice(0, 35);
  const bot = new BotpressBot(files, draft);
  startAt(main, bot);
  for (const [key, flow] of files.flows) {
    const line = log.line("flow", key, "flow");
    // The flow of a skill is generated from its data, which the call reads.
    if (!flow.has("skillData") || !isCalledBySkill(key, files)) {
      convertFlow(key, flow, bot);
    } else {
      flow.skip("nodes", "catchAll", "startNode", "skillData");
    }
    catchAll(flow, bot, key);
    line.rest(flow.skip("startNode"));
  }
  bot.finishReturns();
  addQuestions(bot);
  listTheRest(bot);
  return {
    product: "Botpress",
    flow: draft.finish(),
    report: log.report(),
  };
}

function startAt(main: string, bot: BotpressBot): void {
  const line = bot.draft.log.line("event", main || "start", "startNode");
  const flow = bot.files.flows.get(main);
  const chain = new StepChain(bot.draft, { x: -400, y: 0 });
  const ids = [
    bot.draft.add("trigger.welcome", { channels: [] }, { id: "start", line }),
    bot.draft.add("trigger.any", { kinds: [], channels: [] }, { id: "any_message", line }),
  ];
  chain.also(...ids.map((node) => ({ node, port: "next" })));
  line.remark("startsAnywhere");
  const start = flow?.text("startNode") ?? "";
  if (!flow?.list("nodes").some((it) => it.text("name") === start)) {
    line.unsupported("noStart");
    chain.take();
    return;
  }
  chain.goTo(`step ${main} ${start}`);
}

function isCalledBySkill(key: string, files: BotpressFiles): boolean {
  return (
    key.startsWith("skills/") ||
    [...files.flows.values()].some((flow) =>
      flow
        .list("nodes")
        .some(
          (node) =>
            node.text("type") === "skill-call" && node.text("flow").includes(`${key}.flow.json`),
        ),
    )
  );
}

function convertFlow(key: string, flow: Source, bot: BotpressBot): void {
  const seen = new Set<string>();
  for (const node of flow.list("nodes")) {
    const name = node.text("name");
    const title = `${key} › ${name || "?"}`;
    const type = node.text("type") || "standard";
    const line = bot.draft.log.line("block", title, type);
    if (name === "" || seen.has(name)) {
      line.note(name === "" ? "missingId" : "duplicateId");
    }
    seen.add(name);
    node.skip("id", "lastModified", "x", "y", "activeWorkflow", "isNew");
    const chain = new StepChain(bot.draft, bot.placeOf(key, node));
    chain.mark(`step ${key} ${name}`);
    const walk = new NodeWalk(bot, chain, key);
    convertNode(node, type, walk, line, title);
    line.rest(node);
  }
}

function convertNode(
  node: Source,
  type: string,
  walk: NodeWalk,
  line: ReturnType<ImportLog["line"]>,
  title: string,
): void {
  for (const [index, action] of node.texts("onEnter").entries()) {
    runAction(action, walk, `${title} › ${index + 1}`);
  }
  if (node.has("content")) {
    const content = node.part("content");
    const form = content.part("formData");
    walk.say(walk.bot.reader.read({ type: content.text("contentType"), form }, line), line);
  }
  if (type === "skill-call") {
    callSkill(node, walk, line, title);
    return;
  }
  if (type === "success" || type === "failure") {
    walk.flush();
    line.remark("returns");
    walk.chain.add("end", {}, { id: type, on: [], line });
    return;
  }
  const listens = Array.isArray(node.raw("onReceive")) || type === "listen";
  if (listens) {
    walk.listen(line);
    for (const [index, action] of node.texts("onReceive").entries()) {
      runAction(action, walk, `${title} › onReceive ${index + 1}`);
    }
  }
  walk.flush();
  if (walk.chain.last !== undefined) {
    line.at(walk.chain.last);
  }
  const always = listens ? conditional(walk.bot.files.flows.get(walk.flow)) : [];
  leaveNode(node, walk, title, always);
}

/** The ways with a condition that hold in every step of a flow. */
function conditional(flow: Source | undefined): readonly Source[] {
  const ways = flow?.part("catchAll").list("next") ?? [];
  return ways.filter((it) => !["", "true", "always"].includes(it.text("condition").trim()));
}

function catchAll(flow: Source, bot: BotpressBot, key: string): void {
  const all = flow.part("catchAll");
  const taken = conditional(flow);
  const log = (words: string) => bot.draft.log.line("edge", `${key} › catchAll`, words);
  for (const way of all.list("next")) {
    const line = log(`${way.text("condition")} → ${way.text("node")}`);
    if (taken.includes(way)) {
      line.note("catchAll");
    } else {
      line.unsupported("catchAllLeft");
    }
  }
  const receives = all.texts("onReceive");
  if (receives.length > 0) {
    log(receives.join("; ")).unsupported("catchAllLeft");
  }
  const timeout = flow.text("timeoutNode");
  if (timeout !== "") {
    bot.draft.log.line("setting", `${key} › timeoutNode`, timeout).unsupported("timeoutNode");
  }
}

/** Lists content and intents, used or not, the variables, and the settings of the bot. */
function listTheRest(bot: BotpressBot): void {
  const { log } = bot.draft;
  for (const { id, type, used } of bot.files.content.values()) {
    const line = log.line("content", id, type);
    if (!used) {
      line.unsupported("contentUnused");
    }
  }
  for (const { name, used } of bot.files.intents.values()) {
    const line = log.line("content", name, "intent");
    if (!used) {
      line.unsupported("contentUnused");
    }
  }
  for (const { name } of bot.draft.names.variables()) {
    log.line("variable", name, "variable");
  }
  const config = bot.files.config.skip(
    "$schema",
    "id",
    "version",
    "defaultLanguage",
    "languages",
    "description",
    "category",
    "details",
    "disabled",
    "private",
    "pipeline_status",
    "author",
    "imports",
    "locked",
  );
  const left = config.unread();
  if (left.length > 0) {
    log
      .line("setting", "bot.config.json", "setting")
      .unsupported("settingsLeft", { settings: left.join("; ") })
      .remark("delivery");
  }
}

/** Whether JSON looks like a part of a Botpress bot. */
export function isBotpress(value: unknown): boolean {
  const source = new Source(Array.isArray(value) ? value[0] : value);
  const bundled = source.list("flows").some((it) => it.has("startNode"));
  return (
    bundled ||
    (source.has("startNode") && Array.isArray(source.raw("nodes"))) ||
    source.has("formData")
  );
}
