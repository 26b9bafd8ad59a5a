import type { BroadcastPlan } from "@chatloom/api-schema";
import {
  canBeSentAlone,
  checkFlow,
  Flow,
  type LoneMessage,
  messageFlow,
  messageNodeId,
} from "@chatloom/flows-schema";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { contentsOf } from "../../domain/broadcast-content.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { flows } from "../../records/flow-model.ts";
import { segments } from "../../records/segment-model.ts";
import { schemaValidator } from "../../validation/schema-validator.ts";
import { findCheckContext } from "../flows/find-check-context.ts";

const flowFlaws = schemaValidator(Flow);

/** Throws `Invalid` with the place where a plan cannot work. */
export async function refusePlan(
  context: ServerContext,
  workspaceId: string,
  plan: BroadcastPlan,
): Promise<void> {
  const { connection } = context;
  if (plan.atLocalTime && plan.at === undefined) {
    refuse("broadcast.time", "/at", "must be given for local times");
  }
  refuseVariants(plan);
  for (const [index, content] of contentsOf(plan).entries()) {
    const at = plan.variants ? `/variants/${index}` : "";
    if ((content.flowId === undefined) === (content.message === undefined)) {
      refuse("broadcast.content", `${at}/flowId`, "must be given, or else a message");
    }
    if (content.flowId !== undefined) {
      const flow = await flows(connection).in(workspaceId).findById(content.flowId);
      if (!flow?.active || flow.version === undefined) {
        refuse("broadcast.flow", `${at}/flowId`, "must be a published, active flow");
      }
    }
    if (content.message) {
      await refuseMessage(context, workspaceId, content.message, `${at}/message`);
    }
  }
  const wanted = [...new Set([...plan.segmentIds, ...plan.excludedSegmentIds])];
  if (
    (await segments(connection)
      .in(workspaceId)
      .count({ _id: { $in: wanted } })) < wanted.length
  ) {
    refuse("broadcast.segment", "/segmentIds", "must be segments that exist");
  }
  const { channelIds } = plan;
  const accounts = channelAccounts(connection).in(workspaceId);
  if ((await accounts.count({ _id: { $in: channelIds } })) < channelIds.length) {
    refuse("broadcast.channel", "/channelIds", "must be connected channels");
  }
}

function refuseVariants({ flowId, message, variants, trial, countClicks }: BroadcastPlan): void {
  if (variants && (flowId !== undefined || message !== undefined)) {
    refuse("broadcast.content", "/variants", "must not be given beside a flow or a message");
  }
  if (variants && new Set(variants.map((it) => it.id)).size < variants.length) {
    refuse("broadcast.variants", "/variants", "must have ids of their own");
  }
  if (trial && !variants) {
    refuse("broadcast.variants", "/trial", "needs variants");
  }
  if (trial?.by === "clicked" && !countClicks) {
    refuse("broadcast.clicks", "/trial/by", "needs counted clicks");
  }
}

/** Checks a message like a step of a flow: its fields, the limits of channels, the templates that it names. */
async function refuseMessage(
  context: ServerContext,
  workspaceId: string,
  message: LoneMessage,
  at: string,
): Promise<void> {
  const { nodes, ...flow } = messageFlow("-", message);
  const flaw = flowFlaws({ ...flow, nodes })[0];
  if (flaw) {
    // The message is the second node of its flow.
    refuse("broadcast.message", at + flaw.at.replace("/nodes/1", ""), flaw.message);
  }
  if (!canBeSentAlone(message)) {
    refuse("broadcast.message", at, "must be a message without buttons that lead on; use a flow");
  }
  const findings = checkFlow(
    { ...flow, nodes },
    await findCheckContext(context, workspaceId, undefined),
  );
  const found = findings.find((it) => it.severity === "error" && it.nodeId === messageNodeId);
  if (found) {
    refuse("broadcast.message", `${at}/data`, `cannot be sent: ${found.message}`);
  }
}

function refuse(code: string, at: string, message: string): never {
  throw new Invalid(code, `${at} ${message}`, [{ at, message }]);
}
