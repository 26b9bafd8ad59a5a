import { type Chatloom, createChatloom } from "@chatloom/client";

/**
 * Tells Chatloom that an order was shipped: flows whose trigger waits for the event `order shipped` write to the customer.
 *
 * @returns In how many conversations the event arrived; 0 if nobody has this e-mail address.
 */
export async function reportShippedOrder(
  chatloom: Chatloom,
  order: { readonly number: string; readonly email: string },
): Promise<number> {
  const found = await chatloom.GET("/contacts", { params: { query: { search: order.email } } });
  const contact = found.data?.items.find((it) => it.email === order.email);
  if (!contact) {
    return 0;
  }
  const reported = await chatloom.POST("/events", {
    body: {
      name: "order shipped",
      contactId: contact.id,
      properties: { number: order.number },
      // Starts no second flow when the same order is reported again.
      key: `shipped-${order.number}`,
    },
  });
  return reported.data?.conversations ?? 0;
}

const { CHATLOOM_URL: url, CHATLOOM_TOKEN: token } = process.env;
if (url && token) {
  const [number = "", email = ""] = process.argv.slice(2);
  console.log(await reportShippedOrder(createChatloom({ url, token }), { number, email }));
}
