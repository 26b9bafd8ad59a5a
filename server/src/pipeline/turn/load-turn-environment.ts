import { createHmac } from "node:crypto";
import { framesOf, type JsonObject } from "@chatloom/runtime";
import { channelOf } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { createBatch } from "../../store/batch.ts";
import type { SendingChannel, TurnEnvironment } from "../pipeline-services.ts";

/** Loads what a conversation's inputs meet: the flows that answer now, its channel, the workspace. */
export function createEnvironmentLoader(
  context: ServerContext,
  channel: (id: string) => Promise<ConnectedChannel | undefined>,
): (conversation: ConversationDoc) => Promise<TurnEnvironment> {
  const { connection } = context;
  const programs = createBatch(async (wanted: readonly ConversationDoc[]) => {
    const byWorkspace = new Map<string, ConversationDoc[]>();
    for (const it of wanted) {
      const workspaceId = String(it.workspaceId);
      byWorkspace.set(workspaceId, [...(byWorkspace.get(workspaceId) ?? []), it]);
    }
    const loaded = new Map(
      await Promise.all(
        [...byWorkspace].map(async ([workspaceId, group]) => {
          const pins = group.flatMap((it) => framesOf(it.run));
          const workspace = await findWorkspace(connection, workspaceId);
          const programs = await loadPrograms(
            context,
            workspaceId,
            pins,
            workspace?.flowsStamp ?? 0,
          );
          return [workspaceId, { programs, workspace }] as const;
        }),
      ),
    );
    return wanted.map((it) => loaded.get(String(it.workspaceId)));
  });

  // Callback addresses are made of it: whoever knows a turn's id must not be able to guess them.
  const seedOf = (turnId: string) =>
    createHmac("sha256", context.config.secretKey).update(turnId).digest("base64url");

  return async (conversation) => {
    const [connected, loaded] = await Promise.all([
      channel(conversation.channelId),
      programs(conversation),
    ]);
    const { channelId: id, channelType: type } = conversation;
    const { botMessagesPerHour, botTurnsPerSecond } = context.config;
    const abilities = channelOf(type)?.abilities;
    if (!loaded || !abilities) {
      throw new Error(`The channel type ${type} is not known`);
    }
    return {
      turnContext: {
        now: context.now(),
        programs: loaded.programs,
        channel: { id, type, name: connected?.name ?? type },
        abilities,
        local: connected !== undefined && isLocal(connected),
        workspaceName: loaded.workspace?.name ?? "",
        workspaceCountry: loaded.workspace?.country,
        publicUrl: context.config.publicUrl,
        seedOf,
        turnsPerSecond: botTurnsPerSecond,
        limits:
          botMessagesPerHour === undefined ? undefined : { messagesPerHour: botMessagesPerHour },
      },
      variables: (loaded.workspace?.variables ?? {}) as JsonObject,
    };
  };
}

/** Finds who sends for a conversation. */
export function createSendingChannelFinder(
  channel: (id: string) => Promise<ConnectedChannel | undefined>,
): (conversation: ConversationDoc) => Promise<SendingChannel> {
  return async ({ channelId, channelType }) => {
    const connected = await channel(channelId);
    const abilities = channelOf(channelType)?.abilities;
    if (!abilities) {
      throw new Error(`The channel type ${channelType} is not known`);
    }
    return { account: connected, abilities };
  };
}

const local = new WeakMap<ConnectedChannel, boolean>();

/** Whether a channel calls nobody; asked once by composing a word. */
function isLocal(connected: ConnectedChannel): boolean {
  const known = local.get(connected);
  if (known !== undefined) {
    return known;
  }
  const { channel, settings } = connected;
  let answer = false;
  try {
    const content = { kind: "text", text: "-" } as const;
    answer = "local" in channel.compose({ id: "-", to: "-", content, author: "bot" }, settings);
  } catch {
    // It has something to say about the address, so it calls somebody.
  }
  local.set(connected, answer);
  return answer;
}
