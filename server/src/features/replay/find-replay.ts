import type { ReplayedTurn } from "@chatloom/api-schema";
import type { Abilities } from "@chatloom/flows-schema";
import type { Programs } from "@chatloom/runtime";
import { channelOf, channels } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { flowVersions } from "../../records/flow-model.ts";
import { listTurns } from "../../records/list-turns.ts";
import { loadPrograms, type Pin } from "../../records/load-programs.ts";
import { type RecordedTurn, replayTurns } from "./replay-turns.ts";

const mostTurns = 200;

/** The abilities of the channel that turns came by. */
export function abilitiesOf([first]: readonly RecordedTurn[]): Abilities {
  const channel = first && channelOf(first.context.channel.type);
  return (channel ?? channels.web).abilities;
}

/** Replays the turns of a conversation up to a number, at most 200 of them, oldest first. */
export async function findReplay(
  context: ServerContext,
  conversation: ConversationDoc,
  until = conversation.turn,
): Promise<ReplayedTurn[]> {
  const query = { before: until + 1, limit: mostTurns };
  const { items } = await listTurns(context, conversation, query);
  const turns = items.toReversed() as RecordedTurn[];
  const abilities = abilitiesOf(turns);
  const versions = await versionsOf(context, String(conversation.workspaceId), turns);
  return replayTurns(turns, abilities, versions);
}

/** Loads the flow versions that turns used, and returns those of each turn. */
export async function versionsOf(
  context: ServerContext,
  workspaceId: string,
  turns: readonly RecordedTurn[],
): Promise<(turn: RecordedTurn) => Programs> {
  const flowIds = new Set(turns.flatMap(({ path }) => path.map((it) => it.flowId)).filter(Boolean));
  const published = await flowVersions(context.connection)
    .in(workspaceId)
    .find(
      { flowId: { $in: [...flowIds] } },
      { sort: { version: 1 }, projection: { flowId: 1, version: 1, publishedAt: 1 } },
    );
  const newestAt = (flowId: string, at: string) =>
    published.findLast(
      (it) => String(it.flowId) === flowId && it.publishedAt.getTime() <= Date.parse(at),
    )?.version;
  const used = new Map<number, readonly Pin[]>(
    turns.map(({ number, path, at }) => {
      const pins = new Map<string, number>();
      for (const it of path) {
        const version = it.step === "started" ? it.version : newestAt(it.flowId, at);
        if (version !== undefined && (it.step === "started" || !pins.has(it.flowId))) {
          pins.set(it.flowId, version);
        }
      }
      return [number, [...pins].map(([flowId, version]) => ({ flowId, version }))];
    }),
  );
  const all = published.map((it) => ({ flowId: String(it.flowId), version: it.version }));
  const wanted = [...all, ...[...used.values()].flat()];
  const { pinned } = await loadPrograms(context, workspaceId, wanted);
  return ({ number }) => ({
    active: (used.get(number) ?? []).flatMap((it) => pinned(it.flowId, it.version) ?? []),
    pinned,
  });
}
