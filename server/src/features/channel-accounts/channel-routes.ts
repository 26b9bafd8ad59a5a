import { routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { channelOf, channels } from "../../channels/index.ts";
import { Invalid, NotFound } from "../../context/errors.ts";
import { crmOf } from "../../crm/index.ts";
import type { Desk } from "../../desks/desk.ts";
import { deskOf, desks } from "../../desks/index.ts";
import { answer } from "../../http/answer.ts";
import { type CallingMember, may } from "../../http/caller.ts";
import { paymentProviderOf, paymentProviders } from "../../payments/index.ts";
import type { PaymentProvider } from "../../payments/payment-provider.ts";
import { notingClient } from "../../pipeline/outbound/noting-client.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { type Platform, platformOf, platforms } from "../../platforms/platform.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import { channelQueue } from "../../records/channel-queue.ts";
import { channelTraffic } from "../../records/channel-traffic-model.ts";
import {
  findChannel,
  isChannelAccount,
  isCrmAccount,
  toConnected,
} from "../../records/connected-channel.ts";
import { forgetExchange } from "../../records/crm-exchange-model.ts";
import { forgetTemplates } from "../../records/template-store.ts";
import { checkCredentials, checkCrm, setUpWebhook } from "./ask-platform.ts";
import { loadHealth, readTraffic } from "./channel-health.ts";
import { changeSettings, connectChannel } from "./connect-channel.ts";
import { toChannelAccount, toChannelType, toDeskType } from "./describe-channel.ts";

const chapter = routes.channels;

/** Adds the routes for connecting, changing and checking channels and helpdesks. `resumed` hears of a channel that is no longer paused. */
export function channelRoutes(
  api: Router,
  pipeline: Pipeline,
  resumed: (record: ChannelRecord) => Promise<void>,
): void {
  const { context } = pipeline.services;
  const accounts = channelAccounts(context.connection);

  answer(api, chapter.listChannelTypes, () => ({
    items: Object.values(channels).map((it) => toChannelType(it)),
  }));

  answer(api, chapter.listChannels, async ({ workspaceId, member }) => {
    return { items: await list(workspaceId, member, (type) => channelOf(type) !== undefined) };
  });

  answer(api, routes.desks.listDeskTypes, () => ({
    items: Object.values<Desk>(desks).map((it) => toDeskType(it)),
  }));

  answer(api, routes.desks.listDesks, async ({ workspaceId, member }) => {
    return { items: await list(workspaceId, member, (type) => deskOf(type) !== undefined) };
  });

  answer(api, routes.payments.listPaymentProviderTypes, () => ({
    items: Object.values<PaymentProvider>(paymentProviders).map((it) => toDeskType(it)),
  }));

  answer(api, routes.payments.listPaymentConnections, async ({ workspaceId, member }) => {
    const found = await list(workspaceId, member, (type) => paymentProviderOf(type) !== undefined);
    return {
      items: found.map((it) => {
        const currencies = paymentProviderOf(it.type)?.currencies;
        return { ...it, currencies: currencies && [...currencies] };
      }),
    };
  });

  answer(api, routes.crm.listCrmConnections, async ({ workspaceId, member }) => {
    return { items: await list(workspaceId, member, (type) => crmOf(type) !== undefined) };
  });

  answer(api, chapter.readChannel, async ({ workspaceId, member, params }) =>
    describe(await findChannel(context, workspaceId, params.channelId), member),
  );

  answer(api, chapter.readChannelTraffic, async ({ workspaceId, params }) => {
    await findChannel(context, workspaceId, params.channelId);
    await pipeline.services.traffic.flush();
    return readTraffic(context, workspaceId, params.channelId);
  });

  answer(api, chapter.connectChannel, async ({ workspaceId, member, body }) => {
    const channel = platformOf(body.type);
    if (!channel) {
      const known = platforms.map((it) => it.type).join(", ");
      throw new Invalid("channel.type-unknown", `The type must be one of ${known}`, [
        { at: "/type", message: `must be one of ${known}` },
      ]);
    }
    return describe(await connectChannel(context, workspaceId, channel, body), member);
  });

  answer(api, chapter.updateChannel, async ({ workspaceId, member, params, body }) => {
    const record = await findChannel(context, workspaceId, params.channelId);
    if (body.settings) {
      await changeSettings(context, channelFor(record), record, body.settings);
    }
    const { name, paused } = body;
    const change = defined({ name, paused });
    if (Object.keys(change).length > 0) {
      await accounts.in(workspaceId).updateOne({ _id: record._id }, { $set: change });
    }
    await pipeline.channelChanged(params.channelId);
    const after = await findChannel(context, workspaceId, params.channelId);
    if (record.paused && !after.paused) {
      await resumed(after);
    }
    return describe(after, member);
  });

  answer(api, chapter.disconnectChannel, async ({ workspaceId, params }) => {
    const gone = await accounts.in(workspaceId).deleteOne({ _id: params.channelId });
    if (gone === 0) {
      throw new NotFound("channel");
    }
    await channelTraffic(context.connection).in(workspaceId).deleteOne({ _id: params.channelId });
    await forgetTemplates(context, workspaceId, params.channelId);
    await forgetExchange(context, workspaceId, params.channelId);
    await pipeline.channelChanged(params.channelId);
    return {};
  });

  answer(api, chapter.checkChannel, async ({ workspaceId, params }) => {
    const connected = await usable(workspaceId, params.channelId);
    const client = notingClient(pipeline.services, connected);
    return isCrmAccount(connected)
      ? checkCrm(context, client, connected)
      : checkCredentials(context, client, connected);
  });

  answer(api, chapter.setUpChannel, async ({ workspaceId, params }) => {
    const connected = await usable(workspaceId, params.channelId);
    return setUpWebhook(context, notingClient(pipeline.services, connected), connected);
  });

  async function list(
    workspaceId: string,
    member: CallingMember,
    ofKind: (type: string) => boolean,
  ) {
    const found = await accounts.in(workspaceId).find({}, { sort: { createdAt: 1 } });
    return describeAll(
      workspaceId,
      found.filter((it) => ofKind(it.type)),
      member,
    );
  }

  async function describe(record: ChannelRecord, member: CallingMember) {
    const [described] = await describeAll(String(record.workspaceId), [record], member);
    if (!described) {
      throw new NotFound("channel");
    }
    return described;
  }

  async function describeAll(
    workspaceId: string,
    records: readonly ChannelRecord[],
    member: CallingMember,
  ) {
    const mayChange = may(member, "channels.connect");
    const healthOf = await loadHealth(context, workspaceId, records);
    return Promise.all(
      records.map(async (it) =>
        toChannelAccount(context, channelFor(it), it, {
          mayChange,
          queue: await channelQueue(context, String(it._id)),
          health: healthOf(it),
        }),
      ),
    );
  }

  async function usable(workspaceId: string, channelId: string) {
    const connected = toConnected(context, await findChannel(context, workspaceId, channelId));
    if (!connected) {
      throw new NotFound("channel");
    }
    return isChannelAccount(connected) ? pipeline.fresh(connected) : connected;
  }
}

function channelFor(record: ChannelRecord): Platform {
  const channel = platformOf(record.type);
  if (!channel) {
    throw new NotFound("channel");
  }
  return channel;
}
