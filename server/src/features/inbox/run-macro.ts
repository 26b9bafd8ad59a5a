import type { Conversation, ConversationChange, Macro } from "@chatloom/api-schema";
import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { addNote } from "../../domain/add-note.ts";
import { addReply } from "../../domain/add-reply.ts";
import { changeTriage } from "../../domain/change-triage.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { ActingMember } from "../../domain/hand-over.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { changeConversation } from "../../pipeline/turn/change-conversation.ts";
import { withFreshLinks } from "./canned-files.ts";
import { checkChange } from "./change-conversations.ts";
import { checkContent } from "./check-content.ts";
import { fillForContact } from "./fill-for-contact.ts";
import { presentConversation } from "./present-conversation.ts";
import { writtenBefore } from "./reply.ts";

const hourMs = 3_600_000;

/** Does everything that a macro names, in one write or not at all. The same key does nothing twice. */
export async function runMacro(
  pipeline: Pipeline,
  conversation: ConversationDoc,
  member: ActingMember,
  { reply, note, ...actions }: Omit<Macro, "id" | "name">,
  key: string,
): Promise<Conversation> {
  const { services } = pipeline;
  const { context } = services;
  const now = context.now();
  const contents = reply ? await contentsOf(reply) : [];
  const noteText = note && (await fillForContact(context, conversation, member, note));
  const workspaceId = String(conversation.workspaceId);
  const change = await checkChange(pipeline, workspaceId, changeOf(actions, member, now));
  const changed = await changeConversation(services, conversation, async (state) => {
    if ((await writtenBefore(services, state, key)).length > 0) {
      return state;
    }
    let next = state;
    for (const content of contents) {
      next = addReply(next, member, { content, key }, now).conversation;
    }
    if (noteText) {
      next = addNote(next, member, { text: noteText, mentions: [], key }, now).conversation;
    }
    return changeTriage(next, change, member, now);
  });
  pipeline.wakeConversation(changed);
  return presentConversation(context, changed);

  async function contentsOf({
    text,
    files,
  }: NonNullable<Macro["reply"]>): Promise<MessageContent[]> {
    const found: MessageContent[] = [];
    for (const [index, file] of withFreshLinks(context, files).entries()) {
      const content = file as MessageContent;
      found.push(await checkContent(context, conversation, content, `/reply/files/${index}`));
    }
    const filled = (await fillForContact(context, conversation, member, text)).trim();
    return filled === "" ? found : [...found, { kind: "text", text: filled }];
  }
}

function changeOf(
  {
    addLabelIds,
    removeLabelIds,
    priority,
    assignTo,
    snoozeHours,
    resolve,
  }: Omit<Macro, "id" | "name" | "reply" | "note">,
  member: ActingMember,
  now: number,
): ConversationChange {
  const assigneeId = assignTo === "me" ? member.id : assignTo === "nobody" ? null : assignTo;
  return defined({
    addLabelIds,
    removeLabelIds,
    priority,
    assigneeId,
    snoozedUntil: snoozeHours ? new Date(now + snoozeHours * hourMs).toISOString() : undefined,
    resolved: resolve ? true : undefined,
  });
}
