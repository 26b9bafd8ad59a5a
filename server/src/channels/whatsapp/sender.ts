import { defined } from "@chatloom/flows-schema";
import type { IncomingSender, Profile } from "../channel.ts";
import { id, type Json, object, text } from "../read-json.ts";

/** Whether an address is a business-scoped user id, as opposed to a phone number. */
export function isUserId(address: string): boolean {
  return /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(address);
}

/**
 * Who wrote a message. People with a WhatsApp username may come without a phone number, so the business-scoped id is
 * the address where there is one, and the number another id of the same person.
 */
export function senderOf(message: Json, contacts: readonly Json[]): IncomingSender | undefined {
  const phone = id(message.from);
  const userId = id(message.from_user_id);
  const contact =
    contacts.find(
      (it) =>
        (phone !== undefined && id(it.wa_id) === phone) ||
        (userId !== undefined && id(it.user_id) === userId),
    ) ?? (phone === undefined && userId === undefined ? contacts[0] : undefined);
  return personOf(phone ?? id(contact?.wa_id), userId ?? id(contact?.user_id), contact);
}

/** A person from number, business-scoped id and what the platform tells about them. */
export function personOf(
  phone: string | undefined,
  userId: string | undefined,
  contact?: Json,
): IncomingSender | undefined {
  const address = userId ?? phone;
  if (address === undefined) {
    return undefined;
  }
  const { name, username } = object(contact?.profile);
  const known: Profile = defined({
    name: text(name),
    username: text(username),
    phone: phone === undefined || !/^\d+$/.test(phone) ? undefined : `+${phone}`,
  });
  return {
    id: address,
    aliases: userId !== undefined && phone !== undefined ? [phone] : undefined,
    profile: Object.keys(known).length > 0 ? known : undefined,
  };
}
