import Type from "typebox";
import { Duration, Fields, ShortTemplate, Template, VariableName } from "../fields.ts";
import { defineNodeType, error, type Port } from "../node-type.ts";

const paid: Port = { id: "paid", kind: "next", label: "Paid" };
const failed: Port = { id: "failed", kind: "error", label: "Payment failed" };
const expired: Port = { id: "expired", kind: "timeout", label: "Not paid in time" };

/** Asks for money: sends the link of a payment page and waits until the provider tells what came of it. */
export const payment = defineNodeType({
  type: "payment",
  group: "actions",
  title: "Payment",
  description: "Sends a payment link and waits until it is paid.",
  icon: "credit-card",
  data: Fields({
    connectionId: Type.String({
      maxLength: 64,
      widget: "paymentConnection",
      title: "Paid through",
      filled: true,
    }),
    amount: ShortTemplate({
      title: "Amount",
      description: "Plain digits such as `50000` or `12.50`, or a variable.",
      filled: true,
    }),
    currency: ShortTemplate({
      title: "Currency",
      description: "Three letters: `USD`, `VND`.",
      filled: true,
    }),
    description: ShortTemplate({
      title: "What it is for",
      reader: "contact",
      description: "The payment page shows it.",
      filled: true,
    }),
    text: Template({ title: "Text above the button", filled: true, limit: "text" }),
    button: ShortTemplate({ title: "Button", filled: true, limit: "buttonLabel" }),
    expiry: Duration({ title: "The link is valid for", delays: "expired" }),
    saveTo: Type.Optional(
      VariableName({
        title: "Save the payment as",
        description: "An object with `status`, `amount`, `currency` and `reference`.",
      }),
    ),
  }),
  ports: () => [paid, failed, expired, error],
  summary: ({ amount, currency, description }) => `${amount} ${currency} ${description}`.trim(),
  waits: () => true,
  asksPayment: ({ connectionId, amount, currency }) => ({ connectionId, amount, currency }),
  initial: {
    connectionId: "",
    amount: "",
    currency: "",
    description: "",
    text: "",
    button: "",
    expiry: { amount: 1, unit: "hours" },
  },
  example: {
    connectionId: "65a1b2c3d4e5f60718293a4b",
    amount: "{{ order.total }}",
    currency: "VND",
    description: "Order {{ order.number }}",
    text: "Your order comes to {{ order.total }} ₫.",
    button: "Pay now",
    expiry: { amount: 2, unit: "hours" },
    saveTo: "payment",
  },
});
