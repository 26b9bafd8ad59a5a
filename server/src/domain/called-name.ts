import type { ContactDoc } from "./contact-doc.ts";
import { isInventedName } from "./invented-name.ts";

/**
 * The contact with the name that everyone calls it by. A name that somebody gave stays. One that only stood in, such as an invented name
 * or an address, gives way to what is known better: first and last name, then e-mail, then phone.
 */
export function withCalledName(before: ContactDoc, after: ContactDoc): ContactDoc {
  const given = after.name !== before.name && after.name !== "";
  if (given || (after.name === before.name && !standsIn(before))) {
    return after;
  }
  const name = fullName(after) || after.email || after.phone || before.name;
  return name === after.name ? after : { ...after, name };
}

function standsIn(contact: ContactDoc): boolean {
  const { _id, name, email, phone } = contact;
  return (
    name === "" ||
    name === email ||
    name === phone ||
    name === fullName(contact) ||
    contact.identities.some((it) => it.address === name) ||
    isInventedName(name, _id)
  );
}

function fullName({ firstName, lastName }: ContactDoc): string {
  return [firstName, lastName].filter(Boolean).join(" ");
}
