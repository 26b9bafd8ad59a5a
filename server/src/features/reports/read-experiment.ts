import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import { usualHoldout } from "@chatloom/flows-schema";
import { isHeldOut } from "@chatloom/runtime";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { judgeExperiment, leastPeople } from "../../domain/experiments/judge-experiment.ts";
import { chanceOfUnevenSplit } from "../../domain/experiments/statistics.ts";
import { groupsOf } from "../../domain/groups-of.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { compileFor, matchingAmong } from "../../records/find-matching.ts";
import { findFlow } from "../../records/flow-store.ts";
import { segments } from "../../records/segment-model.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";
import { loadVariantShares } from "../../records/variant-share-model.ts";
import { readTestedPeople, samplesOf, type TestedPerson } from "./experiment-people.ts";
import { findExperiments } from "./find-experiments.ts";

type Declared = typeof routes.experiments.readExperiment;

const mostGoals = 200;
const idsAtOnce = 5_000;

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
  const everyone = await readTestedPeople(connection, workspaceId, { flowId, nodeId }, goal);
  const startedAt = everyone.reduce((first, it) => Math.min(first, it.at), context.now());
  const people = await chosenPeople(context, workspaceId, everyone, query);
  const learns = split.mode === "bandit";
  // Shares that follow the results make them look better or worse than they are: only the holdout is judged.
  const judged = learns
    ? people.filter((it) => isHeldOut(split.holdout, it.contactId, { flowId, nodeId }))
    : people;
  const { variants, verdict, best, lead } = judgeExperiment(samplesOf(judged, split.variants));
  const all = samplesOf(people, split.variants);
  const [goals, shares] = await Promise.all([
    trackedEvents(connection)
      .in(workspaceId)
      .distinct("name", { event: "goal", at: { $gte: startedAt } }),
    learns ? loadVariantShares(connection, workspaceId) : undefined,
  ]);
  const learnt = shares?.[`${flowId}/${nodeId}`];
  // Earlier versions may have had other shares.
  const lately = judged.filter((it) => it.at >= publishedAt);
  const splitChance = chanceOfUnevenSplit(
    samplesOf(lately, split.variants).map((it) => it.people),
    split.variants.map((it) => it.weight),
  );
  return {
    flowName,
    sticky: split.sticky,
    winner: split.winner,
    goal,
    goals: goals.map(String).sort().slice(0, mostGoals),
    holdout: learns ? (split.holdout ?? usualHoldout) : undefined,
    startedAt: everyone.length > 0 ? new Date(startedAt).toISOString() : undefined,
    variants: variants.map((it, index) => ({
      ...it,
      label: split.variants[index]?.label ?? it.id,
      weight: split.variants[index]?.weight ?? 0,
      learnt: learnt?.[it.id],
      everyone: { people: all[index]?.people ?? 0, converted: all[index]?.converted ?? 0 },
    })),
    verdict,
    best,
    lead,
    splitChance: split.winner === undefined ? splitChance : 1,
    leastPeople,
  };
}

/** Leaves the people of a channel, or of a segment as it is now. */
async function chosenPeople(
  { connection, now }: ServerContext,
  workspaceId: string,
  people: readonly TestedPerson[],
  { channelId, segmentId }: QueryOf<Declared>,
): Promise<readonly TestedPerson[]> {
  let chosen = people;
  if (channelId !== undefined) {
    const known = await idsAmong(
      people.map((it) => it.conversationId),
      async (ids) =>
        conversations(connection)
          .in(workspaceId)
          .find({ _id: { $in: ids }, channelId }, { projection: { _id: 1 } }),
    );
    chosen = chosen.filter((it) => known.has(it.conversationId));
  }
  if (segmentId !== undefined) {
    const segment = await segments(connection).in(workspaceId).findById(segmentId);
    if (!segment) {
      throw new NotFound("segment");
    }
    const compiled = await compileFor(connection, workspaceId, segment.condition, now());
    const members = await idsAmong(
      chosen.map((it) => it.contactId),
      async (ids) => {
        const found = await contacts(connection)
          .in(workspaceId)
          .find({ $and: [{ _id: { $in: ids } }, compiled.filter] });
        return compiled.exact ? found : matchingAmong(connection, workspaceId, compiled, found);
      },
    );
    chosen = chosen.filter((it) => members.has(it.contactId));
  }
  return chosen;
}

async function idsAmong(
  ids: readonly string[],
  find: (page: readonly string[]) => Promise<readonly { readonly _id: string }[]>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const page of groupsOf(ids, idsAtOnce)) {
    for (const { _id } of await find(page)) {
      found.add(_id);
    }
  }
  return found;
}
