import { currencyDigits, isCurrency, readPlainAmount } from "../currency.ts";
import type { FindingFacts } from "../finding.ts";
import { type FlowNode, nodeTypeOf } from "../flow.ts";
import type { Inspection } from "../inspection.ts";
import type { AskedPayment } from "../node-type.ts";
import { faultAt } from "./fault-at.ts";

/** Finds payments that cannot be made: their connection is gone, the amount is no number, or the provider does not take the currency. */
export function checkPayments({ flow, checkContext }: Inspection): FindingFacts[] {
  return flow.nodes.flatMap((node): FindingFacts[] => {
    const asked = nodeTypeOf(node).asksPayment?.(node.data);
    return asked ? [...connectionOf(node, asked, checkContext), ...sumOf(node, asked)] : [];
  });
}

function connectionOf(
  node: FlowNode,
  { connectionId, currency }: AskedPayment,
  { knownPayments }: Inspection["checkContext"],
): FindingFacts[] {
  if (!knownPayments || connectionId === "") {
    return [];
  }
  const found = knownPayments.find((it) => it.id === connectionId);
  if (!found) {
    return [faultAt(node, "/connectionId", "payment.unknownConnection", {})];
  }
  const code = codeOf(currency);
  return code !== undefined && isCurrency(code) && found.currencies?.includes(code) === false
    ? [faultAt(node, "/currency", "payment.unsupported", { provider: found.name, currency: code })]
    : [];
}

function sumOf(node: FlowNode, { amount, currency }: AskedPayment): FindingFacts[] {
  // Without a currency, as many decimals as any has are fine.
  const code = codeOf(currency) ?? "KWD";
  if (!isCurrency(code)) {
    return [faultAt(node, "/currency", "payment.currency", { currency: currency.trim() })];
  }
  if (isTemplate(amount) || amount.trim() === "" || readPlainAmount(amount, code) !== undefined) {
    return [];
  }
  const example = currencyDigits(code) === 0 ? "50000" : "12.50";
  return [faultAt(node, "/amount", "payment.amount", { amount: amount.trim(), example })];
}

/** The code of a currency as it is sent; undefined while it is empty or filled in later. */
function codeOf(currency: string): string | undefined {
  const code = currency.trim().toUpperCase();
  return code === "" || isTemplate(code) ? undefined : code;
}

function isTemplate(text: string): boolean {
  return text.includes("{{") || text.includes("{%");
}
