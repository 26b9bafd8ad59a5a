import { classDecisions, type DecidedClass } from "../../domain/class-decisions.ts";
import { countName } from "../../domain/reports/counts.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import { listTurns } from "../../records/list-turns.ts";
import { conversationHours } from "../../records/report-models.ts";

/** A classification step. */
export interface ClassStep {
  readonly flowId: string;
  readonly nodeId: string;
}

type Services = Pick<PipelineServices, "context" | "conversations">;

/** A decision of a step and its conversation. */
export type FoundDecision = DecidedClass & { readonly conversationId: string };

const mostConversations = 40;
const mostDecisions = 100;
/** How many of the newest turns of a conversation are read. */
const mostTurns = 50;
const lookBackMs = 30 * 86_400_000;

/** Finds what a step decided in the newest conversations that came to it, newest first. */
export async function recentDecisions(
  services: Services,
  workspaceId: string,
  step: ClassStep,
): Promise<FoundDecision[]> {
  const { flowId, nodeId } = step;
  const hours = await conversationHours(services.context.connection)
    .in(workspaceId)
    .find(
      {
        hour: { $gte: services.context.now() - lookBackMs },
        "groups.group": countName("f", flowId),
        own: {
          $elemMatch: {
            group: { $gte: `${countName("v", flowId)}:`, $lt: `${countName("v", flowId)};` },
            [`counts.${countName("entered", nodeId)}`]: { $gt: 0 },
          },
        },
      },
      { sort: { hour: -1 }, limit: mostConversations, projection: { conversationId: 1 } },
    );
  const found: FoundDecision[] = [];
  // One after the other: a turn's record is large.
  for (const conversationId of new Set(hours.map((it) => it.conversationId))) {
    const decided = await decisionsOf(services, workspaceId, step, conversationId);
    found.push(...decided.map((it) => ({ ...it, conversationId })));
  }
  return found.sort((a, b) => b.at - a.at).slice(0, mostDecisions);
}

/** Finds what a step decided in a turn; undefined where it did not. */
export async function decisionAt(
  services: Services,
  workspaceId: string,
  step: ClassStep,
  { conversationId, turn }: { readonly conversationId: string; readonly turn: number },
): Promise<DecidedClass | undefined> {
  const decided = await decisionsOf(services, workspaceId, step, conversationId, turn + 1);
  return decided.find((it) => it.turn === turn);
}

/** Reads the decisions of the newest turns, or of those before a turn. */
async function decisionsOf(
  services: Services,
  workspaceId: string,
  { flowId, nodeId }: ClassStep,
  conversationId: string,
  before?: number,
): Promise<DecidedClass[]> {
  const { context, conversations } = services;
  const conversation = await conversations.byId(conversationId);
  if (!conversation || String(conversation.workspaceId) !== workspaceId) {
    return [];
  }
  const { items } = await listTurns(context, conversation, { before, limit: mostTurns });
  const turns = items.map((it) => ({ ...it, at: Date.parse(it.at) })).reverse();
  return classDecisions(turns, flowId, nodeId);
}
