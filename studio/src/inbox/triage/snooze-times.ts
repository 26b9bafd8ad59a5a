/** A moment that the snooze menu and scheduled replies offer. */
export interface OfferedTime {
  readonly name: "hour" | "later" | "tomorrow" | "nextWeek";
  readonly at: Date;
}

const morning = 9;
const hourMs = 3_600_000;

/** Returns the moments to come back to: in an hour, later today, tomorrow morning, Monday morning; in the browser's time zone. */
export function snoozeTimes(now: Date): readonly OfferedTime[] {
  const inDays = (days: number) => {
    const at = new Date(now);
    at.setDate(at.getDate() + days);
    at.setHours(morning, 0, 0, 0);
    return at;
  };
  const monday = (8 - now.getDay()) % 7 || 7;
  const later = new Date(now.getTime() + 3 * hourMs);
  return [
    { name: "hour", at: new Date(now.getTime() + hourMs) },
    ...(later.getDate() === now.getDate() ? [{ name: "later", at: later } as const] : []),
    { name: "tomorrow", at: inDays(1) },
    ...(monday === 1 ? [] : [{ name: "nextWeek", at: inDays(monday) } as const]),
  ];
}
