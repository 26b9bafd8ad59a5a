import type { Double, Platform } from "../double.ts";
import { serve } from "../serve.ts";

/** A stand-in for a small CRM with a REST API of its own form. */
export interface HttpCrmDouble
  extends Pick<Double, "type" | "url" | "settings" | "calls" | "refusals" | "fail" | "close"> {
  readonly people: ReadonlyMap<string, Record<string, unknown>>;
}

/** Starts the double on a free port: `{ data: [person] }` for a search, fields below `person`. */
export async function startHttpCrm(now: () => number = Date.now): Promise<HttpCrmDouble> {
  const people = new Map<string, Record<string, unknown>>();
  const platform: Platform = {
    type: "httpCrm",
    settings: (url) => ({
      apiBaseUrl: `${url}/api`,
      authHeader: "X-Api-Key",
      authValue: "key-1",
      findPath: "/people?mail={{email}}",
      foundAt: "data.0",
      idAt: "key",
      createPath: "/people",
      updatePath: "/people/{{id}}",
      updateMethod: "PUT",
      writtenAt: "person",
      bodyAt: "person",
    }),
    answer({ method, path, headers, body }) {
      if (headers["x-api-key"] !== "key-1") {
        return { status: 401, body: { error: "No key" }, problem: "No key" };
      }
      const url = new URL(path, "http://double");
      if (method === "GET" && url.pathname === "/api/people") {
        const mail = url.searchParams.get("mail");
        const data = [...people.values()].filter((it) => it.mail === mail && mail !== "");
        return { status: 200, body: { data } };
      }
      const { person } = (body ?? {}) as { person?: Record<string, unknown> };
      if (!person) {
        return { status: 422, body: { error: "No person" }, problem: "No person" };
      }
      const id = url.pathname.split("/")[3];
      const known = id === undefined ? undefined : people.get(id);
      if (id !== undefined && !known) {
        return { status: 404, body: { error: "Nobody" } };
      }
      const key = id ?? `p${people.size + 1}`;
      const next = { ...known, ...person, key };
      people.set(key, next);
      return { status: 200, body: { person: next } };
    },
    envelope: (status) => ({ error: `Status ${status}` }),
    isSend: ({ method }) => method !== "GET",
    identity: ({ method, path, raw }) => `${method} ${path} ${raw}`,
    webhookBody: () => ({}),
    sign: () => ({}),
  };
  return Object.assign(await serve(platform, now), { people });
}
