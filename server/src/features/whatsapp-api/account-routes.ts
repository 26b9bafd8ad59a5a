import { type ChannelAccount, routes, type WhatsappAccount } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { Conflict } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer, askRoute } from "../../http/answer.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import { openSettings } from "../../records/channel-settings.ts";
import {
  findNumber,
  listNumbers,
  shopIdOf,
  shownSetting,
  whatsappType,
} from "./whatsapp-numbers.ts";

const chapter = routes.whatsappApi;

/** Adds the routes that connect WhatsApp numbers. */
export function whatsappAccountRoutes(api: Router, context: ServerContext): void {
  const { connection, config } = context;

  answer(api, chapter.connectWhatsapp, async (asked) => {
    const { workspaceId, body } = asked;
    const { shopId, name, businessAccountId: wabaId, ...given } = body;
    const { phoneNumberId, accessToken, verifyToken, apiVersion, apiBaseUrl } = given;
    const known = await listNumbers(context, workspaceId);
    const same = known.find((it) => shopId !== undefined && shopIdOf(it) === shopId);
    if (same) {
      const message = `“${same.name}” is connected as this shop`;
      throw new Conflict("channel.connected-already", message, { channelId: String(same._id) });
    }
    const appSecret = given.appSecret ?? secretOf(known);
    const settings = { phoneNumberId, accessToken, verifyToken, apiVersion, apiBaseUrl };
    const channel = await askRoute(api, asked, routes.channels.connectChannel, {
      body: {
        type: whatsappType,
        name: name ?? shopId ?? phoneNumberId,
        settings: defined({ ...settings, appSecret, wabaId }),
      },
    });
    if (shopId !== undefined) {
      await channelAccounts(connection)
        .in(workspaceId)
        .updateOne({ _id: channel.id }, { $set: { shopId } });
    }
    return present(await findNumber(context, workspaceId, channel.id), channel);
  });

  answer(api, chapter.listWhatsapp, async (asked) => {
    const known = await listNumbers(context, asked.workspaceId);
    const { items } = await askRoute(api, asked, routes.channels.listChannels, {});
    return {
      items: known.flatMap((record) => {
        const channel = items.find((it) => it.id === String(record._id));
        return channel ? [present(record, channel)] : [];
      }),
    };
  });

  answer(api, chapter.readWhatsapp, async (asked) => {
    const record = await findNumber(context, asked.workspaceId, asked.params.shopId);
    const params = { channelId: String(record._id) };
    return present(record, await askRoute(api, asked, routes.channels.readChannel, { params }));
  });

  answer(api, chapter.disconnectWhatsapp, async (asked) => {
    const record = await findNumber(context, asked.workspaceId, asked.params.shopId);
    const params = { channelId: String(record._id) };
    return askRoute(api, asked, routes.channels.disconnectChannel, { params });
  });

  /** The secret of the app that serves the numbers that are connected already. */
  function secretOf(known: readonly ChannelRecord[]): unknown {
    const [first] = known;
    return first && openSettings(config.secretKey, first).appSecret;
  }
}

function present(record: ChannelRecord, channel: ChannelAccount): WhatsappAccount {
  const { id, name, status, webhookUrl, verifyToken, createdAt } = channel;
  return {
    id,
    shopId: shopIdOf(record),
    name,
    phoneNumberId: shownSetting(record, "phoneNumberId") ?? "",
    businessAccountId: shownSetting(record, "wabaId"),
    status,
    webhookUrl,
    verifyToken: verifyToken || undefined,
    createdAt,
  };
}
