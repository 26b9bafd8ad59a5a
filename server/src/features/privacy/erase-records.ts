import type { ServerContext } from "../../context/server-context.ts";
import { recipients } from "../../records/broadcast-model.ts";
import { consents } from "../../records/consent-store.ts";
import { recordsOf } from "../../records/file-bytes.ts";
import { deleteFile, findFile } from "../../records/file-store.ts";
import { personalData } from "../../records/personal-data.ts";
import { findWorkspace, workspaces } from "../../records/workspace.ts";
import { sign } from "../../secrets/secret-box.ts";
import { derivedId } from "../../store/derived-id.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { type Identifiers, mentionsOf } from "./identifiers-of.ts";

const atOnce = 500;

/** Returns the hash that stands for something of an erased person. */
export function erasedHash({ config }: Pick<ServerContext, "config">, text: string): string {
  return sign(config.secretKey, "erased", text);
}

/** Erases what is found by the contact's id, outside of conversations. Returns how many documents of each collection. */
export async function eraseRecords(
  context: ServerContext,
  workspaceId: ObjectId,
  contactIds: readonly string[],
  identifiers: Identifiers,
): Promise<Record<string, number>> {
  const { connection } = context;
  const counts: Record<string, number> = {};
  for (const [name, it] of Object.entries(personalData)) {
    if (!("ofContact" in it)) {
      continue;
    }
    const filter = { workspaceId, ...it.ofContact({ contactIds }) };
    const collection = connection.collection<Record<string, unknown>>(name);
    if (it.unset) {
      const $unset = Object.fromEntries(it.unset.map((field) => [field, "" as const]));
      counts[name] = (await collection.updateMany(filter, { $unset })).modifiedCount;
    } else {
      counts[name] = (await collection.deleteMany(filter)).deletedCount;
    }
  }
  counts.broadcastRecipients = await recipients(connection)
    .in(workspaceId)
    .deleteMany({ contactId: { $in: [...contactIds] }, dueAt: { $exists: true } });
  counts.consents = await hashConsents(context, workspaceId, contactIds, identifiers);
  counts["files.files"] = await deleteFiles(context, workspaceId, contactIds, identifiers);
  counts.workspaces = await clearVariables(context, workspaceId, identifiers);
  return counts;
}

/** Replaces each entry of the ledger by one that proves the same without naming anyone. */
async function hashConsents(
  context: ServerContext,
  workspaceId: ObjectId,
  contactIds: readonly string[],
  { addresses }: Identifiers,
): Promise<number> {
  const ledger = consents(context.connection).in(workspaceId);
  const subjects = addresses.map((it) => erasedHash(context, it));
  let count = 0;
  for (;;) {
    const page = await ledger.find({ contactId: { $in: [...contactIds] } }, { limit: atOnce });
    for (const { _id, channelId, purpose, state, at, source, contactId } of page) {
      const hashed = {
        _id: derivedId(`erased:${_id}`),
        contactId: erasedHash(context, contactId),
        ...{ channelId, purpose, state, at, source },
        ...{ wording: "", by: "", subjects },
      };
      await ledger.insert(hashed).catch((error: unknown) => {
        if (!isDuplicateKey(error)) {
          throw error;
        }
      });
      count += await ledger.deleteOne({ _id });
    }
    if (page.length < atOnce) {
      return count;
    }
  }
}

/** Deletes files that the person uploaded, and files that were made about them. */
async function deleteFiles(
  context: ServerContext,
  workspaceId: ObjectId,
  contactIds: readonly string[],
  { addresses }: Identifiers,
): Promise<number> {
  const found = await recordsOf(context)
    .find({
      "metadata.workspaceId": String(workspaceId),
      $or: [
        { "metadata.visitor": { $in: [...addresses] } },
        { "metadata.contactId": { $in: [...contactIds] } },
      ],
    })
    .toArray();
  for (const { _id } of found) {
    const file = await findFile(context, String(_id));
    if (file) {
      await deleteFile(context, file);
    }
  }
  return found.length;
}

async function clearVariables(
  { connection }: ServerContext,
  workspaceId: ObjectId,
  identifiers: Identifiers,
): Promise<number> {
  const mentions = mentionsOf(identifiers);
  const { variables = {} } = (await findWorkspace(connection, workspaceId)) ?? {};
  const found = Object.entries(variables).filter(([, value]) => mentions(value ?? ""));
  if (found.length > 0) {
    const cleared = found.map(([name]) => [`variables.${name}`, ""] as const);
    await workspaces(connection).updateOne(
      { _id: workspaceId },
      { $set: Object.fromEntries(cleared) },
    );
  }
  return found.length;
}
