import { expect, test } from "vitest";
import { type CheckContext, emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import type { NodeData } from "../flow.ts";
import { payment } from "../nodes/payment.ts";
import { flowOf, node, say, start } from "../testing/flow-of.ts";

function findingsOf(data: Partial<NodeData<"payment">>, context: Partial<CheckContext> = {}) {
  const pay = node("pay", "payment", { ...payment.example, amount: "50000", ...data });
  const flow = flowOf([start, pay, say("thanks")], "start>pay pay.paid>thanks");
  return checkFlow(flow, { ...emptyCheckContext, ...context })
    .filter((it) => it.nodeId === "pay" && !it.code.startsWith("variable."))
    .map((it) => `${it.code} ${it.severity} ${it.path}`);
}

const own = payment.example.connectionId;

test("refuses a payment without a connection, or through one that is gone", () => {
  expect(findingsOf({ connectionId: "" })).toEqual(["field.empty error /connectionId"]);
  const gone = "payment.unknownConnection error /connectionId";
  expect(findingsOf({}, { knownPayments: [] })).toEqual([gone]);
  expect(findingsOf({}, { knownPayments: [{ id: own, name: "Shop" }] })).toEqual([]);
  expect(findingsOf({})).toEqual([]);
});

test.each([
  { amount: "50000", currency: "VND", found: [] },
  { amount: "{{ order.total }}", currency: "VND", found: [] },
  { amount: "{% if vip %}5{% endif %}", currency: "VND", found: [] },
  { amount: "12.50", currency: "usd", found: [] },
  { amount: "50.000", currency: "VND", found: ["amount"] },
  { amount: "50,000", currency: "VND", found: ["amount"] },
  { amount: "12.505", currency: "USD", found: ["amount"] },
  { amount: "0", currency: "USD", found: ["amount"] },
  { amount: "-1", currency: "USD", found: ["amount"] },
  { amount: "a lot", currency: "USD", found: ["amount"] },
  { amount: "a lot", currency: "{{ currency }}", found: ["amount"] },
  { amount: "5", currency: "dollars", found: ["currency"] },
  { amount: "5", currency: "XYZ", found: ["currency"] },
  { amount: "5", currency: "{{ currency }}", found: [] },
])("judges $amount $currency", ({ amount, currency, found }) => {
  expect(findingsOf({ amount, currency })).toEqual(found.map((it) => `payment.${it} error /${it}`));
});

test("refuses a currency that the provider does not take", () => {
  const knownPayments = [{ id: own, name: "Zalo", currencies: ["VND"] }];
  expect(findingsOf({ currency: "vnd" }, { knownPayments })).toEqual([]);
  expect(findingsOf({ currency: "USD" }, { knownPayments })).toEqual([
    "payment.unsupported error /currency",
  ]);
  expect(findingsOf({ currency: "{{ currency }}" }, { knownPayments })).toEqual([]);
});
