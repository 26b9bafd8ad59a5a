import type { Connection } from "mongoose";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { contactMerges, idsOfContact } from "../../records/contact-merge-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** Texts by which a person is recognised. */
export interface Identifiers {
  /** Ids of the contact and its conversations. */
  readonly ids: readonly string[];
  /** Addresses on channels, e-mails and phone numbers. */
  readonly addresses: readonly string[];
  readonly names: readonly string[];
}

/** Shorter texts would be found in what others wrote. */
const shortest = 5;

/** Lists the texts by which a contact is recognised, also those of contacts that were merged into it. */
export async function identifiersOf(
  connection: Connection,
  workspaceId: string | ObjectId,
  contact: ContactDoc,
): Promise<Identifiers> {
  const contactIds = idsOfContact(contact);
  const among = { $in: contactIds };
  const [merges, own] = await Promise.all([
    contactMerges(connection)
      .in(workspaceId)
      .find({ $or: [{ keptId: among }, { absorbedId: among }] }),
    conversations(connection)
      .in(workspaceId)
      .find({ contactId: among }, { projection: { contactName: 1, profile: 1, address: 1 } }),
  ]);
  const merged = merges
    .filter((it) => it.state !== "undone")
    .flatMap((it) => [it.kept, it.absorbed].filter((one) => one !== undefined));
  const people = [contact, ...merged];
  const names = [
    ...people.flatMap((it) => [it.name, `${it.firstName} ${it.lastName}`.trim()]),
    ...own.flatMap((it) => [it.contactName, it.profile?.name ?? ""]),
  ];
  const addresses = [
    ...people.flatMap((it) => [
      it.email,
      it.phone,
      it.verified?.email ?? "",
      it.verified?.phone ?? "",
      it.verified?.externalId ?? "",
      ...it.identities.map((identity) => identity.address),
    ]),
    ...own.flatMap((it) => [it.address, it.profile?.email ?? "", it.profile?.phone ?? ""]),
  ];
  return {
    ids: [...contactIds, ...own.map((it) => it._id)],
    addresses: usable(addresses.flatMap((it) => [it, it.replace(/^\+/, "")])),
    names: usable(names),
  };
}

/** Makes a function that says whether a document mentions the person. */
export function mentionsOf({ ids, addresses, names }: Identifiers): (doc: unknown) => boolean {
  const wanted = [...ids, ...addresses, ...names].map((it) =>
    JSON.stringify(it).slice(1, -1).toLowerCase(),
  );
  return (doc) => {
    const text = JSON.stringify(doc).toLowerCase();
    return wanted.some((it) => text.includes(it));
  };
}

function usable(texts: readonly string[]): string[] {
  return [...new Set(texts.map((it) => it.trim()))].filter((it) => it.length >= shortest);
}
