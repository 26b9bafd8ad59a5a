import type { Condition } from "../../condition.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import { conditionInWords, conditionOf, soleMismatch } from "./comparisons.ts";
import type { GroupWalk } from "./group-walk.ts";
import { script } from "./script.ts";
import { setVariable } from "./set-variable.ts";
import type { TypebotEdge } from "./typebot-bot.ts";

type Convert = (block: Source, walk: GroupWalk, line: LogLine) => void;

const longestSeconds = 10_000;

/** How each block of logic becomes steps. */
export const logic: Readonly<Record<string, Convert>> = {
  "Set variable": setVariable,
  Condition: condition,
  Redirect: (block, walk, line) => {
    const options = block.part("options").skip("isNewTab");
    const url = walk.bot.template(options.text("url"));
    const question = walk.takeQuestion();
    line.note("redirect");
    const node = walk.chain.add(
      "message",
      {
        blocks: [
          {
            kind: "buttons",
            id: walk.partId(),
            text: question?.text || url || "…",
            buttons: [{ id: "open", label: "Open", action: "url", url }],
          },
        ],
        typing: walk.bot.typing,
      },
      { id: "redirect", line },
    );
    question?.line.at(node);
  },
  Code: script,
  "Typebot link": (block, walk, line) => {
    const options = block.part("options").skip("mergeResults");
    const bot = options.text("typebotId");
    const group = options.text("groupId");
    walk.flush();
    if (bot === "current" || (bot !== "" && bot === walk.bot.id)) {
      callHere(group === "" ? walk.bot.start : `group ${group}`, block.text("id"), walk, line);
      return;
    }
    line.note("flowMissing");
    walk.chain.add("subflow", { flowId: "", inputs: [], outputs: [] }, { id: "other_bot", line });
  },
  Wait: (block, walk, line) => {
    walk.flush();
    const options = block.part("options").skip("shouldPause");
    const seconds = options.number("secondsToWaitFor");
    if (seconds === undefined) {
      line.note("extraWait");
    }
    const amount = Math.max(0, seconds ?? 1);
    const duration =
      amount > longestSeconds
        ? { amount: Math.min(10_000, Math.ceil(amount / 60)), unit: "minutes" as const }
        : { amount, unit: "seconds" as const };
    walk.chain.add("wait", { until: "duration", duration }, { id: "wait", line });
  },
  Jump: (block, walk, line) => {
    walk.flush();
    const options = block.part("options");
    const [group, target] = [options.text("groupId"), options.text("blockId")];
    if (target === "" && group === "") {
      line.unsupported("noStart");
      return;
    }
    walk.chain.goTo(target === "" ? `group ${group}` : `block ${target}`);
  },
  "AB test": (block, walk, line) => {
    walk.flush();
    const share = block.part("options").number("aPercent") ?? 50;
    const items = block.list("items");
    const variants = (items.length > 0 ? items : [block]).slice(0, 10).map((item, index) => ({
      id: `v${index + 1}`,
      label: item.text("path").toUpperCase() || String.fromCharCode(65 + index),
      weight: Math.max(
        0,
        Math.min(
          100,
          item.number("percent") ??
            (index === 0 ? share : (100 - share) / Math.max(1, items.length - 1)),
        ),
      ),
    }));
    branch(
      walk,
      items,
      (on) =>
        walk.chain.add(
          "abSplit",
          { variants, sticky: false, mode: "fixed" },
          { id: "ab_test", on, line },
        ),
      (index) => `variant:v${index + 1}`,
      block,
    );
  },
  webhook: (block, walk, line) => {
    walk.flush();
    const options = block.part("options");
    const { names } = walk.bot.draft;
    const saveTo = names.fresh("webhook_data");
    names.type(saveTo, "object");
    line.note("hook", { variable: "{{ callbackUrl }}" });
    walk.chain.add("wait", { until: "callback", saveTo }, { id: "webhook", line });
    const assignments = options.list("responseVariableMapping").flatMap((it) => {
      const variable = walk.bot.variable(it.skip("id").text("variableId"));
      const path = it.text("bodyPath").replace(/^data\.?/, "");
      const value = path === "" ? `{{ ${saveTo} }}` : `{{ ${saveTo}.${path} }}`;
      return variable === undefined
        ? []
        : [{ variable, operation: "set" as const, value, as: "string" as const }];
    });
    if (assignments.length > 0) {
      walk.chain.add(
        "setVariable",
        { assignments: assignments.slice(0, 20) },
        { id: "webhook_values" },
      );
    }
  },
  Return: (_, walk, line) => {
    walk.flush();
    line.remark("returns");
    walk.chain.add("end", {}, { id: "return", on: [], line });
  },
};

/** Leads to a group of the same bot. When its conversation ends, it goes on behind the block, as in the source. */
function callHere(label: string, id: string, { bot, chain }: GroupWalk, line: LogLine): void {
  const back = `behind ${id}`;
  bot.draft.call((value) => {
    const assignments = [
      { variable: bot.draft.returnTo, operation: "set" as const, value, as: "string" as const },
    ];
    return chain.add("setVariable", { assignments }, { id: "call", line });
  }, back);
  chain.goTo(label);
  chain.mark(back);
}

/** Turns a condition into a step with a branch for each item. An item without a way goes on, as in the source. */
function condition(block: Source, walk: GroupWalk, line: LogLine): void {
  walk.flush();
  const items = block.list("items");
  const branches: { id: string; label: string; condition: Condition }[] = [];
  const lines: LogLine[] = [];
  const swapped = items.at(-1)?.part("content");
  const mismatch = swapped && soleMismatch(swapped, walk.bot);
  for (const [index, item] of items.entries()) {
    item.skip("blockId", "stepId", "type");
    const content = item.part("content");
    const isLast = index === items.length - 1;
    const words = conditionInWords(content, walk.bot);
    const own = walk.bot.draft.log.line("condition", `${line.name} › ${index + 1}`, words);
    lines.push(own);
    const holds = isLast && mismatch ? mismatch : conditionOf(content, walk.bot, own);
    branches.push({ id: `i${index + 1}`, label: words.slice(0, 150), condition: holds });
  }
  if (branches.length === 0) {
    line.note("neverHolds");
    return;
  }
  // “Does not match” is the branch for what matches, with the two ways changed over.
  const last = items.length;
  const portOf = (index: number) =>
    mismatch && index === last - 1 ? "else" : `branch:i${index + 1}`;
  const other = mismatch ? `branch:i${last}` : "else";
  branch(
    walk,
    items,
    (on) => {
      const data = { branches: branches.slice(0, 20) };
      const node = walk.chain.add("condition", data, { id: "condition", on: [...on, other], line });
      for (const it of lines) {
        it.at(node);
      }
      return node;
    },
    portOf,
    block,
  );
}

/** Adds a step with a way for each item; items without a way go on with what follows. */
function branch(
  walk: GroupWalk,
  items: readonly Source[],
  add: (on: readonly string[]) => string,
  portOf: (index: number) => string,
  block: Source,
): void {
  const edges: (TypebotEdge | undefined)[] = items.map((item) =>
    walk.bot.edgeOf(
      item.skip("blockId", "stepId", "type", "title"),
      block.text("id"),
      item.text("id"),
    ),
  );
  const open = edges.flatMap((edge, index) => (edge ? [] : [portOf(index)]));
  const node = add(open);
  for (const [index, edge] of edges.entries()) {
    if (edge) {
      walk.bot.draft.lead({ node, port: portOf(index) }, edge.label, edge.line);
      edge.line.at(node);
    }
  }
}
