import type { Effect } from "@chatloom/runtime";
import type { Config } from "../config.ts";
import { callHttp, type HttpSurroundings } from "./call-http.ts";
import { failed, type Outcome } from "./outcome.ts";

type Notify = Extract<Effect, { type: "notify" }>;

/** Carries a notice outside: by e-mail (needs `SMTP_URL`) or to a webhook. Notices for agents are alerts and do not come here. */
export async function sendNotice(
  effect: Notify,
  smtp: Config["smtp"],
  surroundings: Omit<HttpSurroundings, "key">,
): Promise<Outcome> {
  if (effect.to === "webhook") {
    const body = JSON.stringify({
      text: effect.text,
      flowId: effect.flowId,
      nodeId: effect.nodeId,
    });
    const request = {
      method: "POST",
      url: effect.address,
      headers: [],
      body,
      timeoutMs: 10_000,
      retries: 3,
    };
    return callHttp(request, { ...surroundings, key: effect.id });
  }
  return sendMail(effect, smtp);
}

async function sendMail({ address, text }: Notify, smtp: Config["smtp"]): Promise<Outcome> {
  if (!smtp)
    return failed("mail.not-set-up", "No mail server is connected: set SMTP_URL and MAIL_FROM");
  if (!/^[^\s@]+@[^\s@]+$/.test(address))
    return failed("mail.address-invalid", `"${address.slice(0, 100)}" is not an e-mail address`);
  const { createTransport } = await import("nodemailer");
  const transport = createTransport(smtp.url);
  try {
    await transport.sendMail({
      from: smtp.from,
      to: address,
      subject: text.split("\n", 1)[0]?.slice(0, 120) ?? "",
      text,
    });
    return { answer: null };
  } catch (error) {
    return failed(
      "mail.failed",
      `The mail server did not take the message (${(error as { code?: string }).code ?? "error"})`,
    );
  } finally {
    transport.close();
  }
}
