import { createHmac } from "node:crypto";
import { contactActivities } from "@chatloom/flows-schema";
import {
  type ContactActivities,
  framesOf,
  type Input,
  type JsonObject,
  type Program,
  type SegmentWorld,
  type VariantShares,
} from "@chatloom/runtime";
import { LRUCache } from "lru-cache";
import { channelOf } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { type WantedActivities, wantedActivities } from "../../domain/wanted-activities.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { loadContactActivities } from "../../records/contact-activities.ts";
import { findMergedContact } from "../../records/contact-merge-model.ts";
import { loadPrograms, type Pin } from "../../records/load-programs.ts";
import { loadSegmentWorld } from "../../records/segment-world.ts";
import { loadVariantShares } from "../../records/variant-share-model.ts";
import { findWorkspace, type Workspace } from "../../records/workspace.ts";
import { seal } from "../../secrets/secret-box.ts";
import { createBatch } from "../../store/batch.ts";
import type { SendingChannel, TurnEnvironment } from "../pipeline-services.ts";

/** Learnt shares are read again after so long. */
const sharesForMs = 15_000;

/** The parts of a contact that conditions of the active flows ask for. */
interface AskedActivities {
  readonly segments: SegmentWorld | undefined;
  readonly wanted: WantedActivities;
}

/** The versions of flows that one conversation needs, besides the active ones. */
interface Wanted {
  readonly workspaceId: ConversationDoc["workspaceId"];
  readonly pins: readonly Pin[];
}

