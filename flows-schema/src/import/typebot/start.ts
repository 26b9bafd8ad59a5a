import type { NodeData } from "../../flow.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import type { TypebotBot } from "./typebot-bot.ts";

type Match = NodeData<"trigger.keyword">["match"];

const matches: Readonly<Record<string, Match>> = {
  "Equal to": "exact",
  Contains: "containsPart",
  "Starts with": "startsWith",
};

/** Adds the triggers for the start of the source and its events. Returns what has to wait until every group is there. */
export function startAt(
  source: Source,
  groups: readonly Source[],
  bot: TypebotBot,
  old: boolean,
): readonly (() => void)[] {
  const events = source.list("events");
  const later: (() => void)[] = [];
  const blocks = groups.flatMap((group) =>
    group.list(old ? "steps" : "blocks").map((block) => ({ group, block })),
  );
  const start = blocks.find(({ block }) => block.text("type") === "start");
  const event = events.find((it) => it.text("type") === "start");
  const place = (at: Source) => {
    const { x, y } = {
      x: at.part("graphCoordinates").number("x"),
      y: at.part("graphCoordinates").number("y"),
    };
    return { x: x ?? 0, y: y ?? 0 };
  };
  if (event) {
    const line = bot.draft.log.line("event", "start", "start");
    addTriggers(source, bot, place(event), bot.edgeOf(event, event.text("id")), line);
    line.rest(event.skip("id"));
  } else if (start) {
    const { group, block } = start;
    const line = bot.draft.log.line("event", block.text("label") || "start", "start");
    addTriggers(source, bot, place(group), bot.edgeOf(block, block.text("id")), line);
    block.skip("label", "groupId", "blockId");
  } else {
    const line = bot.draft.log.line("event", "start", "start");
    line.unsupported("noStart");
    const first = groups.find((it) => it.text("id") !== "");
    if (first) {
      addTriggers(
        source,
        bot,
        place(first),
        { label: `group ${first.text("id")}`, line, used: true },
        line,
      );
    }
  }
  for (const other of events.filter((it) => it !== event)) {
    later.push(() => addEvent(other, bot, place(other)));
  }
  return later;
}

function addTriggers(
  source: Source,
  bot: TypebotBot,
  place: { readonly x: number; readonly y: number },
  edge: ReturnType<TypebotBot["edgeOf"]>,
  line: LogLine,
): void {
  const { draft } = bot;
  const words = keywords(source, bot);
  const ids = [
    draft.add("trigger.welcome", { channels: [] }, { id: "start", ...place, line }),
    words
      ? draft.add("trigger.keyword", words, { id: "keywords", ...place, line })
      : draft.add(
          "trigger.any",
          { kinds: [], channels: [] },
          { id: "any_message", ...place, line },
        ),
  ];
  bot.start = edge?.label ?? "";
  line.remark("startsAnywhere");
  for (const node of ids) {
    if (edge) {
      draft.lead({ node, port: "next" }, edge.label, edge.line);
      edge.line.at(node);
    }
  }
  if (!edge) {
    line.unsupported("noStart");
  }
}

/** The words that start the source on WhatsApp, where it names some. */
function keywords(source: Source, bot: TypebotBot): NodeData<"trigger.keyword"> | undefined {
  const condition = source.part("settings").part("whatsApp").part("startCondition");
  const comparisons = condition.list("comparisons");
  if (comparisons.length === 0) {
    return undefined;
  }
  condition.skip("logicalOperator");
  const line = bot.draft.log.line("condition", "settings.whatsApp.startCondition", "condition");
  const operator = comparisons[0]?.text("comparisonOperator") ?? "";
  const words = comparisons.map((it) => it.skip("id").text("value")).filter(Boolean);
  const match = Object.hasOwn(matches, operator) ? matches[operator] : undefined;
  const one = comparisons.every((it) => it.text("comparisonOperator") === operator);
  if (match === undefined || words.length === 0 || !one) {
    line.unsupported("operatorUnknown", { operator });
    return undefined;
  }
  return { keywords: words.slice(0, 50), match, channels: [], interrupts: false };
}

function addEvent(
  event: Source,
  bot: TypebotBot,
  place: { readonly x: number; readonly y: number },
): void {
  const type = event.text("type");
  const options = event.part("options");
  const command = options.text("command");
  const line = bot.draft.log.line("event", command || type, type);
  const edge = bot.edgeOf(event, event.skip("id").text("id"));
  if (type === "command") {
    const name = command || "command";
    line.note("command", { event: name });
    const node = bot.draft.add(
      "trigger.event",
      { event: name },
      { id: `command_${name}`, ...place, line },
    );
    if (edge) {
      bot.draft.lead({ node, port: "next" }, edge.label, edge.line);
      edge.line.at(node);
    }
  } else {
    line.unsupported("eventLeft");
    edge?.line.unsupported("eventLeft");
  }
  line.rest(event);
}
