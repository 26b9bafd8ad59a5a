import { createHash } from "node:crypto";
import { isSigned, sign } from "../secrets/secret-box.ts";
import type { AuditFacts, SignedPlace } from "./audit-model.ts";

/** Returns the hash of an entry: SHA-256 of its fields, in a fixed order, and of the hash before. */
export function auditHash(
  workspaceId: string,
  entry: AuditFacts & { readonly sequence: number; readonly previousHash: string },
): string {
  const { sequence, previousHash, at, by, action, kind, object, address, outcome, changes } = entry;
  const text = JSON.stringify([
    workspaceId,
    sequence,
    previousHash,
    at,
    [by.kind, by.id, by.name, by.makerId ?? null],
    action,
    kind,
    [object.id, object.name],
    address,
    outcome,
    changes.map((it) => [it.field, it.before ?? null, it.after ?? null]),
  ]);
  return createHash("sha256").update(text).digest("hex");
}

/** Signs a place in a workspace's chain, so that nobody without SECRET_KEY can move it. */
export function signPlace(
  secretKey: string,
  workspaceId: string,
  { sequence, hash }: Pick<SignedPlace, "sequence" | "hash">,
): SignedPlace {
  const signature = sign(secretKey, "audit", `${workspaceId}:${sequence}:${hash}`);
  return { sequence, hash, signature };
}

/** Says whether a place in a workspace's chain is signed with this SECRET_KEY. */
export function isSignedPlace(secretKey: string, workspaceId: string, place: SignedPlace): boolean {
  const { sequence, hash, signature } = place;
  return isSigned(secretKey, "audit", `${workspaceId}:${sequence}:${hash}`, signature);
}
