import { mentionedFlows, readFlow } from "@chatloom/flows-schema";
import { compile, type Programs } from "@chatloom/runtime";
import { type ConversationComparison, compareConversation } from "@chatloom/runtime/chat";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { StoredComparison, StoredResult } from "../../records/flow-comparison-model.ts";
import { listTurns } from "../../records/list-turns.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import { abilitiesOf, versionsOf } from "../replay/find-replay.ts";
import { type RecordedTurn, replayTurns } from "../replay/replay-turns.ts";

/** How far back the beginning of a run is looked for. */
const mostTurns = 200;

/** A compared conversation; without a comparison where its run cannot be read. */
export interface Compared extends StoredResult {
  readonly comparison?: ConversationComparison | undefined;
}

/** Returns the function that compares conversations with the draft of a comparison. Throws for a draft that cannot be compiled. */
export async function createComparer(
  context: ServerContext,
  { workspaceId: id, flowId: ofFlow, draft }: StoredComparison,
): Promise<(conversation: ConversationDoc) => Promise<Compared>> {
  const workspaceId = String(id);
  const flowId = String(ofFlow);
  const flow = readFlow(draft);
  const program = compile(flow, { flowId, version: 0 });
  const mentioned = new Set(mentionedFlows(flow));
  const { active } = await loadPrograms(context, workspaceId);
  const others = active.filter((it) => it.flowId !== flowId && mentioned.has(it.flowId));

  return async (conversation) => {
    const { items } = await listTurns(context, conversation, { limit: mostTurns });
    const turns = lastRunOf(items.toReversed() as RecordedTurn[], flowId);
    const [first] = turns;
    if (!first) {
      return { state: "unclear", at: conversation.createdAt };
    }
    const at = first.context.now;
    const abilities = abilitiesOf(turns);
    const versions = await versionsOf(context, workspaceId, turns);
    const replayed = replayTurns(turns, abilities, versions);
    const exact = replayed.findIndex((it) => !it.exact);
    // From the first turn on that the engine does not reproduce, a difference would prove nothing.
    const clear = exact < 0 ? turns : turns.slice(0, exact);
    if (clear.length === 0) {
      return { state: "unclear", at };
    }
    const known = clear.map((turn) => ({
      ...turn,
      context: { ...turn.context, channel: { ...turn.context.channel, abilities } },
    }));
    const comparison = compareConversation(known, (turn) => programsOf(versions(turn)));
    const differs = comparison.first !== undefined;
    return {
      state: differs ? "different" : exact < 0 ? "same" : "unclear",
      at,
      comparison,
    };
  };

  /** The flows as they were, with the draft in place of its flow. */
  function programsOf({ active: then, pinned }: Programs): Programs {
    const kept = then.filter((it) => it.flowId !== flowId);
    const added = others.filter((it) => !kept.some((other) => other.flowId === it.flowId));
    return {
      active: [program, ...kept, ...added],
      pinned: (id, version) =>
        id === flowId
          ? program
          : (pinned(id, version) ??
            others.find((it) => it.flowId === id && it.version === version)),
    };
  }
}

/** The turns of the newest run that a flow took part in, oldest first. */
function lastRunOf(turns: readonly RecordedTurn[], flowId: string): readonly RecordedTurn[] {
  const last = turns.findLastIndex(({ path }) => path.some((it) => it.flowId === flowId));
  const begin = turns.slice(0, last + 1).findLastIndex(begins);
  if (begin < 0) {
    return [];
  }
  const after = turns.findIndex((it, index) => index > last && begins(it));
  return turns.slice(begin, after < 0 ? undefined : after);
}

function begins({ input, path }: RecordedTurn): boolean {
  const answers = input.type === "effectAnswered" || input.type === "effectFailed";
  return !answers && path.some((it) => it.step === "started");
}
