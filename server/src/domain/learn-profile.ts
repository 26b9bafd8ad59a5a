import { recordFacts } from "@chatloom/flows-schema";
import type { Profile } from "../channels/channel.ts";
import type { ContactDoc } from "./contact-doc.ts";
import type { ContactProfile, ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { addSideEffect } from "./settle-effects.ts";
import type { TurnDraft } from "./turn-draft.ts";

/**
 * Takes over what a platform tells about a contact whenever it tells more than before: a name, a number, a changed number.
 * Keeps values that a member, a flow or the contact wrote.
 */
export function learnProfile(
  draft: TurnDraft,
  eventId: string,
  profile: Profile | undefined,
): TurnDraft {
  const { conversation, contact } = draft;
  const before = conversation.profile;
  const told = factsOf(profile);
  if (recordFacts.every((fact) => told[fact] === undefined || told[fact] === before[fact])) {
    return draft;
  }
  const learned = applyProfile(contact, conversation, told);
  const named = learned.name !== contact.name && learned.name !== "";
  const next = changed(conversation, {
    profile: { ...before, ...told },
    contactName: named ? learned.name : conversation.contactName,
  });
  return {
    ...draft,
    contact: learned,
    conversation: addSideEffect(next, {
      type: "learnProfile",
      id: `${eventId}:profile`,
      before,
      told,
    }),
  };
}

/** The contact with what was told, where a fact is missing or is what the platform told earlier. */
export function applyProfile(
  contact: ContactDoc,
  { profile: before, address }: Pick<ConversationDoc, "profile" | "address">,
  told: ContactProfile,
): ContactDoc {
  const news = recordFacts.filter((fact) => {
    const known = contact[fact] ?? "";
    const replaceable = known === "" || known === before[fact] || known === address;
    return told[fact] !== undefined && told[fact] !== known && replaceable;
  });
  if (news.length === 0) {
    return contact;
  }
  return { ...contact, ...Object.fromEntries(news.map((fact) => [fact, told[fact]])) };
}

/** The facts of a profile that a contact's record holds. */
export function factsOf(profile: Profile | undefined): ContactProfile {
  const name =
    profile?.name || [profile?.firstName, profile?.lastName].filter(Boolean).join(" ") || undefined;
  const told = recordFacts.map((fact) => [fact, fact === "name" ? name : profile?.[fact]]);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined && value !== ""));
}
