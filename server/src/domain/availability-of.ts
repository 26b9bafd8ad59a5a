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
export const unseenMs = 50_000;
/** Who does nothing for this time is away. */
export const idleMs = 15 * 60_000;

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

/** Since when a member gets no conversations, in epoch milliseconds; undefined while they do, or if they never opened the studio. */
export function awaySince(
  member: MemberPresence & { readonly awayAt?: number | undefined },
  now: number,
): number | undefined {
  const { seenAt, activeAt = seenAt, awayAt } = member;
  const state = availabilityOf(member, now);
  if (state === "online") {
    return undefined;
  }
  if (state === "away") {
    return awayAt;
  }
  return seenAt === undefined || activeAt === undefined
    ? undefined
    : Math.min(seenAt + unseenMs, activeAt + idleMs);
}
