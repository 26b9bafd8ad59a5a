import { defined } from "@chatloom/flows-schema";
import type { Profile } from "../../channels/channel.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { firstContactRecord } from "../../domain/first-contact-record.ts";
import { newId } from "../../domain/new-id.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import type { ContactStore } from "../../records/contact-store.ts";
import type { MediaSource } from "../media/media-source.ts";
import type { PlatformClient } from "../outbound/platform-client.ts";
import { type ChangeParts, changeConversation } from "./change-conversation.ts";

/** Lets the platform be asked who a new contact is. Nothing waits for it, and who cannot be asked about stays nameless. Made once per server. */
export function createProfileFetcher(
  parts: ChangeParts & {
    readonly contacts: ContactStore;
    readonly client: PlatformClient;
    readonly media: MediaSource;
    readonly channel: (id: string) => Promise<ConnectedChannel | undefined>;
  },
): (conversation: ConversationDoc, profileId?: string) => void {
  const { context, contacts, client, media, channel } = parts;

  return (conversation, profileId) => {
    fetchProfile(conversation, profileId).catch((error: unknown) => {
      context.log.debug({ err: error, conversationId: conversation._id }, "a contact has no name");
    });
  };

  async function fetchProfile(
    conversation: ConversationDoc,
    profileId = conversation.address,
  ): Promise<void> {
    // The address or the username stands in for the name until the platform tells it.
    const { channelId, contactName } = conversation;
    const connected = await channel(channelId);
    const { profile } = connected?.channel ?? {};
    if (!connected || !profile) {
      return;
    }
    const result = await client.call(profile.ask(profileId, connected.settings));
    const known = "reply" in result ? profile.read(result.reply) : undefined;
    if (!known) {
      return;
    }
    const { pictureUrl: theirs, name = contactName, ...rest } = known;
    const pictureUrl = theirs === undefined ? undefined : await keep(connected, theirs);
    const named = await changeConversation(parts, conversation, (state) =>
      changed(state, {
        contactName: state.contactName === contactName ? name : state.contactName,
        pictureUrl: pictureUrl ?? state.pictureUrl,
        profile: { ...state.profile, ...profileFields(rest), name },
      }),
    );
    await nameContact(named, known, contactName);
  }

  /** Their links end within days. */
  async function keep(connected: ConnectedChannel, url: string): Promise<string | undefined> {
    const content = { kind: "image", url, platformId: url } as const;
    const outcome = await media.fetch(connected, content, newId());
    return outcome.kind === "kept" ? outcome.file.url : undefined;
  }

  /** Keeps fields of the contact that a person changed meanwhile. */
  async function nameContact(
    conversation: ConversationDoc,
    known: Profile,
    standIn: string,
  ): Promise<void> {
    await contacts.make(firstContactRecord(conversation, context.now()));
    const before = await contacts.byId(conversation.contactId);
    if (!before) {
      return;
    }
    const empty = Object.entries(profileFields(known)).filter(
      ([field]) => (before[field as keyof ContactDoc] ?? "") === "",
    );
    const name = before.name === standIn ? (known.name ?? before.name) : before.name;
    await contacts.change(before, { ...before, ...Object.fromEntries(empty), name });
  }
}

function profileFields(profile: Profile) {
  const { firstName, lastName, email, phone, language, country, timeZone } = profile;
  return defined({ firstName, lastName, email, phone, language, country, timeZone });
}
