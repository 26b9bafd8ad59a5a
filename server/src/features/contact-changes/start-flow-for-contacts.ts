import type { ContactAction } from "@chatloom/api-schema";
import { botMayAct } from "@chatloom/runtime";
import {
  type CampaignChannels,
  type Candidate,
  chooseConversation,
} from "../../domain/choose-conversation.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { waitWhileBusy } from "../../pipeline/wait-while-busy.ts";
import { contactChange, contactChanges } from "../../records/contact-change-model.ts";
import { flows } from "../../records/flow-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { reachableConversations } from "../../records/reachable-conversations.ts";
import { loadSendingChannels } from "../../records/sending-channels.ts";
import { addMissing } from "../../store/add-missing.ts";
import { JobProblem } from "../jobs/run-jobs.ts";

type StartAction = Extract<ContactAction, { type: "startFlow" }>;
type Counts = Readonly<Record<string, number>>;

/** Creates what starts a flow for a page of contacts, once for each, and counts who was left out and why. */
export function startFlowForContacts({ services, wake, busy }: Pipeline) {
  const { context, inbound } = services;
  const { connection, now } = context;

  return async (
    { _id, workspaceId }: StoredJob,
    { flowId, marketing }: StartAction,
    items: readonly ContactDoc[],
  ): Promise<Counts> => {
    const flow = await flows(connection).in(workspaceId).findById(flowId);
    if (!flow?.active || flow.version === undefined) {
      throw new JobProblem("broadcast.flow-off", "The flow is not published and active any more");
    }
    const jobId = String(_id);
    const ids = items.map((it) => it._id);
    const [reachable, channels] = await Promise.all([
      reachableConversations(connection, workspaceId, ids),
      marketing ? campaignChannels(workspaceId) : undefined,
    ]);
    const model = contactChanges(connection).in(workspaceId);
    const chosen = items.map((contact) => ({
      contact,
      way: wayTo(contact, reachable.get(contact._id) ?? [], channels),
    }));
    // The choice is stored first, so that a page that runs again starts nothing in a second conversation.
    await addMissing(
      model,
      chosen.flatMap(({ contact, way }) =>
        typeof way === "string"
          ? []
          : [contactChange(jobId, contact._id, { before: null, conversationId: way._id }, now())],
      ),
    );
    const decided = await model.find({ _id: { $in: ids.map((it) => `${jobId}:${it}`) } });
    const byContact = new Map(decided.map((it) => [it.contactId, it.conversationId]));
    const counts: Record<string, number> = {};
    const count = (name: string) => {
      counts[name] = (counts[name] ?? 0) + 1;
    };
    await Promise.all(
      chosen.map(async ({ contact, way }) => {
        const own = byContact.get(contact._id);
        const conversation = reachable.get(contact._id)?.find((it) => it._id === own);
        if (!conversation) {
          count(`skipped.${typeof way === "string" ? way : "noChannel"}`);
          return;
        }
        const input = { type: "start", flowId, marketing } as const;
        if (await inbound.add(inputEvent(conversation, `bulk:${jobId}`, input, now()))) {
          wake(`#${conversation._id}`);
        }
        count("started");
      }),
    );
    await waitWhileBusy(busy);
    return counts;
  };

  /** The channels of the workspace. The flow starts only in conversations that exist, so no address is written to first. */
  async function campaignChannels(
    workspaceId: StoredJob["workspaceId"],
  ): Promise<CampaignChannels> {
    const { demanding } = await loadSendingChannels(connection, workspaceId);
    return { wanted: [], demanding, addressed: new Set() };
  }
}

/** Chooses the conversation in which the flow starts, or says why there is none. `channels` are given for marketing only. `own`: the newest first. */
function wayTo(
  contact: ContactDoc,
  own: readonly Candidate[],
  channels: CampaignChannels | undefined,
): Candidate | string {
  if (channels) {
    const way = chooseConversation(contact, own, channels);
    return typeof way === "string" ? way : "conversation" in way ? way.conversation : "noChannel";
  }
  if (contact.blocked) {
    return "blocked";
  }
  const free = own.find((it) => botMayAct(it) || it.resolved);
  return free ?? (own.length > 0 ? "withPeople" : "noChannel");
}
