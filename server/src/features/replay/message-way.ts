import type { MessageWay } from "@chatloom/api-schema";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { deadLetters } from "../../records/dead-letter-model.ts";
import { flows, headOnly } from "../../records/flow-model.ts";
import { listTurns } from "../../records/list-turns.ts";
import { messages } from "../../records/message-model.ts";

/** Gathers what decided a message and what became of it. Throws `NotFound`. */
export async function findMessageWay(
  context: ServerContext,
  conversation: ConversationDoc,
  messageId: string,
): Promise<MessageWay> {
  const { connection } = context;
  const { _id: conversationId, workspaceId, pendingWrites, outbox } = conversation;
  const written = pendingWrites.messages.find((it) => it._id === messageId);
  const [found] = written
    ? [written]
    : await messages(connection)
        .in(workspaceId)
        .find({ _id: messageId, conversationId }, { limit: 1 });
  if (!found) {
    throw new NotFound("message");
  }
  const { flowId, nodeId, delivery, failure, platformId, outboxId, at } = found;
  const [turn, flow, letter] = await Promise.all([
    findTurn(context, conversation, outboxId),
    flowId === undefined
      ? undefined
      : flows(connection).in(workspaceId).findById(flowId, { projection: headOnly }),
    deadLetters(connection).in(workspaceId).findById(messageId),
  ]);
  const place = outbox.findIndex(
    (it) =>
      it.kind === "message" &&
      (it.messageId === messageId || it.more?.some((other) => other.messageId === messageId)),
  );
  const entry = outbox[place];
  const tries = found.tries ?? (entry?.kind === "message" ? entry.tries : undefined) ?? [];
  return {
    messageId,
    at: new Date(at).toISOString(),
    turn: turn && { number: turn.number, at: turn.at, input: turn.input },
    flow: flow && { id: String(flow._id), name: flow.name, version: turn?.version },
    nodeId,
    delivery,
    failure,
    waiting: entry && {
      state: entry.state,
      attempts: entry.attempts,
      nextAt: entry.nextAt > 0 ? new Date(entry.nextAt).toISOString() : undefined,
      ahead: outbox.slice(0, place).filter((it) => it.kind === "message").length,
    },
    givenUp: letter && {
      at: new Date(letter.at).toISOString(),
      attempts: letter.attempts,
      reason: letter.reason,
    },
    tries: tries.map((it) => ({ ...it, at: new Date(it.at).toISOString() })),
    platformId,
  };
}

/** Finds the turn that decided a message: the id of a bot's send begins with the turn's. */
async function findTurn(
  context: ServerContext,
  conversation: ConversationDoc,
  outboxId: string | undefined,
) {
  const number = Number(/^[0-9a-f]{24}\.(\d+):\d+$/.exec(outboxId ?? "")?.[1] ?? 0);
  if (number === 0) {
    return undefined;
  }
  const { items } = await listTurns(context, conversation, { before: number + 1, limit: 1 });
  const [turn] = items;
  if (turn?.number !== number) {
    return undefined;
  }
  const began = turn.path.findLast((it) => it.step === "started");
  return {
    number,
    at: turn.at,
    input: turn.input.type,
    version: began?.step === "started" ? began.version : undefined,
  };
}
