import type { Condition } from "../../condition.ts";
import { defined } from "../../defined.ts";
import type { NodeData } from "../../flow.ts";
import type { Exit } from "../draft-graph.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import { conditionInWords, conditionOf } from "./comparisons.ts";
import type { GroupWalk } from "./group-walk.ts";
import { addQuestion, saveTo } from "./question.ts";
import type { TypebotEdge } from "./typebot-bot.ts";

const mostConditions = 3;
const mostOptions = 30;

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly edge: TypebotEdge | undefined;
  readonly condition: Condition | undefined;
  /** The value to keep in place of the label; empty: the label itself. */
  readonly value: string;
  readonly picture: string;
  readonly about: string;
}

/** Turns buttons into quick replies: each leads its own way, or on. */
export function askChoice(block: Source, walk: GroupWalk, line: LogLine): void {
  const options = block
    .part("options")
    .skip("buttonLabel", "isSearchable", "searchInputPlaceholder", "isSearchInputEnabled");
  const dynamic = walk.bot.variable(options.text("dynamicVariableId"));
  options.skip("areInitialSearchButtonsVisible");
  if (dynamic !== undefined) {
    walk.bot.draft.names.type(dynamic, "list");
    line.note("dynamicChoice", { variable: dynamic });
    askText(walk, options, line, `\n{% for item in ${dynamic} %}- {{ item }}\n{% endfor %}`);
    return;
  }
  const choices = block
    .list("items")
    .map((item, index) => choiceOf(item, index, walk, block, line, item.text("content")));
  ask(choices, options, walk, line);
}

/** Turns picture choices into cards with the pictures, and quick replies. */
export function askPicture(block: Source, walk: GroupWalk, line: LogLine): void {
  const options = block
    .part("options")
    .skip("buttonLabel", "isSearchable", "searchInputPlaceholder", "isSearchInputEnabled");
  const dynamic = options.part("dynamicItems");
  const titles = dynamic.flag("isEnabled")
    ? walk.bot.variable(dynamic.text("titlesVariableId") || dynamic.text("pictureSrcsVariableId"))
    : undefined;
  if (titles !== undefined) {
    line.note("dynamicChoice", { variable: titles });
    askText(walk, options, line, `\n{% for item in ${titles} %}- {{ item }}\n{% endfor %}`);
    return;
  }
  const choices = block
    .list("items")
    .map((item, index) =>
      choiceOf(
        item,
        index,
        walk,
        block,
        line,
        item.text("title") || item.text("description") || `${index + 1}`,
      ),
    );
  if (choices.some((it) => it.picture !== "")) {
    line.note("pictures");
    const question = walk.takeQuestion();
    for (const part of inTens(choices)) {
      walk.say(
        {
          kind: "cards",
          id: walk.partId(),
          cards: part.map(({ id, label, picture, about }) => ({
            id,
            title: label,
            ...defined({
              subtitle: about === label ? undefined : about || undefined,
              imageUrl: picture || undefined,
            }),
            buttons: [],
          })),
        },
        line,
      );
    }
    if (question) {
      walk.say({ kind: "text", id: walk.partId(), text: question.text }, question.line);
    }
  }
  ask(choices, options, walk, line);
}

function choiceOf(
  item: Source,
  index: number,
  walk: GroupWalk,
  block: Source,
  line: LogLine,
  content: string,
): Choice {
  item.skip("blockId", "stepId", "type");
  const shown = item.part("displayCondition");
  const condition = shown.part("condition");
  const when = shown.flag("isEnabled") ? conditionOf(condition, walk.bot, line) : undefined;
  if (!when) {
    shown.skip("condition");
  }
  if (when) {
    const words = conditionInWords(condition, walk.bot);
    walk.bot.draft.log.line("condition", `${line.name} › ${content}`, words);
  }
  return {
    id: `o${index + 1}`,
    label: walk.bot.template(content) || `${index + 1}`,
    edge: walk.bot.edgeOf(item, block.text("id"), item.text("id")),
    condition: when,
    value: walk.bot.template(item.text("value")),
    picture: walk.bot.template(item.text("pictureSrc")),
    about: walk.bot.template(item.text("description")),
  };
}

