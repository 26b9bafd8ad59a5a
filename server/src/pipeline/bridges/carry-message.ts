import type { MessageContent } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { bridgePrefix, type CaseMessage } from "../../desks/case-message.ts";
import type { ForwardRequest, KnownCase, OpenRequest } from "../../desks/desk.ts";
import type { CaseOutcome } from "../../domain/apply-case-outcome.ts";
import { caseText } from "../../domain/case-text.ts";
import type { ConnectedDesk } from "../../records/connected-channel.ts";
import { derivedId } from "../../store/derived-id.ts";
import type { Caller } from "../outbound/noting-client.ts";
import { callTimeoutMs } from "../outbound/platform-client.ts";
import { runAction } from "../outbound/run-action.ts";

/** A message on its way to the other helpdesk. */
export interface CarryRequest {
  /** The id of the stored event; each attempt has the same one. */
  readonly eventId: string;
  readonly linkId: string;
  readonly message: CaseMessage;
  /** The account that the message is from. */
  readonly from: ConnectedDesk;
  /** The case in the helpdesk that it goes to, if there is one. */
  readonly known: KnownCase | undefined;
  /** Whether an earlier attempt may have arrived. */
  readonly again: boolean;
}

/** The result of an attempt: the case, and the helpdesk's ids of the written messages. */
export type CarryResult =
  | { readonly kind: "done"; readonly case: KnownCase; readonly written: readonly string[] }
  | Exclude<CaseOutcome, { kind: "done" }>;

/** Writes a message into the other helpdesk, in a case that is opened first where there is none. Never throws. */
export async function carryMessage(
  { context, client, desk }: CarryParts,
  { eventId, linkId, message, from, known, again }: CarryRequest,
): Promise<CarryResult> {
  const base = { conversationId: linkId, again, at: context.now() };
  const written: string[] = [];
  let current = known;
  if (!current) {
    const request = openRequest(base, linkId, message, from);
    const { open } = desk.channel;
    const opened = await runAction(client, context, desk, open, request, deadline());
    if (!("done" in opened)) {
      return opened;
    }
    const { written: first, ...rest } = opened.done;
    current = rest;
    written.push(...first);
  }
  const parts = message.contents.map((content, index): ForwardRequest => {
    const id = `${bridgePrefix}${derivedId(eventId)}-${index}`;
    const { kind, name } = message.author;
    return { ...base, id, case: current, author: kind, authorName: name, ...wordsOf(content) };
  });
  for (const request of parts) {
    const { forward } = desk.channel;
    const result = await runAction(client, context, desk, forward, request, deadline());
    if (!("done" in result)) {
      return result;
    }
    written.push(...result.done.written);
  }
  return { kind: "done", case: current, written };
}

/** The services of an attempt. */
interface CarryParts {
  readonly context: ServerContext;
  readonly client: Caller;
  /** The account that the message goes to. */
  readonly desk: ConnectedDesk;
}

function deadline(): number {
  return Date.now() + callTimeoutMs;
}

function openRequest(
  base: Pick<OpenRequest, "conversationId" | "again" | "at">,
  linkId: string,
  { contact, caseId, caseUrl }: CaseMessage,
  from: ConnectedDesk,
): OpenRequest {
  const { id = caseId, name, email = "", phone = "" } = contact;
  return {
    ...base,
    id: `${linkId}-open`,
    contact: {
      id: `${bridgePrefix}${derivedId(`${from.id}:${id}`)}`,
      name,
      email,
      phone,
      language: "",
      tags: [],
      fields: {},
    },
    channel: from.channel.title,
    transcript: "",
    note: "",
    conversationUrl: caseUrl,
  };
}

/** Files stay where the other helpdesk keeps them; their address is written. */
function wordsOf(content: MessageContent): Pick<ForwardRequest, "text" | "file"> {
  const text = caseText(content);
  if (!("url" in content) || content.url === "") {
    return { text };
  }
  const { url, mimeType = "application/octet-stream", fileName = content.kind } = content;
  return { text, file: { url, mimeType, fileName } };
}
