import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { listNumbers } from "./whatsapp-numbers.ts";

/** Finds a contact by the address on any WhatsApp number of the workspace. Throws `NotFound`. */
export async function findCustomer(
  context: ServerContext,
  workspaceId: string,
  waId: string,
): Promise<ContactDoc> {
  const numbers = await listNumbers(context, workspaceId);
  const channelIds = new Set(numbers.map((it) => String(it._id)));
  const address = bareWaId(waId);
  const known = contacts(context.connection).in(workspaceId);
  const sameAddress = await known.find({ "identities.address": address }, { limit: mostSame });
  const found = sameAddress.find((it) =>
    it.identities.some((one) => one.address === address && channelIds.has(one.channelId)),
  );
  if (found) {
    return found;
  }
  // People with a business-scoped ID are known by their number only in the conversation.
  const keys = [...channelIds].map((it) => `${it}:${address}`);
  const conversation = await conversations(context.connection)
    .in(workspaceId)
    .findOne({ keys: { $in: keys } });
  const contact = conversation && (await known.findOne({ _id: conversation.contactId }));
  if (!contact) {
    throw new NotFound("contact");
  }
  return contact;
}

/** More channels than that do not know one address. */
const mostSame = 50;

/** An address as WhatsApp writes it: a phone number has no `+`. */
export function bareWaId(waId: string): string {
  return waId.replace(/^\+/, "");
}
