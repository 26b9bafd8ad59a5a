import type { Reason } from "@chatloom/api-schema";
import { explainHttp } from "../../pipeline/effects/call-http.ts";
import { type SecretFault, SecretRefused } from "../../records/secret-refused.ts";

const longestMessage = 300;

/** Says why a delivery got no answer. The message is the name of a secret or what the system called it: the words are the studio's. */
export function whyFailed(error: unknown, url: string, timeoutMs: number): Reason {
  if (error instanceof SecretRefused) {
    return { code: codeOf(error.fault), message: error.secretName };
  }
  const timedOut = error instanceof Error && error.name === "TimeoutError";
  const { code, message } = explainHttp(error, { url, timeoutMs }, timedOut).error;
  if (code !== "http.unreachable") {
    return { code, message: message.slice(0, longestMessage) };
  }
  const cause = (error as NodeJS.ErrnoException).code ?? String(error);
  return { code, message: cause.slice(0, longestMessage) };
}

/** Says a failure in English, for the alert. */
export function inEnglish({ code, message }: Reason): string {
  return code === "http.status" ? `it answered ${message}` : `${message} (${code})`;
}

function codeOf(fault: SecretFault): string {
  switch (fault) {
    case "missing":
      return "webhook.secret-missing";
    case "kind":
      return "webhook.secret-kind";
    case "host":
      return "webhook.secret-host";
    case "insecure":
      return "webhook.secret-insecure";
    case "unreadable":
      return "webhook.secret-unreadable";
    case "disconnected":
      return "webhook.service-disconnected";
    case "busy":
      return "webhook.service-busy";
  }
}

/** Gives the reason of a failure that was stored. Older ones are texts. */
export function storedReason(stored: Reason | string | undefined): Reason | undefined {
  return typeof stored === "string" ? { code: "webhook.failed", message: stored } : stored;
}
