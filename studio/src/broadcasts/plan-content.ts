import type { BroadcastPlan, BroadcastVariant } from "@chatloom/api-schema";
import {
  canBeSentAlone,
  checkFlow,
  emptyCheckContext,
  messageFlow,
  messageNodeId,
  type NodeTypeId,
  nodeTypeOf,
  nodeTypes,
} from "@chatloom/flows-schema";

/** What a contact gets: a flow, or a message as the step that sends it. */
export type PlanContent = Pick<BroadcastVariant, "flowId" | "message">;

/** The types of steps that a broadcast can send by itself. */
export const messageTypes = (Object.keys(nodeTypes) as NodeTypeId[]).filter((type) =>
  canBeSentAlone({ type, data: nodeTypeOf({ type }).initial }),
);

/** Whether a content was chosen and has no empty field. What else a message must be, the server says. */
export function isWhole({ flowId, message }: PlanContent): boolean {
  if (!message) {
    return (flowId ?? "") !== "";
  }
  return checkFlow(messageFlow("-", message), emptyCheckContext).every(
    (it) => it.severity !== "error" || it.nodeId !== messageNodeId,
  );
}

/** Whether everything that a plan needs is given. */
export function isComplete(plan: BroadcastPlan): boolean {
  return plan.name.trim() !== "" && (plan.variants ?? [plan]).every(isWhole);
}

const ids = ["a", "b", "c", "d", "e"];

/** The most variants of a broadcast. */
export const mostVariants = ids.length;

/** Adds a variant; the only content so far becomes the first. */
export function withVariantAdded({ flowId, message, ...plan }: BroadcastPlan): BroadcastPlan {
  const before = plan.variants ?? [{ id: "a", weight: 1, flowId, message }];
  const id = ids.find((it) => !before.some((other) => other.id === it));
  return id === undefined ? plan : { ...plan, variants: [...before, { id, weight: 1 }] };
}

/** Removes a variant. What remains of two is the only content. */
export function withVariantRemoved(plan: BroadcastPlan, id: string): BroadcastPlan {
  const { variants = [], trial, ...rest } = plan;
  const left = variants.filter((it) => it.id !== id);
  const [only, second] = left;
  return only && !second
    ? { ...rest, flowId: only.flowId, message: only.message }
    : { ...rest, variants: left, trial };
}

/** The name of a variant: A, B, C … */
export function variantName(index: number): string {
  return (ids[index] ?? "").toUpperCase();
}
