import type { NodeData } from "../../flow.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import { readExpression } from "./expression.ts";
import type { GroupWalk } from "./group-walk.ts";

type Assignment = NodeData<"setVariable">["assignments"][number];

const day = 86_400;
const moment =
  '{% assign hour = now | date: "%H" | plus: 0 %}{% if hour < 6 %}night{% elsif hour < 12 %}morning{% elsif hour < 18 %}afternoon{% elsif hour < 22 %}evening{% else %}night{% endif %}';

/** The counterparts of computed values of the source. */
const computed: Readonly<
  Record<string, { readonly value: string; readonly as?: Assignment["as"]; readonly what?: string }>
> = {
  Now: { value: "{{ now }}", as: "date" },
  Today: { value: '{{ now | date: "%Y-%m-%d" }}', as: "date" },
  Yesterday: { value: `{{ now | date: "%s" | minus: ${day} | date: "%Y-%m-%d" }}`, as: "date" },
  Tomorrow: { value: `{{ now | date: "%s" | plus: ${day} | date: "%Y-%m-%d" }}`, as: "date" },
  "Moment of the day": { value: moment },
  "Environment name": { value: "{{ channel.type }}", what: "the channel's type" },
  "User ID": { value: "{{ contact.id }}" },
  "Result ID": { value: "{{ contact.id }}", what: "the contact's id" },
  "Random ID": {
    value: '{{ contact.id }}-{{ now | date: "%s" }}',
    what: "the contact's id and the time",
  },
  "Phone number": { value: "{{ contact.phone }}" },
  "Contact name": { value: "{{ contact.name }}" },
};

/** Turns “Set variable” into a step that sets, computes, adds or runs code. */
export function setVariable(block: Source, walk: GroupWalk, line: LogLine): void {
  walk.flush();
  const options = block.part("options").skip("isExecutedOnClient");
  const variable = walk.bot.variable(options.text("variableId"));
  const type = options.text("type") || "Custom";
  if (variable === undefined) {
    line.note("missingId");
    options.skip("expressionToEvaluate", "isCode");
    walk.chain.keep("Set variable", block.inShort(), line);
    return;
  }
  const set = (assignment: Omit<Assignment, "variable">) =>
    walk.chain.add(
      "setVariable",
      { assignments: [{ variable, ...assignment }] },
      { id: `set_${variable}`, line },
    );
  const known = Object.hasOwn(computed, type) ? computed[type] : undefined;
  if (known) {
    if (known.what) {
      line.note("variableType", { type, what: known.what });
    }
    options.skip("timeZone");
    set({ operation: "set", value: known.value, as: known.as ?? "string" });
    return;
  }
  switch (type) {
    case "Custom":
      custom(options, variable, walk, line, set);
      return;
    case "Empty":
      set({ operation: "clear", as: "string" });
      return;
    case "Append value(s)":
      walk.bot.draft.names.type(variable, "list");
      set({ operation: "append", value: walk.bot.template(options.text("item")), as: "list" });
      return;
    case "Map item with same index": {
      const map = options.part("mapListItemParams");
      const name = (key: string) => walk.bot.variable(map.text(key)) ?? "";
      const [item, base, target] = [
        "baseItemVariableId",
        "baseListVariableId",
        "targetListVariableId",
      ].map(name);
      const value = `{% for it in ${base} %}{% if it == ${item} %}{{ ${target}[forloop.index0] }}{% break %}{% endif %}{% endfor %}`;
      set({ operation: "set", value, as: "string" });
      return;
    }
    case "Pop":
    case "Shift":
      takeOne(type, options, variable, walk, line);
      return;
    default:
      line.unsupported("placeholder", { todo: `“${type}”` });
      walk.chain.keep(`Set variable ${type}`, block.inShort(), line);
  }
}

function custom(
  options: Source,
  variable: string,
  walk: GroupWalk,
  line: LogLine,
  set: (assignment: Omit<Assignment, "variable">) => string,
): void {
  const source = options.text("expressionToEvaluate");
  const isCode = options.flag("isCode") === true;
  const result = readExpression(source, variable, (name) => walk.bot.named(name));
  const { names } = walk.bot.draft;
  switch (result.kind) {
    case "clear":
      set({ operation: "clear", as: "string" });
      return;
    case "add":
    case "subtract":
      names.type(variable, "number");
      set({ operation: result.kind, value: result.value, as: "number" });
      return;
    case "code":
      line.note("expression").note("code");
      compute(result.source, isCode ? "" : result.text, variable, walk, line);
      return;
    default:
      if (
        isCode &&
        result.as === "string" &&
        /\W/.test(source.trim().replace(/^\{\{.*\}\}$|^(["']).*\1$/s, ""))
      ) {
        line.note("expression").note("code");
      }
      if (result.as === "number" || result.as === "list") {
        names.type(variable, result.as);
      }
      set({ operation: "set", value: result.value, as: result.as });
  }
}

/** Runs an expression. Where it may be words that look like code, its failure keeps the words, as in the source. */
function compute(
  source: string,
  words: string,
  variable: string,
  { bot, chain }: GroupWalk,
  line: LogLine,
): void {
  const node = chain.add(
    "code",
    { source, saveTo: variable, timeoutMs: 1_000 },
    { id: `set_${variable}`, line },
  );
  if (words === "" || /\breturn\b|=>/.test(source.replace(/^return /, ""))) {
    return;
  }
  const kept = bot.draft.add(
    "setVariable",
    { assignments: [{ variable, operation: "set", value: words, as: "string" }] },
    { id: `words_${variable}`, ...chain.place },
  );
  bot.draft.label(`node ${kept}`, kept);
  bot.draft.lead({ node, port: "error" }, `node ${kept}`);
  chain.also({ node: kept, port: "next" });
}

/** Takes the last or the first item out of a list. */
function takeOne(
  type: string,
  options: Source,
  variable: string,
  walk: GroupWalk,
  line: LogLine,
): void {
  const { names } = walk.bot.draft;
  names.type(variable, "list");
  const item = walk.bot.variable(options.text("saveItemInVariableId"));
  const filter = type === "Pop" ? "last" : "first";
  const assignments: Assignment[] = [
    ...(item === undefined
      ? []
      : [
          {
            variable: item,
            operation: "set" as const,
            value: `{{ ${variable} | ${filter} }}`,
            as: "string" as const,
          },
        ]),
  ];
  if (assignments.length > 0) {
    walk.chain.add("setVariable", { assignments }, { id: `take_${variable}`, line });
  }
  const cut = type === "Pop" ? "slice(0, -1)" : "slice(1)";
  walk.chain.add(
    "code",
    { source: `return (variables.${variable} || []).${cut};`, saveTo: variable, timeoutMs: 1_000 },
    { id: `rest_${variable}`, line },
  );
  line.note("expression");
}
