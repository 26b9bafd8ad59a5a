import type { Condition } from "../../condition.ts";
import type { LogLine } from "../import-log.ts";
import { onlyIf } from "../only-if.ts";
import type { Source } from "../source.ts";
import { StepChain } from "../step-chain.ts";
import type { BotpressBot } from "./botpress-bot.ts";
import type { NodeWalk } from "./node-walk.ts";
import { readTransition } from "./transition.ts";

const mostBranches = 20;
const mostClasses = 20;

interface Way {
  readonly target: string;
  readonly line: LogLine;
  readonly condition: Condition;
  readonly words: string;
}

/**
 * Leads on from a step along its transitions: the first one that holds is taken. `always` are those that hold in every step of the flow and
 * come first.
 */
export function leaveNode(
  node: Source,
  walk: NodeWalk,
  title: string,
  always: readonly Source[] = [],
): void {
  const { bot, chain, flow } = walk;
  walk.flush();
  const back = `after ${flow} ${node.text("name")}`;
  const ways: Way[] = [];
  const intents = new Set<string>();
  let usual: { readonly target: string; readonly line: LogLine } | undefined;
  const code: { readonly variable: string; readonly source: string; readonly line: LogLine }[] = [];
  for (const transition of [...always, ...node.list("next")]) {
    transition.skip("caption");
    const target = transition.text("node");
    const condition = transition.text("condition");
    const line = bot.draft.log.line("edge", `${title} → ${target || "END"}`, "transition");
    const read = readTransition(condition, bot.memory);
    if (read.kind === "always") {
      if (usual) {
        line.unsupported("doubledEdge");
      }
      usual ??= { target, line };
      continue;
    }
    const own = bot.draft.log.line("condition", title, condition);
    if (read.kind === "code") {
      const variable = bot.draft.names.fresh("check");
      bot.draft.names.type(variable, "boolean");
      code.push({ variable, source: codeFor(condition, bot), line: own });
      own.note("rawCondition", { condition });
      ways.push({
        target,
        line,
        words: condition,
        condition: onlyIf({ left: variable, operator: "isTrue" }),
      });
      continue;
    }
    for (const intent of read.intents.filter(Boolean)) {
      intents.add(intent);
    }
    if (read.intents.length > 0) {
      own.remark("intents");
    }
    ways.push({ target, line, words: condition, condition: read.condition });
  }
  if (intents.size > 0) {
    classify([...intents], bot, chain, title);
  }
  for (const { variable, source, line } of code) {
    chain.add(
      "code",
      { source, saveTo: variable, timeoutMs: 1_000 },
      { id: variable, on: ["next", "error"], line },
    );
  }
  if (ways.length > 0) {
    branch(ways.slice(0, mostBranches), walk, back);
  }
  if (usual) {
    bot.follow(chain, flow, usual.target, usual.line, back);
  } else if (chain.open) {
    chain.take();
  }
}

function branch(ways: readonly Way[], walk: NodeWalk, back: string): void {
  const { bot, chain, flow } = walk;
  const branches = ways.map(({ words, condition }, index) => ({
    id: `w${index + 1}`,
    label: words.slice(0, 120),
    condition,
  }));
  const id = chain.add("condition", { branches }, { id: "transitions", on: ["else"] });
  for (const [index, { target, line }] of ways.entries()) {
    const side = new StepChain(bot.draft, chain.place);
    side.also({ node: id, port: `branch:w${index + 1}` });
    line.at(id);
    bot.follow(side, flow, target, line, back);
  }
}

/** Sorts the contact's words into the intents that the transitions ask for. */
function classify(
  intents: readonly string[],
  bot: BotpressBot,
  chain: StepChain,
  title: string,
): void {
  const saveTo = bot.draft.names.of("event.nlu.intent", bot.memory.intent);
  const { language } = bot.files;
  const line = bot.draft.log.line("block", `${title} › intents`, "nlu").note("intents");
  chain.add(
    "setVariable",
    { assignments: [{ variable: saveTo, operation: "clear", as: "string" }] },
    { id: "forget_intent" },
  );
  const classes = intents.slice(0, mostClasses).map((name, index) => {
    const intent = bot.files.intents.get(name);
    if (intent) {
      intent.used = true;
    } else {
      line.note("intentMissing", { intent: name });
    }
    const examples =
      intent?.examples.get(language) ?? [...(intent?.examples.values() ?? [])][0] ?? [];
    return {
      id: `i${index + 1}`,
      label: name,
      description: "",
      examples: (examples.length > 0 ? examples : [name]).join("\n"),
    };
  });
  chain.add(
    "classify",
    { text: "{{ message.text }}", by: "examples", classes, saveTo },
    { id: "intents", on: [...classes.map((it) => `class:${it.id}`), "else", "error"], line },
  );
}

/** Writes a condition of the source as code of the sandbox, with its memory at hand. */
function codeFor(condition: string, bot: BotpressBot): string {
  const body = condition.replace(
    /\b(?:event\.state\.)?(?:temp|session|user|bot|event)(?:\.[\w$]+|\[\s*(['"])[^'"\]]+\1\s*\])+/g,
    (reference) => {
      const called =
        /\.(?:includes|startsWith|endsWith|toLowerCase|toUpperCase|trim|match|length|indexOf)$/.exec(
          reference,
        )?.[0] ?? "";
      const path = bot.memory.path(reference.slice(0, reference.length - called.length));
      return path === undefined
        ? "undefined"
        : `${path.startsWith("contact.") ? path : `variables.${path.replace(/^message\.text$/, "reply").replace(/^workspace\./, "")}`}${called}`;
    },
  );
  return `try {\n  return Boolean(${body});\n} catch {\n  return false;\n}`;
}
