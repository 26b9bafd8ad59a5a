import { MongoBackend } from "@agendajs/mongo-backend";
import type { NodeOf } from "@chatloom/flows-schema";
import type { Program } from "@chatloom/runtime";
import { Agenda } from "agenda";
import { contacts } from "../contacts/contact-model.ts";
import type { ConversationDoc } from "../conversations/conversation-doc.ts";
import { conversations } from "../conversations/conversation-model.ts";
import { flows } from "../flows/flow-model.ts";
import { loadPrograms } from "../flows/load-programs.ts";
import type { ServerContext } from "../server-context.ts";
import type { InboundStore } from "../webhooks/inbound-store.ts";
import { inputEvent } from "../webhooks/input-event.ts";
import { scheduleMoment } from "./schedule-moment.ts";

/** Starts flows at the times their schedules name. */
export interface ScheduledFlows {
  /** What came due in the last minutes; doing it twice starts nothing twice. */
  readonly startDue: () => Promise<void>;
  stop(): Promise<void>;
}

const job = "start scheduled flows";
/** A server that was away no longer than this makes up for it. */
const lateMs = 10 * 60_000;

/** Looks every minute, in one of the processes that share the store. */
export async function startScheduledFlows(
  context: ServerContext,
  inbound: InboundStore,
  wake: (key: string) => void,
): Promise<ScheduledFlows> {
  const { connection } = context;
  const { db } = connection;
  if (!db) throw new Error("The store is not connected");
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: db }),
    processEvery: "15 seconds",
  });
  agenda.on("error", (error: unknown) => context.log.error({ err: error }, "agenda"));
  agenda.define(job, startDue, { lockLifetime: 5 * 60_000 });
  await agenda.start();
  await agenda.every("1 minute", job);

  return { startDue, stop: async () => void (await agenda.stop()) };

  async function startDue(): Promise<void> {
    const model = flows(connection).acrossWorkspaces;
    const found = await model.distinct("workspaceId", { active: true });
    for (const workspaceId of found) {
      const { active } = await loadPrograms(context, String(workspaceId));
      for (const program of active) {
        for (const node of program.triggers) {
          if (node.type !== "trigger.schedule") continue;
          await startIfDue(String(workspaceId), program, node);
        }
      }
    }
  }

  async function startIfDue(
    workspaceId: string,
    { flowId, flow }: Program,
    node: NodeOf<"trigger.schedule">,
  ): Promise<void> {
    const now = context.now();
    const moment = scheduleMoment(node.data, flow.settings.timeZone, now, lateMs);
    if (moment === undefined) return;
    const tagged = await contacts(connection)
      .in(workspaceId)
      .find({ tags: node.data.tag }, { projection: { _id: 1 } });
    const key = `schedule:${flowId}:${node.id}:${moment}`;
    for (const contact of tagged) {
      const [newest] = (await conversations(connection)
        .in(workspaceId)
        .find(
          { contactId: String(contact._id), reachable: true },
          { sort: { updatedAt: -1 }, limit: 1 },
        )) as unknown as ConversationDoc[];
      if (!newest) continue;
      const input = { type: "start", flowId, nodeId: node.id } as const;
      if (await inbound.add(inputEvent(newest, key, input, now))) wake(`#${newest._id}`);
    }
  }
}
