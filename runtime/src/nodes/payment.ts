import { isAmount, isCurrency, type MessageContent, readPlainAmount } from "@chatloom/flows-schema";
import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { durationMs } from "../duration-ms.ts";
import type { Input, JsonObject, JsonValue } from "../input.ts";
import { parseNumber } from "../parse-number.ts";
import { paymentToken } from "../payment-token.ts";
import { toText } from "../to-text.ts";

type Here = Visit<"payment">;

/** The step's memory while the contact pays. Times are epoch milliseconds. */
interface Memory {
  readonly amount: number;
  readonly currency: string;
  readonly expiresAt: number;
  /** Absent until the link exists. */
  readonly paymentId?: string;
  readonly sentAt?: number;
  /** How often the provider was asked. */
  readonly checks?: number;
}

/** The provider is asked so long after the link was sent: its own report may have been lost. */
const checkAfterMs = [3 * 60_000, 15 * 60_000];
/** How long a report that is stored already may take to arrive here. */
const reportMs = 5 * 60_000;
const shortestMs = 60_000;

/** Has a payment link made, sends it, and goes on with what the provider reports, or when the link has expired. */
export const payment: Behaviour<"payment"> = {
  enter: (visit) => {
    const { data, context } = visit;
    const currency = visit.render(data.currency).trim().toUpperCase();
    if (!isCurrency(currency)) {
      return fail("payment.currency-invalid", `"${currency.slice(0, 20)}" is not a currency`);
    }
    const amount = amountOf(visit, currency);
    if (amount === undefined) {
      const given = visit.render(data.amount).trim().slice(0, 50);
      return fail("payment.amount-invalid", `"${given}" is not an amount of ${currency}`);
    }
    const { connectionId } = data;
    const description = visit.render(data.description).trim();
    const expiresAt = context.now + Math.max(shortestMs, durationMs(data.expiry));
    return {
      effects: [
        {
          type: "createPayment",
          payment: { connectionId, amount, currency, description, expiresAt },
        },
      ],
      then: { do: "waitForEffect", memory: { amount, currency, expiresAt } },
    };
  },
  interrupts: (input, memory) => isReport(input, read(memory)),
  resume: (visit, input, stored) => {
    const memory = read(stored);
    switch (input.type) {
      case "effectAnswered":
        return memory.paymentId === undefined
          ? sendLink(visit, memory, input.answer)
          : afterCheck(visit, memory, stateOf(input.answer));
      case "effectFailed":
        return memory.paymentId === undefined
          ? fail(input.error.code, input.error.message)
          : afterCheck(visit, memory, "open");
      case "timerFired":
        return check(visit, memory);
      case "callback":
        return isReport(input, memory)
          ? report(visit, memory, input.body as JsonObject)
          : { then: { do: "decline" } };
      default:
        return { then: { do: "decline" } };
    }
  },
};

/** Reads the amount. Digits are read in the contact's notation only where the contact typed them. */
function amountOf(visit: Here, currency: string): number | undefined {
  const { amount } = visit.data;
  const value = visit.evaluate(amount);
  const { typedIn } = visit.notation(amount);
  const read =
    typeof value === "number"
      ? value
      : typedIn === undefined
        ? readPlainAmount(toText(value), currency)
        : parseNumber(toText(value), typedIn);
  return read !== undefined && isAmount(read, currency) ? read : undefined;
}

function sendLink(visit: Here, memory: Memory, answer: JsonValue): Decision {
  const { paymentId, url } = (answer ?? {}) as JsonObject;
  if (typeof paymentId !== "string" || typeof url !== "string") {
    return fail("payment.no-link", "The payment provider made no link");
  }
  const { data, context } = visit;
  const label = visit.render(data.button);
  const content: MessageContent = {
    kind: "buttons",
    text: visit.render(data.text),
    buttons: [{ type: "url", label, url }],
  };
  const waiting = { ...memory, paymentId, sentAt: context.now, checks: 0 };
  return { effects: visit.say(content), then: waitFor(waiting, nextCheck(waiting)) };
}

function check({ context }: Here, memory: Memory): Decision {
  const { paymentId = "", expiresAt, checks = 0 } = memory;
  return {
    effects: [{ type: "checkPayment", paymentId, close: context.now >= expiresAt }],
    then: { do: "waitForEffect", memory: { ...memory, checks: checks + 1 } },
  };
}

function afterCheck(visit: Here, memory: Memory, state: string): Decision {
  const { now } = visit.context;
  if (state === "settled") {
    return { then: waitFor(memory, now + reportMs) };
  }
  if (state === "closed" || now >= memory.expiresAt) {
    return leave(visit, memory, "expired", {});
  }
  return { then: waitFor(memory, nextCheck(memory)) };
}

function report(visit: Here, memory: Memory, body: JsonObject): Decision {
  const port = body.state === "paid" ? "paid" : "failed";
  return leave(visit, memory, port, { reference: body.reference ?? "" });
}

function leave(
  { data }: Here,
  { amount, currency }: Memory,
  status: "paid" | "failed" | "expired",
  facts: JsonObject,
): Decision {
  const set = data.saveTo ? { [data.saveTo]: { status, amount, currency, ...facts } } : undefined;
  return { set, then: { do: "leave", port: status } };
}

function waitFor(memory: Memory, timeoutAt: number): Decision["then"] {
  const token = paymentToken(memory.paymentId ?? "");
  return { do: "wait", for: "callback", token, memory: { ...memory }, timeoutAt };
}

function nextCheck({ sentAt = 0, checks = 0, expiresAt }: Memory): number {
  const after = checkAfterMs[checks];
  return after === undefined ? expiresAt : Math.min(expiresAt, sentAt + after);
}

function isReport(input: Input, { paymentId }: Memory): boolean {
  return (
    input.type === "callback" && paymentId !== undefined && input.token === paymentToken(paymentId)
  );
}

function stateOf(answer: JsonValue): string {
  const { state } = (answer ?? {}) as JsonObject;
  return typeof state === "string" ? state : "open";
}

function read(memory: JsonValue): Memory {
  return memory as JsonObject & Memory;
}

function fail(code: string, message: string): Decision {
  return { then: { do: "fail", code, message } };
}
