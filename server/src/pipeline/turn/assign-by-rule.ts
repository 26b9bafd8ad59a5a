import type { Effect } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { accounts } from "../../records/account.ts";
import { conversations, conversationsOf } from "../../records/conversation-model.ts";
import { members } from "../../records/member.ts";

type Assign = Extract<Effect, { type: "assign" }>;

/** Makes the member that a flow names responsible, or the one of the team with the fewest open conversations. */
export async function assignByRule(
  context: ServerContext,
  conversation: ConversationDoc,
  { to, memberId }: Assign,
): Promise<void> {
  const chosen =
    to === "member"
      ? await memberNamed(context, conversation, memberId)
      : await leastBusy(context, conversation);
  if (!chosen) {
    return;
  }
  await conversationsOf(context.connection).updateOne(
    { _id: conversation._id },
    {
      $set: { assigneeId: chosen.id, assigneeName: chosen.name, updatedAt: context.now() },
      $inc: { version: 1 },
    },
  );
}

/** A member as others see them. */
export interface MemberName {
  readonly id: string;
  readonly name: string;
}

/** A member of a conversation's workspace by id. */
export async function memberNamed(
  { connection }: ServerContext,
  { workspaceId }: { readonly workspaceId: ConversationDoc["workspaceId"] | string },
  memberId: string | undefined,
): Promise<MemberName | undefined> {
  if (memberId === undefined || !/^[0-9a-f]{24}$/.test(memberId)) {
    return undefined;
  }
  const member = await members(connection).in(workspaceId).findById(memberId);
  if (!member) {
    return undefined;
  }
  const account = await accounts(connection).findById(member.accountId, { name: 1 }).lean();
  return { id: memberId, name: account?.name ?? "" };
}

async function leastBusy(
  context: ServerContext,
  conversation: ConversationDoc,
): Promise<MemberName | undefined> {
  const { connection } = context;
  const team = await members(connection)
    .in(conversation.workspaceId)
    .find({ role: { $in: ["owner", "admin", "editor", "agent"] } });
  const agents = team.filter((it) => it.role === "agent");
  const candidates = (agents.length > 0 ? agents : team).map((it) => String(it._id));
  const busy = await conversations(connection)
    .in(conversation.workspaceId)
    .aggregate<{ _id: string; count: number }>([
      { $match: { assigneeId: { $in: candidates }, resolved: false } },
      { $group: { _id: "$assigneeId", count: { $sum: 1 } } },
    ]);
  const load = new Map(busy.map((it) => [it._id, it.count]));
  const [chosen] = candidates.sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0));
  return memberNamed(context, conversation, chosen);
}
