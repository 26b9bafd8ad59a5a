import { hasCode } from "../../context/errors.ts";
import type { SavedFile } from "../../records/file-store.ts";
import { AddressRefused } from "../effects/guarded-agent.ts";

/** The result of one try to fetch a contact's file: `busy` is tried again, `refused` never. */
export type MediaOutcome =
  | { readonly kind: "kept"; readonly file: SavedFile }
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  | { readonly kind: "busy"; readonly message: string; readonly retryAfterMs?: number | undefined };

/** Classifies a platform's answer that holds no file. */
export function readRefusal(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  host: string,
): MediaOutcome {
  const message = `${host} answered ${status}`;
  // 202: the platform is still preparing the file.
  if (status === 202 || status === 408 || status === 429 || status >= 500) {
    const seconds = Number(headers["retry-after"]);
    return {
      kind: "busy",
      message,
      retryAfterMs: seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : undefined,
    };
  }
  const gone = "The platform no longer gives this file out; ask for it to be sent again";
  return { kind: "refused", code: "media.gone", message: `${gone} (${message})` };
}

/** Classifies an error of fetching or keeping. Only an error that is certainly final ends the tries. */
export function readFetchError(error: unknown): MediaOutcome {
  const final = finalCode(error);
  if (final !== undefined && error instanceof Error) {
    return { kind: "refused", code: final, message: error.message };
  }
  return { kind: "busy", message: error instanceof Error ? error.message : String(error) };
}

function finalCode(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (hasCode(cause, "file.too-large")) {
    return "media.too-large";
  }
  if (hasCode(cause, "file.type-refused")) {
    return "media.type-refused";
  }
  if (hasCode(cause, "file.empty")) {
    return "media.empty";
  }
  if (cause instanceof AddressRefused) {
    return "media.address-refused";
  }
  return undefined;
}
