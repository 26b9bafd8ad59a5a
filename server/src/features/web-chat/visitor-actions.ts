import type { PageValues, VisitorEvents } from "@chatloom/api-schema";
import { linkTarget, matchTrigger } from "@chatloom/runtime";
import type { ChannelEvent, IncomingSender, Referral } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { inputEvent } from "../../domain/input-event.ts";
import { linkCodes } from "../../domain/link-codes.ts";
import { newId } from "../../domain/new-id.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import type { FoundFile } from "../../records/file-store.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import { messagesOf } from "../../records/message-model.ts";
import { findFollowedLink } from "../../records/ref-link-model.ts";
import { ownFiles } from "../files/own-files.ts";
import { identifyVisitor } from "./identify-visitor.ts";
import { flowValues, visitorProfile } from "./page-values.ts";
import type { VisitorIdentity } from "./read-identity.ts";
import { contentFlaw } from "./visitor-input.ts";
import type { VisitorAct } from "./visitor-limits.ts";

type Message = Parameters<VisitorEvents["send"]>[0];
type Tap = Parameters<VisitorEvents["tap"]>[0];
type Opened = Parameters<VisitorEvents["open"]>[0];
type Visited = Parameters<VisitorEvents["visit"]>[0];
/** The server's answer to a visitor's input. */
export type VisitorReply = Parameters<Parameters<VisitorEvents["send"]>[1]>[0];

/** Turns one visitor's inputs into events like those of any platform. */
export interface VisitorActions {
  readonly send: (message: Message) => Promise<VisitorReply>;
  readonly tap: (tap: Tap) => Promise<VisitorReply>;
  readonly open: (opened: Opened) => Promise<void>;
  /** Starts the flow that waits for the event `page.visited`; before the first message nothing is kept. */
  readonly visit: (visited: Visited) => Promise<void>;
}

/** The event that a visited page is told by. */
const pageVisited = "page.visited";

/** What a message tells about where its sender comes from; a link counts for the first message only. */
function referralOf(
  ref: string | undefined,
  values: PageValues | undefined,
  page: string | undefined,
): Referral | undefined {
  if (ref !== undefined) {
    return { ref, ...flowValues(values, page) };
  }
  const told = flowValues(values, undefined);
  return told.values && { ref: "", ...told };
}

const numberedWithinMs = 3_000;
const lookEveryMs = 25;

/** Answers a visitor who acts more often than a person does. */
export const tooFast: VisitorReply = {
  ok: false,
  code: "visitor.too-fast",
  detail: "Please wait a moment",
};

