import type { MessageContent } from "@chatloom/flows-schema";
import type { ReplyToken } from "../channels/channel-event.ts";
import type { SendTry } from "./send-try.ts";

/**
 * The reply token that sends an entry. It is chosen before the first attempt and never exchanged for another. Only so does a retry
 * after an unclear answer stay harmless.
 */
interface EntryReplyToken extends ReplyToken {
  /** Whether an attempt with it may have arrived. From then on only this token may send the entry. */
  readonly uncertain?: true | undefined;
}

/** One message of an entry. */
export interface OutboxMessage {
  /** `<turnId>:<index>`, or the member's reply's id. */
  readonly id: string;
  readonly messageId: string;
  readonly content: MessageContent;
}

/**
 * Something on its way to the contact. `sending` is stored before the platform is called, so that after a crash one knows
 * which send may have happened.
 */
export type OutboxEntry = {
  /** `<turnId>:<index>`, or the member's reply's id. */
  readonly id: string;
  readonly state: "queued" | "sending";
  readonly attempts: number;
  /** Not before. */
  readonly nextAt: number;
  /** The trace of the turn that decided it; see `Span`. */
  readonly trace?: string | undefined;
} & (
  | {
      readonly kind: "message";
      readonly messageId: string;
      readonly author: "bot" | "human";
      /** The member who wrote it. */
      readonly agent?: { readonly id: string; readonly name: string } | undefined;
      /** Whether an agent of a helpdesk wrote it, who must hear when it fails. */
      readonly fromDesk?: true | undefined;
      /** Whether it answers nobody: it goes after what does. */
      readonly campaign?: boolean | undefined;
      /** Whether it needs the contact's consent to marketing; judged when it is sent. */
      readonly marketing?: boolean | undefined;
      /** The broadcast for which its links are counted. */
      readonly countedFor?: string | undefined;
      /** Whether another channel of the contact refused it; then no third one takes it over. */
      readonly relayed?: true | undefined;
      readonly content: MessageContent;
      /** The menu that the contact sees from this message on. */
      readonly menu?: string | undefined;
      /** The platform's id of the message that this one answers. */
      readonly replyTo?: string | undefined;
      readonly replyToken?: EntryReplyToken | undefined;
      /** What came of the attempts so far. */
      readonly tries?: readonly SendTry[] | undefined;
      /** Whether an attempt may have arrived. */
      readonly uncertain?: true | undefined;
      /** Messages that follow it in the same call, so that all of them share its fate. */
      readonly more?: readonly OutboxMessage[] | undefined;
      /** Whether a send was begun once: no other message may join it. */
      readonly begun?: true | undefined;
    }
  | { readonly kind: "typing"; readonly seconds: number }
  /** Tells the platform who answers from now on. */
  | { readonly kind: "owner"; readonly owner: "us" | "other" }
);
