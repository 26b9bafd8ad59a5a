import { createHmac } from "node:crypto";
import type { ReceivedCall, Verdict } from "./double.ts";

/** A refusal as Meta's Graph API words it. */
export function graphError(
  status: number,
  code: number,
  problem: string,
  subcode?: number,
): Verdict {
  const details = { error_data: { messaging_product: "whatsapp", details: problem } };
  return {
    status,
    problem,
    body: {
      error: {
        message: `(#${code}) ${problem}`,
        type: "OAuthException",
        code,
        ...(subcode === undefined ? details : { error_subcode: subcode }),
        fbtrace_id: "A1b2C3",
      },
    },
  };
}

/** The envelope for a status with nothing more known. */
export function graphEnvelope(status: number): unknown {
  const code = status === 429 ? 4 : status >= 500 ? 2 : status === 401 ? 190 : 100;
  return {
    error: { message: `(#${code}) Refused`, type: "OAuthException", code, fbtrace_id: "A1b2C3" },
  };
}

/** Whether the call carries the token; Graph takes it as a header or in the query. */
export function hasToken({ headers, path }: ReceivedCall, token: string): boolean {
  const query = new URL(path, "http://double").searchParams;
  return headers.authorization === `Bearer ${token}` || query.get("access_token") === token;
}

/** The path without its version and query, in its parts: `["1065…", "messages"]`; undefined without a version. */
export function graphPath(path: string): readonly string[] | undefined {
  const [version, ...parts] = new URL(path, "http://double").pathname.split("/").slice(1);
  return /^v\d+\.\d+$/.test(version ?? "") ? parts : undefined;
}

/** The header with which Meta signs a webhook. */
export function metaHeaders(body: string, appSecret: string): Record<string, string> {
  const digest = createHmac("sha256", appSecret).update(body).digest("hex");
  return { "x-hub-signature-256": `sha256=${digest}` };
}

/** Asks a webhook's address for the challenge, as Meta does when it is registered. */
export async function challenge(address: string, verifyToken: string): Promise<boolean> {
  const url = new URL(address);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", "1158201444");
  url.searchParams.set("hub.verify_token", verifyToken);
  try {
    const response = await fetch(url);
    return response.status === 200 && (await response.text()) === "1158201444";
  } catch {
    return false;
  }
}
