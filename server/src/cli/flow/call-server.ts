import type { BodyOf, ParamsOf, ReplyOf, Route } from "@chatloom/api-schema";

/** The options that name a server. */
export const serverOptions = {
  url: { type: "string", default: process.env.CHATLOOM_URL ?? "http://localhost:3000" },
  token: { type: "string", default: process.env.CHATLOOM_TOKEN ?? "" },
} as const;

/** The server to call, and the API token. */
export interface Server {
  readonly url: string;
  readonly token: string;
}

/** A refusal of the server, with its code and details. */
export class Refused extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: { code?: string; detail?: string; details?: Record<string, unknown> }) {
    super(problem.detail ?? "The server refused the request");
    this.code = problem.code ?? "";
    this.details = problem.details ?? {};
  }
}

// biome-ignore lint/suspicious/noExplicitAny: routes differ in all four schemas, which are invariant
type AnyRoute = Route<any, any, any, any>;

/** Calls a route of a server. Throws `Refused`, or an error that says that the server cannot be reached. */
export async function callServer<T extends AnyRoute>(
  { url, token }: Server,
  route: T,
  sent: { readonly params?: ParamsOf<T>; readonly body?: BodyOf<T> } = {},
): Promise<ReplyOf<T>> {
  if (token === "") {
    throw new Error(
      "Set CHATLOOM_TOKEN, or give --token: an API token from the settings of the workspace",
    );
  }
  const params: Readonly<Record<string, unknown>> = sent.params ?? {};
  const path = route.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name])));
  const response = await fetch(`${url.replace(/\/+$/, "")}/api/v1${path}`, {
    method: route.method.toUpperCase(),
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: sent.body === undefined ? null : JSON.stringify(sent.body),
  }).catch((error: unknown) => {
    throw new Error(`${url} cannot be reached: ${reasonOf(error)}`);
  });
  const reply: unknown = await response.json().catch(() => {
    throw new Error(`${url} is no Chatloom server: it answered ${response.status} without JSON`);
  });
  if (!response.ok) {
    throw new Refused(reply as Record<string, never>);
  }
  return reply as ReplyOf<T>;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as { message: string; cause?: { message?: string } };
  return cause?.message || message;
}
