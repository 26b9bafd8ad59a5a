import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { openConversation } from "../inbound/open-conversation.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { type ConversationRunner, runConversation } from "./conversation-runner.ts";

/** Sets work on conversations going: one runner for each, many side by side. */
export interface Dispatcher {
  /** Something waits under this key (a conversation's key, or `#` and its id). */
  readonly wake: (key: string) => void;
  /** The same when the conversation is at hand. */
  readonly wakeConversation: (conversation: ConversationDoc) => void;
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

  return {
    wake,
    wakeConversation: start,
    busy: () => runners.size + finding.size - services.lingering.count(),
    async idle() {
      const allow = services.lingering.forbid();
      while (runners.size + finding.size > 0) {
        await Promise.allSettled([
          ...finding.values(),
          ...[...runners.values()].map((it) => it.finished),
        ]);
        await new Promise((resolve) => setImmediate(resolve));
      }
      allow();
    },
  };

  function wake(key: string): void {
    const id = key.startsWith("#") ? key.slice(1) : idsByKey.get(key);
    const runner = id === undefined ? undefined : runners.get(id);
    if (runner?.wake()) return;
    // Whoever is being looked for starts by reading all that waits for them.
    if (finding.has(key)) return;
    const found = find(key)
      .then((conversation) => {
        finding.delete(key);
        if (conversation) start(conversation);
      })
      .catch((error: unknown) => {
        finding.delete(key);
        services.context.log.error({ err: error, key }, "a conversation cannot be opened");
      });
    finding.set(key, found);
  }

  async function find(key: string): Promise<ConversationDoc | undefined> {
    if (key.startsWith("#")) return services.conversations.byId(key.slice(1));
    const known = await services.conversations.byKey(key);
    if (known) return known;
    const [first] = await services.inbound.waitingFor([key]);
    if (!first) return undefined;
    const type = await channelType(first.channelId);
    const opened = type === undefined ? undefined : await openConversation(services, first, type);
    if (!opened) await services.inbound.done([first._id]);
    return opened;
  }

  function start(conversation: ConversationDoc): void {
    const { _id: id, keys, version } = conversation;
    if (runners.get(id)?.wake(version)) return;
    const runner = runConversation(services, conversation);
    runners.set(id, runner);
    for (const key of keys) idsByKey.set(key, id);
    runner.finished
      .catch((error: unknown) => {
        // What is stored stays; the clock comes back to it.
        services.context.log.error(
          { err: error, conversationId: id },
          "work on a conversation failed",
        );
      })
      .finally(() => {
        if (runners.get(id) !== runner) return;
        runners.delete(id);
        for (const key of keys) if (idsByKey.get(key) === id) idsByKey.delete(key);
      });
  }
}
