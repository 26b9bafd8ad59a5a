import type { Connection } from "mongoose";
import { auditHash, isSignedPlace } from "./audit-hash.ts";
import { auditChains, auditEntries } from "./audit-model.ts";

/** The result of checking a workspace's audit log. */
export interface AuditVerdict {
  readonly entries: number;
  /** The first entry that is not as it was written. */
  readonly broken?: { readonly sequence: number; readonly reason: string };
}

const atOnce = 500;

/** Checks every entry of a workspace's audit log against the entry before it, and both ends against their signatures. */
export async function verifyAudit(
  connection: Connection,
  secretKey: string,
  workspaceId: string,
): Promise<AuditVerdict> {
  const model = auditEntries(connection).in(workspaceId);
  const chain = await auditChains(connection).in(workspaceId).findById(workspaceId);
  const { start, head } = chain ?? {};
  for (const place of [start, head]) {
    if (place && !isSignedPlace(secretKey, workspaceId, place)) {
      return broken(0, place.sequence, "the recorded place in the chain has a wrong signature");
    }
  }
  let count = 0;
  let last = { sequence: start?.sequence ?? 0, hash: start?.hash ?? "" };
  for (;;) {
    const page = await model.find(
      { sequence: { $gt: last.sequence } },
      { sort: { sequence: 1 }, limit: atOnce },
    );
    for (const entry of page) {
      const { sequence, previousHash, hash } = entry;
      if (sequence !== last.sequence + 1) {
        return broken(count, last.sequence + 1, "the entry is missing");
      }
      if (previousHash !== last.hash) {
        return broken(count, sequence, "the hash of the entry before differs");
      }
      if (hash !== auditHash(workspaceId, entry)) {
        return broken(count, sequence, "the entry was changed");
      }
      if (sequence === head?.sequence && hash !== head.hash) {
        return broken(count, sequence, "the entry was replaced");
      }
      count += 1;
      last = { sequence, hash };
    }
    if (page.length < atOnce) {
      break;
    }
  }
  if (count > 0 && !head) {
    return broken(count, last.sequence, "the record of the newest entry is missing");
  }
  if (head && last.sequence < head.sequence) {
    return broken(count, last.sequence + 1, "the entry is missing");
  }
  return { entries: count };
}

function broken(entries: number, sequence: number, reason: string): AuditVerdict {
  return { entries, broken: { sequence, reason } };
}
