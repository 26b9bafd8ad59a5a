import type { Abilities } from "@chatloom/flows-schema";
import type { Static, TObject } from "typebox";
import type { Connection } from "../channels/connection.ts";
import type { HttpCall, HttpReply } from "../channels/http-call.ts";
import type { CaseMessage } from "./case-message.ts";
import type { DeskEvent } from "./desk-event.ts";

export type * from "../channels/connection.ts";
export type * from "../channels/http-call.ts";
export type * from "./desk-event.ts";

/**
 * CONTRACT. A desk is a helpdesk in which agents answer, as a value: small pure functions and data. The server does the talking, the
 * storing and the retrying. Each action is a function that gives its next call from the answers so far, until it is done. Where a
 * request says `again`, an earlier attempt may have arrived: the first calls must look for what it made and go on from there.
 */
export interface Desk<S extends TObject = TObject> extends Connection<S, DeskEvent> {
  readonly abilities: DeskAbilities;
  /** Opens a case, or opens an earlier one of the same conversation again. */
  readonly open: Action<OpenRequest, OpenedCase, S>;
  /** Writes a message into a case. */
  readonly forward: Action<ForwardRequest, Forwarded, S>;
  /** Ends a case that the bot or a member of this workspace took back. */
  readonly close: Action<CloseRequest, Forwarded, S>;
  /** Reads what happened in a case since a moment: for helpdesks that tell each event once, or give up soon. */
  readonly catchUp?: Action<CatchUpRequest, CaughtUp, S>;
  /**
   * Reads what people wrote in cases of the helpdesk's own, from a verified webhook: a bridge carries it to another helpdesk. Private
   * notes, what bots and we wrote, and handed-over conversations give nothing.
   */
  readonly readMessages?: (
    body: unknown,
    settings: Static<S>,
    now: number,
  ) => readonly CaseMessage[];
}

/** The content that a helpdesk accepts. */
export interface DeskAbilities {
  /** Code points of a text. */
  readonly textLimit: number;
  /** Calls of one account. */
  readonly rate: Abilities["rate"];
}

/** Gives the next step from the answers so far. Pure. */
export type Action<R, D, S extends TObject> = (
  request: R,
  settings: Static<S>,
  replies: readonly HttpReply[],
) => ActionStep<D>;

/** A call to make, or the result. A call may be answered as `expect` says besides 2xx: with these statuses, or with what it accepts. */
export type ActionStep<D> =
  | { readonly call: HttpCall; readonly expect?: ExpectedReplies }
  | { readonly done: D };

/** Answers besides 2xx that an action goes on with. */
export type ExpectedReplies = readonly number[] | ((reply: HttpReply) => boolean);

/** A case as the conversation remembers it. */
export interface KnownCase {
  readonly id: string;
  /** Values that the desk needs to write into the case, such as the helpdesk's id of the contact. */
  readonly memory: Readonly<Record<string, string>>;
}

/** Who the case is about. */
export interface CaseContact {
  /** Ours. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly language: string;
  readonly pictureUrl?: string;
  readonly tags: readonly string[];
  /** Other fields, as text. */
  readonly fields: Readonly<Record<string, string>>;
}

interface RequestBase {
  /** The entry's id, the same at every attempt: the idempotency or correlation key. */
  readonly id: string;
  /** Ours; the helpdesk keeps it as its foreign key where it has one. */
  readonly conversationId: string;
  readonly again: boolean;
  /** Epoch milliseconds of this attempt. */
  readonly at: number;
}

export interface OpenRequest extends RequestBase {
  readonly contact: CaseContact;
  /** Where the contact writes: `WhatsApp`. */
  readonly channel: string;
  /** The conversation so far, as readable text. */
  readonly transcript: string;
  /** The flow's note for the agents; may be empty. */
  readonly note: string;
  readonly priority?: "low" | "normal" | "high" | "urgent";
  /** Where members of this workspace see the conversation. */
  readonly conversationUrl: string;
  /** The last case of the conversation in this helpdesk. */
  readonly previous?: KnownCase;
}

export interface OpenedCase extends KnownCase {
  /** The helpdesk's ids of the messages that were written, as in `DeskEvent.messageId`: their echoes are passed over. */
  readonly written: readonly string[];
}

export interface ForwardRequest extends RequestBase {
  readonly case: KnownCase;
  /** `agent`: one of another helpdesk, whose words go to the contact. `note`: for agents only. */
  readonly author: "contact" | "agent" | "bot" | "member" | "note";
  readonly authorName: string;
  /** May be empty where there is a file. */
  readonly text: string;
  readonly file?: ForwardedFile;
}

/** A file of a message. Its bytes can be uploaded where it is kept here. */
export interface ForwardedFile {
  readonly url: string;
  readonly fileName: string;
  readonly mimeType: string;
  /** Undefined: it is elsewhere, and only its address can be sent. */
  readonly fileId?: string;
}

export interface Forwarded {
  readonly written: readonly string[];
}

export interface CloseRequest extends RequestBase {
  readonly case: KnownCase;
}

export interface CatchUpRequest {
  readonly conversationId: string;
  readonly case: KnownCase;
  /** Epoch milliseconds, by our clock. */
  readonly since: number;
}

export interface CaughtUp {
  readonly events: readonly DeskEvent[];
}

/** Declares a desk; the type parameter ties its functions to its settings. */
export function defineDesk<S extends TObject>(desk: Desk<S>): Desk<S> {
  return desk;
}
