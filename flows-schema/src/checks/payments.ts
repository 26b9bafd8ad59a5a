import { currencyDigits, isCurrency, readPlainAmount } from "../currency.ts";
import type { FindingFacts } from "../finding.ts";
import { type FlowNode, nodeTypeOf } from "../flow.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import type { AskedPayment } from "../node-type.ts";

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
    return [fault(node, "payment.unknownConnection", "/connectionId", {})];
  }
  const code = codeOf(currency);
  return code !== undefined && isCurrency(code) && found.currencies?.includes(code) === false
    ? [fault(node, "payment.unsupported", "/currency", { provider: found.name, currency: code })]
    : [];
}

function sumOf(node: FlowNode, { amount, currency }: AskedPayment): FindingFacts[] {
  // Without a currency, as many decimals as any has are fine.
  const code = codeOf(currency) ?? "KWD";
  if (!isCurrency(code)) {
    return [fault(node, "payment.currency", "/currency", { currency: currency.trim() })];
  }
  if (isTemplate(amount) || amount.trim() === "" || readPlainAmount(amount, code) !== undefined) {
    return [];
  }
  const example = currencyDigits(code) === 0 ? "50000" : "12.50";
  return [fault(node, "payment.amount", "/amount", { amount: amount.trim(), example })];
}

/** The code of a currency as it is sent; undefined while it is empty or filled in later. */
function codeOf(currency: string): string | undefined {
  const code = currency.trim().toUpperCase();
  return code === "" || isTemplate(code) ? undefined : code;
}

function isTemplate(text: string): boolean {
  return text.includes("{{") || text.includes("{%");
}

function fault(
  node: FlowNode,
  code: FindingFacts["code"],
  path: string,
  values: FindingFacts["values"],
): FindingFacts {
  return {
    code,
    severity: "error",
    nodeId: node.id,
    path,
    values: { node: nameNode(node), ...values },
  };
}
