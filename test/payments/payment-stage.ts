import type { Config } from "@chatloom/server";
import type { Double } from "../doubles/double.ts";
import type { PaymentDouble, PaymentPage } from "../doubles/payments/payment-double.ts";
import { type PaymentDoubleType, startPayments } from "../doubles/payments/start-payments.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

/** A server with a channel and a payment provider, and a flow that sells something for 50,000 dong. */
export interface PaymentStage {
  readonly world: World;
  readonly http: Double;
  readonly provider: PaymentDouble;
  readonly connectionId: string;
  /** The addresses of both webhooks. */
  readonly channelHook: string;
  readonly paymentHook: string;
  /** A contact writes. */
  readonly write: (from: string, text: string) => Promise<number>;
  /** A contact writes `buy`; resolves with the page whose link they got. */
  readonly buy: (from: string) => Promise<PaymentPage>;
  /** The texts that a contact got, in order. */
  readonly heard: (from: string) => readonly string[];
  /** Moves the clocks of server and provider forward. */
  readonly advance: (ms: number) => void;
  readonly alerts: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export async function startPaymentStage(
  type: PaymentDoubleType,
  config: Partial<Config> = {},
): Promise<PaymentStage> {
  let skipped = 0;
  const now = () => Date.now() + skipped;
  const world = await startWorld(config);
  const [http, provider] = await Promise.all([startDouble("http", now), startPayments(type, now)]);
  const channelHook = await connect(world, http);
  const { id: connectionId, webhookUrl: paymentHook } = await world.call(
    routes.channels.connectChannel,
    { body: { type, name: "Our till", settings: { ...provider.settings } } },
  );
  await publish(
    world,
    flowOf(
      "Shop",
      {
        buy: keyword("buy"),
        pay: {
          type: "payment",
          data: {
            connectionId,
            amount: "50000",
            currency: "VND",
            description: "Bicycle bell",
            text: "Please pay",
            button: "Pay",
            expiry: { amount: 1, unit: "hours" },
            saveTo: "payment",
          },
        },
        thanks: say("Thanks for {{ payment.amount }} {{ payment.currency }}"),
        sorry: say("It failed"),
        late: say("Too late"),
        broken: say("No link: {{ error.code }}"),
        hello: keyword("hello"),
        hi: say("Hi"),
      },
      [
        "buy.next > pay",
        "pay.paid > thanks",
        "pay.failed > sorry",
        "pay.expired > late",
        "pay.error > broken",
        "hello.next > hi",
      ],
    ),
  );
  const write = (from: string, text: string) =>
    http.deliver(channelHook, { kind: "text", from, name: from, text });
  const heard = (from: string) =>
    http.sends.filter((it) => JSON.stringify(it.body).includes(`"${from}"`)).map(textOf);

  return {
    world,
    http,
    provider,
    connectionId,
    channelHook,
    paymentHook,
    write,
    heard,
    async buy(from) {
      const before = heard(from).filter((it) => it === "Please pay").length;
      await write(from, "buy");
      await until(() => heard(from).filter((it) => it === "Please pay").length > before);
      const sent = http.sends.filter((it) => JSON.stringify(it.body).includes(`"${from}"`)).at(-1);
      const page = provider.pages().find((it) => JSON.stringify(sent?.body).includes(`${it.url}"`));
      if (!page) {
        throw new Error("The contact got no link");
      }
      return page;
    },
    advance(ms) {
      skipped += ms;
      world.advance(ms);
    },
    async alerts() {
      const { items } = await world.call(routes.operations.listAlerts, { query: {} });
      return items.map((it) => it.code);
    },
    close: async () => {
      await Promise.all([world.close(), http.close(), provider.close()]);
    },
  };
}

function textOf({ body }: { readonly body: unknown }): string {
  const { message, content } = body as { message?: { text?: string }; content?: { text?: string } };
  return message?.text ?? content?.text ?? JSON.stringify(body);
}
