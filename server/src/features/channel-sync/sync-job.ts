import { setTimeout as sleep } from "node:timers/promises";
import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, HttpCall, HttpReply } from "../../channels/channel.ts";
import type { ChannelHistory, KeptConversation } from "../../channels/channel-history.ts";
import { refusalOf } from "../../channels/refusal-of.ts";
import { type Caller, notingClient } from "../../pipeline/outbound/noting-client.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { jobs, type StoredJob } from "../../records/job-model.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";

/** The plan of a synchronisation. */
export interface SyncPlan {
  readonly channelId: string;
  /** Epoch milliseconds. Messages from then on are answered as if they came by webhook; older ones are left out. Absent: all as history. */
  readonly missedSince?: number;
}

/** The most pages that are read of one conversation. */
const mostPages = 50;

/** The work of reading a platform's conversations into the inbox. A page is a page of its list. What is known already changes nothing. */
export function syncJob(pipeline: Pipeline): JobWork {
  const { services } = pipeline;
  const { context } = services;

  return {
    async runPage(job) {
      const { channelId, missedSince } = job.plan as SyncPlan;
      const connected = await pipeline.channel(channelId);
      const history = connected?.channel.history;
      if (!connected || !history) {
        throw new JobProblem("channel.disconnected", "The channel is disconnected");
      }
      const client = notingClient(services, connected);
      const { settings } = connected;
      const reply = await ask(client, connected, history.list(settings, job.cursor));
      const { total, conversations, next } = history.readList(reply, settings, job.cursor);
      if (total !== undefined && total !== job.total) {
        await noteTotal(job, total);
      }
      let messages = 0;
      let older = false;
      for (const conversation of conversations) {
        const events = await eventsOf(client, connected, history, conversation, missedSince);
        const wanted = events.filter((it) => missedSince === undefined || it.at >= missedSince);
        older ||= missedSince !== undefined && wanted.length === 0;
        const told = missedSince === undefined ? wanted.map(asHistory) : wanted;
        await pipeline.receive(told.map((event) => ({ connected, event })));
        messages += told.length;
      }
      const position = job.position + conversations.length;
      // The list has the conversations with news first.
      const done = next === undefined || older;
      if (done && total === undefined) {
        await noteTotal(job, position);
      }
      return {
        position: done ? Math.max(position, total ?? 0) : position,
        counts: { conversations: conversations.length, messages },
        done,
        ...defined({ cursor: next }),
      };
    },
  };

  async function eventsOf(
    client: Caller,
    connected: ConnectedChannel,
    history: ChannelHistory,
    conversation: KeptConversation,
    since = 0,
  ): Promise<readonly ChannelEvent[]> {
    const { settings } = connected;
    const events: ChannelEvent[] = [];
    let before: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const reply = await ask(client, connected, history.messages(settings, conversation, before));
      const read = history.readMessages(reply, conversation, settings, context.now());
      events.unshift(...read.events);
      const oldest = read.events[0]?.at ?? 0;
      if (read.before === undefined || read.before === before || oldest < since) {
        break;
      }
      before = read.before;
    }
    return events;
  }

  async function ask(
    client: Caller,
    { channel }: ConnectedChannel,
    call: HttpCall,
  ): Promise<HttpReply> {
    const { callsPerSecond } = channel.history ?? {};
    if (callsPerSecond !== undefined) {
      await sleep(1_000 / callsPerSecond);
    }
    const result = await client.call(call);
    if (!("reply" in result)) {
      throw new Error("notSent" in result ? result.notSent : result.lost);
    }
    const refused = refusalOf(channel, result.reply);
    if (refused?.kind === "busy") {
      throw new Error(refused.message);
    }
    if (refused) {
      throw new JobProblem("channel.sync-refused", refused.message);
    }
    return result.reply;
  }

  async function noteTotal({ _id, workspaceId }: StoredJob, total: number): Promise<void> {
    await jobs(context.connection).in(workspaceId).updateOne({ _id }, { $set: { total } });
  }
}

function asHistory(event: ChannelEvent): ChannelEvent {
  return event.kind === "message" || event.kind === "echo" ? { ...event, history: true } : event;
}
