import type { MessageTemplate, TemplateStatus } from "@chatloom/flows-schema";

const statuses: Readonly<Record<string, TemplateStatus>> = {
  APPROVED: "approved",
  REINSTATED: "approved",
  UNPAUSED: "approved",
  UNARCHIVED: "approved",
  // A warning about its quality: it is still sent.
  FLAGGED: "approved",
  PENDING: "pending",
  IN_APPEAL: "pending",
  REJECTED: "rejected",
  PAUSED: "paused",
  DISABLED: "disabled",
  PENDING_DELETION: "disabled",
  DELETED: "disabled",
  LIMIT_EXCEEDED: "disabled",
  LOCKED: "disabled",
  ARCHIVED: "disabled",
};

/** Reads Meta's word for the state of a template. Only approved ones can be sent, so an unknown state counts as not yet approved. */
export function readStatus(word: string | undefined): TemplateStatus {
  const name = word?.toUpperCase() ?? "";
  return Object.hasOwn(statuses, name) ? (statuses[name] ?? "pending") : "pending";
}

const qualities: Readonly<Record<string, "high" | "medium" | "low">> = {
  GREEN: "high",
  YELLOW: "medium",
  RED: "low",
};

/** Reads a quality score; undefined while there is none. */
export function readQuality(word: string | undefined): MessageTemplate["quality"] {
  const name = word?.toUpperCase() ?? "";
  return Object.hasOwn(qualities, name) ? qualities[name] : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  ABUSIVE_CONTENT: "The text may be abusive.",
  INCORRECT_CATEGORY: "The category does not fit the text.",
  INVALID_FORMAT: "The format is not valid: look at the placeholders and their examples.",
  PROMOTIONAL: "The text is promotional, and its category does not allow that.",
  SCAM: "The text looks like a scam.",
  TAG_CONTENT_MISMATCH: "The text does not fit its language or category.",
  FIRST_PAUSE: "Contacts reported or blocked it: paused for 3 hours.",
  SECOND_PAUSE: "Contacts reported or blocked it again: paused for 6 hours.",
  RATE_LIMITING_PAUSE: "Meta tries it with a part of the contacts first.",
};

/** Says Meta's reason in words; undefined where there is none. A reason that is not known stays as it is. */
export function readReason(word: string | undefined): string | undefined {
  if (word === undefined || word === "NONE") {
    return undefined;
  }
  return Object.hasOwn(reasons, word) ? reasons[word] : word;
}
