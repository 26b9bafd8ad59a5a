import type { Connection } from "mongoose";
import type { ConversationRecords } from "../../domain/reports/count-conversation.ts";
import {
  type ReportedCall,
  type ReportedMessage,
  type ReportedTurn,
  readTurn,
} from "../../domain/reports/facts.ts";
import { aiUsage } from "../../records/ai-usage-model.ts";
import { messagesOf } from "../../records/message-model.ts";
import { turnCollection } from "../../records/turn-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** The records of a conversation that are to be read. */
export interface WantedRecords {
  readonly conversationId: string;
  readonly channelId: string;
  /** Messages from this one on; undefined: none. */
  readonly fromSequence: number | undefined;
  /** Turns without a message from this one on; undefined: none. */
  readonly fromTurn: number | undefined;
  /** Only these messages; undefined: all from `fromSequence` on. */
  readonly messageIds: readonly string[] | undefined;
  /** The conversation's newest turn. */
  readonly lastTurn: number;
  /** Records before this moment (epoch milliseconds) are left out. */
  readonly from: number;
}

/** Up to how many turns are read one by one, rather than all of a conversation. */
const mostTurnIds = 300;

const messageFields = {
  conversationId: 1,
  sequence: 1,
  at: 1,
  direction: 1,
  author: 1,
  event: 1,
  delivery: 1,
  "failure.code": 1,
  "failure.kind": 1,
  flowId: 1,
  "content.kind": 1,
  "content.name": 1,
  turn: 1,
};

/** Reads the records of several conversations at once. */
export async function readRecords(
  connection: Connection,
  workspaceId: ObjectId,
  wanted: readonly WantedRecords[],
): Promise<ReadonlyMap<string, ConversationRecords>> {
  const found = new Map(
    wanted.map(({ conversationId, channelId, from }) => [
      conversationId,
      {
        channelId,
        from,
        messages: [] as ReportedMessage[],
        turns: [] as ReportedTurn[],
        calls: [] as ReportedCall[],
      },
    ]),
  );
  for (const filter of messageFilters(wanted)) {
    const messages = messagesOf(connection).find(filter).project(messageFields);
    for await (const { conversationId, turn, content, ...message } of messages) {
      const own = found.get(conversationId);
      if (own && message.at >= own.from) {
        const template = content?.kind === "template" ? content.name : undefined;
        own.messages.push({ ...message, template } as ReportedMessage);
      }
      if (own && turn && turn.at >= own.from) {
        own.turns.push(readTurn(turn, message.sequence));
      }
    }
  }
  const alone = wanted.flatMap(turnsAlone);
  if (alone.length > 0) {
    for await (const turn of turnCollection(connection).find({ $or: alone })) {
      const own = found.get(turn.conversationId);
      if (own && turn.at >= own.from) {
        own.turns.push(readTurn(turn));
      }
    }
  }
  const oldest = Math.max(0, Math.min(...wanted.map((it) => it.from)));
  const calls = await aiUsage(connection)
    .in(workspaceId)
    .find({ conversationId: { $in: [...found.keys()] }, at: { $gte: new Date(oldest) } });
  for (const { conversationId = "", at, cost, ...call } of calls) {
    const own = found.get(conversationId);
    if (own && at.getTime() >= own.from) {
      own.calls.push({
        at: at.getTime(),
        cost: Math.round(cost * 1_000_000),
        input: call.input,
        cached: call.cached,
        output: call.output,
        model: call.model,
        step: call.step,
        agentId: call.agentId,
        ms: call.ms,
        problem: call.problem,
      });
    }
  }
  return found;
}

/** Returns filters of messages, of which none finds what another one does. Ids cost the store a third of ranges. */
function messageFilters(wanted: readonly WantedRecords[]) {
  const ids = wanted.flatMap(({ messageIds = [] }) => messageIds);
  const ranges = wanted.flatMap(({ conversationId, fromSequence, messageIds }) =>
    messageIds || fromSequence === undefined
      ? []
      : [{ conversationId, sequence: { $gte: fromSequence } }],
  );
  return [
    ...(ids.length > 0 ? [{ _id: { $in: ids } }] : []),
    ...(ranges.length > 0 ? [{ $or: ranges }] : []),
  ];
}

/** Returns the filter of the turns that have documents of their own. */
function turnsAlone({
  conversationId,
  fromTurn,
  lastTurn,
}: WantedRecords): readonly { readonly _id: Readonly<Record<string, unknown>> }[] {
  if (fromTurn === undefined || lastTurn < fromTurn) {
    return [];
  }
  if (lastTurn - fromTurn >= mostTurnIds) {
    // Ids are `<conversation>.<number>`; the slash follows the dot.
    return [{ _id: { $gte: `${conversationId}.`, $lt: `${conversationId}/` } }];
  }
  const ids = Array.from(
    { length: lastTurn - fromTurn + 1 },
    (_, index) => `${conversationId}.${fromTurn + index}`,
  );
  return [{ _id: { $in: ids } }];
}
