import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { accounts } from "../../records/account.ts";
import { type MemberRecord, members } from "../../records/member.ts";
import { writeAudit } from "../../records/write-audit.ts";
import { derivedId } from "../../store/derived-id.ts";
import { type DueWork, startDueWork } from "../../store/due-work.ts";
import { endMembership } from "./end-membership.ts";

const lookEveryMs = 5_000;
const leaseMs = 60_000;

/** Removes support whose time is over, with its sessions and live connections. Requests are refused from that moment on anyway. */
export function startSupportEnds(context: ServerContext): DueWork {
  const { connection, log, now } = context;
  const due = startDueWork<MemberRecord>({
    log,
    name: "the ends of support access",
    lookEveryMs,
    mostAtOnce: 1,
    take: async () => {
      const at = now();
      const taken = await members(connection)
        .acrossWorkspaces.findOneAndUpdate(
          {
            until: { $lte: at },
            $or: [{ endingUntil: { $exists: false } }, { endingUntil: { $lte: at } }],
          },
          { $set: { endingUntil: at + leaseMs } },
          { sort: { until: 1 } },
        )
        .lean<MemberRecord>();
      return taken ?? undefined;
    },
    work: end,
    idsOf: ({ _id, workspaceId }) => ({ memberId: String(_id), workspaceId: String(workspaceId) }),
  });
  due.look();
  return due;

  async function end(member: MemberRecord): Promise<void> {
    const workspaceId = String(member.workspaceId);
    const memberId = String(member._id);
    const account = await accounts(connection).findById(member.accountId).lean();
    // Written first and once: whoever takes over after a crash ends the rest.
    await writeAudit(
      context,
      workspaceId,
      new mongoose.Types.ObjectId(derivedId(`support-ended:${memberId}`)),
      {
        at: now(),
        by: { kind: "system", id: "system", name: "" },
        action: "support.ended",
        kind: "support",
        object: { id: memberId, name: account?.email ?? "" },
        address: "",
        outcome: "done",
        changes: [],
      },
    );
    await endMembership(context, member);
    context.announce(workspaceId, "support.changed");
  }
}
