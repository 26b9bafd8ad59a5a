import type { Request } from "express";

/** A change of one field, in texts that are safe to show. */
export interface AuditChange {
  readonly field: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Facts that only the function of a route knows; they replace what follows from the call. */
export interface AuditDetail {
  readonly workspaceId?: string;
  readonly by?: { readonly kind: "member"; readonly id: string; readonly name: string };
  readonly object?: { readonly id: string; readonly name: string };
  readonly changes?: readonly AuditChange[];
}

/** A call of a route that the audit log names. */
export interface AuditedCall {
  /** `kind.verb`. */
  readonly action: string;
  readonly request: Request;
  readonly params: Readonly<Record<string, unknown>>;
}

/** CONTRACT. Writes the audit log. `begin` notes the call before it changes anything; one of the others tells how it ended. */
export interface Auditor {
  readonly begin: (call: AuditedCall) => Promise<AuditNote>;
}

/** A call that was noted. */
export interface AuditNote {
  readonly done: (reply: unknown) => Promise<void>;
  readonly failed: (error: unknown) => Promise<void>;
}

const details = new WeakMap<Request, AuditDetail>();

/** Adds facts to the entry that the audit log gets about this call. */
export function addAuditDetail(request: Request, detail: AuditDetail): void {
  details.set(request, { ...details.get(request), ...detail });
}

/** Returns the facts of the call that ends now, and forgets them: one request may make several calls. */
export function takeAuditDetail(request: Request): AuditDetail {
  const detail = details.get(request) ?? {};
  details.delete(request);
  return detail;
}

/** Runs the function of a route, and writes what it did to the audit log if the route says so. */
export async function audited<T>(
  audit: unknown,
  call: Omit<AuditedCall, "action">,
  run: () => Promise<T> | T,
): Promise<T> {
  const auditor = call.request.app.get("auditor") as Auditor | undefined;
  if (typeof audit !== "string" || !auditor) {
    return run();
  }
  const note = await auditor.begin({ ...call, action: audit });
  let result: T;
  try {
    result = await run();
  } catch (error) {
    await note.failed(error);
    throw error;
  }
  await note.done(result);
  return result;
}
