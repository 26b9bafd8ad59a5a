import type { ConsentEntry } from "../../domain/consent-entry.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import { recordConsent } from "../../records/consent-store.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** Adds an entry to the consent ledger and tells webhooks. Repeating it with the same id changes nothing. */
export async function addConsent(
  { context, webhooks }: Pick<PipelineServices, "context" | "webhooks">,
  workspaceId: string | ObjectId,
  entry: ConsentEntry,
): Promise<void> {
  const { _id, contactId, purpose, state, channelId, source, at } = entry;
  const data = { contactId, purpose, state, channelId, source };
  await webhooks.tell(workspaceId, [
    { id: `consent:${_id}`, type: "contact.consentChanged", at, data },
  ]);
  await recordConsent(context.connection, workspaceId, entry);
}
