import createClient, { type Client, type Middleware } from "openapi-fetch";
import { ChatloomProblem } from "./chatloom-problem.ts";
import type { paths } from "./generated/openapi.ts";
import { retryingFetch } from "./retrying-fetch.ts";

/** The API's addresses as typed methods: `GET`, `POST`, `PUT`, `PATCH` and `DELETE`. */
export type Chatloom = Client<paths>;

/** How to reach a Chatloom server. */
export interface ChatloomOptions {
  /** The address of the server, such as `https://bots.example.com`. */
  readonly url: string;
  /** An API token, `clm_…`, from Settings → API tokens. */
  readonly token: string;
  /** How often a call is sent again when no answer came, or the server asks to wait (429, 503); 3 unless given. */
  readonly retries?: number | undefined;
  /** Sends the requests; the global `fetch` unless given. */
  readonly fetch?: typeof fetch | undefined;
}

/**
 * Makes a client of the API. Every POST carries an `Idempotency-Key`, so that a call that is sent again takes effect once.
 *
 * @throws {ChatloomProblem} From every call that the server refuses.
 * @example
 * const chatloom = createChatloom({ url: "https://bots.example.com", token: "clm_…" });
 * const { data } = await chatloom.GET("/contacts", { params: { query: { search: "lan@example.com" } } });
 */
export function createChatloom({ url, token, retries = 3, fetch }: ChatloomOptions): Chatloom {
  const client = createClient<paths>({
    baseUrl: `${url.replace(/\/+$/, "")}/api/v1`,
    headers: { authorization: `Bearer ${token}` },
    fetch: retryingFetch(fetch ?? globalThis.fetch, retries),
  });
  client.use(refusals);
  return client;
}

const refusals: Middleware = {
  onRequest({ request }) {
    if (request.method === "POST" && !request.headers.has("idempotency-key")) {
      request.headers.set("idempotency-key", crypto.randomUUID());
    }
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) {
      throw new ChatloomProblem(response.status, await response.json().catch(() => undefined));
    }
  },
};
