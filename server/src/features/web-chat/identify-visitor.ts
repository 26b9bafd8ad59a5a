import { defined } from "@chatloom/flows-schema";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { contacts } from "../../records/contact-model.ts";
import { derivedId } from "../../store/derived-id.ts";
import { beginMerge } from "../contacts/begin-merge.ts";
import type { VisitorIdentity } from "./read-identity.ts";

const mostMatches = 20;

/**
 * Notes who a visitor is, and merges all contacts that are verified to be the same person: with the same id of the website, or with the same
 * verified e-mail or phone number. The oldest contact remains. Does nothing before the visitor has a contact.
 */
export async function identifyVisitor(
  { services }: Pipeline,
  key: string,
  identity: VisitorIdentity,
): Promise<void> {
  const { context, conversations } = services;
  const { connection } = context;
  const conversation = await conversations.byKey(key);
  const contact = conversation && (await services.contacts.byId(conversation.contactId));
  const known = contact?.verified?.externalId;
  if (!contact || (known !== undefined && known !== identity.externalId)) {
    return;
  }
  const { externalId, email, phone } = identity;
  const verified = {
    ...contact.verified,
    externalId,
    ...defined({ email, phone }),
  };
  if (JSON.stringify(verified) !== JSON.stringify(contact.verified)) {
    await services.contacts.change(contact, { ...contact, verified });
  }
  const { workspaceId } = contact;
  const found = await contacts(connection)
    .in(workspaceId)
    .find({ $or: sameAs(identity) }, { sort: { createdAt: 1 }, limit: mostMatches });
  const same = found.filter(({ verified: other }) => {
    const theirs = other?.externalId;
    return theirs === undefined || theirs === externalId;
  });
  const [kept] = same;
  for (const other of same.slice(1)) {
    if (kept) {
      await beginMerge(context, workspaceId, {
        _id: derivedId(`merge:${[kept._id, other._id].sort().join(":")}`),
        keptId: kept._id,
        absorbedId: other._id,
        take: [],
        ...causeOf(identity, other, kept),
      });
    }
  }
}

function sameAs({ externalId, email, phone }: VisitorIdentity) {
  return [
    { "verified.externalId": externalId },
    ...(email === undefined ? [] : [{ "verified.email": email }, { "identities.address": email }]),
    ...(phone === undefined
      ? []
      : [
          { "verified.phone": phone },
          // Platforms write numbers without the plus sign.
          { "identities.address": { $in: [phone, phone.slice(1)] } },
        ]),
  ];
}

function causeOf(
  { externalId, email, phone }: VisitorIdentity,
  ...pair: readonly ContactDoc[]
): { readonly cause: "identity" | "email" | "phone"; readonly by: string } {
  if (pair.every((it) => it.verified?.externalId === externalId)) {
    return { cause: "identity", by: externalId };
  }
  const byEmail = pair.some((it) => it.identities.some(({ address }) => address === email));
  return byEmail || phone === undefined
    ? { cause: "email", by: email ?? "" }
    : { cause: "phone", by: phone };
}
