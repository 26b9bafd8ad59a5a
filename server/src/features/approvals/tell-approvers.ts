import { addressOf, pages } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import type { Notifications } from "../../pipeline/effects/notifications.ts";
import { accounts } from "../../records/account.ts";
import type { StoredApproval } from "../../records/flow-approval-model.ts";
import { members } from "../../records/member.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { rolesWith } from "../../records/role-permissions.ts";

/** How many people get a mail about one request. */
const mostMails = 50;

/** Tells those who may approve a request: as an alert, and by e-mail where the server sends mails. */
export async function tellApprovers(
  context: ServerContext,
  notifications: Pick<Notifications, "add">,
  {
    _id,
    workspaceId,
    flowId,
    accountId,
    by,
    note,
    flowName,
  }: StoredApproval & { flowName: string },
): Promise<void> {
  const { connection, config } = context;
  const message = [flowName, by, note].filter(Boolean).join(" · ").slice(0, 500);
  await raiseAlert(context, workspaceId, {
    code: "flow.approval-asked",
    message,
    flowId: String(flowId),
  });
  if (!config.smtp) {
    return;
  }
  const publishing = await rolesWith(connection, workspaceId, "flows.publish");
  const approvers = await members(connection)
    .in(workspaceId)
    .find({ role: { $in: publishing }, until: { $exists: false } }, { limit: mostMails + 1 });
  const ids = approvers.map((it) => it.accountId).filter((it) => String(it) !== accountId);
  const people = await accounts(connection)
    .find({ _id: { $in: ids.slice(0, mostMails) } }, { email: 1 })
    .lean();
  const page = addressOf(pages.flow, { flowId: String(flowId) });
  for (const { _id: personId, email } of people) {
    const id = `approval:${_id}:${personId}`;
    const text = `${message}\n${config.publicUrl}${page}`;
    await notifications.add({
      _id: id,
      workspaceId,
      conversationId: "",
      effect: {
        id,
        type: "notify",
        to: "email",
        address: email,
        text,
        flowId: String(flowId),
        nodeId: "",
      },
    });
  }
}
