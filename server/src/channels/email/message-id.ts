import { createHash, createHmac } from "node:crypto";
import { sameSecret } from "../same-secret.ts";
import type { EmailSettings } from "./settings.ts";

/** Longer addresses are left out of the Message-ID, whose line must stay short. */
const longestAddress = 120;
const pattern = /^<?cl\.([\w-]{22})\.([\w-]{12})\.([\w-]*)@([^\s<>@]+)>?$/;

/**
 * The Message-ID of a mail of ours, with brackets. It follows from the outbox entry, so that a retry has the same one. It names the
 * contact, so that the answer of another person in the thread finds the conversation.
 */
export function messageIdFor(entryId: string, to: string, settings: EmailSettings): string {
  const own = createHash("sha256").update(`${settings.address}\n${entryId}`).digest();
  const hash = own.subarray(0, 16).toString("base64url");
  const address = to.length > longestAddress ? "" : Buffer.from(to).toString("base64url");
  return `<cl.${hash}.${proofOf(hash, address, settings)}.${address}@${domainOf(settings)}>`;
}

/** Whether a Message-ID looks like one of ours. */
export function isOurMessageId(id: string, settings: EmailSettings): boolean {
  return pattern.exec(id)?.[4]?.toLowerCase() === domainOf(settings);
}

/** The address of the contact to whom a mail of ours went; undefined where the Message-ID is not certainly ours. */
export function contactOfMessageId(id: string, settings: EmailSettings): string | undefined {
  const [, hash = "", proof = "", address = ""] = pattern.exec(id) ?? [];
  if (address === "" || !sameSecret(proof, proofOf(hash, address, settings))) {
    return undefined;
  }
  return Buffer.from(address, "base64url").toString("utf8");
}

/** The part of the own address after the at sign, in lower case. */
export function domainOf({ address }: EmailSettings): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

function proofOf(hash: string, address: string, { password }: EmailSettings): string {
  const mac = createHmac("sha256", password).update(`${hash}\n${address}`).digest("base64url");
  return mac.slice(0, 12);
}
