import type { MessageContent } from "@chatloom/flows-schema";
import type { ReplyToken } from "../channels/channel-event.ts";

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
} & (
  | {
      readonly kind: "message";
      readonly messageId: string;
      readonly author: "bot" | "human";
      /** Whether it answers nobody: it goes after what does. */
      readonly campaign?: boolean;
      readonly content: MessageContent;
      /** The platform's id of the message that this one answers. */
      readonly replyTo?: string;
      /** Taken from the conversation when the send begins, and kept for every attempt. */
      readonly replyToken?: ReplyToken;
    }
  | { readonly kind: "typing"; readonly seconds: number }
);
