import type { ContentOf } from "@chatloom/flows-schema";
import { cutText } from "../cut-text.ts";
import { interactive } from "./compose-interactive.ts";

type Part = Record<string, unknown>;

/** The platform takes at most so many products in one list. */
const mostProducts = 30;

/** One product, a list of products, or the whole catalogue where none is named. */
export function composeProducts({
  text,
  catalogId,
  productIds,
  title = "",
}: ContentOf<"products">): Part {
  const [first, ...more] = catalogId === "" ? [] : productIds;
  if (first === undefined) {
    return interactive("catalog_message", text, { action: { name: "catalog_message" } });
  }
  if (more.length === 0) {
    const action = { catalog_id: catalogId, product_retailer_id: first };
    return interactive("product", text, { action });
  }
  const heading = title.trim() || text.trim().split("\n", 1).join("") || "–";
  const items = [first, ...more].slice(0, mostProducts);
  return interactive("product_list", text, {
    header: { type: "text", text: cutText(heading, 60) },
    action: {
      catalog_id: catalogId,
      sections: [
        {
          title: cutText(heading, 24),
          product_items: items.map((it) => ({ product_retailer_id: it })),
        },
      ],
    },
  });
}

const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u200d|\ufe0f/gu;

/** A form (WhatsApp Flow). The token comes back with the answers; the form's id tells which form they are of. */
export function composeForm({ text, button, formId, screen, values }: ContentOf<"form">): Part {
  // The platform refuses emoji here.
  const label = button.replace(emoji, "");
  const payload =
    screen === undefined
      ? undefined
      : { screen, data: values && Object.keys(values).length > 0 ? values : undefined };
  return interactive("flow", text, {
    action: {
      name: "flow",
      parameters: {
        flow_message_version: "3",
        flow_id: formId,
        flow_cta: cutText(label.trim() || "…", 30),
        flow_token: formId,
        flow_action: "navigate",
        flow_action_payload: payload,
      },
    },
  });
}
