import { channelOf } from "../../channels/index.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import { newConversation } from "../../domain/new-conversation.ts";
import { newId } from "../../domain/new-id.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import {
  broadcasts,
  type RecipientFields,
  recipients,
  type StoredBroadcast,
} from "../../records/broadcast-model.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { flows } from "../../records/flow-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { messages } from "../../records/message-model.ts";
import { addMissing } from "../../store/add-missing.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";
import type { Candidate, Way } from "./choose-conversation.ts";
import { type Planned, planPage } from "./plan-page.ts";

/** The plan of the job. */
export interface BroadcastJobPlan {
  readonly broadcastId: string;
  /** The job ends once so many contacts were started in all. */
  readonly until?: number;
}

const pageSize = 200;
const mostBusy = 200;
/** A broadcast pauses when more than a fifth of at least so many contacts could not get it. */
const mostFailed = { least: 50, share: 0.2 } as const;

/** The work of sending a broadcast: a page of contacts after the other, each contact once. */
export function broadcastJob({ services, wake, busy }: Pipeline): JobWork {
  const { context, inbound, conversations } = services;
  const { connection, now } = context;

  return {
    async runPage(job) {
      const broadcast = await find(job);
      await refuseIfFailing(broadcast, job);
      const { plan } = broadcast;
      const { until } = job.plan as BroadcastJobPlan;
      const started = job.counts.started ?? 0;
      const limit = Math.min(
        pageSize,
        plan.perMinute ?? pageSize,
        until === undefined ? pageSize : Math.max(1, until - started),
      );
      const page = await planPage(context, broadcast.workspaceId, plan, {
        after: job.cursor ?? "",
        limit,
        broadcastId: String(broadcast._id),
      });
      const counts = await start(broadcast, page.items);
      const reached = until !== undefined && started + (counts.started ?? 0) >= until;
      while (busy() > mostBusy) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return {
        position: job.position + page.items.length,
        counts,
        done: page.next === undefined || reached,
        ...(page.next !== undefined && { cursor: page.next }),
        // Contacts who are left out cost no time.
        ...(plan.perMinute !== undefined &&
          (counts.started ?? 0) > 0 && {
            notBefore: now() + Math.ceil(((counts.started ?? 0) / plan.perMinute) * 60_000),
          }),
      };
    },
    async finish({ plan, workspaceId, cursor }) {
      // A job that ended at its limit leaves a place to continue from.
      if (cursor === undefined) {
        const { broadcastId } = plan as BroadcastJobPlan;
        await broadcasts(connection)
          .in(workspaceId)
          .updateOne({ _id: broadcastId, state: "sending" }, { $set: { state: "sent" } });
      }
    },
  };

  async function find({ plan, workspaceId }: StoredJob): Promise<StoredBroadcast> {
    const { broadcastId } = plan as BroadcastJobPlan;
    const broadcast = await broadcasts(connection).in(workspaceId).findById(broadcastId);
    if (!broadcast) {
      throw new JobProblem("broadcast.deleted", "The broadcast was deleted");
    }
    const flow = await flows(connection).in(workspaceId).findById(broadcast.plan.flowId);
    if (!flow?.active || flow.version === undefined) {
      throw new JobProblem("broadcast.flow-off", "Its flow is not published and active any more");
    }
    return broadcast;
  }

  async function refuseIfFailing({ _id, workspaceId }: StoredBroadcast, job: StoredJob) {
    const started = job.counts.started ?? 0;
    if (started < mostFailed.least) {
      return;
    }
    const failed = await messages(connection)
      .in(workspaceId)
      .count({ broadcastId: String(_id), delivery: "failed" });
    if (failed >= mostFailed.least && failed > started * mostFailed.share) {
      throw new JobProblem(
        "broadcast.failing",
        `${failed} messages of ${started} contacts could not be delivered`,
      );
    }
  }

  /** Records who gets the page and who is left out, then starts the flow for each. Both may be repeated. */
  async function start(broadcast: StoredBroadcast, items: readonly Planned[]) {
    const { workspaceId } = broadcast;
    const broadcastId = String(broadcast._id);
    const model = recipients(connection).in(workspaceId);
    const planned = await Promise.all(
      items.map(async ({ contact, way }): Promise<RecipientFields & { readonly _id: string }> => {
        const common = {
          _id: `${broadcastId}:${contact._id}`,
          broadcastId,
          contactId: contact._id,
          at: now(),
        };
        if (typeof way === "string") {
          return { ...common, skipped: way };
        }
        const conversation = await conversationOf(contact, way);
        return conversation
          ? { ...common, conversationId: conversation._id }
          : { ...common, skipped: "noChannel" };
      }),
    );
    await addMissing(model, planned);
    // A page that runs again keeps the decisions of its first run.
    const decided = await model.find({ _id: { $in: planned.map((it) => it._id) } });
    const counts: Record<string, number> = {};
    await Promise.all(
      decided.map(async ({ conversationId, skipped }) => {
        const name = skipped === undefined ? "started" : `skipped.${skipped}`;
        counts[name] = (counts[name] ?? 0) + 1;
        const conversation =
          conversationId === undefined ? undefined : await conversations.byId(conversationId);
        if (conversation) {
          await startFlow(broadcast, conversation);
        }
      }),
    );
    return counts;
  }

  async function startFlow({ _id, plan }: StoredBroadcast, conversation: Candidate) {
    const broadcast = String(_id);
    const input = { type: "start", flowId: plan.flowId, marketing: true, broadcast } as const;
    const event = inputEvent(conversation, `broadcast:${broadcast}`, input, now());
    if (await inbound.add(event)) {
      wake(`#${conversation._id}`);
    }
  }

  /** The conversation of a way; begins one where only the address is known. */
  async function conversationOf(
    { _id: contactId, workspaceId, name }: ContactDoc,
    way: Way,
  ): Promise<Pick<Candidate, "_id"> | undefined> {
    if ("conversation" in way) {
      return way.conversation;
    }
    const { channelId, address } = way;
    const account = await channelAccounts(connection).in(workspaceId).findById(channelId);
    if (!account || !channelOf(account.type)) {
      return undefined;
    }
    const key = `${channelId}:${address}`;
    const fresh = newConversation(
      {
        _id: newId(),
        workspaceId,
        channelId,
        channelType: account.type,
        contactId,
        // The platform has told no name yet; the contact keeps ours when it does.
        profile: { name: address },
        keys: [key],
        address,
        contactName: name,
      },
      now(),
    );
    return (await conversations.insert(fresh)) ?? (await conversations.byKey(key));
  }
}
