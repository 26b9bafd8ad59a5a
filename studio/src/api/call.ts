import type { Route } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Static, TObject, TSchema } from "typebox";
import { ApiProblem } from "../ui/api-problem.ts";
import { readRefusal } from "./read-refusal.ts";

/** The input of a route, without the parts that it does not declare. */
type RequestOf<
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
> = (keyof Static<P> extends never
  ? { readonly params?: never }
  : { readonly params: Readonly<Record<keyof Static<P>, string | number>> }) &
  (unknown extends Static<B> ? { readonly body?: unknown } : { readonly body: Static<B> }) & {
    readonly query?: Static<Q>;
    readonly signal?: AbortSignal;
  };

/** Calls a route of the server and returns its reply. Throws `ApiProblem` on a refusal. */
export async function call<
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  R extends TSchema,
>(
  route: Route<P, Q, B, R>,
  ...[request]: object extends RequestOf<P, Q, B> ? [RequestOf<P, Q, B>?] : [RequestOf<P, Q, B>]
): Promise<Static<R>> {
  const sent = request as
    | {
        params?: Record<string, string | number>;
        query?: Record<string, unknown>;
        body?: unknown;
        signal?: AbortSignal;
      }
    | undefined;
  const response = await fetch(addressOf(route.path, sent?.params, sent?.query), {
    method: route.method.toUpperCase(),
    credentials: "same-origin",
    headers: {
      accept: "application/json",
      ...defined({ "content-type": sent?.body === undefined ? undefined : "application/json" }),
    },
    body: sent?.body === undefined ? null : JSON.stringify(sent.body),
    signal: sent?.signal ?? null,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error;
    }
    throw new ApiProblem({ status: 0, code: "offline", message: "The server cannot be reached." });
  });
  if (!response.ok) {
    throw await readRefusal(response);
  }
  if (response.status === 204) {
    return {} as Static<R>;
  }
  return (await response.json()) as Static<R>;
}

function addressOf(
  path: string,
  params: Record<string, string | number> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      search.set(name, String(value));
    }
  }
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ""}`;
}
