import type { Reason } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import { graphCall } from "../../channels/meta/graph-call.ts";
import { readGraphFailure } from "../../channels/meta/read-graph-error.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { PlatformClient } from "../../pipeline/outbound/platform-client.ts";
import type { StoredConversionDataset } from "../../records/conversion-model.ts";
import { unseal } from "../../secrets/secret-box.ts";
import type { ConversionBody } from "./compose-conversion.ts";

/** The outcome of a request with events. `unclear` and `later` are tried again: Meta counts an `event_id` once. */
export type BatchOutcome =
  | { readonly kind: "sent" }
  | { readonly kind: "later"; readonly reason: Reason; readonly afterMs?: number | undefined }
  /** The dataset or its token, not the events. */
  | { readonly kind: "auth"; readonly reason: Reason }
  /** At least one of the events; Meta then takes none of them. */
  | { readonly kind: "refused"; readonly reason: Reason };

/** A missing dataset and a missing permission have the same code. */
const own = { "100/33": "auth" } as const;

/** Sends events to a dataset in one request. */
export async function sendBatch(
  { config }: Pick<ServerContext, "config">,
  client: PlatformClient,
  dataset: StoredConversionDataset,
  data: readonly ConversionBody[],
): Promise<BatchOutcome> {
  const { _id, datasetId, testCode, apiBaseUrl, apiVersion, accessToken } = dataset;
  const token = unseal(config.secretKey, accessToken, String(_id));
  const body = { data, ...defined({ test_event_code: testCode || undefined }) };
  const call = graphCall({ apiBaseUrl, apiVersion }, token, "POST", `${datasetId}/events`, body);
  const result = await client.call(call);
  if (!("reply" in result)) {
    const message = "lost" in result ? result.lost : result.notSent;
    return { kind: "later", reason: { code: "conversions.unreachable", message } };
  }
  const { reply } = result;
  if (reply.status >= 200 && reply.status < 300) {
    return { kind: "sent" };
  }
  const { kind, code, message, retryAfterMs } = readGraphFailure(reply, own);
  const reason = { code, kind, message };
  if (kind === "auth") {
    return { kind, reason };
  }
  return kind === "busy"
    ? { kind: "later", reason, afterMs: retryAfterMs }
    : { kind: "refused", reason };
}