/** A repeated key is the same event. */
export function createVisitorActions(
  context: ServerContext,
  pipeline: Pipeline,
  {
    channelId,
    address,
    identity,
  }: {
    readonly channelId: string;
    readonly address: string;
    readonly identity?: VisitorIdentity | undefined;
  },
  allows: (act: VisitorAct) => boolean,
): VisitorActions {
  const senderOf = (values?: PageValues): IncomingSender => {
    const profile = visitorProfile(values, identity);
    return profile.name ? { id: address, profile } : { id: address, anonymous: true, profile };
  };
  const base = (name: string, values?: PageValues) => ({
    id: `${address}:${name}`,
    account: undefined,
    at: context.now(),
    from: senderOf(values),
  });

  async function say(event: ChannelEvent, key?: string): Promise<boolean> {
    const connected = await pipeline.channel(channelId);
    if (!connected) {
      return false;
    }
    await pipeline.receive([{ connected, event, key }]);
    return true;
  }

  const conversationOf = () => pipeline.services.conversations.byKey(`${channelId}:${address}`);

  /** Whether a flow answers when the chat is opened; without an answer no contact is made before the first message. */
  async function isAwaited(ref: string | undefined): Promise<boolean> {
    const connected = await pipeline.channel(channelId);
    if (!connected) {
      return false;
    }
    const { id, name, channel, workspaceId } = connected;
    const { active } = await loadPrograms(context, workspaceId);
    const codes = linkCodes({ ...base("open"), kind: "welcome", ref });
    const followed = await findFollowedLink(context, workspaceId, codes);
    if (followed && linkTarget(active, followed.link)) {
      return true;
    }
    const opened = { type: "welcome", ref } as const;
    const checkContext = { id, type: channel.type, name, abilities: channel.abilities };
    return (
      matchTrigger(active, opened, { channel: checkContext, firstContact: true }) !== undefined
    );
  }

  async function sayAndNumber(event: ChannelEvent, key: string): Promise<VisitorReply> {
    if (!(await say(event, key))) {
      return { ok: false, code: "channel.not-found", detail: "This chat is no longer there" };
    }
    const sequence = await numberOf(key);
    if (identity) {
      await identifyVisitor(pipeline, `${channelId}:${address}`, identity);
    }
    return { ok: true, sequence };
  }

  /** The message's number in the thread; 0 if that takes too long. The message is stored, and announced later. */
  async function numberOf(key: string): Promise<number> {
    const end = Date.now() + numberedWithinMs;
    while (Date.now() < end) {
      const conversation = await pipeline.services.conversations.byKey(`${channelId}:${address}`);
      const unwritten = conversation?.pendingWrites.messages.find((it) => it.key === key);
      const written =
        unwritten ??
        (conversation &&
          (await messagesOf(context.connection).findOne({
            conversationId: conversation._id,
            key,
          })));
      if (written) {
        return written.sequence;
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return 0;
  }

  function maySend(file: FoundFile): boolean {
    return file.channelId === channelId && file.visitor === address;
  }

  return {
    async send({ key, content, ref, page, values }) {
      const flaw = contentFlaw(content);
      if (flaw !== undefined) {
        return { ok: false, code: "request.invalid", detail: flaw };
      }
      const checked = await ownFiles(context, content, { maySend, foreign: false });
      if (checked.flaw) {
        const { at, message } = checked.flaw;
        return { ok: false, code: "request.invalid", detail: `${at} ${message}` };
      }
      const conversation = await conversationOf();
      if (!conversation && !allows("newVisitor")) {
        return tooFast;
      }
      const first = conversation?.lastIncomingAt === undefined;
      const event: ChannelEvent = {
        ...base(key, values),
        kind: "message",
        messageId: `${address}:${key}`,
        content: checked.content,
        referral: referralOf(first ? ref : undefined, values, page),
      };
      return sayAndNumber(event, key);
    },
    async tap({ key, payload, label }) {
      if (!(await conversationOf()) && !allows("newVisitor")) {
        return tooFast;
      }
      return sayAndNumber({ ...base(key), kind: "postback", payload, label }, key);
    },
    async open({ ref, page, values }) {
      const conversation = await conversationOf();
      if (!conversation && !((await isAwaited(ref)) && allows("newVisitor"))) {
        return;
      }
      if (conversation?.lastIncomingAt === undefined) {
        await say({ ...base("open", values), kind: "welcome", ref, ...flowValues(values, page) });
      } else if (ref !== undefined && allows("ref")) {
        const event = { ...base(`ref:${ref}`, values), ...flowValues(values, page) };
        await say({ ...event, kind: "referral", ref });
      }
    },
    async visit({ page, title }) {
      const conversation = await conversationOf();
      const address = URL.canParse(page) ? new URL(page) : undefined;
      if (conversation?.lastIncomingAt === undefined || !address) {
        return;
      }
      const { active } = await loadPrograms(context, String(conversation.workspaceId));
      const input = {
        type: "event",
        name: pageVisited,
        // Queries may hold secrets of the website.
        properties: { page: address.origin + address.pathname, path: address.pathname, title },
      } as const;
      const { id, name, channel } = (await pipeline.channel(channelId)) ?? {};
      if (!id || !name || !channel) {
        return;
      }
      const checkContext = { id, type: channel.type, name, abilities: channel.abilities };
      if (!matchTrigger(active, input, { channel: checkContext, firstContact: false })) {
        return;
      }
      await pipeline.services.inbound.add(
        inputEvent(conversation, `visit:${newId()}`, input, context.now()),
      );
      pipeline.wake(`#${conversation._id}`);
    },
  };
}
