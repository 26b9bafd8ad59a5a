import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { judgeExperiment, leastPeople } from "../../domain/experiments/judge-experiment.ts";
import { chanceOfUnevenSplit } from "../../domain/experiments/statistics.ts";
import { findFlow } from "../../records/flow-store.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";
import { findExperiments } from "./find-experiments.ts";

type Declared = typeof routes.experiments.readExperiment;

const mostGoals = 200;

interface Person {
  readonly _id: string;
  readonly variant: string;
  readonly at: number;
}

/** Reads how the variants of an A/B test do. A person counts for the first variant, and converts with a goal afterwards. */
export async function readExperiment(
  context: ServerContext,
  workspaceId: string,
  { flowId, nodeId }: { readonly flowId: string; readonly nodeId: string },
  query: QueryOf<Declared>,
): Promise<ReplyOf<Declared>> {
  const { connection } = context;
  await findFlow(context, workspaceId, flowId);
  const found = await findExperiments(connection, workspaceId, flowId);
  const experiment = found.find((it) => it.nodeId === nodeId);
  if (!experiment) {
    throw new NotFound("experiment");
  }
  const { split, flowName, publishedAt } = experiment;
  const goal = (query.goal ?? split.goal) || undefined;
  const events = trackedEvents(connection).in(workspaceId);
  const people = await events.aggregate<Person>([
    { $match: { flowId, nodeId, event: "variant" } },
    { $sort: { at: 1 } },
    { $group: { _id: "$contactId", variant: { $first: "$name" }, at: { $first: "$at" } } },
  ]);
  const startedAt = people.reduce((first, it) => Math.min(first, it.at), Number.POSITIVE_INFINITY);
  const since = { event: "goal", at: { $gte: people.length > 0 ? startedAt : context.now() } };
  const [reached, goals] = await Promise.all([
    events.aggregate<{ readonly _id: string; readonly at: number }>([
      { $match: { ...since, ...(goal !== undefined && { name: goal }) } },
      { $group: { _id: "$contactId", at: { $max: "$at" } } },
    ]),
    events.distinct("name", since),
  ]);
  const lastGoal = new Map(reached.map((it) => [it._id, it.at]));
  const { variants, verdict, best, lead } = judgeExperiment(
    split.variants.map(({ id }) => {
      const own = people.filter((it) => it.variant === id);
      const converted = own.filter((it) => (lastGoal.get(it._id) ?? -1) >= it.at);
      return { id, people: own.length, converted: converted.length };
    }),
  );
  // Earlier versions may have had other shares.
  const lately = people.filter((it) => it.at >= publishedAt);
  const splitChance = chanceOfUnevenSplit(
    split.variants.map(({ id }) => lately.filter((it) => it.variant === id).length),
    split.variants.map((it) => it.weight),
  );
  return {
    flowName,
    sticky: split.sticky,
    winner: split.winner,
    goal,
    goals: goals.map(String).sort().slice(0, mostGoals),
    startedAt: people.length > 0 ? new Date(startedAt).toISOString() : undefined,
    variants: variants.map((it, index) => ({
      ...it,
      label: split.variants[index]?.label ?? it.id,
      weight: split.variants[index]?.weight ?? 0,
    })),
    verdict,
    best,
    lead,
    splitChance: split.winner === undefined ? splitChance : 1,
    leastPeople,
  };
}
