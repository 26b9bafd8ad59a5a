import type { Connection } from "mongoose";
import type { Profile } from "../channels/channel-event.ts";
import type { ContactDoc } from "../domain/contact-doc.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { contactsOf } from "./contact-model.ts";

/** Finds the contact with the e-mail address or phone number of a lead, the oldest where there are several. */
export async function findByLead(
  connection: Connection,
  workspaceId: ObjectId,
  { email, phone }: Profile,
): Promise<ContactDoc | undefined> {
  const digits = phone?.replace(/\D/g, "") ?? "";
  const same = [
    ...(email ? [{ email: { $in: [email, email.toLowerCase()] } }] : []),
    ...(digits.length >= 7 ? [{ phone: { $in: [phone, digits, `+${digits}`] } }] : []),
  ];
  for (const filter of same) {
    const [found] = await contactsOf(connection)
      .find({ workspaceId, ...filter } as object)
      .sort({ _id: 1 })
      .limit(1)
      .toArray();
    if (found) {
      return found;
    }
  }
  return undefined;
}
