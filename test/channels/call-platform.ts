import type { HttpCall, HttpReply } from "../../server/src/channels/channel.ts";
import { json as parseJson } from "../../server/src/channels/read-json.ts";

/** Makes a call as the server would, without its retries. */
export async function callPlatform({ method, url, headers, json }: HttpCall): Promise<HttpReply> {
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