function ask(choices: readonly Choice[], options: Source, walk: GroupWalk, line: LogLine): void {
  if (choices.length === 0) {
    askText(walk, options, line, "");
    return;
  }
  if (options.flag("isMultipleChoice")) {
    line.note("multipleChoice");
    for (const { edge } of choices) {
      edge?.line.remark("neverTaken");
    }
    const values = choices.flatMap((it) => (it.value === "" ? [] : [it.value]));
    if (values.length > 0) {
      line.note("settingsLeft", { settings: `value: ${values.join(", ")}` });
    }
    const offered = choices.slice(0, mostOptions).map(({ id, label }) => ({ id, label }));
    askText(walk, options, line, "", offered);
    return;
  }
  const conditional = choices.filter((it) => it.condition);
  if (conditional.length === 0 || conditional.length > mostConditions) {
    if (conditional.length > 0) {
      line.note("tooManyConditions");
    }
    addReplies(walk, options, line, choices);
    return;
  }
  line.remark("conditionalChoices");
  askByCase(choices, conditional, options, walk, line);
}

/** Asks one of several questions: one for each set of conditions that hold, the largest sets first. */
function askByCase(
  choices: readonly Choice[],
  conditional: readonly Choice[],
  options: Source,
  walk: GroupWalk,
  line: LogLine,
): void {
  const sets = subsets(conditional).sort((a, b) => b.length - a.length);
  const question = walk.takeQuestion();
  const { chain } = walk;
  const branches = sets.slice(0, -1).map((set, index) => ({
    id: `c${index + 1}`,
    label: set.map((it) => it.label).join(", "),
    condition: {
      match: "all" as const,
      groups: set.flatMap((it) => it.condition?.groups ?? []),
    },
  }));
  const node = chain.add("condition", { branches }, { id: "answers_shown", on: [], line });
  const exits: Exit[] = [];
  for (const [index, set] of sets.entries()) {
    const port = index < branches.length ? `branch:c${index + 1}` : "else";
    chain.also({ node, port });
    if (question) {
      walk.say({ kind: "text", id: walk.partId(), text: question.text }, question.line);
    }
    const shown = choices.filter((it) => !it.condition || set.includes(it));
    if (shown.length > 0) {
      addReplies(walk, options, line, shown);
    }
    exits.push(...chain.take());
  }
  chain.also(...exits);
}

function addReplies(
  walk: GroupWalk,
  options: Source,
  line: LogLine,
  choices: readonly Choice[],
): void {
  const name = walk.bot.variable(options.text("variableId"));
  if (choices.length > mostOptions) {
    line.note("tooMany", { count: choices.length - mostOptions });
  }
  const offered = choices.slice(0, mostOptions);
  const keeps = ({ value, label }: Choice) => name !== undefined && !["", label].includes(value);
  const ways = offered.filter((it) => !it.edge && !keeps(it)).map((it) => `option:${it.id}`);
  const data: Omit<NodeData<"quickReplies">, "text"> = {
    options: offered.map(({ id, label }) => ({ id, label })),
    attempts: 5,
    ignoreEarlier: false,
    ...defined({ saveTo: name }),
  };
  const node = addQuestion(walk, line, "Please choose.", "", (text) =>
    walk.chain.add("quickReplies", { ...data, text }, { id: name ?? "choice", on: ways, line }),
  );
  for (const choice of offered) {
    const exit = { node, port: `option:${choice.id}` };
    const from = keeps(choice) ? keepValue(exit, choice, name ?? "", walk) : exit;
    if (choice.edge) {
      walk.bot.draft.lead(from, choice.edge.label, choice.edge.line);
      choice.edge.line.at(node);
    } else if (from !== exit) {
      walk.chain.also(from);
    }
  }
}

/** Adds a step that keeps the value of a tapped answer instead of its label. */
function keepValue(
  exit: Exit,
  { value, edge }: Choice,
  variable: string,
  { bot, chain }: GroupWalk,
): Exit {
  const node = bot.draft.add(
    "setVariable",
    { assignments: [{ variable, operation: "set", value, as: "string" }] },
    { id: `set_${variable}`, ...chain.place },
  );
  bot.draft.label(`node ${node}`, node);
  bot.draft.lead(exit, `node ${node}`, edge?.line);
  return { node, port: "next" };
}

/** Asks for a text, with the answers listed in the question or offered to tap. */
function askText(
  walk: GroupWalk,
  options: Source,
  line: LogLine,
  list: string,
  choices?: NodeData<"ask">["choices"],
): void {
  const name = saveTo(options, walk, line);
  addQuestion(walk, line, "Please choose:", "", (text) =>
    walk.chain.add(
      "ask",
      {
        text: `${text}${list}`,
        expect: "text",
        saveTo: name,
        attempts: 5,
        ignoreEarlier: false,
        ...defined({ choices }),
      },
      { id: name, line },
    ),
  );
}

function subsets(choices: readonly Choice[]): Choice[][] {
  return Array.from({ length: 2 ** choices.length }, (_, set) =>
    choices.filter((__, index) => set & (1 << index)),
  );
}

function inTens<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 10) }, (_, index) =>
    items.slice(index * 10, index * 10 + 10),
  );
}
