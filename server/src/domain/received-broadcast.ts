import { defined } from "@chatloom/flows-schema";
import type { Input } from "@chatloom/runtime";
import type { ConversationDoc } from "./conversation-doc.ts";

type Known = Pick<ConversationDoc, "broadcast">;

/** Returns the newest broadcast of a conversation after an input, which may start another one or bring its run from another channel. */
export function startedBroadcast(
  { broadcast }: Known,
  input: Input,
  now: number,
): ConversationDoc["broadcast"] {
  const starts = input.type === "start" || input.type === "runMoved";
  return starts && input.broadcast !== undefined
    ? {
        id: input.broadcast,
        at: now,
        ...defined({ countClicks: input.countClicks ? true : undefined }),
      }
    : broadcast;
}

/** Notes when a contact first writes after a broadcast. */
export function withReply({ broadcast }: Known, at: number): ConversationDoc["broadcast"] {
  return broadcast && broadcast.repliedAt === undefined
    ? { ...broadcast, repliedAt: at }
    : broadcast;
}
