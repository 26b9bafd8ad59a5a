import { contactActivities } from "@chatloom/flows-schema";
import type { ContactView } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { contactView } from "../../domain/contact-view.ts";
import { loadContactActivities } from "../../records/contact-activities.ts";

const everything = new Map(contactActivities.map((it) => [it, "all" as const]));

/** Reads a contact as flows see them, with everything that they did. */
export async function viewWithActivities(
  { connection }: ServerContext,
  contact: ContactDoc,
): Promise<ContactView> {
  const { _id, workspaceId } = contact;
  const loaded = await loadContactActivities(connection, workspaceId, [contact], everything);
  return contactView(contact, loaded.get(_id));
}
