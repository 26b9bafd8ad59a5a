import { heldBack, moveToFallback } from "../../domain/move-to-fallback.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { ConversationLease } from "./conversation-lease.ts";
import { findFallback } from "./find-fallback.ts";

const paused = { code: "channel.paused", message: "The channel is paused" };

/** Has the fallback of a paused channel send what waits. Where it does not reach the contact, the messages wait on. */
export async function leavePausedChannel(
  services: PipelineServices,
  lease: ConversationLease,
): Promise<void> {
  if (heldBack(lease.state).length === 0) {
    return;
  }
  const place = (await findFallback(services, lease.state))?.place;
  if (place) {
    await lease.write((state) =>
      heldBack(state).reduce((before, it) => moveToFallback(before, it, paused, place), state),
    );
  }
}
