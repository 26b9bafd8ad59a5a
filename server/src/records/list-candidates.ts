import type { ServerContext } from "../context/server-context.ts";
import { availabilityOf } from "../domain/availability-of.ts";
import type { Candidate } from "../domain/choose-member.ts";
import { accounts } from "./account.ts";
import { conversations } from "./conversation-model.ts";
import { members } from "./member.ts";
import { rolesWith } from "./role-permissions.ts";

/** The members of a workspace who may answer contacts, with their open conversations. Support is not among them. */
export async function listCandidates(
  context: ServerContext,
  workspaceId: string,
): Promise<readonly Candidate[]> {
  const { connection } = context;
  const now = context.now();
  const answering = await rolesWith(connection, workspaceId, "inbox.answer");
  const found = await members(connection)
    .in(workspaceId)
    .find({ role: { $in: answering }, until: { $exists: false } });
  const [loads, people] = await Promise.all([
    openConversations(
      context,
      workspaceId,
      found.map((it) => String(it._id)),
    ),
    accounts(connection)
      .find({ _id: { $in: found.map((it) => it.accountId) } }, { name: 1 })
      .lean(),
  ]);
  const names = new Map(people.map((it) => [String(it._id), it.name]));
  return found.map((it) => ({
    id: String(it._id),
    name: names.get(String(it.accountId)) ?? "",
    role: it.role,
    online: availabilityOf(it, now) === "online",
    skills: it.skills ?? [],
    load: loads.get(String(it._id)) ?? 0,
    capacity: it.capacity,
    assignedAt: it.assignedAt ?? 0,
  }));
}

/** How many conversations each member has that people handle and nobody has resolved. */
export async function openConversations(
  { connection }: ServerContext,
  workspaceId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counted = await conversations(connection)
    .in(workspaceId)
    .aggregate<{ _id: string; count: number }>([
      {
        $match: {
          assigneeId: { $in: memberIds },
          resolved: false,
          handler: { $in: ["waiting", "human"] },
        },
      },
      { $group: { _id: "$assigneeId", count: { $sum: 1 } } },
    ]);
  return new Map(counted.map((it) => [it._id, it.count]));
}
