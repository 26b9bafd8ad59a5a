import type { HttpReply } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { KnownCase } from "../../desks/desk.ts";
import type { CaseOutcome } from "../../domain/apply-case-outcome.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { CaseEntry } from "../../domain/desk-case.ts";
import { isOnPlatform } from "../../domain/media-content.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import type { ConnectedDesk } from "../../records/connected-channel.ts";
import { type CaseSurroundings, forwardRequest, openRequest, requestBase } from "./case-request.ts";
import type { Caller } from "./noting-client.ts";
import { type ActionResult, runAction } from "./run-action.ts";

/** The services of an attempt, beside the conversation. */
export interface ForwardParts extends CaseSurroundings {
  readonly context: ServerContext;
  readonly client: Caller;
  readonly desk: ConnectedDesk;
  /** The message of a `message` entry; undefined where it is gone. */
  readonly message: MessageDoc | undefined;
}

/** The result of an attempt, and the helpdesk's ids of the written messages. */
export type ForwardResult = CaseOutcome & { readonly written?: readonly string[] };

/** How long to wait for a contact's file that is still being fetched. */
const fileWaitMs = 2_000;

/** Makes one attempt to carry out an entry. Nothing leaves after `deadline` (epoch milliseconds). Never throws. */
export async function deliverForward(
  parts: ForwardParts,
  conversation: ConversationDoc,
  entry: CaseEntry,
  deadline: number,
): Promise<ForwardResult> {
  try {
    return await attemptForward(parts, conversation, entry, deadline);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "later", reason: { code: "desk.not-read", message }, afterMs: undefined };
  }
}

async function attemptForward(
  { context, client, desk, message, ...surroundings }: ForwardParts,
  conversation: ConversationDoc,
  entry: CaseEntry,
  deadline: number,
): Promise<ForwardResult> {
  const { channel } = desk;
  if (entry.kind === "open") {
    const request = await openRequest(context, conversation, entry, surroundings);
    const result = await runAction(client, context, desk, channel.open, request, deadline);
    if (!("done" in result)) {
      return result;
    }
    const { id, memory, written } = result.done;
    return { kind: "done", opened: { id, memory }, written, ...clockOf(result) };
  }
  const known = knownCase(conversation, entry);
  if (!known) {
    return entry.kind === "close" ? { kind: "done" } : failed("case.unknown", "There is no case");
  }
  const base = { ...requestBase(context, conversation, entry), case: known };
  switch (entry.kind) {
    case "close":
      return written(await runAction(client, context, desk, channel.close, base, deadline));
    case "note": {
      const request = {
        ...base,
        author: "note",
        authorName: "Chatloom",
        text: entry.text,
      } as const;
      return written(await runAction(client, context, desk, channel.forward, request, deadline));
    }
    case "message": {
      if (!message) {
        return failed("message.gone", "The message is no longer there");
      }
      if (isAwaited(message)) {
        const reason = { code: "file.awaited", message: "The contact's file is still on its way" };
        return { kind: "later", reason, afterMs: fileWaitMs };
      }
      const request = await forwardRequest(context, conversation, entry, known, message);
      const result = await runAction(client, context, desk, channel.forward, request, deadline);
      return "kind" in result && result.kind === "failed"
        ? { ...result, message }
        : written(result);
    }
  }
}

function written(result: ActionResult<{ readonly written: readonly string[] }>): ForwardResult {
  return "done" in result ? { kind: "done", written: result.done.written } : result;
}

function failed(code: string, message: string): ForwardResult {
  return { kind: "failed", failure: "content", reason: { code, message } };
}

function knownCase({ deskCase }: ConversationDoc, entry: CaseEntry): KnownCase | undefined {
  if (entry.kind === "close" && entry.case) {
    return entry.case;
  }
  const { deskId } = entry;
  return deskCase?.deskId === deskId && deskCase.id !== undefined
    ? { id: deskCase.id, memory: deskCase.memory ?? {} }
    : undefined;
}

/** Whether a contact's file is being fetched. */
function isAwaited({ content, file }: MessageDoc): boolean {
  return file?.nextAt !== undefined && isOnPlatform(content);
}

/** The helpdesk's clock, as its last answer told. */
function clockOf({ replies }: { readonly replies: readonly HttpReply[] }): {
  readonly at?: number;
} {
  const at = Date.parse(replies.at(-1)?.headers.date ?? "");
  return Number.isNaN(at) ? {} : { at };
}
