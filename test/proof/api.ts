import type { Flow } from "@chatloom/flows-schema";

/** Calls a server's API as its owner. */
export interface Api {
  readonly call: <T>(method: string, path: string, body?: unknown) => Promise<T>;
}

/** A signed-in owner, with the cookie of the session. */
export interface Session extends Api {
  readonly cookie: string;
}

/** Signs in at a server. */
export async function signIn(
  url: string,
  credentials: { readonly email: string; readonly password: string },
): Promise<Session> {
  const session = await send("POST", "/session", credentials, "");
  const cookie = (session.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";

  async function send(method: string, path: string, body: unknown, cookie: string) {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", cookie },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response;
  }

  return {
    cookie,
    call: async <T>(method: string, path: string, body?: unknown) =>
      (await (await send(method, path, body, cookie)).json()) as T,
  };
}

/** Creates and publishes a flow. Returns its id. */
export async function publishFlow(api: Api, draft: Flow): Promise<string> {
  const { id } = await api.call<{ id: string }>("POST", "/flows", { name: draft.name });
  const { revision } = await api.call<{ revision: number }>("GET", `/flows/${id}`);
  const body = { revision, draft };
  const saved = await api.call<{ revision: number }>("PUT", `/flows/${id}/draft`, body);
  await api.call("POST", `/flows/${id}/publish`, { revision: saved.revision });
  return id;
}

/** Connects a channel. Returns its id. */
export async function connectChannel(
  api: Api,
  type: string,
  name: string,
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  const { id } = await api.call<{ id: string }>("POST", "/channels", { type, name, settings });
  return id;
}
