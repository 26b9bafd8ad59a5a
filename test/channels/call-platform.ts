import type { HttpReply, PlatformCall } from "../../server/src/channels/channel.ts";
import { json as parseJson } from "../../server/src/channels/read-json.ts";

/** Makes a call as the server would, without its retries. */
export async function callPlatform(call: PlatformCall): Promise<HttpReply> {
  if ("protocol" in call) {
    throw new Error("Mail servers are called by tests of their own");
  }
  const { method, url, headers, json } = call;
  const response = await fetch(url, {
    method,
    headers:
      json === undefined ? { ...headers } : { "content-type": "application/json", ...headers },
    body: json === undefined ? null : JSON.stringify(json),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: parseJson(text) ?? text,
  };
}
