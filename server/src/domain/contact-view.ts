import { defined } from "@chatloom/flows-schema";
import type { ContactActivities, ContactView } from "@chatloom/runtime";
import { consentOn, newestConsent } from "./consent.ts";
import { purposes } from "./consent-entry.ts";
import type { ContactDoc } from "./contact-doc.ts";

/** The contact as flows see it. `activities` holds what conditions name. */
export function contactView(contact: ContactDoc, activities?: ContactActivities): ContactView {
  const { _id, name, firstName, lastName, email, phone, language, tags, optedIn, fields } = contact;
  const { identities, createdAt, lastSeenAt, consent, country, timeZone } = contact;
  const view = {
    id: _id,
    name,
    firstName,
    lastName,
    email,
    phone,
    language,
    // Left away where empty: a custom field of that name is older than these and still reads.
    ...defined({
      country: country || undefined,
      timeZone: timeZone || undefined,
    }),
    tags,
    optedIn,
    channels: identities.map((it) => it.channelId),
    firstSeen: new Date(createdAt).toISOString(),
    lastSeen: lastSeenAt === undefined ? "" : new Date(lastSeenAt).toISOString(),
    ...activities,
    fields,
  };
  return consent || optedIn ? { ...view, consents: consentsOf(contact) } : view;
}

function consentsOf(contact: ContactDoc): readonly string[] {
  return purposes.flatMap((purpose) => {
    const newest = newestConsent(contact, purpose);
    const onChannels = contact.identities.flatMap(({ channelId }) => {
      const state = consentOn(contact, purpose, channelId);
      return state ? [`${purpose}:${state}:${channelId}`] : [];
    });
    return newest ? [`${purpose}:${newest}`, ...new Set(onChannels)] : [];
  });
}
