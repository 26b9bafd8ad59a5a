import { type HandoffTarget, nextOpening, type QueueState } from "@chatloom/runtime";
import type { ServerContext } from "../context/server-context.ts";
import { eligible, hasCapacity } from "../domain/choose-member.ts";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import { estimateWait } from "../domain/estimate-wait.ts";
import { moreUrgent, storedPriority } from "../domain/priority-of.ts";
import { conversations } from "./conversation-model.ts";
import { listCandidates } from "./list-candidates.ts";
import { type TeamRecord, teams } from "./team-model.ts";

/** Conversations that were taken within this time tell how fast the queue moves. */
const paceMs = 2 * 3_600_000;
const mostTaken = 20;
/** Counting stops here. */
const mostCounted = 1_000;

type Place = Pick<ConversationDoc, "priority" | "queuedAt">;

/** Looks up the queue ahead of a contact: one who is handed over now, or one at `place` already. */
export async function lookUpQueue(
  context: ServerContext,
  workspaceId: string,
  target: HandoffTarget,
  place: Place = {},
): Promise<QueueState> {
  const now = context.now();
  const team = await teamOf(context, workspaceId, target.teamId);
  const filter = queueFilter(target);
  const model = conversations(context.connection).in(workspaceId);
  const priority = place.priority ?? storedPriority(target.priority);
  const [candidates, ahead, taken] = await Promise.all([
    listCandidates(context, workspaceId),
    model.count(
      {
        ...filter,
        queuedAt: { $exists: true },
        handler: "waiting",
        $or: [
          ...moreUrgent(priority).map(withPriority),
          { ...withPriority(priority), queuedAt: { $lt: place.queuedAt ?? now } },
        ],
      },
      mostCounted,
    ),
    model.find(
      { ...filter, takenAt: { $gte: now - paceMs } },
      { sort: { takenAt: -1 }, limit: mostTaken, projection: { takenAt: 1 } },
    ),
  ]);
  const able = eligible(candidates, target, team?.memberIds);
  const position = ahead + 1;
  const online = able.filter((it) => it.online).length;
  const opensAt = team && nextOpening(now, hoursOf(team));
  const open = !team || opensAt === now;
  return {
    open,
    opensAt: open || opensAt === undefined ? "" : new Date(opensAt).toISOString(),
    team: team?.name ?? "",
    available: online,
    position,
    waitMinutes: estimateWait(
      {
        position,
        free: able.filter(hasCapacity).length,
        online,
        takenAt: taken.map((it) => it.takenAt ?? now),
      },
      now,
    ),
  };
}

/** The hours of a team as the engine reads them. */
export function hoursOf({ hours, timeZone, holidays }: TeamRecord) {
  return { businessHours: hours, timeZone, holidays: holidays.map((it) => it.date) };
}

function withPriority(priority: ConversationDoc["priority"]): Record<string, unknown> {
  return { priority: priority ?? { $exists: false } };
}

/** The conversations that wait for the same people. */
function queueFilter({ assignTo, teamId, skill }: HandoffTarget): Record<string, unknown> {
  if (assignTo === "team" && teamId !== undefined) {
    return { teamId };
  }
  return assignTo === "skill" && skill !== undefined
    ? { "handoff.skill": skill }
    : { "handoff.assignTo": { $nin: ["team", "skill"] } };
}

async function teamOf(
  { connection }: ServerContext,
  workspaceId: string,
  id: string | undefined,
): Promise<TeamRecord | undefined> {
  return id !== undefined && /^[0-9a-f]{24}$/.test(id)
    ? teams(connection).in(workspaceId).findById(id)
    : undefined;
}
