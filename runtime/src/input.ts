import type { MessageContent } from "@chatloom/flows-schema";
import type { JsonObject, JsonValue } from "./json.ts";
import type { MovedRun, RunCampaign } from "./moved-run.ts";

export type { JsonObject, JsonValue } from "./json.ts";

/** CONTRACT. What can make the bot take a turn. Plain JSON: inputs are stored before they are processed. */
export type Input =
  /** The contact wrote or sent something. `messageId` is the stored message's. */
  | {
      readonly type: "message";
      readonly messageId: string;
      readonly content: MessageContent;
      /** Of a stored turn: dots replace the words, and whether they fitted the sensitive question. */
      readonly hidden?: { readonly fits: boolean } | undefined;
      /** The message came through an ad or a link. */
      readonly referral?: Referral | undefined;
    }
  /** The contact tapped something that carries a payload: one of our route tokens, or a platform-side menu item's. */
  | {
      readonly type: "postback";
      readonly messageId: string;
      readonly payload: string;
      readonly label?: string | undefined;
    }
  /** First contact without a message: Get Started, /start, a follow. */
  | ({
      readonly type: "welcome";
      /** The button or the words that caused it: `Get Started`, `/start`. */
      readonly text?: string | undefined;
    } & ReferralFacts)
  /** An existing contact came through a link, QR code or ad. */
  | ({ readonly type: "referral" } & Referral)
  /** A named event from the API. */
  | { readonly type: "event"; readonly name: string; readonly properties: JsonObject }
  /** Something about the contact changed. */
  | {
      readonly type: "contactChanged";
      readonly change:
        | "tagAdded"
        | "tagRemoved"
        | "fieldChanged"
        | "segmentEntered"
        | "segmentLeft";
      /** The tag, the field or the segment's id. */
      readonly name: string;
      /** The flows that led to the change, oldest first; absent where no flow made it. */
      readonly causes?: readonly string[] | undefined;
    }
  /** Start at a node (or at the flow's first trigger): schedule, broadcast, a member, the simulator. */
  | {
      readonly type: "start";
      /** Whether what it says needs the contact's consent to marketing. */
      readonly marketing?: boolean | undefined;
      /** The id of the broadcast that starts the flow. */
      readonly broadcast?: string | undefined;
      /** Whether the links that it sends are counted. */
      readonly countClicks?: boolean | undefined;
      readonly flowId: string;
      /** A version that was loaded for this input; absent: the active one. */
      readonly version?: number | undefined;
      readonly nodeId?: string | undefined;
      readonly variables?: JsonObject | undefined;
    }
  | { readonly type: "timerFired"; readonly timerId: string }
  | { readonly type: "effectAnswered"; readonly effectId: string; readonly answer: JsonValue }
  | { readonly type: "effectFailed"; readonly effectId: string; readonly error: EffectError }
  /** People are done with the conversation. */
  | {
      readonly type: "handedBack";
      readonly memberId?: string | undefined;
      /** Who answered last. */
      readonly memberName?: string | undefined;
      /** The id of one of the step's outcomes; absent: none of them. */
      readonly outcome?: string | undefined;
      /** An agent marked the conversation as done, rather than giving it back. */
      readonly resolved?: boolean | undefined;
    }
  /** A run comes from another conversation of the contact. */
  | ({ readonly type: "runMoved"; readonly run: MovedRun } & RunCampaign)
  /** Another system called the address that a waiting node gave out. */
  | { readonly type: "callback"; readonly token: string; readonly body: JsonValue }
  /** Nobody continued the run for so long that it ends. */
  | { readonly type: "expired" }
  /** Replaces an input that came after too many turns in a short time. `final`: the error path was tried already. */
  | { readonly type: "tooFast"; readonly message: string; readonly final: boolean };

/** A referral of which parts may be unknown. */
export type ReferralFacts = { readonly [Fact in keyof Referral]?: Referral[Fact] | undefined };

/** How the contact found us: an ad, a ref link. Flows read it as `{{ referral.ref }}`. */
export interface Referral {
  readonly ref: string;
  readonly source?: string | undefined;
  /** Of the ad. */
  readonly headline?: string | undefined;
  readonly body?: string | undefined;
  readonly url?: string | undefined;
  /** The ad platform's id of the click. */
  readonly clickId?: string | undefined;
  /** Named values of the ad or address: `utm_source`. Flows read them as `{{ referral.utm_source }}`. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** The workspace's link that `ref` names. */
  readonly link?: FollowedLink | undefined;
}

/** A link of the workspace, and what it opens. */
export interface FollowedLink {
  readonly id: string;
  readonly name: string;
  readonly flowId: string;
  /** Absent: the flow's first trigger. */
  readonly nodeId?: string | undefined;
}

/** Why an effect failed; `code` is stable, `message` is for members. */
export interface EffectError {
  readonly code: string;
  readonly message: string;
  /** The answer of the other system, if there was one. */
  readonly status?: number;
  readonly body?: JsonValue;
}
