import { createHmac } from "node:crypto";
import type { WebhookReply, WebhookRequest } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";

interface MetaApp {
  readonly appSecret: string;
  readonly verifyToken?: string;
}

/** Answers Meta's challenge when the webhook's address is entered. */
export function answerChallenge({ query }: WebhookRequest, app: MetaApp): WebhookReply {
  const challenge = query["hub.challenge"];
  const genuine =
    query["hub.mode"] === "subscribe" && sameSecret(query["hub.verify_token"], verifyTokenOf(app));
  return genuine && challenge !== undefined
    ? { status: 200, body: challenge, contentType: "text/plain" }
    : {
        status: 403,
        body: "The verify token is not the one of this channel.",
        contentType: "text/plain",
      };
}

/** The verify token given, or else one derived from the app secret, so that there always is one. */
export function verifyTokenOf({ appSecret, verifyToken }: MetaApp): string {
  if (verifyToken !== undefined && verifyToken !== "") {
    return verifyToken;
  }
  return createHmac("sha256", appSecret)
    .update("chatloom webhook verify token")
    .digest("hex")
    .slice(0, 32);
}
