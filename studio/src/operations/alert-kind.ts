import type { WordKey } from "../words/word-key.ts";

/** Returns the subject of an alert in the member's language; a notification of a flow has its own text. */
export function alertKind(code: string): WordKey | undefined {
  if (code === "notice") {
    return undefined;
  }
  return kinds[code] ?? "operations.kinds.flow";
}

/** Codes that flows raise have the words of `operations.kinds.flow`. */
const kinds: Readonly<Record<string, WordKey>> = {
  "backup.failed": "operations.kinds.backup",
  "backup.overdue": "operations.kinds.backup",
  "channel.needs-reconnecting": "operations.kinds.channel",
  "service.needs-reconnecting": "operations.kinds.service",
  "channel.renewal-lost": "operations.kinds.channel",
  "flow.approval-asked": "operations.kinds.approval",
  "lead.not-read": "operations.kinds.lead",
  "delivery.failed": "operations.kinds.delivery",
  "delivery.no-fallback": "operations.kinds.delivery",
  "notice.interrupted": "operations.kinds.notification",
  "notice.failed": "operations.kinds.notification",
  "mail.failed": "operations.kinds.notification",
  "schedule.missed": "operations.kinds.schedule",
  "channel.restricted": "operations.kinds.standing",
  "channel.low-quality": "operations.kinds.standing",
  "channel.quota": "operations.kinds.quota",
  "template.paused": "operations.kinds.template",
  "template.rejected": "operations.kinds.template",
  "template.disabled": "operations.kinds.template",
  "store.full": "operations.kinds.disk",
  "work.failed": "operations.kinds.work",
  "conversation.stuck": "operations.kinds.stuck",
  "conversation.flooded": "operations.kinds.flooded",
  "limit.messages": "operations.kinds.limit",
  "limit.steps": "operations.kinds.limit",
  "limit.turns": "operations.kinds.limit",
  "limit.rounds": "operations.kinds.limit",
  "limit.subflow-depth": "operations.kinds.limit",
};
