import { isRecord } from "../../is-record.ts";
import type { LogLine } from "../import-log.ts";
import { Source } from "../source.ts";
import type { NodeWalk } from "./node-walk.ts";

/** Runs one action of a step, such as `say #!builtin_text-1` or `builtin/setVariable {…}`. */
export function runAction(action: string, walk: NodeWalk, name: string): void {
  const { bot, flow } = walk;
  const [word = "", rest = ""] = splitOnce(action.trim());
  const line = bot.draft.log.line("block", name, word.slice(0, 80) || "?");
  if (word === "say") {
    say(rest, walk, line);
    return;
  }
  const source = Source.ofJson(rest);
  const kind = word.replace(/^(?:builtin|basic-skills|hitlnext|hitl|channel-web)\//, "");
  switch (kind) {
    case "setVariable":
    case "set":
      setVariable(source, walk, line);
      return;
    case "slot_reset": {
      walk.flush();
      const variable = bot.memory.slot(source.text("slotName") || "slot");
      walk.chain.add(
        "setVariable",
        { assignments: [{ variable, operation: "clear", as: "string" }] },
        { id: `forget_${variable}`, line },
      );
      return;
    }
    case "resetSession":
    case "resetContext":
    case "appendContext":
    case "removeContext":
    case "storeConversation":
      line.unsupported("action", { action: word });
      return;
    case "wait": {
      walk.flush();
      const ms = source.number("delay") ?? source.number("ms") ?? 1_000;
      walk.chain.add(
        "wait",
        {
          until: "duration",
          duration: { amount: Math.min(10_000, Math.max(0, ms / 1_000)), unit: "seconds" },
        },
        { id: "wait", line },
      );
      return;
    }
    case "switchLanguage": {
      walk.flush();
      const language = source.text("lang") || source.text("language");
      walk.chain.add(
        "setVariable",
        {
          assignments: [
            { variable: "contact.language", operation: "set", value: language, as: "string" },
          ],
        },
        { id: "language", line },
      );
      line.rest(source);
      return;
    }
    case "handoff":
    case "pause_user":
    case "pause":
      walk.flush();
      line.note("desk");
      walk.chain.add("handoff", { assignTo: "anyone" }, { id: "handoff", line });
      line.rest(source);
      return;
    default:
      break;
  }
  walk.flush();
  line.unsupported("action", { action: word });
  walk.chain.keep(word || flow, rest, line);
}

function say(argument: string, walk: NodeWalk, line: LogLine): void {
  const [id = "", data = ""] = splitOnce(argument);
  const { bot } = walk;
  if (id.startsWith("#!")) {
    const element = bot.files.content.get(id.slice(2));
    if (!element) {
      line.unsupported("contentMissing", { id: id.slice(2) });
      walk.say(
        { blocks: [{ block: { kind: "text", id: "missing", text: `[${id.slice(2)}]` } }] },
        line,
      );
      return;
    }
    element.used = true;
    walk.say(bot.reader.read(element, line), line);
    line.rest(element.form);
    return;
  }
  if (id.startsWith("#")) {
    const form = Source.ofJson(data);
    walk.say(bot.reader.read({ type: id.slice(1), form }, line), line);
    line.rest(form);
    return;
  }
  const text = bot.memory.template(argument.replace(/^@/, ""), line);
  walk.say({ blocks: [{ block: { kind: "text", id: "said", text } }] }, line);
}

function setVariable(source: Source, walk: NodeWalk, line: LogLine): void {
  walk.flush();
  const { bot } = walk;
  const scope = source.text("type") || "temp";
  const name = source.text("name") || source.text("key");
  const variable = bot.memory.path(`${scope}.${name}`);
  const written = source.raw("value");
  if (variable === undefined || name === "") {
    line.unsupported("memory", { name: `${scope}.${name}` });
    walk.chain.keep("setVariable", source.inShort(), line);
    return;
  }
  if (scope === "user" || scope === "bot") {
    line.note("scope", { scope: scope === "user" ? "contact" : "workspace", name: variable });
  }
  // The source forgets what is set to the word null.
  const isNothing = written === null || written === undefined || written === "null";
  const text =
    typeof written === "string" && !isNothing
      ? bot.memory.template(written, line)
      : isNothing
        ? ""
        : JSON.stringify(written);
  const as =
    typeof written === "number"
      ? "number"
      : typeof written === "boolean" || written === "true" || written === "false"
        ? "boolean"
        : Array.isArray(written)
          ? "list"
          : isRecord(written)
            ? "object"
            : "string";
  walk.chain.add(
    "setVariable",
    {
      assignments: [
        text === ""
          ? { variable, operation: "clear", as: "string" }
          : { variable, operation: "set", value: text, as },
      ],
    },
    { id: `set_${name}`, line },
  );
  source.skip("expiry");
  line.rest(source);
}

function splitOnce(text: string): readonly [string, string] {
  const at = text.search(/\s/);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1).trim()];
}
