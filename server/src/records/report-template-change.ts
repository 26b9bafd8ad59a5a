import { findTemplate, type MessageTemplate, sentTemplateOf } from "@chatloom/flows-schema";
import type { ServerContext } from "../context/server-context.ts";
import type { ConnectedChannel } from "./connected-channel.ts";
import { loadPrograms } from "./load-programs.ts";
import { raiseAlert } from "./raise-alert.ts";

/**
 * Raises an alert when a template that an active flow sends can no longer be sent. Each flow gets an alert of its own. Templates that
 * were not approved before are not reported: they are news to nobody.
 */
export async function reportTemplateChange(
  context: ServerContext,
  { id: channelId, workspaceId, name }: Pick<ConnectedChannel, "id" | "workspaceId" | "name">,
  before: MessageTemplate | undefined,
  template: MessageTemplate,
): Promise<void> {
  const { status } = template;
  const wasSendable = before?.status === "approved" || before?.status === "pending";
  if (!wasSendable || status === "approved" || status === "pending") {
    return;
  }
  const { active } = await loadPrograms(context, workspaceId);
  const users = active.filter(({ flow }) =>
    flow.nodes.some((node) => {
      const sent = sentTemplateOf(node);
      return sent !== undefined && findTemplate([template], sent) !== undefined;
    }),
  );
  for (const { flow, flowId } of users) {
    const why = template.reason === undefined ? "" : ` ${template.reason}`;
    await raiseAlert(context, workspaceId, {
      code: `template.${status}`,
      message: `“${flow.name}” sends the template “${template.title ?? template.name}” (${template.language}), which “${name}” ${words[status]}.${why}`,
      flowId,
      channelId,
    });
  }
}

const words = {
  paused: "has paused",
  rejected: "has rejected",
  disabled: "no longer sends",
} as const;
