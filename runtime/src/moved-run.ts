import type { Frame } from "./frame.ts";
import type { JsonObject } from "./json.ts";

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
