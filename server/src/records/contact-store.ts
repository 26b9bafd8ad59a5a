import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { contactWords } from "../domain/contact-words.ts";
import { numberWords, searchWords } from "../domain/search-words.ts";
import { createBatch } from "../store/batch.ts";
import { createLookup } from "../store/lookup.ts";
import { contactsOf } from "./contact-model.ts";
import { createKnownDefinitions } from "./known-definitions.ts";

/** Reads and writes single contacts. Calls within a short time are combined. */
export interface ContactStore {
  readonly byId: (id: string) => Promise<ContactDoc | undefined>;
  /** Finds a contact by one of its identities. */
  readonly byAddress: (identity: Identity) => Promise<ContactDoc | undefined>;
  /** Finds the oldest contact of a workspace whose e-mail or phone number a website vouched for. */
  readonly byVerified: (fact: VerifiedFact) => Promise<ContactDoc | undefined>;
  /** Makes the record of a new contact; does nothing if there is one. */
  readonly make: (contact: ContactDoc) => Promise<void>;
  /**
   * Writes only the differences between the two records. If a turn's effect is the cause, nothing is written when this one or
   * a later one of the same conversation is already in the record.
   */
  readonly change: (before: ContactDoc, after: ContactDoc, cause?: TurnCause) => Promise<void>;
  /** Changes the address of one of a contact's identities. */
  readonly move: (id: string, identity: Identity, address: string) => Promise<void>;
}

type Identity = ContactDoc["identities"][number];

/** A fact that a website may have vouched for. */
export interface VerifiedFact extends Pick<ContactDoc, "workspaceId"> {
  readonly name: "email" | "phone";
  readonly value: string;
}

/** Which effect of which turn changes a contact. */
export interface TurnCause {
  readonly conversationId: string;
  /** `<conversation>.<turn>:<index>` */
  readonly effectId: string;
}

/** Made once per server. */
export function createContactStore(
  connection: Connection,
  now: () => number = Date.now,
): ContactStore {
  const contacts = contactsOf(connection);
  const definitions = createKnownDefinitions(connection, now);
  const byId = createLookup((ids) => contacts.find({ _id: { $in: ids } }).toArray());

  const byAddress = createBatch(async (group: readonly Identity[]) => {
    const addresses = [...new Set(group.map((it) => it.address))];
    const found = await contacts.find({ "identities.address": { $in: addresses } }).toArray();
    const known = new Map(
      found.flatMap((it) =>
        it.identities.map(({ channelId, address }) => [`${channelId}:${address}`, it] as const),
      ),
    );
    return group.map(({ channelId, address }) => known.get(`${channelId}:${address}`));
  });

  const byVerified = createBatch(async (group: readonly VerifiedFact[]) => {
    const known = new Map<string, ContactDoc>();
    const keyOf = ({ workspaceId, name, value }: VerifiedFact) => `${workspaceId}:${name}:${value}`;
    for (const name of ["email", "phone"] as const) {
      const asked = group.filter((it) => it.name === name);
      const found =
        asked.length === 0
          ? []
          : await contacts
              .find({
                workspaceId: { $in: asked.map((it) => it.workspaceId) },
                [`verified.${name}`]: { $in: asked.map((it) => it.value) },
              })
              .sort({ createdAt: -1 })
              .toArray();
      for (const contact of found) {
        const { workspaceId, verified } = contact;
        known.set(keyOf({ workspaceId, name, value: verified?.[name] ?? "" }), contact);
      }
    }
    return group.map((it) => known.get(keyOf(it)));
  });

  const make = createBatch(async (group: readonly ContactDoc[]) => {
    await contacts.bulkWrite(
      group.map(({ _id, ...rest }) => ({
        updateOne: {
          filter: { _id },
          update: { $setOnInsert: { ...rest, words: contactWords(rest) } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    return group.map(() => undefined);
  });

  const change = createBatch(async (group: readonly Change[]) => {
    await contacts.bulkWrite(group.map(toUpdate), { ordered: true });
    return group.map(() => undefined);
  });

  return {
    byId,
    byAddress,
    byVerified,
    make,
    async move(_id, identity, address) {
      await contacts.updateOne(
        { _id, identities: { $elemMatch: identity } },
        {
          $set: { "identities.$.address": address },
          $addToSet: { words: { $each: [...numberWords(address), ...searchWords(address)] } },
        },
      );
    },
    async change(before, after, cause) {
      if (after.tags !== before.tags || after.fields !== before.fields) {
        await definitions.note(after.workspaceId, newIn(before, after));
      }
      await change({ before, after, cause });
    },
  };
}

interface Change {
  readonly before: ContactDoc;
  readonly after: ContactDoc;
  readonly cause: TurnCause | undefined;
}

function toUpdate({ before, after, cause }: Change) {
  const { set, unset } = contactDifference(before, after);
  const { _id, workspaceId } = before;
  const applied = cause && `applied.${cause.conversationId}`;
  const place = cause && placeOf(cause);
  const update = {
    $set: { ...set, ...(applied && { [applied]: place }) },
    ...defined({ $unset: Object.keys(unset).length > 0 ? unset : undefined }),
  };
  const notYet = applied && { [applied]: { $not: { $gte: place } } };
  return { updateOne: { filter: { _id, workspaceId, ...notYet }, update } };
}

/** The tags and fields that a contact did not have before. */
function newIn(before: ContactDoc, after: ContactDoc): Pick<ContactDoc, "tags" | "fields"> {
  return {
    tags: after.tags.filter((it) => !before.tags.includes(it)),
    fields: Object.fromEntries(
      Object.entries(after.fields).filter(([name]) => !(name in before.fields)),
    ),
  };
}

/** Effects of one conversation in their order, as one number. */
export function placeOf({ conversationId, effectId }: TurnCause): number {
  const [turn = "0", index = "0"] = effectId.slice(conversationId.length + 1).split(":");
  return Number(turn) * 1_000 + Number(index);
}

/** Returns the search words of a contact. */
const searched = ["name", "firstName", "lastName", "email", "phone", "tags", "identities"] as const;

/** Returns only the differences, custom fields one by one, so that two changes of one contact do not undo each other. */
function contactDifference(
  before: ContactDoc,
  after: ContactDoc,
): { set: Record<string, unknown>; unset: Record<string, 1> } {
  const set: Record<string, unknown> = {};
  const unset: Record<string, 1> = {};
  const old: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(after)) {
    if (value === old[name] || name === "fields") {
      continue;
    }
    set[name] = value;
  }
  if (searched.some((name) => name in set)) {
    set.words = contactWords(after);
  }
  for (const [name, value] of Object.entries(after.fields)) {
    if (value !== before.fields[name]) {
      set[`fields.${name}`] = value;
    }
  }
  for (const name of Object.keys(before.fields)) {
    if (!(name in after.fields)) {
      unset[`fields.${name}`] = 1;
    }
  }
  return { set, unset };
}
