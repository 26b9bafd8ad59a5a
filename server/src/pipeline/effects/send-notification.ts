import type { Effect } from "@chatloom/runtime";
import type { Config } from "../../context/config.ts";
import { callHttp } from "./call-http.ts";
import type { HttpEnvironment } from "./follow-redirects.ts";
import { mailText } from "./mail-text.ts";
import type { Outcome } from "./outcome.ts";

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
  return mailText(effect, smtp);
}
