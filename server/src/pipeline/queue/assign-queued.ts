import { type Candidate, chooseMember, eligible } from "../../domain/choose-member.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { assignTo } from "../../domain/hand-over.ts";
import { urgencyOf } from "../../domain/priority-of.ts";
import { conversations } from "../../records/conversation-model.ts";
import { listCandidates } from "../../records/list-candidates.ts";
import { members } from "../../records/member.ts";
import { queuedForMembers } from "../../records/queued-for-members.ts";
import { teams } from "../../records/team-model.ts";
import { type ChangeParts, changeConversation } from "../turn/change-conversation.ts";

/** The most conversations that one round looks at. */
const mostAtOnce = 1_000;

/**
 * Assigns the waiting conversations of a workspace, the most urgent and longest waiting first, to members who are available and below
 * their capacity. `mayGoOn` is asked before each one. Gives the ids of those that were assigned.
 */
export async function assignQueued(
  parts: ChangeParts,
  workspaceId: string,
  mayGoOn: () => Promise<boolean>,
): Promise<readonly string[]> {
  const { context } = parts;
  const found = await conversations(context.connection)
    .in(workspaceId)
    .find(
      { ...queuedForMembers, handler: "waiting" },
      {
        sort: { queuedAt: 1 },
        limit: mostAtOnce,
        projection: { handoff: 1, teamId: 1, priority: 1 },
      },
    );
  const waiting = [...found].sort((a, b) => urgencyOf(b.priority) - urgencyOf(a.priority));
  if (waiting.length === 0) {
    return [];
  }
  const [everyone, allTeams] = await Promise.all([
    listCandidates(context, workspaceId),
    teams(context.connection)
      .in(workspaceId)
      .find({}, { projection: { memberIds: 1 } }),
  ]);
  const memberIds = new Map(allTeams.map((it) => [String(it._id), it.memberIds]));
  let candidates = everyone;
  const assigned: string[] = [];
  for (const { _id, handoff, teamId } of waiting) {
    const able = handoff && eligible(candidates, handoff, memberIds.get(teamId ?? ""));
    const chosen = able && chooseMember(able, handoff.distribution);
    if (!chosen) {
      continue;
    }
    if (!(await mayGoOn())) {
      break;
    }
    if (await give(parts, _id, chosen)) {
      assigned.push(_id);
      const now = context.now();
      await members(context.connection)
        .in(workspaceId)
        .updateOne({ _id: chosen.id }, { $set: { assignedAt: now } });
      candidates = candidates.map((it) =>
        it.id === chosen.id ? { ...it, load: it.load + 1, assignedAt: now } : it,
      );
    }
  }
  return assigned;
}

/** Assigns one conversation, unless somebody took or assigned it meanwhile. */
async function give(
  parts: ChangeParts,
  conversationId: string,
  { id, name }: Candidate,
): Promise<boolean> {
  const conversation = await parts.conversations.byId(conversationId);
  if (!conversation) {
    return false;
  }
  let given = false;
  await changeConversation(parts, conversation, (state) => {
    given = stillWaits(state);
    return given ? assignTo(state, { type: "system" }, { id, name }, parts.context.now()) : state;
  });
  return given;
}

function stillWaits({ handler, assigneeId, queuedAt, resolved }: ConversationDoc): boolean {
  return handler === "waiting" && !resolved && assigneeId === undefined && queuedAt !== undefined;
}
