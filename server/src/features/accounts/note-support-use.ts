import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import type { Account } from "../../records/account.ts";
import type { MemberRecord } from "../../records/member.ts";
import { type Session, sessions } from "../../records/session-model.ts";
import { writeAudit } from "../../records/write-audit.ts";
import { derivedId } from "../../store/derived-id.ts";

/** Who uses the access of support, and from where. */
interface SupportUse {
  readonly member: MemberRecord;
  readonly account: Account;
  readonly address: string;
}

/** Writes into the audit log that support enters a workspace: once for each session, before anything else happens. */
export async function noteSupportUse(
  context: ServerContext,
  { _id, supportMemberId }: Session,
  { member, account, address }: SupportUse,
): Promise<void> {
  const memberId = String(member._id);
  if (supportMemberId === memberId) {
    return;
  }
  const id = new mongoose.Types.ObjectId(derivedId(`support-used:${_id}:${memberId}`));
  await writeAudit(context, String(member.workspaceId), id, {
    at: context.now(),
    by: { kind: "member", id: String(account._id), name: account.name },
    action: "support.used",
    kind: "support",
    object: { id: memberId, name: account.email },
    address,
    outcome: "done",
    changes: [],
  });
  await sessions(context.connection).updateOne({ _id }, { $set: { supportMemberId: memberId } });
  context.announce(String(member.workspaceId), "support.changed");
}
