import type { Effect } from "@chatloom/runtime";
import type { Config } from "../../context/config.ts";
import { callHttp } from "./call-http.ts";
import type { HttpEnvironment } from "./follow-redirects.ts";
import { failed, type Outcome } from "./outcome.ts";

type Notify = Extract<Effect, { type: "notify" }>;

/** Carries a notification outside: by e-mail (needs `SMTP_URL`) or to a webhook. Notifications for agents are alerts and do not come here. */
export async function sendNotification(
  effect: Notify,
  smtp: Config["smtp"],
  surroundings: Omit<HttpEnvironment, "key">,
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

/** Whoever says so little for so long is not waited for. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

async function sendMail({ id, address, text }: Notify, smtp: Config["smtp"]): Promise<Outcome> {
  if (!smtp) {
    return failed("mail.not-set-up", "No mail server is connected: set SMTP_URL and MAIL_FROM");
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
    return failed("mail.address-invalid", `"${address.slice(0, 100)}" is not an e-mail address`);
  }
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({ url: smtp.url, ...patience });
  const [, domain = "localhost"] = /@([^\s>]+)/.exec(smtp.from) ?? [];
  try {
    await transport.sendMail({
      from: smtp.from,
      to: address,
      subject: text.split("\n", 1)[0]?.slice(0, 120) ?? "",
      text,
      // After a crash it may be sent once more; mail programs show one message of an id.
      messageId: `<${id.replaceAll(":", ".")}@${domain}>`,
    });
    return { answer: null };
  } catch (error) {
    const { code, response } = error as { code?: string; response?: string };
    const said = response === undefined ? (code ?? "error") : response.slice(0, 200);
    return failed("mail.failed", `The mail server did not take the message: ${said}`);
  } finally {
    transport.close();
  }
}
