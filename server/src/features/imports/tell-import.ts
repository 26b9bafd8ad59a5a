import type { ImportDifference } from "../../domain/import-contact.ts";
import type { WebhookMessage } from "../../domain/webhook-message.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import type { StoredImport } from "../../records/contact-import-model.ts";
import { webhookDeliveries } from "../../records/webhook-model.ts";

type Services = Pick<PipelineServices, "context" | "webhooks">;

/** A contact that a row of an import made or changed. `difference`: what was changed; absent for a new contact. */
export interface ToldRow {
  readonly row: number;
  readonly contactId: string;
  readonly name: string;
  readonly difference: ImportDifference | undefined;
}

/** An import waits while so many deliveries of the workspace are due, so that other events are not late. */
const mostDue = 1_000;
const waitMs = 2_000;

/** Whether an import tells webhooks; it does unless it was switched off. */
function tells({ webhooks }: Services, { workspaceId, settings }: StoredImport): boolean {
  return settings.tellWebhooks !== false && webhooks.hasAny(workspaceId);
}

/** Returns when an import may tell webhooks more (epoch milliseconds); undefined: at once. */
export async function waitsForWebhooks(
  services: Services,
  found: StoredImport,
): Promise<number | undefined> {
  const { connection, now } = services.context;
  if (!tells(services, found)) {
    return undefined;
  }
  const due = await webhookDeliveries(connection)
    .in(found.workspaceId)
    .find({ nextAt: { $lte: now() } }, { limit: mostDue, projection: { _id: 1 } });
  return due.length < mostDue ? undefined : now() + waitMs;
}

/** Tells webhooks what a page of an import did. A page that runs again tells nothing twice. `step` tells undoing from importing. */
export async function tellImport(
  services: Services,
  found: StoredImport,
  step: "import" | "undo",
  rows: readonly ToldRow[],
): Promise<void> {
  if (tells(services, found) && rows.length > 0) {
    const at = services.context.now();
    await services.webhooks.tell(
      found.workspaceId,
      rows.flatMap((it) => messagesOf(`${step}:${found._id}:${it.row}`, it, at)),
    );
  }
}

function messagesOf(
  id: string,
  { contactId, name, difference }: ToldRow,
  at: number,
): readonly WebhookMessage[] {
  if (!difference) {
    return [{ id, type: "contact.created", at, data: { contactId, name, source: "import" } }];
  }
  const { plain, fields, tags } = difference;
  const changes = { ...newest(plain), fields: newest(fields), tags };
  return [
    { id, type: "contact.updated", at, data: { contactId, changes, source: "import" } },
    ...tags.map((tag, index) => ({
      id: `${id}:${index}`,
      type: "contact.tagAdded" as const,
      at,
      data: { contactId, tag },
    })),
  ];
}

function newest(changed: Readonly<Record<string, readonly [unknown, unknown]>>) {
  return Object.fromEntries(Object.entries(changed).map(([name, [, after]]) => [name, after]));
}
