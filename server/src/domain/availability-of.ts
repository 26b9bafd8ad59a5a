import type { Availability, ChosenAvailability } from "@chatloom/api-schema";

/** The known facts of a member's presence; moments are epoch milliseconds. */
export interface MemberPresence {
  readonly availability?: ChosenAvailability | undefined;
  /** When a page of the studio was last known to be open. */
  readonly seenAt?: number | undefined;
  /** When the member last did something there. */
  readonly activeAt?: number | undefined;
}

/** A closed page is noticed after this time: reloading it makes nobody away. Longer than two heartbeats. */
const unseenMs = 50_000;
/** Who does nothing for this time is away. */
const idleMs = 15 * 60_000;

/** Whether a member gets conversations assigned. */
export function availabilityOf(member: MemberPresence, now: number): Availability {
  const { availability = "online", seenAt, activeAt = seenAt } = member;
  if (availability === "away") {
    return "away";
  }
  if (seenAt === undefined || activeAt === undefined) {
    return "autoAway";
  }
  return now - seenAt <= unseenMs && now - activeAt <= idleMs ? "online" : "autoAway";
}
