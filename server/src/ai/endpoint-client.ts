import { LRUCache } from "lru-cache";
import type OpenAI from "openai";
import type { Dispatcher } from "undici";
import type { ModelEndpoint } from "./model-endpoint.ts";

const clients = new WeakMap<Dispatcher, LRUCache<string, OpenAI>>();

/** Gives the client of an endpoint. It is made at the first use: most servers never need it, and it is large. */
export async function endpointClient({
  baseUrl,
  apiKey,
  dispatcher,
}: ModelEndpoint): Promise<OpenAI> {
  const known = clients.get(dispatcher) ?? new LRUCache<string, OpenAI>({ max: 200 });
  clients.set(dispatcher, known);
  const name = `${baseUrl}\n${apiKey}`;
  const before = known.get(name);
  if (before) {
    return before;
  }
  const [{ default: Client }, { fetch }] = await Promise.all([import("openai"), import("undici")]);
  const client = new Client({
    // Some local endpoints want no key; the client insists on one.
    apiKey: apiKey ?? "none",
    // Empty, these would be read from the environment, which belongs to the operator's connection only.
    baseURL: baseUrl ?? "https://api.openai.com/v1",
    organization: null,
    project: null,
    maxRetries: 2,
    fetch: fetch as unknown as typeof globalThis.fetch,
    // Nobody has checked where a redirect leads.
    fetchOptions: { redirect: "error", dispatcher } as object,
  });
  known.set(name, client);
  return client;
}
