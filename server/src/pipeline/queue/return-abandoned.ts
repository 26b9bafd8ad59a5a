import { defaultWhenAway, type WhenAway } from "@chatloom/api-schema";
import { awaySince } from "../../domain/availability-of.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { returnToQueue, unansweredSince } from "../../domain/return-to-queue.ts";
import { conversations } from "../../records/conversation-model.ts";
import { members } from "../../records/member.ts";
import { teams } from "../../records/team-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { type ChangeParts, changeConversation } from "../turn/change-conversation.ts";

/** The most conversations that one round gives back. */
const mostAtOnce = 200;
const minuteMs = 60_000;

/** Gives conversations back to the queue in which a contact waits for an agent who is away, by the settings of team and workspace. */
export async function returnAbandoned(parts: ChangeParts, workspaceId: string): Promise<void> {
  const { connection, now } = parts.context;
  const everyone = await members(connection).in(workspaceId).find({});
  const away = new Map<string, number>();
  for (const member of everyone) {
    const since = awaySince(member, now());
    if (since !== undefined) {
      away.set(String(member._id), since);
    }
  }
  if (away.size === 0) {
    return;
  }
  const found = await conversations(connection)
    .in(workspaceId)
    .find(
      {
        assigneeId: { $exists: true, $in: [...away.keys()] },
        resolved: false,
        handler: "human",
        "last.direction": "incoming",
        lastIncomingAt: { $lte: now() - minuteMs },
      },
      { sort: { updatedAt: 1 }, limit: mostAtOnce, projection: { teamId: 1 } },
    );
  if (found.length === 0) {
    return;
  }
  const [workspace, allTeams] = await Promise.all([
    findWorkspace(connection, workspaceId),
    teams(connection)
      .in(workspaceId)
      .find({}, { projection: { whenAway: 1 } }),
  ]);
  const ofTeam = new Map(allTeams.map((it) => [String(it._id), it.whenAway]));
  const settingOf = ({ teamId }: Pick<ConversationDoc, "teamId">): WhenAway =>
    (teamId !== undefined && ofTeam.has(teamId) ? ofTeam.get(teamId) : workspace?.whenAway) ??
    defaultWhenAway;
  for (const { _id } of found) {
    const conversation = await parts.conversations.byId(_id);
    if (conversation) {
      await changeConversation(parts, conversation, (state) => {
        const unanswered = unansweredSince(state);
        const since = away.get(state.assigneeId ?? "");
        const { does, minutes } = settingOf(state);
        const due =
          does === "return" &&
          unanswered !== undefined &&
          since !== undefined &&
          Math.max(unanswered, since) + minutes * minuteMs <= now();
        return due ? returnToQueue(state, now()) : state;
      });
    }
  }
}
