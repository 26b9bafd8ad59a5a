import { derivedId } from "../store/derived-id.ts";

/** Other ids begin with the time, or with any digits of a hash: ten zeros are one in a million millions. */
const prefix = "0".repeat(10);

/** Makes the id of a sample contact, 24 hexadecimal digits, that follows from a text. */
export function sampleId(text: string): string {
  return prefix + derivedId(text).slice(prefix.length);
}

/** Says whether a contact is an invented one of the sample data. Nothing about it may leave the server. */
export function isSampleId(contactId: unknown): boolean {
  return typeof contactId === "string" && contactId.startsWith(prefix);
}
