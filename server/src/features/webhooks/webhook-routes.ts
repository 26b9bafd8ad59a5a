import { randomBytes } from "node:crypto";
import { routes, type Webhook, type WebhookDelivery } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict, invalidAt, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { answer } from "../../http/answer.ts";
import {
  type StoredDelivery,
  type StoredWebhook,
  webhookDeliveries,
  webhooks,
} from "../../records/webhook-model.ts";
import { deliveryOf, type WebhookOutbox } from "../../records/webhook-outbox.ts";
import { seal } from "../../secrets/secret-box.ts";
import { storedReason } from "./webhook-failure.ts";
import { refuseSecrets } from "./webhook-secrets.ts";
import type { WebhookSender } from "./webhook-sender.ts";

const declared = routes.webhooks;
const most = 20;

/** Adds the routes of outgoing webhooks. */
export function webhookRoutes(
  api: Router,
  context: ServerContext,
  outbox: WebhookOutbox,
  sender: WebhookSender,
): void {
  const { connection, config, now } = context;
  const model = (workspaceId: string) => webhooks(connection).in(workspaceId);
  const deliveries = (workspaceId: string) => webhookDeliveries(connection).in(workspaceId);

  answer(api, declared.listWebhooks, async ({ workspaceId }) => {
    const found = await model(workspaceId).find({}, { sort: { createdAt: 1 } });
    return { items: found.map(present) };
  });
  answer(api, declared.createWebhook, async ({ workspaceId, body }) => {
    refuseBadUrl(body.url);
    await refuseSecrets(context, workspaceId, body);
    if ((await model(workspaceId).count({}, most)) >= most) {
      throw new Conflict("webhook.too-many", `A workspace has at most ${most} webhooks`);
    }
    const _id = new mongoose.Types.ObjectId();
    const secret = newSecret();
    const webhook = await model(workspaceId).insert({
      _id,
      ...body,
      secret: seal(config.secretKey, secret, String(_id)),
      enabled: true,
      createdAt: now(),
    });
    await outbox.refresh();
    return { webhook: present(webhook), secret };
  });
  answer(api, declared.updateWebhook, async ({ workspaceId, params, body }) => {
    if (body.url !== undefined) {
      refuseBadUrl(body.url);
    }
    const before = await find(workspaceId, params.webhookId);
    await refuseSecrets(context, workspaceId, {
      url: body.url ?? before.url,
      signingSecret: body.signingSecret ?? before.signingSecret,
      headers: body.headers ?? before.headers,
    });
    const { signingSecret, ...fields } = body;
    const again = body.enabled === true;
    const $unset = {
      ...(again && { disabledFor: 1, failingSince: 1 }),
      ...defined({ signingSecret: signingSecret === "" ? 1 : undefined }),
    };
    const $set = { ...fields, ...defined({ signingSecret: signingSecret || undefined }) };
    const changed = await model(workspaceId).findOneAndUpdate(
      { _id: params.webhookId },
      { $set, ...(Object.keys($unset).length > 0 && { $unset }) },
    );
    if (!changed) {
      throw new NotFound("webhook");
    }
    await outbox.refresh();
    return present(changed);
  });
  answer(api, declared.renewWebhookSecret, async ({ workspaceId, params }) => {
    const secret = newSecret();
    const sealed = seal(config.secretKey, secret, params.webhookId);
    const changed = await model(workspaceId).findOneAndUpdate(
      { _id: params.webhookId },
      { $set: { secret: sealed } },
    );
    if (!changed) {
      throw new NotFound("webhook");
    }
    return { webhook: present(changed), secret };
  });
  answer(api, declared.deleteWebhook, async ({ workspaceId, params }) => {
    if ((await model(workspaceId).deleteOne({ _id: params.webhookId })) === 0) {
      throw new NotFound("webhook");
    }
    await deliveries(workspaceId).deleteMany({ webhookId: params.webhookId });
    await outbox.refresh();
    return {};
  });
  answer(api, declared.testWebhook, async ({ workspaceId, params }) => {
    const { webhookId } = params;
    await find(workspaceId, webhookId);
    const at = now();
    const payload = { type: "test", timestamp: new Date(at).toISOString(), data: {} };
    const delivery = deliveryOf(webhookId, `test:${newId()}`, "test", payload, at);
    const made = await deliveries(workspaceId).insert(delivery);
    sender.look();
    return presentDelivery(made);
  });
  answer(api, declared.listDeliveries, async ({ workspaceId, params, query }) => {
    const { webhookId } = params;
    await find(workspaceId, webhookId);
    const { cursor, limit = 50, state } = query;
    const [at = "", id = ""] = cursor?.split("|", 2) ?? [];
    const before = Number(at);
    const older = [{ at: { $lt: before } }, { at: before, _id: { $lt: id } }];
    const found = await deliveries(workspaceId).find(
      {
        webhookId,
        ...defined({ state, $or: cursor === undefined ? undefined : older }),
      },
      { sort: { at: -1, _id: -1 }, limit: limit + 1 },
    );
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(presentDelivery),
      ...defined({ next: last ? `${last.at}|${last._id}` : undefined }),
    };
  });
  answer(api, declared.resendDelivery, async ({ workspaceId, params }) => {
    const { webhookId, deliveryId } = params;
    const { enabled } = await find(workspaceId, webhookId);
    if (!enabled) {
      throw new Conflict("webhook.disabled", "Enable the webhook first");
    }
    const changed = await deliveries(workspaceId).findOneAndUpdate(
      { _id: deliveryId, webhookId },
      { $set: { state: "pending", attempts: 0, nextAt: now() } },
    );
    if (!changed) {
      throw new NotFound("delivery");
    }
    sender.look();
    return presentDelivery(changed);
  });

  async function find(workspaceId: string, webhookId: string): Promise<StoredWebhook> {
    const found = await model(workspaceId).findById(webhookId);
    if (!found) {
      throw new NotFound("webhook");
    }
    return found;
  }
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

function refuseBadUrl(url: string): void {
  if (!URL.canParse(url)) {
    const message = "must be an address that begins with https:// or http://";
    throw invalidAt("webhook.url", { at: "/url", message });
  }
}

function present(webhook: StoredWebhook): Webhook {
  const { _id, url, description, events, signingSecret, headers = [] } = webhook;
  const { enabled, failingSince, disabledFor, createdAt } = webhook;
  return {
    id: String(_id),
    url,
    description,
    events: [...events],
    signingSecret,
    headers: [...headers],
    enabled,
    ...defined({
      failingSince: failingSince === undefined ? undefined : new Date(failingSince).toISOString(),
    }),
    disabledFor: storedReason(disabledFor),
    createdAt: new Date(createdAt).toISOString(),
  };
}

function presentDelivery(delivery: StoredDelivery): WebhookDelivery {
  const { _id, messageId, event, state, attempts, status, problem, nextAt, payload, at } = delivery;
  return {
    id: _id,
    messageId,
    event,
    state,
    attempts,
    status,
    problem: storedReason(problem),
    nextAt: nextAt === undefined ? undefined : new Date(nextAt).toISOString(),
    payload,
    createdAt: new Date(at).toISOString(),
  };
}
