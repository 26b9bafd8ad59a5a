import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import { openConversation } from "../inbound/open-conversation.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { reactAnywhere } from "./change-thread.ts";
import { type ConversationRunner, runConversation } from "./conversation-runner.ts";
import { RetryLimit } from "./retry-limit.ts";

/** Sets work on conversations going: one runner for each, some side by side. */
export interface Dispatcher {
  /** Something waits under this key (a conversation's key, or `#` and its id). */
  readonly wake: (key: string) => void;
  /** The same when the conversation is at hand. */
  readonly wakeConversation: (conversation: ConversationDoc) => void;
  /** Continues with a conversation of which a send may begin. */
  readonly nudge: (conversationId: string) => void;
  /** How many conversations are being worked on. */
  readonly busy: () => number;
  /** Resolves when all work under way has come to rest. */
  readonly idle: () => Promise<void>;
}

/** `channelType` tells a channel's type, or undefined when there is no such channel any more. */
export function createDispatcher(
  services: PipelineServices,
  channelType: (channelId: string) => Promise<string | undefined>,
): Dispatcher {
  const runners = new Map<string, ConversationRunner>();
  const idsByKey = new Map<string, string>();
  const finding = new Map<string, Promise<void>>();
  const retries = new RetryLimit(services.context.now);

  return {
    wake: (key) => wake(key, false),
    wakeConversation: (conversation) => start(conversation, false),
    nudge(id) {
      if (!runners.get(id)?.nudge()) {
        wake(`#${id}`, true);
      }
    },
    busy: () => runners.size + finding.size,
    async idle() {
      while (runners.size + finding.size > 0) {
        await Promise.allSettled([
          ...finding.values(),
          ...[...runners.values()].map((it) => it.finished),
        ]);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };

  /** `urgent`: one of its sends may begin now. */
  function wake(key: string, urgent: boolean): void {
    const id = key.startsWith("#") ? key.slice(1) : idsByKey.get(key);
    const runner = id === undefined ? undefined : runners.get(id);
    if (runner?.wake()) {
      return;
    }
    // Whoever is being looked for starts by reading all that waits for them.
    if (finding.has(key) || retries.tooSoon(key)) {
      return;
    }
    const found = services.slots
      .inside(urgent, () => find(key))
      .then((conversation) => {
        finding.delete(key);
        retries.succeeded(key);
        if (conversation) {
          start(conversation, urgent);
        }
      })
      .catch((error: unknown) => {
        finding.delete(key);
        retries.failed(key);
        services.context.log.error({ err: error, key }, "failed to open a conversation");
      });
    finding.set(key, found);
  }

  async function find(key: string): Promise<ConversationDoc | undefined> {
    // The process that takes over finds the input in the store.
    if (services.closing()) {
      return undefined;
    }
    if (key.startsWith("#")) {
      return (await services.conversations.byId(key.slice(1))) ?? drop(key);
    }
    const known = await services.conversations.byKey(key);
    if (known) {
      return known;
    }
    return openFirst(key);
  }

  /** Gives up what waits for a conversation that does not exist. */
  async function drop(key: string): Promise<undefined> {
    const waiting = await services.inbound.waitingFor([key]);
    await services.inbound.done(waiting.map((it) => it._id));
  }

  /** The conversation of the first waiting event that may begin one; those before it are dropped. */
  async function openFirst(key: string): Promise<ConversationDoc | undefined> {
    for (;;) {
      const [first] = await services.inbound.waitingFor([key]);
      if (!first) {
        return undefined;
      }
      if (isOfNewCase(first, services.context.now())) {
        return undefined;
      }
      const type = await channelType(first.channelId);
      const opened = type === undefined ? undefined : await openConversation(services, first, type);
      if (opened) {
        return opened;
      }
      await reactAnywhere(services, first);
      await services.inbound.done([first._id]);
    }
  }

  function start(conversation: ConversationDoc, urgent: boolean): void {
    const { _id: id, keys, version } = conversation;
    if (runners.get(id)?.wake(version) || retries.tooSoon(id)) {
      return;
    }
    const runner = runConversation(services, conversation, urgent);
    runners.set(id, runner);
    for (const key of keys) {
      idsByKey.set(key, id);
    }
    runner.finished
      .then(
        () => retries.succeeded(id),
        (error: unknown) => {
          // The input is stored; the clock tries it again.
          retries.failed(id);
          services.context.log.error(
            { err: error, conversationId: id },
            "failed to work on a conversation",
          );
          return isStoreAway(error) ? undefined : alertStuck(services, conversation, error);
        },
      )
      .catch((error: unknown) => {
        services.context.log.error({ err: error, conversationId: id }, "failed to raise an alert");
      })
      .finally(() => {
        if (runners.get(id) !== runner) {
          return;
        }
        runners.delete(id);
        for (const key of keys) {
          if (idsByKey.get(key) === id) {
            idsByKey.delete(key);
          }
        }
      });
  }
}

/** How long an event of a helpdesk waits for the answer that tells which conversation its case belongs to. */
const caseWaitMs = 60_000;

/** Agents may answer before the helpdesk's answer to the opening of a case is stored. */
function isOfNewCase({ event, receivedAt }: WaitingInbound, now: number): boolean {
  return "case" in event && now - receivedAt < caseWaitMs;
}

function alertStuck(
  { context }: PipelineServices,
  { _id: conversationId, workspaceId, channelId }: ConversationDoc,
  error: unknown,
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  return raiseAlert(context, workspaceId, {
    code: "conversation.stuck",
    message: `A conversation could not be worked on and is tried again later: ${message}`,
    reason: { code: "conversation.stuck", message },
    conversationId,
    channelId,
  });
}
