import type { Frame } from "./frame.ts";
import type { JsonObject } from "./json.ts";

/** The marketing campaign that a moved run belongs to. */
export interface RunCampaign {
  /** Whether what the run says unasked needs the contact's consent to marketing. */
  readonly marketing?: boolean | undefined;
  /** Whether the contact has not written since the campaign began or a wait ended. */
  readonly unasked?: boolean | undefined;
  /** The broadcast that started the flow. */
  readonly broadcast?: string | undefined;
  /** Whether the links that it sends are counted. */
  readonly countClicks?: boolean | undefined;
}

/** A run on its way from one conversation of the contact to another. It goes on through a port of the step that its last frame is at. */
export interface MovedRun {
  readonly id: string;
  readonly frames: readonly Frame[];
  readonly startedAt: number;
  readonly start?: string | undefined;
  readonly causes?: readonly string[] | undefined;
  readonly message?: JsonObject | undefined;
  /** How often it has moved. */
  readonly moves: number;
  readonly port: string;
}
