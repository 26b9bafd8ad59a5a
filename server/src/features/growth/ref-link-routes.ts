import { randomInt } from "node:crypto";
import { type BodyOf, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { channelOf } from "../../channels/index.ts";
import { Conflict, type Flaw, Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { refLinkCode } from "../../domain/link-codes.ts";
import { answer } from "../../http/answer.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import { flows } from "../../records/flow-model.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import {
  countLinkResults,
  type RefLinkFields,
  type RefLinkRecord,
  refLinks,
} from "../../records/ref-link-model.ts";
import { presentRefLink } from "./present-ref-link.ts";

const most = 500;
type Fields = BodyOf<typeof routes.refLinks.updateRefLink>;

/** Routes of the links that open a chat and start a flow. */
export function refLinkRoutes(api: Router, context: ServerContext): void {
  const { connection, now } = context;
  const declared = routes.refLinks;

  answer(api, declared.listRefLinks, async ({ workspaceId }) => {
    const [found, counted] = await Promise.all([
      refLinks(connection)
        .in(workspaceId)
        .find({}, { sort: { createdAt: -1 } }),
      countLinkResults(context, workspaceId),
    ]);
    return { items: await present(workspaceId, found, counted) };
  });

  answer(api, declared.createRefLink, async ({ workspaceId, body }) => {
    const { channelId, ...fields } = body;
    const channel = await channelAccounts(connection).in(workspaceId).findById(channelId);
    const checked = await check(workspaceId, channel, fields);
    const links = refLinks(connection).in(workspaceId);
    if ((await links.count({}, most)) >= most) {
      throw new Conflict("refLink.too-many", `A workspace has at most ${most} links`);
    }
    const made = await links.insert({
      ...checked,
      channelId,
      code: refLinkCode(randomInt),
      createdAt: now(),
    });
    return presentOne(workspaceId, made);
  });

  answer(api, declared.updateRefLink, async ({ workspaceId, params, body }) => {
    const links = refLinks(connection).in(workspaceId);
    const known = await links.findById(params.linkId);
    if (!known) {
      throw new NotFound("refLink");
    }
    const channel = await channelAccounts(connection).in(workspaceId).findById(known.channelId);
    const checked = await check(workspaceId, channel, body);
    const $unset = defined({
      nodeId: checked.nodeId === undefined ? 1 : undefined,
      expiresAt: checked.expiresAt === undefined ? 1 : undefined,
    });
    const changed = await links.findOneAndUpdate(
      { _id: known._id },
      { $set: checked, ...(Object.keys($unset).length > 0 && { $unset }) },
    );
    if (!changed) {
      throw new NotFound("refLink");
    }
    return presentOne(workspaceId, changed);
  });

  answer(api, declared.deleteRefLink, async ({ workspaceId, params }) => {
    if ((await refLinks(connection).in(workspaceId).deleteOne({ _id: params.linkId })) === 0) {
      throw new NotFound("refLink");
    }
    return {};
  });

  async function presentOne(workspaceId: string, record: RefLinkRecord) {
    const counted = await countLinkResults(context, workspaceId);
    const [shown] = await present(workspaceId, [record], counted);
    if (!shown) {
      throw new NotFound("refLink");
    }
    return shown;
  }

  async function present(
    workspaceId: string,
    records: readonly RefLinkRecord[],
    counted: Awaited<ReturnType<typeof countLinkResults>>,
  ) {
    const [accounts, { active }] = await Promise.all([
      channelAccounts(connection).in(workspaceId).find({}),
      loadPrograms(context, workspaceId),
    ]);
    const byId = new Map(accounts.map((it) => [String(it._id), it]));
    return records.map((record) =>
      presentRefLink(record, {
        channel: byId.get(record.channelId),
        results: counted.get(String(record._id)),
        active,
        publicUrl: context.config.publicUrl,
      }),
    );
  }

  /** Returns what is stored of a link, or refuses what could never work. */
  async function check(
    workspaceId: string,
    channel: ChannelRecord | undefined,
    { nodeId, expiresAt, ...rest }: Fields,
  ): Promise<Omit<RefLinkFields, "channelId" | "code" | "createdAt">> {
    const flaws: Flaw[] = [];
    const flow = await flows(connection)
      .in(workspaceId)
      .findOne({ _id: rest.flowId }, { projection: { draft: 1 } });
    if (!flow) {
      flaws.push({ at: "/flowId", message: "must be a flow of this workspace" });
    } else if (nodeId !== undefined && !flow.draft.nodes.some((it) => it.id === nodeId)) {
      flaws.push({ at: "/nodeId", message: "must be a step of the flow" });
    }
    if (!channel || !channelOf(channel.type)?.refLinks) {
      flaws.push({ at: "/channelId", message: "must be a channel with links that open a chat" });
    }
    if (rest.page !== "" && !isPage(rest.page)) {
      flaws.push({
        at: "/page",
        message: "must be an address that begins with https:// or http://",
      });
    }
    if (flaws.length > 0) {
      throw new Invalid("refLink.invalid", `${flaws[0]?.at} ${flaws[0]?.message}`, flaws);
    }
    return {
      ...rest,
      name: rest.name.trim(),
      text: rest.text.trim(),
      ...defined({
        nodeId,
        expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
      }),
    };
  }
}

function isPage(address: string): boolean {
  try {
    return /^https?:$/.test(new URL(address).protocol);
  } catch {
    return false;
  }
}
