import { createHash } from "node:crypto";
import { messagingEvents } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { AdClick } from "../../domain/ad-click.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";

/** A goal as it is told. Moments are epoch milliseconds. */
export interface Conversion {
  readonly eventId: string;
  readonly event: string;
  readonly at: number;
  readonly value?: number | undefined;
  readonly currency?: string | undefined;
}

/** The person as Meta may know them. */
export interface ConversionPerson {
  readonly contact: Pick<ContactDoc, "_id" | "email" | "phone" | "verified"> | undefined;
  /** The conversation in which the goal was reached. */
  readonly place: ConversionPlace | undefined;
  readonly click: (AdClick & { readonly at: number }) | undefined;
}

/** Where a contact wrote: the address, and the account as Meta names it. */
export interface ConversionPlace {
  readonly channelType: string;
  readonly address: string;
  /** The page, the Instagram account or the WhatsApp Business Account. */
  readonly account?: string | undefined;
}

/** One event as the Conversions API takes it. */
export type ConversionBody = Readonly<Record<string, unknown>>;

const messaging: ReadonlySet<string> = new Set(messagingEvents);

/**
 * Writes a goal as an event of the Conversions API. Returns undefined where nothing in it could lead to a person. E-mail, phone and id are
 * hashed with SHA-256 after they are normalised. Facts: Meta's pages "Server event parameters" and "Conversions API for business messaging".
 */
export function composeConversion(
  { eventId, event, at, value, currency }: Conversion,
  person: ConversionPerson,
): ConversionBody | undefined {
  const messagingUser = messaging.has(event) ? messagingUserOf(person) : undefined;
  const known = { ...hashedFacts(person), ...clickFacts(person) };
  if (!messagingUser && Object.keys(known).length === 0) {
    return undefined;
  }
  const custom = defined({
    value,
    currency: value !== undefined && currency !== undefined ? currency : undefined,
  });
  return {
    event_name: event,
    event_time: Math.floor(at / 1_000),
    event_id: eventId,
    ...(messagingUser
      ? { action_source: "business_messaging", messaging_channel: messagingUser.channel }
      : { action_source: "chat" }),
    user_data: { ...known, ...messagingUser?.user },
    ...defined({ custom_data: Object.keys(custom).length > 0 ? custom : undefined }),
  };
}

/** The identifiers with which Meta finds the conversation that an ad opened. */
function messagingUserOf({ place, click }: ConversionPerson) {
  if (!place?.account) {
    return undefined;
  }
  const { channelType, address, account } = place;
  if (channelType === "whatsapp" && click?.kind === "whatsapp") {
    const user = { whatsapp_business_account_id: account, ctwa_clid: click.clickId };
    return { channel: "whatsapp", user };
  }
  if (channelType === "messenger") {
    return { channel: "messenger", user: { page_id: account, page_scoped_user_id: address } };
  }
  return channelType === "instagram"
    ? { channel: "instagram", user: { ig_account_id: account, ig_sid: address } }
    : undefined;
}

function hashedFacts({ contact }: ConversionPerson) {
  if (!contact) {
    return {};
  }
  const email = contact.email.trim().toLowerCase();
  const phone = contact.phone.replace(/\D/g, "");
  const ids = [contact.verified?.externalId?.trim(), contact._id].filter((it) => it);
  return {
    ...defined({
      em: email === "" ? undefined : [sha256(email)],
      ph: phone === "" ? undefined : [sha256(phone)],
    }),
    external_id: ids.map((it) => sha256(String(it))),
  };
}

/** The form of Meta's own cookie: version, level of the domain, moment of the click, its id. */
function clickFacts({ click }: ConversionPerson) {
  return click?.kind === "website" ? { fbc: `fb.1.${click.at}.${click.clickId}` } : {};
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
