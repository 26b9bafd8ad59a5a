import { defined } from "@chatloom/flows-schema";
import type { ConversationDoc, SideEffect } from "../../domain/conversation-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import type { SwitchParts } from "./follow-switch.ts";

/** Stores a run for the conversation that goes on with it. The effect's id makes a second time the same as once. */
export async function moveRun(
  { context, inbound, wake }: SwitchParts,
  { workspaceId, channelId, _id: conversationId }: ConversationDoc,
  moved: Extract<SideEffect, { type: "moveRun" }>,
): Promise<void> {
  const { id, flowId, toConversationId, run, marketing, unasked, broadcast, countClicks } = moved;
  const target = await conversationsOf(context.connection).findOne(
    { _id: toConversationId, workspaceId },
    { projection: { workspaceId: 1, channelId: 1 } },
  );
  if (!target) {
    const message = "The conversation to go on in is gone";
    const about = { conversationId, flowId, channelId };
    await raiseAlert(context, workspaceId, { code: "switch.lost", message, ...about });
    return;
  }
  const campaign = defined({ marketing, unasked, broadcast, countClicks });
  await inbound.add(inputEvent(target, id, { type: "runMoved", run, ...campaign }, context.now()));
  wake(`#${toConversationId}`);
}
