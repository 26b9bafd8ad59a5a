import type { DeskDouble } from "../doubles/desks/desk-double.ts";
import { startDesk } from "../doubles/desks/start-desk.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

/** The addresses of the helpdesks' webhooks. */
export const bridgeHooks = {
  chatwoot: "/service-api-webhook/chatwoot-webhook",
  zendesk: "/service-api-webhook/zendesk-webhook",
};

/** Chatwoot and Zendesk with a bridge between them. What it writes comes back as a webhook, before the call is answered. */
export interface BridgeStage {
  readonly world: World;
  readonly chatwoot: DeskDouble;
  readonly zendesk: DeskDouble;
  readonly bridgeId: string;
  readonly deskIds: string[];
  /** Delivers webhooks; gives the answers' statuses. */
  readonly told: Readonly<
    Record<"chatwoot" | "zendesk", (webhooks: readonly unknown[]) => Promise<readonly number[]>>
  >;
  /** Lets a customer begin a conversation in Chatwoot; gives it and the ticket that it leads to. */
  readonly begin: (
    name: string,
    text: string,
  ) => Promise<{ readonly conversation: string; readonly ticket: string }>;
  readonly close: () => Promise<void>;
}

/** Starts a server and both helpdesks. */
export async function startBridgeStage(): Promise<BridgeStage> {
  const world = await startWorld();
  const [chatwoot, zendesk] = await Promise.all([startDesk("chatwoot"), startDesk("zendesk")]);
  const deskIds: string[] = [];
  for (const { type, settings } of [chatwoot, zendesk]) {
    const body = { type, name: type, settings: { ...settings } };
    const { id } = await world.call(routes.channels.connectChannel, { body });
    await world.call(routes.channels.checkChannel, { params: { channelId: id } });
    deskIds.push(id);
  }
  const body = { deskIds, from: deskIds };
  const { id: bridgeId } = await world.call(routes.desks.createBridge, { body });
  chatwoot.echoTo(world.url + bridgeHooks.chatwoot);
  zendesk.echoTo(world.url + bridgeHooks.zendesk);
  const told: BridgeStage["told"] = {
    chatwoot: (webhooks) => chatwoot.deliver(world.url + bridgeHooks.chatwoot, webhooks),
    zendesk: (webhooks) => zendesk.deliver(world.url + bridgeHooks.zendesk, webhooks),
  };
  return {
    world,
    chatwoot,
    zendesk,
    bridgeId,
    deskIds,
    told,
    async begin(name, text) {
      const before = zendesk.cases().length;
      const { caseId, webhooks } = chatwoot.customer.begins(name, text);
      await told.chatwoot(webhooks);
      await until(() => (zendesk.cases()[before]?.lines ?? []).some((it) => it.by === "contact"));
      return { conversation: caseId, ticket: zendesk.cases()[before]?.id ?? "" };
    },
    close: async () => {
      await Promise.all([world.close(), chatwoot.close(), zendesk.close()]);
    },
  };
}

/** The messages of contacts and agents in a case. */
export function spokenLines(desk: DeskDouble, caseId: string) {
  return (
    desk
      .cases()
      .find((it) => it.id === caseId)
      ?.lines.filter((it) => it.by !== "note") ?? []
  );
}

/** Waits long enough for a message that should not come. */
export function quiet(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, 400));
}
