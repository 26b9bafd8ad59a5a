import type { BroadcastVariants, WinnerMeasure } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import { judgeExperiment, leastPeople } from "../../domain/experiments/judge-experiment.ts";
import { chanceOfUnevenSplit } from "../../domain/experiments/statistics.ts";
import { recipients, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { messages } from "../../records/message-model.ts";
import { contactsWith } from "./broadcast-outcomes.ts";

const atOnce = 5_000;
const steps = ["sent", "delivered", "read", "clicked", "replied", "goal"] as const;
type Step = (typeof steps)[number];

/** The contacts of one variant, and those of them for whom each step came. */
type Counts = Readonly<Record<Step | "people", number>>;

interface Receiver {
  readonly contactId: string;
  readonly conversationId?: string;
  readonly variant?: string | undefined;
  readonly at: number;
}

/** Compares the variants of a broadcast among the contacts who got one before a winner was chosen. */
export async function compareVariants(
  connection: Connection,
  broadcast: StoredBroadcast,
  by: WinnerMeasure = broadcast.plan.trial?.by ?? "replied",
): Promise<BroadcastVariants> {
  const { plan, decision } = broadcast;
  const variants = plan.variants ?? [];
  const winner = decision?.variant;
  const counts = await countSteps(connection, broadcast, (it) =>
    winner !== undefined && decision !== undefined && it.at > decision.at ? rest : it.variant,
  );
  const countsOf = (id: string) => counts.get(id) ?? none;
  const judged = judgeExperiment(
    variants.map(({ id }) => ({ id, people: countsOf(id).people, converted: countsOf(id)[by] })),
  );
  const afterwards = counts.get(rest);
  return {
    by,
    winner,
    variants: judged.variants.map((it, index) => ({
      ...countsOf(it.id),
      ...it,
      label: labelOf(index),
      weight: variants[index]?.weight ?? 0,
    })),
    rest: afterwards,
    verdict: judged.verdict,
    best: judged.best,
    lead: judged.lead,
    splitChance: chanceOfUnevenSplit(
      variants.map((it) => countsOf(it.id).people),
      variants.map((it) => it.weight),
    ),
    leastPeople,
  };
}

/** Stands for the contacts who got the winner after it was chosen. No variant has such an id. */
const rest = "";
const none: Counts = {
  people: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  clicked: 0,
  replied: 0,
  goal: 0,
};

/** The name of a variant: A, B, C … */
function labelOf(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}

async function countSteps(
  connection: Connection,
  broadcast: StoredBroadcast,
  groupOf: (receiver: Receiver) => string | undefined,
): Promise<ReadonlyMap<string, Counts>> {
  const byContact = new Map<string, string>();
  const byConversation = new Map<string, string>();
  const counts = new Map<string, Record<Step | "people", number>>();
  const add = (group: string | undefined, step: Step | "people") => {
    if (group !== undefined) {
      const before = counts.get(group) ?? { ...none };
      counts.set(group, { ...before, [step]: before[step] + 1 });
    }
  };
  for await (const receiver of receiversOf(connection, broadcast)) {
    const group = groupOf(receiver);
    if (group !== undefined && receiver.conversationId !== undefined) {
      byContact.set(receiver.contactId, group);
      byConversation.set(receiver.conversationId, group);
      add(group, "people");
    }
  }
  const [deliveries, ...lists] = await Promise.all([
    messages(connection)
      .in(broadcast.workspaceId)
      .aggregate<{ _id: string; deliveries: readonly string[] }>([
        { $match: { broadcastId: String(broadcast._id) } },
        { $group: { _id: "$conversationId", deliveries: { $addToSet: "$delivery" } } },
      ]),
    contactsWith(connection, broadcast, "clicked"),
    contactsWith(connection, broadcast, "replied"),
    contactsWith(connection, broadcast, "goal"),
  ]);
  for (const { _id, deliveries: had } of deliveries) {
    const group = byConversation.get(_id);
    const read = had.includes("read");
    const delivered = read || had.includes("delivered");
    if (delivered || had.includes("sent")) {
      add(group, "sent");
    }
    if (delivered) {
      add(group, "delivered");
    }
    if (read) {
      add(group, "read");
    }
  }
  for (const [index, step] of (["clicked", "replied", "goal"] as const).entries()) {
    for (const contactId of lists[index] ?? []) {
      add(byContact.get(contactId), step);
    }
  }
  return counts;
}

/** Reads who got a broadcast, a part after the other. */
async function* receiversOf(
  connection: Connection,
  { _id, workspaceId }: StoredBroadcast,
): AsyncGenerator<Receiver> {
  const broadcastId = String(_id);
  const projection = { contactId: 1, conversationId: 1, variant: 1, at: 1 };
  let after = "";
  while (true) {
    const found = await recipients(connection)
      .in(workspaceId)
      .find(
        { broadcastId, skipped: null, dueAt: null, _id: { $gt: `${broadcastId}:${after}` } },
        { sort: { _id: 1 }, limit: atOnce, projection },
      );
    yield* found;
    const last = found.at(-1);
    if (!last || found.length < atOnce) {
      return;
    }
    after = last.contactId;
  }
}
