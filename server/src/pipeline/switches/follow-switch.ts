import { switchToken } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import type { SwitchFollowed } from "../../domain/switch-followed.ts";
import { type ChannelSwitch, channelSwitches } from "../../records/channel-switch-model.ts";
import type { ContactMergeFields } from "../../records/contact-merge-model.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** The services that follow a link to another channel. */
export interface SwitchParts {
  readonly context: ServerContext;
  readonly inbound: Pick<InboundStore, "add">;
  readonly wake: (key: string) => void;
}

/** Begins a merge of two contacts; the same id is the same merge. `switchId`: the link to report when they are one. */
export type BeginMerge = (
  workspaceId: ObjectId,
  merge: Pick<ContactMergeFields, "keptId" | "absorbedId" | "take" | "cause" | "by"> & {
    readonly _id: string;
    readonly switchId: string;
  },
) => Promise<void>;

/**
 * Follows a link that a contact opened: the first conversation that opened it goes on. Who was unknown until now becomes one with the
 * contact who was sent the link. Repeating it changes nothing.
 */
export async function followSwitch(
  parts: SwitchParts & { readonly beginMerge: BeginMerge },
  conversation: ConversationDoc,
  { switchId, isNew }: SwitchFollowed,
): Promise<void> {
  const { workspaceId, contactId: absorbedId, _id: conversationId } = conversation;
  const own = channelSwitches(parts.context.connection).in(workspaceId);
  await own.updateOne(
    { _id: switchId, usedBy: { $exists: false } },
    { $set: { usedBy: conversationId } },
  );
  const followed = await own.findById(switchId);
  if (followed?.usedBy !== conversationId) {
    return;
  }
  const { contactId: keptId } = followed;
  if (isNew && keptId !== absorbedId) {
    await parts.beginMerge(workspaceId, {
      _id: `switch:${switchId}`,
      keptId,
      absorbedId,
      take: [],
      cause: "link",
      by: "",
      switchId,
    });
    return;
  }
  await reportSwitch(parts, followed);
}

/** Tells the flow that waits for a link in which conversation to go on. Repeating it changes nothing. */
export async function reportSwitch(
  { context, inbound, wake }: SwitchParts,
  { _id, workspaceId, conversationId, usedBy = "" }: ChannelSwitch,
): Promise<void> {
  const from = await conversationsOf(context.connection).findOne(
    { _id: conversationId, workspaceId },
    { projection: { workspaceId: 1, channelId: 1 } },
  );
  if (!from) {
    return;
  }
  const token = switchToken(_id);
  const input = { type: "callback", token, body: { conversationId: usedBy } } as const;
  await inbound.add(inputEvent(from, token, input, context.now()));
  wake(`#${conversationId}`);
}
