import type { ServerContext } from "../../context/server-context.ts";
import { contactWords } from "../../domain/contact-words.ts";
import {
  type ContactDefinition,
  contactDefinitions,
} from "../../records/contact-definition-model.ts";
import { contacts, contactsOf } from "../../records/contact-model.ts";
import { havingIt } from "./definition-use.ts";

const atOnce = 500;

/** Deletes a field with its values, or a tag from all contacts. Returns how many contacts had it. */
export async function deleteDefinition(
  context: ServerContext,
  workspaceId: string,
  { kind, key }: Pick<ContactDefinition, "kind" | "key">,
): Promise<number> {
  const { connection, now } = context;
  const model = contacts(connection).in(workspaceId);
  let total = 0;
  for (;;) {
    const found = await model.find(havingIt(kind, key), { limit: atOnce });
    if (found.length === 0) {
      break;
    }
    await contactsOf(connection).bulkWrite(
      found.map((contact) => {
        const tags = contact.tags.filter((it) => it !== key);
        const words = contactWords({ ...contact, tags });
        const change =
          kind === "tag"
            ? { $pull: { tags: key }, $set: { words, updatedAt: now() } }
            : { $unset: { [`fields.${key}`]: 1 as const }, $set: { updatedAt: now() } };
        return { updateOne: { filter: { _id: contact._id }, update: change } };
      }),
      { ordered: false },
    );
    total += found.length;
  }
  await contactDefinitions(connection).in(workspaceId).deleteOne({ kind, key });
  return total;
}
