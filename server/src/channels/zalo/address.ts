/** Where a person is written to: a user of Zalo, or somebody who is not logged in, within one conversation. */
export type ZaloAddress =
  | { readonly user_id: string }
  | { readonly anonymous_id: string; readonly conversation_id: string };

const prefix = "anonymous:";

/** Writes the address of somebody without a name; such an id is worth nothing without its conversation. */
export function anonymousAddress(person: string, conversation: string): string {
  return `${prefix}${person}:${conversation}`;
}

/** Reads a contact's address back into a recipient. */
export function readAddress(address: string): ZaloAddress {
  const [person, ...rest] = address.startsWith(prefix)
    ? address.slice(prefix.length).split(":")
    : [];
  return person !== undefined && rest.length > 0
    ? { anonymous_id: person, conversation_id: rest.join(":") }
    : { user_id: address };
}
