import { MongoClient } from "mongodb";
import type { OfferLog } from "./offer-log.ts";

/** The records of one contact of the broadcast. */
interface Account {
  readonly contact: number | undefined;
  readonly skipped: string | undefined;
  readonly recorded: boolean;
  readonly deliveries: readonly {
    readonly delivery: string;
    readonly reason: string | undefined;
  }[];
}

/** Deliveries that say that the platform took the message. */
const arrived = ["sent", "delivered", "read"];

/** Reads the store and compares it with what the platforms took: once each, or a reason. Returns the violations by kind. */
export async function judgeBroadcast(
  uri: string,
  broadcastId: string,
  expected: number,
  log: OfferLog,
  contactOf: (channelId: string, address: string) => number | undefined,
): Promise<{
  readonly findings: Readonly<Record<string, readonly string[]>>;
  readonly reasons: Readonly<Record<string, number>>;
}> {
  const accounts = await readAccounts(uri, broadcastId, contactOf);
  const lost: string[] = [];
  const shownWrong: string[] = [];
  const reasons: Record<string, number> = {};
  for (const { contact, skipped, recorded, deliveries } of accounts) {
    const times = log.offers.get(contact ?? -1) ?? 0;
    const reason = skipped ?? deliveries.find((it) => it.reason)?.reason;
    if (times === 0) {
      const key = reason ?? "none";
      reasons[key] = (reasons[key] ?? 0) + 1;
    }
    if (!recorded) {
      lost.push(`contact ${contact} has no record`);
    } else if (times === 0 && reason === undefined) {
      lost.push(`contact ${contact} got nothing, and no reason is shown`);
    }
    if (times === 0 && deliveries.some((it) => arrived.includes(it.delivery))) {
      shownWrong.push(`contact ${contact} got nothing, and it is shown as sent`);
    }
    if (times > 0 && skipped !== undefined) {
      shownWrong.push(`contact ${contact} got it, and it is shown as left out: ${skipped}`);
    }
    if (deliveries.some((it) => it.delivery === "queued" || it.delivery === "sending")) {
      lost.push(`contact ${contact} still waits for the message`);
    }
  }
  return {
    reasons,
    findings: {
      "contacts without a record": accounts.length < expected ? [`${accounts.length}`] : [],
      "lost without a reason": lost,
      doubled: [...log.offers]
        .filter(([, times]) => times > 1)
        .map(([contact, times]) => `contact ${contact} got it ${times} times`),
      "sent after a confirmed stop": log.afterStop.map((it) => `contact ${it}`),
      "shown wrongly": shownWrong,
    },
  };
}

async function readAccounts(
  uri: string,
  broadcastId: string,
  contactOf: (channelId: string, address: string) => number | undefined,
): Promise<readonly Account[]> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    const db = client.db();
    const recipients = await db
      .collection<{ contactId: string; skipped?: string }>("broadcastRecipients")
      .find({ broadcastId })
      .toArray();
    const conversations = await db
      .collection<{ _id: string; contactId: string; channelId: string; address: string }>(
        "conversations",
      )
      .find({}, { projection: { contactId: 1, channelId: 1, address: 1 } })
      .toArray();
    const messages = await db
      .collection<{ conversationId: string; delivery: string; failure?: { code: string } }>(
        "messages",
      )
      .find({ broadcastId }, { projection: { conversationId: 1, delivery: 1, failure: 1 } })
      .toArray();
    const records = new Map(recipients.map((it) => [it.contactId, it]));
    const sent = new Map<string, Account["deliveries"]>();
    for (const { conversationId, delivery, failure } of messages) {
      const before = sent.get(conversationId) ?? [];
      sent.set(conversationId, [...before, { delivery, reason: failure?.code }]);
    }
    return conversations.map(({ _id, contactId, channelId, address }) => ({
      contact: contactOf(channelId, address),
      recorded: records.has(contactId),
      skipped: records.get(contactId)?.skipped,
      deliveries: sent.get(_id) ?? [],
    }));
  } finally {
    await client.close();
  }
}
