import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from "@chatloom/api-schema";

/** The server to call, and the API token. */
export interface CalledServer {
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

/** The input of a call, typed by the route's schemas. */
export interface SentToServer<T> {
  readonly params?: ParamsOf<T>;
  readonly query?: QueryOf<T>;
  readonly body?: BodyOf<T>;
}

/** Calls a route of a server. Throws `Refused`, or an error that says that the server cannot be reached. */
export async function callServer<T extends AnyRoute>(
  { url, token }: CalledServer,
  route: T,
  { params, query, body }: SentToServer<T> = {},
): Promise<ReplyOf<T>> {
  const given: Readonly<Record<string, unknown>> = params ?? {};
  const path = route.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(given[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) {
      search.set(name, String(value));
    }
  }
  const address = `${url.replace(/\/+$/, "")}/api/v1${path}${search.size > 0 ? `?${search}` : ""}`;
  const response = await fetch(address, {
    method: route.method.toUpperCase(),
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
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
