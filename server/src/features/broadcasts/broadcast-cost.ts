import type { BroadcastPlan, PriceTable } from "@chatloom/api-schema";
import { compile, countryOfPhone, type Program } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { contentFlow, contentsOf } from "../../domain/broadcast-content.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { openingMessages } from "../../domain/opening-messages.ts";
import { priceOf } from "../../domain/price-of.ts";
import { categoriesOfTemplates } from "../../records/categories-of-templates.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import { readPriceTable } from "../../records/price-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** The cost of the messages to one contact, and for how many of them there is no price. */
export interface MessageCost {
  readonly amount: number;
  readonly unpriced: number;
}
export const noCost: MessageCost = { amount: 0, unpriced: 0 };

/** Computes what the opening messages of a content cost for a contact on a type of channel. */
export type CostOf = (contact: Pick<ContactDoc, "phone">, channelType: string) => MessageCost;

/** Returns for each content of a plan the function that computes its cost. */
export async function createCosts(
  context: ServerContext,
  workspaceId: ObjectId,
  plan: BroadcastPlan,
): Promise<readonly CostOf[]> {
  const { prices } = await readPriceTable(context.connection, workspaceId);
  const contents = contentsOf(plan);
  if (prices.length === 0) {
    return contents.map(() => () => noCost);
  }
  const { active } = await loadPrograms(context, String(workspaceId));
  return Promise.all(
    contents.map(({ flowId }, index) => {
      const drawn = contentFlow(plan, index + 1);
      const program = drawn
        ? compile(drawn, { flowId: "", version: 0 })
        : active.find((it) => it.flowId === flowId);
      return program ? costsOf(context, workspaceId, prices, program) : () => noCost;
    }),
  );
}

async function costsOf(
  { connection }: ServerContext,
  workspaceId: ObjectId,
  prices: PriceTable["prices"],
  program: Program,
): Promise<CostOf> {
  const opening = openingMessages(program);
  const names = opening.flatMap((it) => it.template ?? []);
  const categories: ReadonlyMap<string, string> =
    names.length === 0 ? new Map() : await categoriesOfTemplates(connection, workspaceId, names);
  const messages = opening.map(({ template }) => ({
    template: template ?? "",
    category: template === undefined ? "service" : categories.get(template) || "marketing",
  }));
  // A channel without any price is free.
  const priced = new Set(prices.map((it) => it.channelType));
  return ({ phone }, channelType) => {
    if (!priced.has(channelType)) {
      return noCost;
    }
    const country = countryOfPhone(phone) ?? "";
    let [amount, unpriced] = [0, 0];
    for (const message of messages) {
      const price = priceOf(prices, { channelType, country, ...message });
      amount += price ?? 0;
      unpriced += price === undefined ? 1 : 0;
    }
    return { amount, unpriced };
  };
}
