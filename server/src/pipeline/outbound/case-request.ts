import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import type { CaseContact, ForwardRequest, KnownCase, OpenRequest } from "../../desks/desk.ts";
import { authorName, caseText, transcript } from "../../domain/case-text.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { CaseEntry } from "../../domain/desk-case.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { publicFileUrls } from "../../records/file-url.ts";
import { readThread } from "../../records/list-messages.ts";
import { withFileFacts } from "./with-file-facts.ts";

/** How many messages of a conversation agents get to read at first. */
const mostLines = 100;

/** Who and where, for a case. */
export interface CaseSurroundings {
  readonly contact: ContactDoc | undefined;
  readonly channelName: string;
}

/** Says what a new case begins with. */
export async function openRequest(
  context: ServerContext,
  conversation: ConversationDoc,
  entry: Extract<CaseEntry, { kind: "open" }>,
  { contact, channelName }: CaseSurroundings,
): Promise<OpenRequest> {
  const { after, upTo, previous, note, priority } = entry;
  const newest = await readThread(context, conversation, { before: upTo + 1, limit: mostLines });
  const messages = newest.filter((it) => it.sequence > after).reverse();
  return {
    ...requestBase(context, conversation, entry),
    contact: caseContact(conversation, contact),
    channel: channelName,
    transcript: transcript(messages),
    note,
    conversationUrl: `${context.config.publicUrl}/inbox/${conversation._id}`,
    ...defined({ priority, previous }),
  };
}

/** Says how a message goes into a case. */
export async function forwardRequest(
  context: ServerContext,
  conversation: ConversationDoc,
  entry: CaseEntry,
  known: KnownCase,
  message: MessageDoc,
): Promise<ForwardRequest> {
  const content = publicFileUrls(context, await withFileFacts(context, message.content));
  const base = {
    ...requestBase(context, conversation, entry),
    case: known,
    author: authorOf(message),
    authorName: authorName(message),
    text: caseText(content),
  };
  if (!("url" in content) || content.url === "") {
    return base;
  }
  const { url, mimeType = "application/octet-stream", fileName = content.kind, fileId } = content;
  return { ...base, file: { url, mimeType, fileName, ...defined({ fileId }) } };
}

/** Makes the facts that every request carries. */
export function requestBase(
  context: ServerContext,
  { _id: conversationId }: ConversationDoc,
  { id, begun }: CaseEntry,
): Pick<OpenRequest, "id" | "conversationId" | "again" | "at"> {
  return { id, conversationId, again: begun === true, at: context.now() };
}

function authorOf({ direction, author }: MessageDoc): ForwardRequest["author"] {
  if (direction === "note") {
    return "note";
  }
  if (direction === "incoming") {
    return "contact";
  }
  return author.type === "bot" ? "bot" : "member";
}

function caseContact(
  { contactId, contactName, pictureUrl, profile }: ConversationDoc,
  contact: ContactDoc | undefined,
): CaseContact {
  const fields = Object.entries(contact?.fields ?? {}).map(
    ([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const,
  );
  return {
    id: contactId,
    name: contact?.name || contactName,
    email: contact?.email ?? profile.email ?? "",
    phone: contact?.phone ?? profile.phone ?? "",
    language: contact?.language ?? profile.language ?? "",
    ...defined({ pictureUrl }),
    tags: contact?.tags ?? [],
    fields: Object.fromEntries(fields),
  };
}
