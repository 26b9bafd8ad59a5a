import { type HandoffTarget, isOpen, nextOpening, type QueueState } from "@chatloom/runtime";
import type { SimulatedTeam, SimulatedWorld } from "./simulated-world.ts";

/** Gives the simulated queue: the team's hours on the simulated clock, and nobody ahead. */
export function simulatedQueue(
  { world, now }: { readonly world: SimulatedWorld; readonly now: number },
  { teamId }: Pick<HandoffTarget, "teamId">,
): QueueState {
  const team = world.teams.find((it) => it.id === teamId);
  const open = !team || isOpen(now, hoursOf(team));
  const opensAt = open || !team ? undefined : nextOpening(now, hoursOf(team));
  const available = world.peopleAvailable ? 1 : 0;
  return {
    open,
    opensAt: opensAt === undefined ? "" : new Date(opensAt).toISOString(),
    team: team?.name ?? "",
    available,
    position: 1,
    waitMinutes: available > 0 ? 1 : 10,
  };
}

function hoursOf({ hours, timeZone, holidays }: SimulatedTeam) {
  return { businessHours: hours, timeZone, holidays: holidays.map((it) => it.date) };
}
