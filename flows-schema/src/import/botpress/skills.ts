import { defined } from "../../defined.ts";
import type { NodeData } from "../../flow.ts";
import { isRecord } from "../../is-record.ts";
import type { Exit } from "../draft-graph.ts";
import { httpMethod } from "../http-method.ts";
import type { LogLine } from "../import-log.ts";
import { onlyIf } from "../only-if.ts";
import { Source } from "../source.ts";
import { StepChain } from "../step-chain.ts";
import { flowKey } from "./botpress-files.ts";
import type { NodeWalk } from "./node-walk.ts";
import { leaveNode } from "./transitions.ts";

/** The condition of the way for a slot that was filled before. */
const known = /already/i;

type Expect = NodeData<"ask">["expect"];

const expected: Readonly<Record<string, Expect>> = {
  email: "email",
  number: "number",
  phoneNumber: "phone",
  "phone-number": "phone",
  time: "date",
  date: "date",
  url: "url",
};

/** Turns a step that calls a skill into steps. */
export function callSkill(node: Source, walk: NodeWalk, line: LogLine, title: string): void {
  const key = flowKey(node.text("flow"));
  const skillFlow = walk.bot.files.flows.get(key);
  const data = skillFlow?.has("skillData") ? skillFlow.part("skillData") : node.part("skillData");
  const skill = node.text("skill").toLowerCase();
  data.skip("randomId");
  line.remark("skill");
  if (skill === "choice") {
    choice(node, data, walk, line, title);
  } else if (skill === "callapi" || skill === "call-api") {
    callApi(node, data, walk, line, title);
  } else if (skill === "slot" || skill === "slot-filling") {
    slot(node, data, walk, line, title);
  } else {
    line.unsupported("placeholder", { todo: node.text("skill") });
    walk.chain.keep(node.text("skill") || "skill", data.inShort(), line);
    leaveNode(node, walk, title);
    return;
  }
  line.rest(data);
}

