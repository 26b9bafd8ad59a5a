import type { PipelineServices } from "../pipeline-services.ts";
import type { ConversationLease } from "./conversation-lease.ts";
import { withoutFlushed } from "./flush-pending-writes.ts";

/** Carries out the pending writes of a leased conversation; the next write notes that. */
export async function flush(services: PipelineServices, lease: ConversationLease): Promise<void> {
  const { pendingWrites } = lease.state;
  await services.pendingWriter.flush(lease.state);
  services.onFlushed(lease.state);
  lease.amend(withoutFlushed(pendingWrites));
}
