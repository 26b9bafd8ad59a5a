import type { Profile } from "./channel-event.ts";
import type { HttpCall, HttpReply } from "./http-call.ts";

/** Fetches what people entered into the platform's own forms, such as those of Facebook's lead ads. */
export interface Leads<S> {
  readonly ask: (leadId: string, settings: S) => HttpCall;
  /** Undefined where the answer holds no form. */
  readonly read: (reply: HttpReply) => Lead | undefined;
}

/** A form that a person filled in on the platform. */
export interface Lead {
  /** Facts about the person among the answers. */
  readonly profile: Profile;
  /** All answers, in the form's order. */
  readonly answers: readonly { readonly name: string; readonly value: string }[];
  /** Other facts for flows: `formId`, `adId`, `campaignName`. */
  readonly facts: Readonly<Record<string, string>>;
}
