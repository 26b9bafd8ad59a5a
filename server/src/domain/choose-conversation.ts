import type { SkipReason } from "@chatloom/api-schema";
import { botMayAct } from "@chatloom/runtime";
import { marketingRefusal } from "./consent.ts";
import type { ContactDoc } from "./contact-doc.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { isSampleId } from "./sample-id.ts";

/** The fields of a conversation that decide whether a campaign may use it. */
export type Candidate = Pick<
  ConversationDoc,
  "_id" | "workspaceId" | "channelId" | "contactId" | "handler" | "resolved" | "updatedAt"
>;

/** A way to reach a contact: a conversation, or an address on which none was begun yet. */
export type Way =
  | { readonly channelId: string; readonly conversation: Candidate }
  | { readonly channelId: string; readonly address: string };

/** The channels that a campaign may use. */
export interface CampaignChannels {
  /** In order of preference; empty: wherever the contact last wrote. */
  readonly wanted: readonly string[];
  /** Channels that demand consent to marketing. */
  readonly demanding: ReadonlySet<string>;
  /** Channels on which we may write first to a known address. */
  readonly addressed: ReadonlySet<string>;
}

const reasons: Readonly<Record<string, SkipReason>> = {
  "contact.blocked": "blocked",
  "consent.withdrawn": "withdrawn",
  "consent.declined": "declined",
  "consent.missing": "noConsent",
};

/** Chooses the way of a campaign to a contact, or says why there is none. `conversations` are those in which the contact can be reached, the newest first. */
export function chooseConversation(
  contact: ContactDoc,
  conversations: readonly Candidate[],
  channels: CampaignChannels,
): Way | SkipReason {
  if (isSampleId(contact._id)) {
    return "noChannel";
  }
  const ways = waysTo(contact, conversations, channels);
  let first: SkipReason | undefined;
  for (const way of ways) {
    const { channelId } = way;
    const refusal = marketingRefusal(contact, channelId, channels.demanding.has(channelId));
    const reason = refusal && (reasons[refusal.code] ?? "noConsent");
    const taken =
      "conversation" in way && !botMayAct(way.conversation) && !way.conversation.resolved;
    if (!reason && !taken) {
      return way;
    }
    first ??= reason ?? "withPeople";
  }
  return first ?? "noChannel";
}

function waysTo(
  { identities }: ContactDoc,
  conversations: readonly Candidate[],
  { wanted, addressed }: CampaignChannels,
): readonly Way[] {
  const known = conversations.map(
    (conversation): Way => ({ channelId: conversation.channelId, conversation }),
  );
  const fresh = identities
    .filter(
      ({ channelId }) =>
        addressed.has(channelId) && !known.some((it) => it.channelId === channelId),
    )
    .map(({ channelId, address }): Way => ({ channelId, address }));
  const all = [...known, ...fresh];
  return wanted.length === 0
    ? all
    : wanted.flatMap((channelId) => all.find((it) => it.channelId === channelId) ?? []);
}
