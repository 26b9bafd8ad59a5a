import type { Carried } from "./carried.ts";
import { count, countName } from "./counts.ts";
import { countDuration } from "./durations.ts";
import type { ReportedCall, ReportedTurn } from "./facts.ts";
import type { GroupCounts } from "./groups.ts";

type Counting = Record<string, number>;

/** A handover counts for the AI that the contact talked to at most so long before, in milliseconds. */
const talkMs = 86_400_000;
const callGroup = "k";
const outcomeGroup = "ai";

/** The groups by which calls are counted: agent, channel, flow, model, step, or all calls (`t`). */
export type AiGroupKind = "a" | "c" | "f" | "m" | "s" | "t";

/** Returns the group of the calls, or of the outcomes, of one of a kind. Channels, flows and models have calls only. */
export function aiGroup(what: "calls" | "outcomes", kind: AiGroupKind, id = ""): string {
  return countName(what === "calls" ? callGroup : outcomeGroup, kind, id);
}

/** Leaves out the counts of calls: each time, all calls of an hour are counted. */
export function withoutCallGroups(own: readonly GroupCounts[]): readonly GroupCounts[] {
  return own.filter((it) => !it.group.startsWith(`${callGroup}:`));
}

/** Counts the calls of models by channel, agent, flow, step and model. */
export function countCalls(
  channelId: string,
  calls: readonly ReportedCall[],
  ownOf: (group: string) => Counting,
): void {
  for (const call of calls) {
    const { agentId, step, model, ms, problem, cost, input, cached, output } = call;
    const groups = [
      aiGroup("calls", "t"),
      aiGroup("calls", "c", channelId),
      aiGroup("calls", "m", model),
      ...(agentId === undefined ? [] : [aiGroup("calls", "a", agentId)]),
      ...(step === undefined
        ? []
        : [aiGroup("calls", "s", step), aiGroup("calls", "f", step.split("/", 1)[0])]),
    ];
    for (const own of groups.map(ownOf)) {
      count(own, "calls");
      count(own, "cost", cost);
      count(own, "input", input);
      count(own, "cached", cached);
      count(own, "output", output);
      if (problem !== undefined) {
        count(own, "failed");
        count(own, countName("problem", problem));
      }
      if (ms !== undefined) {
        countDuration(own, "time", ms);
      }
    }
  }
}

/**
 * Counts what came of AI steps, by agent and step: answers to the contact, steps that took another way because of the AI, questions that
 * the knowledge did not answer, talks, and talks that people took over within 24 hours. Returns what is carried on.
 */
export function countOutcomes(
  turns: readonly ReportedTurn[],
  ownOf: (group: string) => Counting,
  before: Carried,
): Carried {
  let talk = before.ai;
  for (const turn of turns) {
    const { asked, path, said = [], unfounded, handedOff, at } = turn;
    const note = (name: string) => {
      for (const group of groupsOf(talk)) {
        count(ownOf(group), name);
      }
    };
    for (const step of path) {
      const isOutcome = step.step === "failed" || step.step === "noticed";
      if (isOutcome && step.code.startsWith("llm.") && talk?.step === stepOf(step)) {
        note(countName("fallback", step.code));
      }
    }
    if (talk && said.includes(talk.step)) {
      note("answers");
    }
    if (talk && unfounded) {
      note("unanswered");
    }
    if (asked) {
      const same = talk?.step === asked.step && talk.agentId === asked.agentId;
      const goesOn = same && talk !== undefined && at < talk.at + talkMs && !talk.handedOff;
      talk = { ...asked, at };
      if (!goesOn) {
        note("talks");
      }
    }
    if (handedOff && talk && !talk.handedOff && at < talk.at + talkMs) {
      note("handedOff");
      talk = { ...talk, handedOff: true };
    }
  }
  return talk === before.ai ? before : { ...before, ai: talk };
}

function groupsOf(talk: Carried["ai"]): readonly string[] {
  if (!talk) {
    return [];
  }
  const { step, agentId } = talk;
  return [
    aiGroup("outcomes", "t"),
    aiGroup("outcomes", "s", step),
    ...(agentId === undefined ? [] : [aiGroup("outcomes", "a", agentId)]),
  ];
}

function stepOf({ flowId, nodeId }: { readonly flowId: string; readonly nodeId: string }): string {
  return `${flowId}/${nodeId}`;
}
