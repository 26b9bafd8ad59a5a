import type { MessageBlock } from "../message-block.ts";
import type { DraftGraph, Exit } from "./draft-graph.ts";
import type { LogLine } from "./import-log.ts";

/** A step of a draft, as far as texts are moved. */
interface Step {
  readonly type: string;
  data: unknown;
}

/** A question of the source without a text in front of it, and the text that stands in for one. */
export interface Speechless {
  readonly node: string;
  readonly line: LogLine;
  readonly text: string;
  /** Begun by a message, the conversation takes that message as the answer. */
  readonly takesFirst?: boolean;
}

/** The parts of a draft that moving texts uses. */
export interface TextMover {
  readonly graph: DraftGraph;
  readonly steps: ReadonlyMap<string, Step>;
  /** Adds a step like another one, with the same ways out, and returns its id; undefined where the flow is full. */
  copy(node: string): string | undefined;
  /** Takes a step out; `stands` is the step that does its work now. */
  drop(node: string, stands: string): void;
  /** Says that a bubble of a message became the text of a question. */
  moved(message: string, block: MessageBlock, node: string): void;
}

/** Steps that say nothing and have one way out. */
const silent: readonly string[] = ["setVariable", "code", "wait"];
const media: readonly string[] = ["image", "video", "audio", "file"];
const farthest = 10;
/** In seconds. */
const longestPause = 10;

/**
 * Gives questions without a text the text of the message that leads to them, as contacts would see the two as one. A question with several
 * ways to it becomes one question for each message. Notes the questions for which no text is found.
 */
export function lendTexts(questions: readonly Speechless[], draft: TextMover): void {
  for (const { node, line, text } of questions) {
    const ways = draft.graph.waysTo(node);
    const lenders = ways.flatMap((exit) => {
      const message = lenderOf(exit, node, draft);
      return message === undefined ? [] : [{ exit, message }];
    });
    const list = textOf(draft.steps.get(node)).slice(text.length);
    const originals = lenders.length === ways.length ? 1 : 0;
    for (const [index, { exit, message }] of lenders.entries()) {
      const asked = index < originals ? node : draft.copy(node);
      if (asked !== undefined) {
        draft.graph.lead(exit, asked);
        lend(message, asked, list, line, draft);
      }
    }
    if (lenders.length === 0 || originals === 0) {
      line.note("questionAdded", { text });
    }
  }
}

/** The message before a question whose text nothing else follows; steps that say nothing may stand between. */
function lenderOf(exit: Exit, question: string, draft: TextMover): string | undefined {
  const written: string[] = [];
  let at = exit.node;
  for (let count = 0; count < farthest; count++) {
    const step = draft.steps.get(at);
    if (!step || at === question) {
      return undefined;
    }
    if (step.type === "message") {
      const block = lastText(step);
      const alone = draft.graph.waysFrom(at).length === 1;
      const changed = written.some((name) => block?.text.includes(name));
      return block && alone && !changed ? at : undefined;
    }
    if (step.type === "wait" && !isShort(step)) {
      return undefined;
    }
    const before = [...new Set(draft.graph.waysTo(at).map((it) => it.node))];
    if (!silent.includes(step.type) || before.length !== 1) {
      return undefined;
    }
    written.push(...writtenBy(step));
    at = before[0] as string;
  }
  return undefined;
}

function lend(
  message: string,
  question: string,
  list: string,
  line: LogLine,
  draft: TextMover,
): void {
  const step = draft.steps.get(message);
  const block = step && lastText(step);
  const asked = draft.steps.get(question);
  if (!step || !block || !asked) {
    return;
  }
  asked.data = { ...(asked.data as object), text: `${block.text}${list}` };
  draft.moved(message, block, question);
  const blocks = blocksOf(step);
  if (blocks.at(-1) !== block) {
    line.note("mediaFirst");
  }
  step.data = { ...(step.data as object), blocks: blocks.filter((it) => it !== block) };
  if (blocks.length === 1) {
    draft.drop(message, question);
  }
}

function lastText(step: Step): Extract<MessageBlock, { kind: "text" }> | undefined {
  const last = blocksOf(step).findLast((it) => !media.includes(it.kind));
  return last?.kind === "text" ? last : undefined;
}

/** Whether a step waits a few seconds at most, as for the look of typing. */
function isShort({ data }: Step): boolean {
  const { duration } = data as {
    readonly duration?: { readonly amount: number; readonly unit: string };
  };
  return duration?.unit === "seconds" && duration.amount <= longestPause;
}

function textOf(step: Step | undefined): string {
  return (step?.data as { readonly text?: string } | undefined)?.text ?? "";
}

function blocksOf(step: Step): readonly MessageBlock[] {
  return (step.data as { readonly blocks: readonly MessageBlock[] }).blocks;
}

function writtenBy({ data }: Step): string[] {
  const { assignments, saveTo } = data as {
    readonly assignments?: readonly { readonly variable: string }[];
    readonly saveTo?: string;
  };
  return [...(assignments ?? []).map((it) => it.variable), ...(saveTo ? [saveTo] : [])];
}
