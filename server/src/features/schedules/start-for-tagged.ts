import type { Input } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { inputEvent } from "../../domain/input-event.ts";
import { waitWhileBusy } from "../../pipeline/wait-while-busy.ts";
import { contactsOf } from "../../records/contact-model.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import { reachableConversations } from "../../records/reachable-conversations.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** The input and the tag of its receivers. */
export interface TaggedStart {
  readonly workspaceId: ObjectId;
  readonly tag: string;
  readonly input: Input;
  /** The same key starts nothing twice in a conversation. */
  readonly key: string;
}

/** The dependencies of starting many conversations. */
export interface StartParts {
  readonly context: ServerContext;
  readonly inbound: InboundStore;
  readonly wake: (key: string) => void;
  /** How many conversations are being worked on. */
  readonly busy: () => number;
}

const batchSize = 500;

/**
 * Sends an input to every contact with a tag, in their newest reachable conversation. Works in batches, never more
 * than the server can process; `batchDone` is called after each and may stop it by throwing.
 */
export async function startForTagged(
  parts: StartParts,
  start: TaggedStart,
  batchDone: () => Promise<void>,
): Promise<void> {
  const { workspaceId, tag } = start;
  const tagged = contactsOf(parts.context.connection)
    .find({ workspaceId, tags: tag })
    .project<{ _id: string }>({ _id: 1 })
    .batchSize(batchSize);
  let batch: string[] = [];
  for await (const { _id } of tagged) {
    batch.push(_id);
    if (batch.length < batchSize) {
      continue;
    }
    await startBatch(parts, start, batch);
    await batchDone();
    batch = [];
  }
  await startBatch(parts, start, batch);
}

async function startBatch(
  { context, inbound, wake, busy }: StartParts,
  { workspaceId, key, input }: TaggedStart,
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) {
    return;
  }
  const reachable = await reachableConversations(context.connection, workspaceId, contactIds);
  const newest = [...reachable.values()].flatMap((own) => own.slice(0, 1));
  const now = context.now();
  await Promise.all(
    newest.map(async (conversation) => {
      const added = await inbound.add(inputEvent(conversation, key, input, now));
      if (added) {
        wake(`#${conversation._id}`);
      }
    }),
  );
  await waitWhileBusy(busy);
}
