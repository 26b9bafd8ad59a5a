import type { ContactDoc } from "../../domain/contact-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { type ChangeParts, changeConversation } from "./change-conversation.ts";

/** Shows a contact's new name in all its conversations. */
export async function renameConversations(
  parts: ChangeParts,
  { _id: contactId, workspaceId, name }: ContactDoc,
): Promise<void> {
  const found = await conversations(parts.context.connection).in(workspaceId).find({ contactId });
  for (const stored of found) {
    await changeConversation(parts, readConversation(stored), (state) =>
      state.contactName === name ? state : changed(state, { contactName: name }),
    );
  }
}
