import { defined } from "@chatloom/flows-schema";
import {
  applyContactChanges,
  type ContactChange,
  type Input,
  type JsonObject,
} from "@chatloom/runtime";
import type { ChannelEvent } from "../channels/channel.ts";
import { changed } from "./conversation-shape.ts";
import { addSideEffect } from "./settle-effects.ts";
import { turnIdOf } from "./turn-doc.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";

/** The contact's field with what the company's page said of the linked account; absent while none is linked. */
const field = "linkedAccount";
/** A page that says nothing still leaves a mark. */
const unnamed = "linked";

/** Keeps with the contact that their account is linked or no more, and gives the event for their flows. */
export function receiveAccountLink(
  before: TurnDraft,
  { channel }: TurnContext,
  { linked, code }: Extract<ChannelEvent, { kind: "accountLink" }>,
): { readonly draft: TurnDraft; readonly input: Input } {
  const change: ContactChange = linked
    ? { action: "setField", name: field, value: code ?? unnamed }
    : { action: "clearField", name: field };
  const { contact } = applyContactChanges(before.contact, [change]);
  // A number of its own gives the change its place among those of turns.
  const turn = before.conversation.turn + 1;
  const conversation = addSideEffect(changed(before.conversation, { turn }), {
    type: "updateContact",
    id: `${turnIdOf(before.conversation._id, turn)}:0`,
    flowId: "",
    nodeId: "",
    changes: [change],
  });
  const properties: JsonObject = defined({ code, channel: channel.type });
  const name = linked ? "account.linked" : "account.unlinked";
  return {
    draft: { ...before, conversation, contact },
    input: { type: "event", name, properties },
  };
}
