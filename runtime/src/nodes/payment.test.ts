import { describe, expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import { paymentToken } from "../payment-token.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const minute = 60_000;
const link = { answer: { paymentId: "p1", url: "https://pay.example/p1" } };
const sent = "bot: Please pay";

function report(state: "paid" | "failed", paymentId = "p1") {
  const body = { state, reference: "cs_1" };
  return { input: { type: "callback", token: paymentToken(paymentId), body } } as const;
}

function shop(amount = "50000", currency = "VND") {
  return drawFlow(
    {
      start: ["trigger.keyword", { keywords: ["buy"], match: "exact" }],
      pay: [
        "payment",
        {
          connectionId: "c1",
          amount,
          currency,
          description: "Order 7",
          text: "Please pay",
          button: "Pay",
          expiry: { amount: 1, unit: "hours" },
          saveTo: "payment",
        },
      ],
      thanks: says("Thanks, {{ payment.reference }} {{ payment.status }}"),
      sorry: says("It failed"),
      late: says("Too late: {{ payment.status }}"),
      broken: says("No link: {{ error.code }}"),
      menu: ["trigger.keyword", { keywords: ["menu"], match: "exact" }],
      ask: ["ask", { text: "Which one?", expect: "text", saveTo: "choice" }],
      chosen: says("You chose {{ choice }}"),
    },
    [
      "start > pay",
      "pay:paid > thanks",
      "pay:failed > sorry",
      "pay:expired > late",
      "pay:error > broken",
      "menu > ask",
      "ask > chosen",
    ],
  );
}

describe("payment", () => {
  test("has a link made, sends it and goes on when it is paid", () => {
    const chat = new Chat(shop());
    chat.play("buy");
    expect(chat.effects.find((it) => it.type === "createPayment")).toMatchObject({
      payment: {
        connectionId: "c1",
        amount: 50_000,
        currency: "VND",
        description: "Order 7",
        expiresAt: chat.context.now + 60 * minute,
      },
    });
    chat.play(link);
    expect(chat.effects.at(-2)).toMatchObject({
      type: "send",
      content: {
        kind: "buttons",
        text: "Please pay",
        buttons: [{ type: "url", label: "Pay", url: "https://pay.example/p1" }],
      },
    });
    expect(chat.play(report("paid")).at(-1)).toBe("bot: Thanks, cs_1 paid");
  });

  test("goes on through its own port when the payment failed", () => {
    expect(new Chat(shop()).play("buy", link, report("failed")).at(-1)).toBe("bot: It failed");
  });

  test("takes its error port where no link can be made", () => {
    expect(new Chat(shop()).play("buy", { failure: "payment.refused" }).at(-1)).toBe(
      "bot: No link: payment.refused",
    );
    expect(new Chat(shop()).play("buy", { answer: {} }).at(-1)).toBe(
      "bot: No link: payment.no-link",
    );
  });

  test.each([
    { amount: "abc", currency: "VND", code: "payment.amount-invalid" },
    { amount: "0", currency: "VND", code: "payment.amount-invalid" },
    { amount: "-5", currency: "USD", code: "payment.amount-invalid" },
    { amount: "50.000", currency: "VND", code: "payment.amount-invalid" },
    { amount: "50,000", currency: "VND", code: "payment.amount-invalid" },
    { amount: "12.505", currency: "USD", code: "payment.amount-invalid" },
    { amount: "9999999999999", currency: "USD", code: "payment.amount-invalid" },
    { amount: "{{ nothing }}", currency: "USD", code: "payment.amount-invalid" },
    { amount: "10", currency: "dollars", code: "payment.currency-invalid" },
    { amount: "10", currency: "{{ nothing }}", code: "payment.currency-invalid" },
  ])("asks for no $amount $currency", ({ amount, currency, code }) => {
    expect(new Chat(shop(amount, currency)).play("buy").at(-1)).toBe(`bot: No link: ${code}`);
  });

  test.each([
    { amount: "12.50", currency: "usd", is: 12.5 },
    { amount: " 1.234 ", currency: "KWD", is: 1.234 },
    { amount: "0.1", currency: "EUR", is: 0.1 },
    { amount: "1000000000000", currency: "VND", is: 1_000_000_000_000 },
  ])("asks for $amount $currency", ({ amount, currency, is }) => {
    const chat = new Chat(shop(amount, currency));
    chat.play("buy");
    const asked = chat.effects.find((it) => it.type === "createPayment");
    expect(asked).toMatchObject({ payment: { amount: is } });
  });

  test("asks the provider while it waits, and closes the link at the end", () => {
    const chat = new Chat(shop());
    chat.play("buy", link, { passes: 3 * minute });
    expect(chat.effects.at(-1)).toMatchObject({ type: "checkPayment", close: false });
    chat.play({ answer: { state: "open" } }, { passes: 12 * minute });
    expect(chat.effects.at(-1)).toMatchObject({ type: "checkPayment", close: false });
    chat.play({ failure: "payment.unreachable" }, { passes: 44 * minute });
    expect(chat.effects.filter((it) => it.type === "checkPayment")).toHaveLength(2);
    chat.play({ passes: minute });
    expect(chat.effects.at(-1)).toMatchObject({ type: "checkPayment", close: true });
    expect(chat.play({ answer: { state: "closed" } }).at(-1)).toBe("bot: Too late: expired");
  });

  test("goes on in time although the provider cannot be asked", () => {
    const chat = new Chat(shop());
    chat.play("buy", link, { passes: 3 * minute }, { answer: { state: "open" } });
    chat.play({ passes: 12 * minute }, { answer: { state: "open" } }, { passes: 45 * minute });
    expect(chat.play({ failure: "payment.unreachable" }).at(-1)).toBe("bot: Too late: expired");
  });

  test("waits for the report of a payment that turns out to be settled", () => {
    const chat = new Chat(shop());
    chat.play("buy", link, { passes: 3 * minute }, { answer: { state: "settled" } });
    expect(chat.lines.at(-1)).toBe("→ checkPayment");
    expect(chat.play(report("paid")).at(-1)).toBe("bot: Thanks, cs_1 paid");
  });

  test("takes a report at once while the provider is asked, and needs its answer no more", () => {
    const chat = new Chat(shop());
    chat.play("buy", link, { passes: 3 * minute }, report("paid"));
    expect(chat.lines).toContain("bot: Thanks, cs_1 paid");
    expect(chat.effects.some((it) => it.type === "cancelCall")).toBe(true);
  });

  test("passes over the report about another payment", () => {
    const chat = new Chat(shop());
    chat.play("buy", link, report("failed", "p2"));
    expect(chat.lines.at(-1)).toBe(sent);
    expect(chat.run).toBeDefined();
  });

  test("tells members of a payment after its time, and goes nowhere", () => {
    const chat = new Chat(shop());
    chat.play("buy", link, { passes: 3 * minute }, { answer: { state: "closed" } });
    expect(chat.play(report("paid")).slice(-2)).toEqual([
      "bot: Too late: expired",
      "→ alert payment.unclaimed",
    ]);
    expect(chat.play(report("failed")).at(-1)).toBe("→ alert payment.unclaimed");
  });

  test("lets the contact talk about something else meanwhile", () => {
    const chat = new Chat(shop());
    chat.play("buy", link, "menu");
    expect(chat.lines.at(-1)).toBe("bot: Which one?");
    chat.play({ passes: 3 * minute }, { answer: { state: "open" } }, "the red one");
    expect(chat.lines.at(-1)).toBe("bot: You chose the red one");
    expect(chat.play(report("paid")).at(-1)).toBe("bot: Thanks, cs_1 paid");
  });

  test("keeps what the contact answers while a payment in the background is checked", () => {
    const chat = new Chat(shop());
    chat.play("buy", link, "menu", { passes: 3 * minute }, "the blue one");
    chat.play({ answer: { state: "open" } });
    expect(chat.lines.at(-1)).toBe("bot: You chose the blue one");
    expect(chat.play(report("paid")).at(-1)).toBe("bot: Thanks, cs_1 paid");
  });
});
