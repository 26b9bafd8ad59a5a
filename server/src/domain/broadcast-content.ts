import type { BroadcastPlan, BroadcastVariant } from "@chatloom/api-schema";
import { type Flow, messageFlow } from "@chatloom/flows-schema";
import { derivedId } from "../store/derived-id.ts";

/** What a contact gets: a flow or a message. */
export type BroadcastContent = Pick<BroadcastVariant, "flowId" | "message">;

/** Lists the contents of a plan: those of its variants, or the only one. */
export function contentsOf({
  variants,
  flowId,
  message,
}: Pick<BroadcastPlan, "variants" | "flowId" | "message">): readonly BroadcastContent[] {
  return variants ?? [{ flowId, message }];
}

/** Draws the flow of a message of a plan; undefined where the content is a flow of its own. `number` counts contents from 1. */
export function contentFlow(plan: BroadcastPlan, number: number): Flow | undefined {
  const message = contentsOf(plan)[number - 1]?.message;
  return message && messageFlow(plan.name, message);
}

/** Draws by a text: the same text always gives the same answer, and of many texts `percent` of a hundred are in. */
export function isInShare(text: string, percent: number): boolean {
  return fractionOf(text) < percent / 100;
}

/** Whether a contact belongs to the trial of a broadcast. */
export function isInTrial(
  broadcastId: string,
  { trial }: Pick<BroadcastPlan, "trial">,
  contactId: string,
): boolean {
  return trial !== undefined && isInShare(`${broadcastId}:trial:${contactId}`, trial.share);
}

/** Draws the variant of a contact by the weights: the same contact always gets the same one. Undefined without variants. */
export function drawVariant(
  broadcastId: string,
  { variants }: Pick<BroadcastPlan, "variants">,
  contactId: string,
): string | undefined {
  const total = variants?.reduce((sum, it) => sum + it.weight, 0) ?? 0;
  let left = fractionOf(`${broadcastId}:variant:${contactId}`) * total;
  return variants?.find(({ weight }) => {
    left -= weight;
    return left < 0;
  })?.id;
}

/** A number from 0 to below 1 that follows from a text. */
function fractionOf(text: string): number {
  return Number.parseInt(derivedId(text).slice(0, 12), 16) / 2 ** 48;
}
