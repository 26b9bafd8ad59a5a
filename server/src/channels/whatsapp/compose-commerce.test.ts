import type { ContentOf } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { composeForm, composeProducts } from "./compose-commerce.ts";

describe("products and forms", () => {
  const text = "Have a look";
  const products = (productIds: string[], catalogId = "c1", title?: string) =>
    composeProducts({ kind: "products", text, catalogId, productIds, title }).interactive;
  const formOf = (more: Partial<ContentOf<"form">> = {}) =>
    composeForm({ kind: "form", text, button: "Book", formId: "77", ...more }).interactive as {
      readonly action: { readonly parameters: { readonly flow_cta: string } };
    };

  test("offers one product, several, or the whole catalogue", () => {
    expect(products(["red"])).toEqual({
      type: "product",
      body: { text },
      action: { catalog_id: "c1", product_retailer_id: "red" },
    });
    expect(products(["red", "blue"], "c1", "Bags")).toEqual({
      type: "product_list",
      header: { type: "text", text: "Bags" },
      body: { text },
      action: {
        catalog_id: "c1",
        sections: [
          {
            title: "Bags",
            product_items: [{ product_retailer_id: "red" }, { product_retailer_id: "blue" }],
          },
        ],
      },
    });
    const catalogue = {
      type: "catalog_message",
      body: { text },
      action: { name: "catalog_message" },
    };
    expect(products([])).toEqual(catalogue);
    expect(products(["red"], "")).toEqual(catalogue);
  });

  test("keeps to the platform's limits of headings and products", () => {
    const title = "Tất cả túi xách 👜 của mùa hè, thật nhiều màu sắc và kích cỡ khác nhau";
    const many = Array.from({ length: 40 }, (_, n) => `p${n}`);
    const { header, action } = products(many, "c1", title) as {
      header: { text: string };
      action: { sections: { title: string; product_items: unknown[] }[] };
    };
    expect(header.text.length).toBeLessThanOrEqual(60);
    expect(action.sections[0]?.title.length).toBeLessThanOrEqual(24);
    expect(action.sections[0]?.product_items).toHaveLength(30);
  });

  test("opens a form, with a label that the platform takes", () => {
    const parameters = {
      flow_message_version: "3",
      flow_id: "77",
      flow_cta: "Book  now",
      flow_token: "77",
      flow_action: "navigate",
    };
    const button = "Book 🚲 now 👨‍👩‍👧";
    expect(formOf({ button })).toEqual({
      type: "flow",
      body: { text },
      action: { name: "flow", parameters },
    });
    expect(formOf({ button, screen: "DATE", values: { name: "Ann" } }).action).toEqual({
      name: "flow",
      parameters: {
        ...parameters,
        flow_action_payload: { screen: "DATE", data: { name: "Ann" } },
      },
    });
    expect(formOf({ screen: "DATE", values: {} }).action.parameters).toMatchObject({
      flow_action_payload: { screen: "DATE" },
    });
    expect(formOf({ button: "ă".repeat(31) }).action.parameters.flow_cta).toHaveLength(30);
    expect(formOf({ button: "🚲" }).action.parameters.flow_cta).toBe("…");
  });
});
