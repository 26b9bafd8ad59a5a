import type { TimelineEntry } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { previewContent } from "../../domain/preview-content.ts";
import { type StoredTurn, type TurnRecord, turnIdOf } from "../../domain/turn-doc.ts";
import { broadcasts, recipients } from "../../records/broadcast-model.ts";
import { consents } from "../../records/consent-store.ts";
import { contactMerges, idsOfContact } from "../../records/contact-merge-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { countedLinks } from "../../records/counted-link-model.ts";
import { messages } from "../../records/message-model.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";
import { turns } from "../../records/turn-model.ts";

/** The newest conversations whose messages are shown. */
const mostConversations = 20;
/** Turns without a message, such as starts by a schedule, are looked for among so many of the newest. */
const newestTurns = 300;

/** An entry with its moment as a number (epoch milliseconds). */
type Entry = Omit<TimelineEntry, "at"> & { readonly at: number };

/** Reads the entries of a contact's timeline before a moment, the newest first. */
export async function readTimeline(
  connection: Connection,
  contact: ContactDoc,
  before: number,
  limit: number,
): Promise<readonly Entry[]> {
  const { workspaceId } = contact;
  const contactId = { $in: idsOfContact(contact) };
  const at = { $lt: before };
  const newest = { sort: { at: -1 }, limit } as const;
  const own = await conversations(connection)
    .in(workspaceId)
    .find(
      { contactId: contact._id },
      {
        sort: { updatedAt: -1 },
        limit: mostConversations,
        projection: { channelId: 1, turn: 1 },
      },
    );
  const [spoken, alone, ledger, goals, got, links, merges] = await Promise.all([
    Promise.all(
      own.map(({ _id, channelId }) =>
        messages(connection)
          .in(workspaceId)
          .find({ conversationId: _id, at }, { sort: { sequence: -1 }, limit })
          .then((found) => found.map((it) => ({ ...it, channelId }))),
      ),
    ),
    Promise.all(own.map((it) => turnsAlone(it))),
    consents(connection).in(workspaceId).find({ contactId, at }, newest),
    trackedEvents(connection).in(workspaceId).find({ contactId, event: "goal", at }, newest),
    recipients(connection)
      .in(workspaceId)
      .find({ contactId, at, skipped: null, dueAt: null }, newest),
    countedLinks(connection)
      .in(workspaceId)
      .find({ contactId, firstClickAt: { $lt: before, $exists: true } }, newest),
    contactMerges(connection)
      .in(workspaceId)
      .find({ keptId: contact._id, state: "merged", at }, newest),
  ]);
  const names = new Map(
    (
      await broadcasts(connection)
        .in(workspaceId)
        .find({ _id: { $in: [...new Set(got.map((it) => it.broadcastId))] } })
    ).map((it) => [String(it._id), it.plan.name]),
  );
  const entries: Entry[] = [
    ...spoken.flat().flatMap((it) => [fromMessage(it), ...fromTurn(it.turn, it)]),
    ...alone.flat(),
    ...ledger.map(
      ({ _id, at: moment, state, purpose, channelId: on, by }): Entry => ({
        id: `consent:${_id}`,
        kind: "consent",
        at: moment,
        text: `${purpose}.${state}`,
        by,
        channelId: on,
      }),
    ),
    ...goals.map((it): Entry => ({ id: `goal:${it._id}`, kind: "goal", at: it.at, text: it.name })),
    ...got.map(
      ({ _id, at: moment, broadcastId, conversationId }): Entry => ({
        id: `broadcast:${_id}`,
        kind: "broadcast",
        at: moment,
        text: names.get(broadcastId) ?? "",
        ...defined({ conversationId }),
      }),
    ),
    ...links.map(
      (it): Entry => ({
        id: `click:${it._id}`,
        kind: "clicked",
        at: it.firstClickAt ?? it.at,
        text: it.url,
        conversationId: it.conversationId,
      }),
    ),
    ...merges.map(
      (it): Entry => ({
        id: `merge:${it._id}`,
        kind: "merged",
        at: it.at,
        text: it.absorbed?.name ?? "",
        by: it.by,
      }),
    ),
  ];
  return entries
    .filter((it) => it.at < before)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, limit);

  async function turnsAlone({
    _id,
    channelId,
    turn,
  }: {
    readonly _id: string;
    readonly channelId: string;
    readonly turn: number;
  }): Promise<readonly Entry[]> {
    const count = Math.min(turn, newestTurns);
    const ids = Array.from({ length: count }, (_, index) => turnIdOf(_id, turn - index));
    const found = await turns(connection)
      .in(workspaceId)
      .find({ _id: { $in: ids }, at });
    return found.flatMap((it) => fromTurn(it, { conversationId: _id, channelId }));
  }
}

function fromMessage(message: MessageDoc): Entry {
  const { _id, direction, content, event, author, conversationId, channelId, at } = message;
  const text = direction === "event" ? (event ?? "") : previewContent(content);
  return {
    id: _id,
    kind: direction,
    at,
    text: message.deleted ? "" : text,
    channelId,
    conversationId,
    ...defined({
      by: author.type === "member" && author.name !== undefined ? author.name : undefined,
    }),
  };
}

/** The entries that a turn gives to a timeline: flows that began, and tags. */
function fromTurn(
  turn: StoredTurn | undefined,
  place: Pick<MessageDoc, "conversationId" | "channelId">,
): readonly Entry[] {
  if (!turn) {
    return [];
  }
  const { effects } = JSON.parse(turn.record) as TurnRecord;
  const { conversationId, channelId } = place;
  const entry = (kind: Entry["kind"], index: string, text: string): Entry => ({
    id: `${turnIdOf(conversationId, turn.number)}:${index}`,
    kind,
    at: turn.at,
    text,
    channelId,
    conversationId,
  });
  return effects.flatMap((effect, index): Entry[] => {
    if (effect.type === "track" && effect.event === "flowStarted") {
      return [entry("flowStarted", String(index), effect.name)];
    }
    if (effect.type !== "updateContact") {
      return [];
    }
    return effect.changes.flatMap((change, place): Entry[] => {
      switch (change.action) {
        case "addTag":
          return [entry("tagAdded", `${index}.${place}`, change.name)];
        case "removeTag":
          return [entry("tagRemoved", `${index}.${place}`, change.name)];
        default:
          return [];
      }
    });
  });
}
