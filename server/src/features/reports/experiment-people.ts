import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import { trackedEvents } from "../../records/tracked-event-model.ts";

/** A person who got a variant of an A/B test: the first one counts. */
export interface TestedPerson {
  readonly contactId: string;
  /** The conversation in which they got it. */
  readonly conversationId: string;
  readonly variant: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Whether they reached the goal afterwards. */
  readonly converted: boolean;
}

/** Reads who got which variant and who reached the goal afterwards; any goal where none is given. */
export async function readTestedPeople(
  connection: Connection,
  workspaceId: string,
  { flowId, nodeId }: { readonly flowId: string; readonly nodeId: string },
  goal: string | undefined,
): Promise<readonly TestedPerson[]> {
  const events = trackedEvents(connection).in(workspaceId);
  const people = await events.aggregate<{
    readonly _id: string;
    readonly effect: string;
    readonly variant: string;
    readonly at: number;
  }>([
    { $match: { flowId, nodeId, event: "variant" } },
    { $sort: { at: 1 } },
    {
      $group: {
        _id: "$contactId",
        effect: { $first: "$_id" },
        variant: { $first: "$name" },
        at: { $first: "$at" },
      },
    },
  ]);
  if (people.length === 0) {
    return [];
  }
  const startedAt = people.reduce((first, it) => Math.min(first, it.at), Number.POSITIVE_INFINITY);
  const reached = await events.aggregate<{ readonly _id: string; readonly at: number }>([
    {
      $match: {
        event: "goal",
        at: { $gte: startedAt },
        ...defined({ name: goal }),
      },
    },
    { $group: { _id: "$contactId", at: { $max: "$at" } } },
  ]);
  const lastGoal = new Map(reached.map((it) => [it._id, it.at]));
  return people.map(({ _id, effect, variant, at }) => ({
    contactId: _id,
    // Effects are named after their turn, and turns after their conversation.
    conversationId: effect.slice(0, 24),
    variant,
    at,
    converted: (lastGoal.get(_id) ?? -1) >= at,
  }));
}

/** Counts people and conversions by variant, in the order of `variants`. */
export function samplesOf(
  people: readonly TestedPerson[],
  variants: readonly { readonly id: string }[],
) {
  return variants.map(({ id }) => {
    const own = people.filter((it) => it.variant === id);
    return { id, people: own.length, converted: own.filter((it) => it.converted).length };
  });
}
