import type { ContentOf } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";

type Shop = ContentOf<"products" | "coupon" | "receipt">;

/** Composes the template of Messenger that shows it; undefined for products that only WhatsApp knows. */
export function composeShop(content: Shop): Record<string, unknown> | undefined {
  switch (content.kind) {
    case "products":
      return content.shopIds && content.shopIds.length > 0
        ? { template_type: "product", elements: content.shopIds.map((id) => ({ id })) }
        : undefined;
    case "coupon": {
      const { title, subtitle, code, pageUrl, imageUrl } = content;
      return {
        template_type: "coupon",
        title,
        ...defined({ subtitle, image_url: imageUrl }),
        ...(code === undefined ? { coupon_url: pageUrl } : { coupon_code: code }),
        payload: (code ?? title).slice(0, 1_000),
      };
    }
    case "receipt": {
      const { orderNumber, name, items, adjustments, total, currency, payment, pageUrl } = content;
      return {
        template_type: "receipt",
        recipient_name: name,
        order_number: orderNumber,
        currency,
        payment_method: payment,
        ...defined({ order_url: pageUrl }),
        summary: { total_cost: Number(total) },
        ...defined({
          adjustments:
            adjustments.length > 0
              ? adjustments.map((it) => ({ name: it.name, amount: Number(it.amount) }))
              : undefined,
          elements:
            items.length > 0
              ? items.map((it) => ({
                  title: it.title,
                  price: Number(it.price),
                  currency,
                  ...defined({
                    quantity: it.quantity === undefined ? undefined : Number(it.quantity),
                    image_url: it.imageUrl,
                  }),
                }))
              : undefined,
        }),
      };
    }
  }
}
