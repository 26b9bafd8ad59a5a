import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";

/** Tells webhooks what a member or a program changes. Repeating it with the same id tells nothing twice. */
export async function tellContactChange(
  { context, webhooks }: Pick<PipelineServices, "context" | "webhooks">,
  id: string,
  before: Pick<ContactDoc, "tags">,
  after: ContactDoc,
  changes: object,
): Promise<void> {
  const { _id: contactId, workspaceId } = after;
  const at = context.now();
  const added = after.tags.filter((it) => !before.tags.includes(it));
  await webhooks.tell(workspaceId, [
    { id, type: "contact.updated", at, data: { contactId, changes } },
    ...added.map((tag, index) => ({
      id: `${id}:${index}`,
      type: "contact.tagAdded" as const,
      at,
      data: { contactId, tag },
    })),
  ]);
}
