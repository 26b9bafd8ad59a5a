import { defined } from "../../defined.ts";
import type { NodeData } from "../../flow.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import type { GroupWalk } from "./group-walk.ts";

type Extract = NodeData<"llm">["extract"][number];

const types: Readonly<Record<string, Extract["type"]>> = {
  number: "number",
  boolean: "boolean",
  enum: "choice",
};

/** Turns a block that asks a language model into an AI step; false where the block is none. */
export function askModel(block: Source, walk: GroupWalk, line: LogLine): boolean {
  const options = block.part("options");
  const messages = options.list("messages");
  const task = `${options.text("action")} ${options.text("task")}`;
  const asks = /chat|message|generate|assistant|completion/i.test(task);
  const question = ["prompt", "message", "query"].map((it) => options.text(it)).find(Boolean) ?? "";
  const extract = extractOf(options, walk);
  if (messages.length === 0 && extract.length === 0 && !(asks && question !== "")) {
    return false;
  }
  walk.flush();
  options.skip("credentialsId", "action", "task", "baseUrl", "threadId");
  if (/assistant|chat message/i.test(task)) {
    line.note("aiAssistant");
    options.skip("assistantId", "threadVariableId", "conversationVariableId");
  }
  const system = walk.bot.template(
    options.text("system") || options.text("systemMessage") || options.text("systemPrompt"),
  );
  const parts = messages.map((it) => messageOf(it, walk, line));
  const instructions = [system, ...parts, walk.bot.template(question)].filter(Boolean).join("\n\n");
  const mapping = [...options.list("responseMapping"), ...options.list("responseVariableMapping")];
  const target = mapping
    .map((it) => walk.bot.variable(it.skip("id", "item", "valueToExtract").text("variableId")))
    .find(Boolean);
  const model = options.text("model");
  const temperature =
    options.number("temperature") ?? options.part("advancedSettings").number("temperature");
  const tools = options.list("tools").map((it) => it.text("name") || it.text("type"));
  if (tools.length > 0) {
    line.note("aiTools", { tools: tools.join(", ") });
  }
  line.note("ai");
  walk.chain.add(
    "llm",
    {
      instructions: instructions || "Answer the contact.",
      mode: target === undefined && extract.length === 0 ? "answerOnce" : "silent",
      exits: [],
      extract,
      useKnowledge: false,
      maxTurns: 10,
      ...defined({
        saveTo: target,
        model: model || undefined,
        temperature: temperature === undefined ? undefined : Math.max(0, Math.min(2, temperature)),
      }),
    },
    { id: "ai", line },
  );
  return true;
}

/** Writes one message for the model; a dialogue in variables becomes a text. */
function messageOf(message: Source, walk: GroupWalk, line: LogLine): string {
  message.skip("id", "startsBy");
  const role = message.text("role") || message.text("type");
  const sequence = message.part("content");
  const kept = [
    message.text("dialogueVariableId"),
    sequence.text("userMessagesVariableId"),
    sequence.text("assistantMessagesVariableId"),
  ].flatMap((id) => walk.bot.variable(id) ?? []);
  if (kept.length > 0) {
    line.note("aiHistory");
    return kept.map((name) => `{{ ${name} }}`).join("\n");
  }
  const content = walk.bot.template(message.text("content"));
  return content === "" || role === "system" ? content : `${role || "user"}: ${content}`;
}

/** Reads the values that the model extracts, each for a variable. */
function extractOf(options: Source, walk: GroupWalk): Extract[] {
  return options.list("variablesToExtract").flatMap((it): Extract[] => {
    const variable = walk.bot.variable(it.skip("isRequired").text("variableId"));
    const kind = it.text("type");
    const choices = it.texts("values").slice(0, 50);
    const type = Object.hasOwn(types, kind) ? types[kind] : undefined;
    return variable === undefined
      ? []
      : [
          {
            variable,
            type: type ?? "string",
            description: it.text("description"),
            ...defined({ choices: choices.length > 0 ? choices : undefined }),
          },
        ];
  });
}
