import { createHash } from "node:crypto";
import type { Route } from "@chatloom/api-schema";
import type { Request, Response } from "express";
import { Invalid } from "../context/errors.ts";
import { callerOf } from "./caller.ts";

/** A call that its caller named by an `Idempotency-Key`. */
export interface KeyedCall {
  /** The caller and the key, as one digest: keys of different callers never meet. */
  readonly id: string;
  /** A digest of what was asked; a repeated call must ask the same. */
  readonly fingerprint: string;
}

/** What a keyed call answers. */
export interface KeyedReply {
  readonly reply: unknown;
  /** The reply is that of an earlier call: nothing ran now. */
  readonly repeated: boolean;
}

/** CONTRACT. Runs each keyed call once for a day, and gives its reply again to calls that repeat it. */
export interface Idempotency {
  readonly once: (call: KeyedCall, run: () => Promise<unknown>) => Promise<KeyedReply>;
}

/** The header that names a call, as in the IETF draft "The Idempotency-Key HTTP Header Field". */
export const idempotencyHeader = "Idempotency-Key";
const repeatedHeader = "Idempotency-Replayed";

/** What was sent to a route. */
interface Sent {
  readonly request: Request;
  readonly response: Response;
  readonly body: unknown;
}

/** Says whether a route obeys the header: those that create or send something for a signed-in caller. */
export function takesIdempotencyKey({ method, access }: Pick<Route, "method" | "access">): boolean {
  return method === "post" && access !== "public";
}

/** Runs a route's function, or gives the reply of the same call again where the caller repeats its key. */
export async function runOnce(
  route: Route,
  { request, response, body }: Sent,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const key = request.get(idempotencyHeader);
  const idempotency = request.app.get("idempotency") as Idempotency | undefined;
  if (key === undefined || !idempotency || !takesIdempotencyKey(route)) {
    return run();
  }
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const message = `${idempotencyHeader} must be 1 to 255 printable ASCII characters`;
    throw new Invalid("request.invalid", message);
  }
  const { account, member, workspaceId } = callerOf(request) ?? {};
  const { reply, repeated } = await idempotency.once(
    {
      id: digest([workspaceId, account?.id ?? member?.id, key]),
      fingerprint: digest([request.method, request.originalUrl, body]),
    },
    run,
  );
  if (repeated) {
    response.set(repeatedHeader, "true");
  }
  return reply;
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