function choice(node: Source, data: Source, walk: NodeWalk, line: LogLine, title: string): void {
  const { bot } = walk;
  const id = data.text("contentId").replace(/^#!/, "");
  const element = bot.files.content.get(id);
  const config = data.part("config").skip("repeatChoicesOnInvalid", "nbMaxRetries");
  const retries = data.part("config").number("nbMaxRetries") ?? 3;
  const keywords = data.part("keywords");
  const synonyms = new Map(
    keywords.keys().map((it) => {
      const words = keywords.raw(it);
      const list = Array.isArray(words)
        ? words.map((word) => (isRecord(word) ? String(word.word ?? "") : String(word)))
        : [];
      return [it, list.map((word) => word.slice(0, 100)).filter(Boolean)] as const;
    }),
  );
  let said = { blocks: [], choices: [] } as ReturnType<typeof bot.reader.read>;
  if (element) {
    element.used = true;
    said = bot.reader.read(element, line);
    line.rest(element.form);
  } else {
    line.unsupported("contentMissing", { id });
    const values = synonyms.size > 0 ? [...synonyms.keys()] : pickedValues(node);
    said = {
      blocks: [],
      choices: values.map((value) => ({ value, text: value, others: new Map() })),
    };
  }
  const invalid = bot.files.content.get(data.text("invalidContentId").replace(/^#!/, ""));
  const variable = config.text("variableName");
  const { node: asked, choices } = walk.offer(said, line, {
    attempts: retries + 1,
    retryText: bot.reader.words(invalid, line),
    saveTo: variable === "" ? "" : bot.draft.names.of(`temp.${variable}`, variable),
    synonyms,
  });
  const ports = choices.map((_, index) => `option:o${index + 1}`);
  const exits = (names: readonly string[]) => names.map((port) => ({ node: asked, port }));
  const picked = new Set<string>();
  leaveSkill(node, walk, title, ({ condition, target }, edge) => {
    const value = pickedValue(condition);
    if (value === undefined) {
      // On failure: too many answers that fit nothing, and choices that no transition names.
      return exits([...ports.filter((it) => !picked.has(it)), ...(target === "" ? [] : ["else"])]);
    }
    const port = ports[choices.findIndex((it) => it.value === value)];
    if (port === undefined) {
      edge.unsupported("danglingSource");
      return undefined;
    }
    picked.add(port);
    return exits([port]);
  });
}

/** One way out of a skill. */
interface SkillExit {
  readonly condition: string;
  readonly caption: string;
  readonly target: string;
}

/** Leads on from the steps that do the work of a skill. `exitsOf` returns the places of a way; undefined for a way that is left out. */
function leaveSkill(
  node: Source,
  { bot, chain, flow }: NodeWalk,
  title: string,
  exitsOf: (exit: SkillExit, edge: LogLine) => readonly Exit[] | undefined,
): void {
  const back = `after ${flow} ${node.text("name")}`;
  for (const transition of node.list("next")) {
    const target = transition.text("node");
    const [condition, caption] = [transition.text("condition"), transition.text("caption")];
    const edge = bot.draft.log.line("edge", `${title} → ${target || "END"}`, "transition");
    const exits = exitsOf({ condition, caption, target }, edge);
    if (exits) {
      const side = new StepChain(bot.draft, chain.place);
      side.also(...exits);
      bot.follow(side, flow, target, edge, back);
    }
  }
}

function pickedValues(node: Source): string[] {
  return node.list("next").flatMap((it) => pickedValue(it.text("condition")) ?? []);
}

function pickedValue(condition: string): string | undefined {
  return /skill-choice-ret[^=]*={2,3}\s*(["'])(.*)\1\s*;?$/.exec(condition.trim())?.[2];
}

function callApi(node: Source, data: Source, walk: NodeWalk, line: LogLine, title: string): void {
  const { bot } = walk;
  walk.flush();
  const text = (key: string) => bot.memory.template(data.text(key), line);
  const memory = data.text("memory") || "temp";
  const name = data.text("variable") || "response";
  const saveTo = bot.memory.path(`${memory}.${name}`) ?? bot.draft.names.of(name);
  const headers = Source.ofJson(data.text("headers"));
  const body = text("body");
  const id = walk.chain.add(
    "http",
    {
      method: httpMethod(data.text("method")),
      url: text("url"),
      headers: headers
        .keys()
        .map((it) => ({ name: it, value: bot.memory.template(headers.text(it), line) })),
      ...defined({ body: body || undefined }),
      save: [{ path: "", saveTo }],
      timeoutSeconds: 10,
      retries: 0,
    },
    { id: "call_api", on: [], line },
  );
  leaveSkill(node, walk, title, ({ condition }) => {
    const fails = /!|false|fail/i.test(condition) || condition.trim() === "true";
    return [{ node: id, port: fails ? "error" : "next" }];
  });
}

function slot(node: Source, data: Source, walk: NodeWalk, line: LogLine, title: string): void {
  const { bot } = walk;
  walk.flush();
  const content = bot.files.content.get(data.text("contentElement").replace(/^#!/, ""));
  const retry = bot.files.content.get(data.text("notFoundElement").replace(/^#!/, ""));
  const name = data.text("slotName") || "slot";
  const entities = [...data.texts("entities"), data.text("entity")].join(" ");
  const kind = Object.entries(expected).find(([it]) => entities.includes(it))?.[1] ?? "text";
  const retryText = bot.reader.words(retry, line);
  line.note("slot");
  const variable = bot.memory.slot(name);
  const isKnown = node.list("next").some((it) => known.test(it.text("condition")));
  const check = isKnown
    ? walk.chain.add(
        "condition",
        {
          branches: [
            { id: "known", label: name, condition: onlyIf({ left: variable, operator: "isSet" }) },
          ],
        },
        { id: `known_${name}`, on: ["else"] },
      )
    : "";
  const id = walk.chain.add(
    "ask",
    {
      text: bot.reader.words(content, line) || name,
      expect: kind,
      saveTo: variable,
      attempts: Math.max(
        1,
        Math.min(5, (data.number("retryAttempts") ?? data.number("maxRetryAttempts") ?? 3) + 1),
      ),
      ignoreEarlier: false,
      ...defined({ retryText: retryText || undefined }),
    },
    { id: name, on: [], line },
  );
  leaveSkill(node, walk, title, ({ condition, caption }, edge) => {
    if (known.test(condition)) {
      return [{ node: check, port: "branch:known" }];
    }
    const fails = /not.?(?:extracted|found)|!|fail|=== ?false/i.test(`${condition} ${caption}`);
    const port = fails ? "else" : "next";
    if (bot.draft.leads({ node: id, port })) {
      edge.unsupported("doubledEdge");
      return undefined;
    }
    return [{ node: id, port }];
  });
}
