import type { Team } from "@chatloom/api-schema";
import type { Context } from "@chatloom/runtime";

/** The contact, the channel and the people of the simulated conversation. */
export interface SimulatedWorld
  extends Pick<Context, "contact" | "channel" | "workspace" | "segments"> {
  readonly teams: readonly SimulatedTeam[];
  /** Whether somebody is there to take conversations. */
  readonly peopleAvailable: boolean;
}

/** As much of a team as the simulated clock needs. */
export type SimulatedTeam = Pick<Team, "id" | "name" | "timeZone" | "hours" | "holidays">;
