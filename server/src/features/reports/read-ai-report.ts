import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { aiFiguresOf, callFiguresOf } from "../../domain/reports/ai-figures.ts";
import { dateOf } from "../../domain/reports/calendar.ts";
import { type AiGroupKind, aiGroup } from "../../domain/reports/count-ai.ts";
import { addCounts, type Counts, partsOf } from "../../domain/reports/counts.ts";
import type { DaySum } from "../../domain/reports/figures.ts";
import { aiAgents } from "../../records/ai-agent-model.ts";
import { flows } from "../../records/flow-model.ts";
import { namesById } from "../../records/names-by-id.ts";
import { namedChannels } from "./named-channels.ts";
import { type AiRating, readAiRatings } from "./read-ai-ratings.ts";
import { everyDay, readDaySums } from "./read-sums.ts";
import { type Days, daysBefore, momentsOf, readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.readAiReport;
type Kind = AiGroupKind;

const mostRows = 200;

/** Reads what AI did in conversations of a period, by day, channel, agent, flow, step and model. */
export async function readAiReport(
  context: ServerContext,
  workspaceId: string,
  query: QueryOf<Declared>,
): Promise<ReplyOf<Declared>> {
  const { connection } = context;
  const days = readDays(query);
  const standing = await readStanding(context, workspaceId);
  const read = (kind: Kind, its: Days = days) => readCounts(context, workspaceId, kind, its);
  const ratingsOf = (its: Days) =>
    readAiRatings(context, workspaceId, momentsOf(its, standing.timeZone));
  const earlier = daysBefore(days);
  const [agents, channels, flowCalls, steps, models, total, before] = await Promise.all([
    read("a"),
    read("c"),
    read("f"),
    read("s"),
    read("m"),
    read("t"),
    read("t", earlier),
  ]);
  const [ratings, ratingsBefore, named] = await Promise.all([
    ratingsOf(days),
    ratingsOf(earlier),
    namedChannels(connection, workspaceId),
  ]);
  const flowIds = [...idsOf(flowCalls), ...idsOf(steps).map((it) => flowOf(it).flowId)];
  const [agentNames, flowNames] = await Promise.all([
    namesById(aiAgents(connection).in(workspaceId), idsOf(agents)),
    namesById(flows(connection).in(workspaceId), [...new Set(flowIds)]),
  ]);
  const callsOf = ({ calls }: Counted, id: string) => callFiguresOf(calls.get(id) ?? {});
  const numbers = (its: readonly AiRating[]) => its.map((it) => it.rating);
  const figures = (its: Counted, id: string, rated: readonly AiRating[]) =>
    aiFiguresOf(its.calls.get(id) ?? {}, its.outcomes.get(id) ?? {}, numbers(rated));
  return {
    ...standing,
    now: figures(total, "", ratings),
    before: figures(before, "", ratingsBefore),
    days: everyDay(total.days, days).map(({ day, counts }) => ({
      date: dateOf(day),
      calls: counts["calls"] ?? 0,
      failed: counts["failed"] ?? 0,
      input: counts["input"] ?? 0,
      cached: counts["cached"] ?? 0,
      output: counts["output"] ?? 0,
      cost: (counts["cost"] ?? 0) / 1_000_000,
    })),
    channels: idsOf(channels).map((channelId) => {
      const { name, type } = named.find((it) => it.channelId === channelId) ?? {};
      return { channelId, name, type, figures: callsOf(channels, channelId) };
    }),
    flows: idsOf(flowCalls).map((flowId) => ({
      flowId,
      flowName: flowNames.get(flowId) ?? "",
      figures: callsOf(flowCalls, flowId),
    })),
    agents: idsOf(agents).map((agentId) => ({
      agentId,
      name: agentNames.get(agentId) ?? "",
      figures: figures(
        agents,
        agentId,
        ratings.filter((it) => it.agentIds.includes(agentId)),
      ),
    })),
    steps: idsOf(steps).map((step) => ({
      ...flowOf(step),
      flowName: flowNames.get(flowOf(step).flowId) ?? "",
      figures: figures(
        steps,
        step,
        ratings.filter((it) => it.steps.includes(step)),
      ),
    })),
    models: idsOf(models).map((model) => ({
      model,
      figures: callsOf(models, model),
    })),
  };
}

/** The counts of a kind, by id. */
interface Counted {
  readonly calls: ReadonlyMap<string, Counts>;
  readonly outcomes: ReadonlyMap<string, Counts>;
  /** Of the calls. */
  readonly days: readonly DaySum[];
}

async function readCounts(
  { connection }: ServerContext,
  workspaceId: string,
  kind: Kind,
  days: Days,
): Promise<Counted> {
  // The groups of a kind have the same beginning.
  const read = (what: "calls" | "outcomes") =>
    readDaySums(connection, workspaceId, { kind: aiGroup(what, kind).slice(0, -1) }, days);
  const [calls, outcomes] = await Promise.all([read("calls"), read("outcomes")]);
  return {
    calls: summed(calls),
    outcomes: summed(outcomes),
    days: calls.get(aiGroup("calls", "t")) ?? [],
  };
}

function summed(groups: ReadonlyMap<string, readonly DaySum[]>): ReadonlyMap<string, Counts> {
  return new Map(
    [...groups].map(([group, sums]) => {
      const total: Record<string, number> = {};
      for (const { counts } of sums) {
        addCounts(total, counts);
      }
      return [partsOf(group)[2] ?? "", total];
    }),
  );
}

/** Lists the ids of a kind, those with the most calls first. */
function idsOf({ calls, outcomes }: Counted): readonly string[] {
  const callsOf = (id: string) => calls.get(id)?.["calls"] ?? 0;
  return [...new Set([...calls.keys(), ...outcomes.keys()])]
    .sort((a, b) => callsOf(b) - callsOf(a))
    .slice(0, mostRows);
}

function flowOf(step: string): { readonly flowId: string; readonly nodeId: string } {
  const slash = step.indexOf("/");
  return { flowId: step.slice(0, slash), nodeId: step.slice(slash + 1) };
}
