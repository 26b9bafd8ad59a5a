import type { Effect } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { hasCapacity } from "../../domain/choose-member.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { accounts } from "../../records/account.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { listCandidates } from "../../records/list-candidates.ts";
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
      $unset: { queuedAt: 1 },
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

/** The member of the workspace with the fewest open conversations; of those who are available, if anybody is. */
async function leastBusy(
  context: ServerContext,
  { workspaceId }: ConversationDoc,
): Promise<MemberName | undefined> {
  const everyone = await listCandidates(context, String(workspaceId));
  // Who has one of the other built-in roles has other work, too.
  const agents = everyone.filter((it) => !["owner", "admin", "editor"].includes(it.role));
  const candidates = agents.length > 0 ? agents : everyone;
  const available = candidates.filter(hasCapacity);
  return [...(available.length > 0 ? available : candidates)].sort((a, b) => a.load - b.load)[0];
}
