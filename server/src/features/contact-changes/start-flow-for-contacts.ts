import type { ContactAction } from "@chatloom/api-schema";
import { botMayAct } from "@chatloom/runtime";
import { channelOf } from "../../channels/index.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { contactChange, contactChanges } from "../../records/contact-change-model.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { flows } from "../../records/flow-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { addMissing } from "../../store/add-missing.ts";
import { type Candidate, chooseConversation } from "../broadcasts/choose-conversation.ts";
import { JobProblem } from "../jobs/run-jobs.ts";

type StartAction = Extract<ContactAction, { type: "startFlow" }>;
type Counts = Readonly<Record<string, number>>;

const mostBusy = 200;

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
    const reachable = await candidates(workspaceId, items);
    const demanding = await demandingChannels(workspaceId);
    const model = contactChanges(connection).in(workspaceId);
    const chosen = items.map((contact) => ({
      contact,
      way: wayTo(contact, reachable.get(contact._id) ?? [], marketing, demanding),
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
    const decided = await model.find({ _id: { $in: items.map((it) => `${jobId}:${it._id}`) } });
    const byContact = new Map(decided.map((it) => [it.contactId, it.conversationId]));
    const counts: Record<string, number> = {};
    const count = (name: string) => {
      counts[name] = (counts[name] ?? 0) + 1;
    };
    for (const { contact, way } of chosen) {
      const own = byContact.get(contact._id);
      const conversation = (reachable.get(contact._id) ?? []).find((it) => it._id === own);
      if (!conversation) {
        count(`skipped.${typeof way === "string" ? way : "noChannel"}`);
        continue;
      }
      const input = { type: "start", flowId, marketing } as const;
      if (await inbound.add(inputEvent(conversation, `bulk:${jobId}`, input, now()))) {
        wake(`#${conversation._id}`);
      }
      count("started");
    }
    while (busy() > mostBusy) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return counts;
  };

  async function candidates(
    workspaceId: StoredJob["workspaceId"],
    items: readonly ContactDoc[],
  ): Promise<ReadonlyMap<string, readonly Candidate[]>> {
    const found = await conversationsOf(connection)
      .find({ workspaceId, contactId: { $in: items.map((it) => it._id) }, reachable: true })
      .project<Candidate>({
        workspaceId: 1,
        channelId: 1,
        contactId: 1,
        handler: 1,
        resolved: 1,
        updatedAt: 1,
      })
      .toArray();
    const byContact = new Map<string, Candidate[]>();
    for (const conversation of found) {
      const own = byContact.get(conversation.contactId) ?? [];
      byContact.set(conversation.contactId, [...own, conversation]);
    }
    return byContact;
  }

  async function demandingChannels(
    workspaceId: StoredJob["workspaceId"],
  ): Promise<ReadonlySet<string>> {
    const accounts = await channelAccounts(connection)
      .in(workspaceId)
      .find({}, { projection: { type: 1 } });
    return new Set(
      accounts
        .filter((it) => channelOf(it.type)?.abilities.marketingConsent === true)
        .map((it) => String(it._id)),
    );
  }
}

function wayTo(
  contact: ContactDoc,
  own: readonly Candidate[],
  marketing: boolean,
  demanding: ReadonlySet<string>,
): Candidate | string {
  if (marketing) {
    const way = chooseConversation(contact, own, { wanted: [], demanding, addressed: new Set() });
    return typeof way === "string" ? way : "conversation" in way ? way.conversation : "noChannel";
  }
  if (contact.blocked) {
    return "blocked";
  }
  const newest = [...own].sort((a, b) => b.updatedAt - a.updatedAt);
  const free = newest.find((it) => botMayAct(it) || it.resolved);
  return free ?? (newest.length > 0 ? "withPeople" : "noChannel");
}
