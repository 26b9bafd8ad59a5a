import type { FlowNode, NodeTypeId } from "@chatloom/flows-schema";
import { startHubspot } from "../../doubles/crm/hubspot.ts";
import { googleSheet } from "../../doubles/google-sheet.ts";
import { startPayments } from "../../doubles/payments/start-payments.ts";
import { startServices } from "../../doubles/services.ts";
import { startDouble } from "../../doubles/start-double.ts";
import { routes, type World } from "../../support/world.ts";
import { allowService } from "../../turns/allow-service.ts";

/** Settings of a step's example that name something of the workspace. */
export type Connected = Readonly<Partial<Record<NodeTypeId, Partial<FlowNode["data"]>>>>;

/** Doubles of the services that the examples of steps name. */
export async function startServiceDoubles() {
  const [google, hubspot, zalopay, telegram] = await Promise.all([
    startServices(),
    startHubspot(),
    startPayments("zalopay"),
    startDouble("telegram"),
  ]);
  const sheet = googleSheet("Orders", [["Phone", "Status", "Key"]]);
  google.api = sheet.api;

  /** Connects a world to the doubles. Gives what the examples must name then. */
  async function connect(world: World, addressForm: string): Promise<Connected> {
    const query = await allowService(world, "google");
    const { name: account } = await world.call(routes.connectedServices.finishConnectingService, {
      body: { query },
    });
    const add = async (type: string, name: string, settings: Readonly<Record<string, string>>) => {
      const body = { type, name, settings: { ...settings } };
      const { id } = await world.call(routes.channels.connectChannel, { body });
      await world.call(routes.channels.checkChannel, { params: { channelId: id } });
      return id;
    };
    return {
      crmContact: { connectionId: await add("hubspot", "HubSpot", hubspot.settings) },
      payment: { connectionId: await add("zalopay", "ZaloPay", zalopay.settings) },
      switchChannel: { channelId: await add("telegram", "Telegram", telegram.settings) },
      googleSheets: { account, spreadsheet: sheet.id, sheet: sheet.name },
      subflow: { flowId: addressForm },
      jump: { nodeId: "end" },
    };
  }
  async function close(): Promise<void> {
    google.close();
    await Promise.all([hubspot.close(), zalopay.close(), telegram.close()]);
  }
  const { client, url: base } = google;
  const ready = { client, scopes: [], base };
  return { oauth: { google: ready, hubspot: ready, meta: ready }, connect, close };
}
