import { type NodeData, usualHoldout } from "@chatloom/flows-schema";
import type { Behaviour, Visit } from "../behaviour.ts";
import { hashShare, hashText } from "../hash.ts";

type Variant = NodeData<"abSplit">["variants"][number];

/**
 * Gives the contact a variant, chosen by a hash of contact and node. The variant is stored with the contact, so that other weights or
 * more variants affect new contacts only. Once a winner is declared everyone gets it, and nothing is counted any more.
 */
export const abSplit: Behaviour<"abSplit"> = {
  enter: (visit) => {
    const { data, context, flowId, node } = visit;
    const winner = data.variants.find((it) => it.id === data.winner);
    if (winner) {
      return { then: { do: "leave", port: `variant:${winner.id}` } };
    }
    const place = { flowId, nodeId: node.id };
    const learns = data.mode === "bandit" && !isHeldOut(data.holdout, context.contact.id, place);
    const learnt = learns ? context.variantShares?.[`${flowId}/${node.id}`] : undefined;
    const field = fieldOf(flowId, node.id);
    const kept = data.sticky ? context.contact.fields[field] : undefined;
    const known = data.variants.find((it) => it.id === kept);
    const variant =
      known ?? draw(data.variants, share(visit), (it) => learnt?.[it.id] ?? it.weight);
    if (!variant) {
      return {
        then: { do: "fail", code: "ab-split.empty", message: "The A/B test has no variants" },
      };
    }
    return {
      effects: [{ type: "track", event: "variant", name: variant.id }],
      set: data.sticky && !known ? { [`contact.${field}`]: variant.id } : undefined,
      then: { do: "leave", port: `variant:${variant.id}` },
    };
  },
};

/**
 * Says whether a contact is in the holdout of a test that learns, who get the variants by the weights of the step. It depends on contact
 * and step only, so reports know it too. `holdout` is in percent.
 */
export function isHeldOut(
  holdout: number | undefined,
  contactId: string,
  { flowId, nodeId }: { readonly flowId: string; readonly nodeId: string },
): boolean {
  return hashShare(`${contactId}\n${flowId}\n${nodeId}\nholdout`) * 100 < (holdout ?? usualHoldout);
}

/** Returns the contact field of the variant; a node id alone can occur in several flows. */
function fieldOf(flowId: string, nodeId: string): string {
  return `variant_${nodeId.replace(/\W/g, "_").slice(0, 40)}_${hashText(`${flowId}\n${nodeId}`, 8)}`;
}

function share({ data, context, flowId, node }: Visit<"abSplit">): number {
  const chance = data.sticky ? "" : context.turnId + context.seed;
  return hashShare(`${context.contact.id}\n${flowId}\n${node.id}\n${chance}`);
}

/** Weights that are all zero count as equal. */
function draw(
  variants: readonly Variant[],
  at: number,
  weigh: (variant: Variant) => number,
): Variant | undefined {
  const weights = variants.map((variant) => Math.max(0, weigh(variant)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) {
    return variants[Math.floor(at * variants.length)];
  }
  let rest = at * total;
  return (
    variants.find((_, index) => {
      rest -= weights[index] ?? 0;
      return rest < 0;
    }) ?? variants.findLast((_, index) => (weights[index] ?? 0) > 0)
  );
}
