import type { ChannelAccount } from "@chatloom/api-schema";

const fewest = 5;

/** Whether a channel needs a member: its credentials are refused, or most of at least five requests failed. */
export function isFailing({ status, health }: Pick<ChannelAccount, "status" | "health">): boolean {
  if (status === "paused") {
    return false;
  }
  return (
    status === "needsReconnecting" ||
    (health.failed >= fewest && health.failed * 2 > health.called) ||
    (health.refused >= fewest && health.refused > health.received)
  );
}
