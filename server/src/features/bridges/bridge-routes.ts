import { type Bridge as DescribedBridge, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, Invalid, NotFound } from "../../context/errors.ts";
import { knownForMs } from "../../domain/input-event.ts";
import { answer } from "../../http/answer.ts";
import { waitingKeyOfLink } from "../../pipeline/bridges/store-bridged.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { type Bridge, type BridgeLink, bridgeLinks, bridges } from "../../records/bridge-model.ts";
import { inboundOf } from "../../records/inbound-model.ts";

const most = 20;
/** The most links whose failures are read at once. */
const mostFailing = 1_000;

/** Adds the routes that connect two helpdesks with a bridge. */
export function bridgeRoutes(api: Router, pipeline: Pipeline): void {
  const { desk: findDesk, context } = pipeline.services;
  const { connection, now } = context;
  const chapter = routes.desks;

  answer(api, chapter.listBridges, async ({ workspaceId }) => {
    const found = await bridges(connection)
      .in(workspaceId)
      .find({}, { sort: { createdAt: 1 } });
    return { items: await Promise.all(found.map(describe)) };
  });

  answer(api, chapter.createBridge, async ({ workspaceId, body }) => {
    const { deskIds, from } = body;
    for (const [index, id] of deskIds.entries()) {
      const desk = await findDesk(id);
      if (desk?.workspaceId !== workspaceId || !desk.channel.readMessages) {
        const message = "must be a connected helpdesk that bridges know: Chatwoot or Zendesk";
        throw new Invalid("bridge.desk-unknown", `Each helpdesk ${message}`, [
          { at: `/deskIds/${index}`, message },
        ]);
      }
    }
    if (from.some((it) => !deskIds.includes(it))) {
      const message = "must be among deskIds";
      throw new Invalid("bridge.from-unknown", `Each id in from ${message}`, [
        { at: "/from", message },
      ]);
    }
    const model = bridges(connection).in(workspaceId);
    const known = await model.find({});
    if (known.some((it) => deskIds.every((id) => it.deskIds.includes(id)))) {
      throw new Conflict("bridge.exists", "These helpdesks have a bridge already");
    }
    if (known.length >= most) {
      throw new Conflict("bridge.too-many", `A workspace has at most ${most} bridges`);
    }
    return describe(await model.insert({ deskIds, from, createdAt: now() }));
  });

  answer(api, chapter.retryBridge, async ({ workspaceId, params }) => {
    const bridge = await find(workspaceId, params.bridgeId);
    for (const link of await failing(bridge)) {
      await restore(link);
    }
    return describe(bridge);
  });

  answer(api, chapter.deleteBridge, async ({ workspaceId, params }) => {
    const bridge = await find(workspaceId, params.bridgeId);
    await bridges(connection).in(workspaceId).deleteOne({ _id: bridge._id });
    await bridgeLinks(connection).in(workspaceId).deleteMany({ bridgeId: params.bridgeId });
    return {};
  });

  async function find(workspaceId: string, bridgeId: string): Promise<Bridge> {
    const found = await bridges(connection).in(workspaceId).findById(bridgeId);
    if (!found) {
      throw new NotFound("bridge");
    }
    return found;
  }

  function failing({ _id, workspaceId }: Bridge): Promise<BridgeLink[]> {
    const filter = { bridgeId: String(_id), "failures.0": { $exists: true } };
    return bridgeLinks(connection).in(workspaceId).find(filter, { limit: mostFailing });
  }

  /** Lets the failed messages of a link wait again; a second time changes nothing. */
  async function restore({ _id: linkId, workspaceId, failures }: BridgeLink): Promise<void> {
    const at = now();
    const waiting = waitingKeyOfLink(linkId);
    for (const { eventId, channelId, event } of failures) {
      const expireAt = new Date(at + knownForMs);
      await inboundOf(connection).updateOne(
        { _id: eventId },
        {
          $set: { event, waiting },
          $setOnInsert: { workspaceId, channelId, receivedAt: at, expireAt },
        },
        { upsert: true },
      );
    }
    await bridgeLinks(connection)
      .in(workspaceId)
      .updateOne({ _id: linkId }, { $set: { failures: [], nextAt: 0 } });
    pipeline.bridgeWaits(linkId);
  }

  async function describe(bridge: Bridge): Promise<DescribedBridge> {
    const { _id, workspaceId, deskIds, from, createdAt } = bridge;
    const bridgeId = String(_id);
    const cases = await bridgeLinks(connection).in(workspaceId).count({ bridgeId });
    const failures = (await failing(bridge)).flatMap((it) => it.failures);
    const newest = failures.toSorted((a, b) => b.at - a.at)[0];
    return {
      id: bridgeId,
      deskIds: [...deskIds],
      from: [...from],
      cases,
      failed: failures.length,
      problem: newest?.reason,
      createdAt: new Date(createdAt).toISOString(),
    };
  }
}
