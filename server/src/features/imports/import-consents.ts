import { type ConsentEntry, everyChannel } from "../../domain/consent-entry.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import { recordConsent } from "../../records/consent-store.ts";
import type { StoredImport } from "../../records/contact-import-model.ts";
import { addConsent } from "../contacts/add-consent.ts";

type Services = Pick<PipelineServices, "context" | "webhooks">;

/** Records the consent of the contacts that a page touched, if the import has one. */
export async function recordConsents(
  services: Services,
  found: StoredImport,
  touched: readonly { readonly row: number; readonly contactId: string }[],
): Promise<void> {
  const { _id, settings } = found;
  const { consent } = settings;
  if (!consent) {
    return;
  }
  await Promise.all(
    touched.map(({ row, contactId }) =>
      record(services, found, {
        _id: `${_id}:${row}`,
        contactId,
        state: "given",
        at: Date.parse(consent.at),
        wording: consent.wording,
      }),
    ),
  );
}

/** Withdraws the import's consent unless a newer entry counts. */
export async function withdrawConsent(
  services: Services,
  found: StoredImport,
  row: number,
  contact: ContactDoc,
): Promise<void> {
  const given = found.settings.consent && Date.parse(found.settings.consent.at);
  if (given !== undefined && contact.consent?.[`marketing:${everyChannel}`]?.at === given) {
    await record(services, found, {
      _id: `${found._id}:${row}:undone`,
      contactId: contact._id,
      state: "withdrawn",
      at: services.context.now(),
      wording: "",
    });
  }
}

async function record(
  services: Services,
  { workspaceId, settings, fileName }: StoredImport,
  part: Pick<ConsentEntry, "_id" | "contactId" | "state" | "at" | "wording">,
): Promise<void> {
  const common = { channelId: everyChannel, purpose: "marketing", source: "import" } as const;
  const entry: ConsentEntry = { ...part, ...common, by: fileName };
  if (settings.tellWebhooks === false) {
    await recordConsent(services.context.connection, workspaceId, entry);
  } else {
    await addConsent(services, workspaceId, entry);
  }
}
