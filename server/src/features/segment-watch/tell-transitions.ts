import type { ServerContext } from "../../context/server-context.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { reportContactChanges } from "../../pipeline/turn/report-contact-changes.ts";
import { waitWhileBusy } from "../../pipeline/wait-while-busy.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import type { LoadedPrograms } from "../../records/load-programs.ts";
import { type SegmentMember, segmentMembersOf } from "../../records/segment-watch-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** The services that tell flows of entries and exits. */
export interface Telling {
  readonly context: Pick<ServerContext, "connection" | "log" | "now">;
  readonly inbound: InboundStore;
  /** Something waits under this key. */
  readonly wake: (key: string) => void;
  /** How many conversations are being worked on. */
  readonly busy: () => number;
}

const atOnce = 200;

/** Tells flows of the stored entries and exits of a workspace, each once: the event's id is stored with the transition. */
export async function tellTransitions(
  { context, inbound, wake, busy }: Telling,
  workspaceId: ObjectId,
  programs: LoadedPrograms,
): Promise<void> {
  const collection = segmentMembersOf(context.connection);
  const waiting = { workspaceId, "pending.id": { $exists: true } };
  for (;;) {
    const page = await collection.find(waiting).limit(atOnce).toArray();
    if (page.length === 0) {
      return;
    }
    const ids = page.flatMap((it) => it.pending?.conversationId ?? []);
    const found = await conversationsOf(context.connection)
      .find({ workspaceId, _id: { $in: ids } })
      .toArray();
    const conversations = new Map(found.map((it) => [it._id, readConversation(it)]));
    await Promise.all(page.map((it) => tell(it)));
    await collection.bulkWrite(
      page.map(({ _id, pending }) => ({
        updateOne: {
          filter: { _id, "pending.id": pending?.id },
          update: { $unset: { pending: 1 } },
        },
      })),
      { ordered: false },
    );
    await waitWhileBusy(busy);

    async function tell({ segmentId, inside, pending }: SegmentMember): Promise<void> {
      // The conversation may have been erased since.
      const conversation = pending && conversations.get(pending.conversationId);
      if (!conversation) {
        return;
      }
      const change = inside ? "segmentEntered" : "segmentLeft";
      const activeFlows = async () => programs.of(conversation._id).active;
      await reportContactChanges(
        { context, inbound, wake, activeFlows },
        conversation,
        `segment:${pending.id}`,
        [{ type: "contactChanged", change, name: segmentId }],
      );
    }
  }
}
