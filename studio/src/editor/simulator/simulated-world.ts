import type { Abilities } from "@chatloom/flows-schema";
import type { ContactView, JsonObject } from "@chatloom/runtime";

/** Whom the simulated conversation is with, and where. */
export interface SimulatedWorld {
  readonly contact: ContactView;
  readonly channel: {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly abilities: Abilities;
  };
  readonly workspace: {
    readonly id: string;
    readonly name: string;
    readonly variables: JsonObject;
    readonly country?: string;
  };
}