/** Loads what a conversation's inputs meet: the flows that answer now, its channel, the workspace. */
export function createEnvironmentLoader(
  context: ServerContext,
  channel: (id: string) => Promise<ConnectedChannel | undefined>,
): (conversation: ConversationDoc, events?: readonly WaitingInbound[]) => Promise<TurnEnvironment> {
  const { connection } = context;
  const segments = new LRUCache<string, AskedActivities>({ max: 200 });
  const variantShares = new LRUCache<string, VariantShares>({ max: 200, ttl: sharesForMs });
  const programs = createBatch(async (wanted: readonly Wanted[]) => {
    const byWorkspace = new Map<string, Wanted[]>();
    for (const it of wanted) {
      const workspaceId = String(it.workspaceId);
      byWorkspace.set(workspaceId, [...(byWorkspace.get(workspaceId) ?? []), it]);
    }
    const loaded = new Map(
      await Promise.all(
        [...byWorkspace].map(async ([workspaceId, group]) => {
          const pins = group.flatMap((it) => it.pins);
          const workspace = await findWorkspace(connection, workspaceId);
          const programs = await loadPrograms(
            context,
            workspaceId,
            pins,
            workspace?.flowsStamp ?? 0,
          );
          const [asked, shares] = await Promise.all([
            askedOf(workspaceId, workspace, programs.needed),
            sharesOf(workspaceId, programs.needed),
          ]);
          const routing = workspace?.routing && {
            rules: workspace.routing.rules,
            timeZone: workspace.timeZone,
          };
          return [workspaceId, { programs, routing, workspace, asked, shares }] as const;
        }),
      ),
    );
    return wanted.map((it) => loaded.get(String(it.workspaceId)));
  });

  /** Read only where a flow asks for a segment or an activity, and only once per state of the workspace's flows and segments. */
  async function askedOf(
    workspaceId: string,
    workspace: Workspace | undefined,
    needed: readonly Program[],
  ): Promise<AskedActivities | undefined> {
    const named = new Set(needed.flatMap(activitiesNamedIn));
    const asksSegments = needed.some(namesSegments);
    if (!workspace || (!asksSegments && named.size === 0)) {
      return undefined;
    }
    const asks = [asksSegments, ...[...named].sort()].join();
    const key = `${workspaceId} ${workspace.flowsStamp} ${workspace.timeZone} ${asks}`;
    const known = segments.get(key);
    if (known) {
      return known;
    }
    const world = asksSegments
      ? await loadSegmentWorld(connection, workspaceId, workspace.timeZone)
      : undefined;
    const wanted = world ? wantedActivities(Object.values(world.conditions), world) : [];
    const all = [...named].map((it) => [it, "all"] as const);
    const loaded = { segments: world, wanted: new Map([...wanted, ...all]) };
    segments.set(key, loaded);
    return loaded;
  }

  async function activitiesOf(
    { workspaceId, contactId }: ConversationDoc,
    wanted: WantedActivities | undefined,
  ): Promise<ContactActivities | undefined> {
    if (!wanted || wanted.size === 0) {
      return undefined;
    }
    const contact = await findMergedContact(connection, workspaceId, contactId);
    const people = contact ? [contact] : [];
    const loaded = await loadContactActivities(connection, workspaceId, people, wanted);
    return contact && loaded.get(contact._id);
  }

  /** Read only where a flow has a test that learns, and not for every turn. */
  async function sharesOf(
    workspaceId: string,
    needed: readonly Program[],
  ): Promise<VariantShares | undefined> {
    if (!needed.some(learns)) {
      return undefined;
    }
    const known = variantShares.get(workspaceId);
    if (known) {
      return known;
    }
    const loaded = await loadVariantShares(connection, workspaceId);
    variantShares.set(workspaceId, loaded);
    return loaded;
  }

  // Callback addresses are made of it: whoever knows a turn's id must not be able to guess them.
  const seedOf = (turnId: string) =>
    createHmac("sha256", context.config.secretKey).update(turnId).digest("base64url");

  const sealText = (text: string, bound: string) => seal(context.config.secretKey, text, bound);

  return async (conversation, events = []) => {
    const { workspaceId, run, held } = conversation;
    const waiting = [...held, ...(run?.queued ?? [])].map((it) => it.input);
    const coming = events.flatMap(({ event }) => (event.kind === "input" ? [event.input] : []));
    const pins = [...framesOf(run), ...[...waiting, ...coming].flatMap(versionsOf)];
    const [connected, loaded] = await Promise.all([
      channel(conversation.channelId),
      programs({ workspaceId, pins }),
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
        programs: { ...loaded.programs.of(conversation._id), routing: loaded.routing },
        channel: { id, type, name: connected?.name ?? type },
        abilities,
        local: connected !== undefined && isLocal(connected),
        workspaceName: loaded.workspace?.name ?? "",
        workspaceCountry: loaded.workspace?.country,
        segments: loaded.asked?.segments,
        activities: await activitiesOf(conversation, loaded.asked?.wanted),
        variantShares: loaded.shares,
        assignment: assignmentOf(loaded.workspace),
        publicUrl: context.config.publicUrl,
        seedOf,
        seal: sealText,
        turnsPerSecond: botTurnsPerSecond,
        limits:
          botMessagesPerHour === undefined ? undefined : { messagesPerHour: botMessagesPerHour },
      },
      variables: (loaded.workspace?.variables ?? {}) as JsonObject,
    };
  };
}

/** The versions that an input names. */
function versionsOf(input: Input): readonly Pin[] {
  if (input.type === "runMoved") {
    return input.run.frames;
  }
  if (input.type !== "start" || input.version === undefined) {
    return [];
  }
  const { flowId, version } = input;
  return [{ flowId, version }];
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

function assignmentOf(workspace: Workspace | undefined) {
  const rules = workspace?.assignment?.rules ?? [];
  return workspace && rules.length > 0 ? { rules, timeZone: workspace.timeZone } : undefined;
}

/** Whether a condition of a flow names a segment. */
const namesSegments = askedOnce(({ flow }) =>
  JSON.stringify(flow.nodes).includes("contact.segments"),
);

/** The activities of contacts that a flow names. */
const activitiesNamedIn = askedOnce(({ flow }) => {
  const text = JSON.stringify(flow.nodes);
  return contactActivities.filter((it) => text.includes(`contact.${it}`));
});

/** Whether a flow has an A/B test that learns. */
const learns = askedOnce(({ flow }) =>
  flow.nodes.some((it) => "mode" in it.data && it.data["mode"] === "bandit"),
);

/** Makes a question about a flow that is answered once for each. */
function askedOnce<T>(ask: (program: Program) => T): (program: Program) => T {
  const answers = new WeakMap<Program, T>();
  return (program) => {
    const answer = answers.get(program) ?? ask(program);
    answers.set(program, answer);
    return answer;
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
