import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { presentConsent } from "../../domain/present-consent.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { presentMessage } from "../../domain/present-message.ts";
import { recipients } from "../../records/broadcast-model.ts";
import { consents } from "../../records/consent-store.ts";
import { idsOfContact } from "../../records/contact-merge-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { countedLinks } from "../../records/counted-link-model.ts";
import { messages } from "../../records/message-model.ts";
import { payments } from "../../records/payment-model.ts";
import { resolutions } from "../../records/resolution-model.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

const atOnce = 200;

/** Gives everything that is stored about a contact as one JSON text, in parts. `seen` gets each message. */
export async function* contactRecord(
  { connection }: Pick<ServerContext, "connection">,
  workspaceId: string | ObjectId,
  contact: ContactDoc,
  seen: (message: MessageDoc) => void = () => {},
): AsyncGenerator<string> {
  const contactId = { $in: idsOfContact(contact) };
  const [ledger, events, got, links, paid, ended, own] = await Promise.all([
    consents(connection).in(workspaceId).find({ contactId }),
    trackedEvents(connection).in(workspaceId).find({ contactId }),
    recipients(connection).in(workspaceId).find({ contactId }),
    countedLinks(connection).in(workspaceId).find({ contactId }),
    payments(connection).in(workspaceId).find({ contactId }),
    resolutions(connection).in(workspaceId).find({ contactId }),
    conversations(connection).in(workspaceId).find({ contactId }),
  ]);
  const head = {
    contact: presentContact(contact),
    consents: ledger.map(presentConsent),
    events: events.map(({ event, name, at }) => ({ event, name, at: new Date(at) })),
    broadcasts: got.map((it) => ({
      broadcastId: it.broadcastId,
      skipped: it.skipped,
      at: new Date(it.at),
    })),
    links: links.map((it) => ({ url: it.url, clicks: it.clicks, at: new Date(it.at) })),
    payments: paid.map(({ amount, currency, description, state, createdAt }) => ({
      amount,
      currency,
      description,
      state,
      at: new Date(createdAt),
    })),
    resolutions: ended.map(({ outcomeLabel, rating, comment, at }) => ({
      outcome: outcomeLabel,
      rating,
      comment,
      at: new Date(at),
    })),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`;
  for (const [index, { _id, channelId, channelType, address, run }] of own.entries()) {
    const variables = run?.frames.map((it) => it.variables);
    const opening = JSON.stringify({ id: _id, channelId, channelType, address, variables });
    const comma = index === 0 ? "" : ",";
    yield `${comma}${opening.slice(0, -1)},"messages":[`;
    yield* messagesOf(_id);
    yield "]}";
  }
  yield "]}\n";

  async function* messagesOf(conversationId: string): AsyncGenerator<string> {
    let after = 0;
    for (;;) {
      const found = await messages(connection)
        .in(workspaceId)
        .find(
          { conversationId, sequence: { $gt: after } },
          { sort: { sequence: 1 }, limit: atOnce },
        );
      found.forEach(seen);
      const texts = found.map((it) => JSON.stringify(presentMessage(it)));
      yield `${after === 0 || texts.length === 0 ? "" : ","}${texts.join(",")}`;
      after = found.at(-1)?.sequence ?? after;
      if (found.length < atOnce) {
        return;
      }
    }
  }
}
