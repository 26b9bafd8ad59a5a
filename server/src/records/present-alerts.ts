import type { Alert } from "@chatloom/api-schema";
import type { ServerContext } from "../context/server-context.ts";
import type { ObjectId, Stored } from "../store/scoped-model.ts";
import type { AlertFields, AlertOccurrence } from "./alert-model.ts";
import { conversations } from "./conversation-model.ts";

/** Alerts as members see them, with the present names of the contacts. */
export async function presentAlerts(
  { connection }: ServerContext,
  workspaceId: string | ObjectId,
  found: readonly Stored<AlertFields>[],
): Promise<Alert[]> {
  const ids = new Set(found.flatMap((it) => occurrencesOf(it).map((one) => one.conversationId)));
  const named = await conversations(connection)
    .in(workspaceId)
    .find({ _id: { $in: [...ids].filter(Boolean) } }, { projection: { contactName: 1 } });
  const names = new Map(named.map((it) => [String(it._id), it.contactName]));
  return found.map((it) => present(it, names));
}

function present(alert: Stored<AlertFields>, names: ReadonlyMap<string, string>): Alert {
  const { _id, code, message, conversationId, flowId, channelId, count, version, at, seen } = alert;
  const occurrences = occurrencesOf(alert);
  return {
    id: String(_id),
    code,
    message,
    reason: occurrences[0]?.reason,
    conversationId: conversationId || undefined,
    flowId: flowId || undefined,
    channelId: channelId || undefined,
    count,
    occurrences: occurrences.map((it) => ({
      ...(it.conversationId && {
        conversationId: it.conversationId,
        contactName: names.get(it.conversationId) ?? "",
      }),
      message: it.message,
      reason: it.reason,
      at: moment(it.at),
    })),
    version: version ?? 0,
    at: moment(at),
    seen,
  };
}

/** Newest first; alerts of earlier versions of the product kept only the last one. */
function occurrencesOf({
  occurrences,
  conversationId,
  message,
  at,
}: AlertFields): readonly AlertOccurrence[] {
  if (occurrences && occurrences.length > 0) {
    return [...occurrences].reverse();
  }
  return [{ conversationId, message, at }];
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
