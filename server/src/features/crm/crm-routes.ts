import {
  type CrmExchange,
  type CrmPreview,
  type CrmRules,
  type Reason,
  routes,
} from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import type { TObject } from "typebox";
import { DomainError, invalidAt, NotFound } from "../../context/errors.ts";
import type { Crm } from "../../crm/crm.ts";
import { crms } from "../../crm/index.ts";
import type { Action } from "../../desks/desk.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { isCrmFact, ownFieldOf, valueHere, valuesForCrm } from "../../domain/crm-values.ts";
import { answer } from "../../http/answer.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import {
  type ConnectedCrm,
  findChannel,
  isCrmAccount,
  loadAccounts,
  toConnected,
} from "../../records/connected-channel.ts";
import { contacts } from "../../records/contact-model.ts";
import { crmExchanges, crmRecords, type StoredExchange } from "../../records/crm-exchange-model.ts";
import { listDefinitions } from "../../records/known-definitions.ts";
import { toCrmType } from "../channel-accounts/describe-channel.ts";
import type { CrmExchanger } from "./crm-exchanger.ts";

const chapter = routes.crm;
const mostFailures = 100;
const previewed = 3;

/** The rules of an exchange that nobody has set up. */
const freshRules: CrmRules = {
  enabled: false,
  fields: [
    { ours: "email", theirs: "email", direction: "both" },
    { ours: "phone", theirs: "phone", direction: "both" },
  ],
  createHere: true,
  createThere: true,
  notes: false,
  lists: [],
};

/** Adds the routes of the exchange with CRMs. */
export function crmRoutes(api: Router, { services }: Pipeline, exchanger: CrmExchanger): void {
  const { context, crm } = services;
  const { connection, now } = context;

  answer(api, chapter.listCrmTypes, () => ({
    items: Object.values<Crm>(crms).map((it) => toCrmType(it)),
  }));
  answer(api, chapter.readCrmExchange, async ({ workspaceId, params }) => {
    await find(workspaceId, params.connectionId);
    return present(workspaceId, params.connectionId);
  });
  answer(api, chapter.changeCrmExchange, async ({ workspaceId, params, body }) => {
    const connected = await find(workspaceId, params.connectionId);
    await refuseRules(connected, body);
    const model = crmExchanges(connection).in(workspaceId);
    const known = await model.findById(connected.id);
    // Other fields or directions make every contact worth another look.
    const anew =
      JSON.stringify([known?.rules.fields, known?.rules.createThere, known?.rules.createHere]) !==
      JSON.stringify([body.fields, body.createThere, body.createHere]);
    const begin = { since: 0, sentAt: 0, sentId: "" };
    const $set = {
      rules: body,
      failures: 0,
      listsReadAt: 0,
      ...(anew && begin),
      ...defined({ nextAt: body.enabled ? now() : undefined }),
    };
    const off = body.enabled ? {} : { nextAt: 1 };
    // Notes begin with the conversations that end from now on.
    const $setOnInsert = { ...(anew ? {} : begin), notedAt: now(), named: [] };
    await model.updateOne(
      { _id: connected.id },
      {
        $set,
        $setOnInsert,
        $unset: { ...off, problem: 1, ...defined({ after: anew ? 1 : undefined }) },
      },
      { upsert: true },
    );
    exchanger.look();
    return present(workspaceId, connected.id);
  });
  answer(api, chapter.listCrmLinks, async ({ workspaceId, params }) => {
    const found = await crmRecords(connection)
      .in(workspaceId)
      .find({ contactId: params.contactId, kind: "contact" });
    const linked = found.filter((it) => it.crmId !== undefined && it.state !== "gone");
    const accounts = await loadAccounts(
      context,
      linked.map((it) => it.connectionId),
    );
    const known = accounts.filter((it) => it !== undefined).filter(isCrmAccount);
    const items = known.map(({ id, name, channel, settings }) => {
      const { crmId = "" } = linked.find((it) => it.connectionId === id) ?? {};
      const url = channel.pageOf?.(crmId, settings);
      return { connectionId: id, name, type: channel.type, url };
    });
    return { items };
  });
  answer(api, chapter.listCrmFields, async ({ workspaceId, params }) => {
    const connected = await find(workspaceId, params.connectionId);
    const { listFields, listLists } = connected.channel;
    const fields = listFields ? await ask(connected, listFields, undefined) : [];
    const lists = listLists ? await ask(connected, listLists, undefined) : [];
    return { fields: fields.map((it) => ({ ...it })), lists: lists.map((it) => ({ ...it })) };
  });
  answer(api, chapter.previewCrmExchange, async ({ workspaceId, params, body }) => {
    const connected = await find(workspaceId, params.connectionId);
    await refuseRules(connected, body);
    const newest = await contacts(connection)
      .in(workspaceId)
      .find(
        { $or: [{ email: { $gt: "" } }, { phone: { $gt: "" } }] },
        { sort: { _id: -1 }, limit: previewed },
      );
    const items: CrmPreview[] = [];
    for (const contact of newest) {
      items.push(await preview(connected, body, contact));
    }
    return { items };
  });
  answer(api, chapter.listCrmFailures, async ({ workspaceId, params }) => {
    const { connectionId } = params;
    await find(workspaceId, connectionId);
    const found = await crmRecords(connection)
      .in(workspaceId)
      .find({ connectionId, state: "failed" }, { sort: { at: -1 }, limit: mostFailures });
    const people = await contacts(connection)
      .in(workspaceId)
      .find({ _id: { $in: found.map((it) => it.contactId) } }, { projection: { name: 1 } });
    const names = new Map(people.map((it) => [it._id, it.name]));
    return {
      items: found.map(({ _id: id, kind, contactId, problem, at }) => ({
        id,
        kind,
        contactId,
        contactName: names.get(contactId) ?? "",
        problem: problem ?? unknownProblem,
        at: new Date(at).toISOString(),
      })),
    };
  });
  answer(api, chapter.resendCrmFailures, async ({ workspaceId, params }) => {
    const { connectionId } = params;
    await find(workspaceId, connectionId);
    const { modified } = await crmRecords(connection)
      .in(workspaceId)
      .updateMany({ connectionId, state: "failed" }, { $set: { state: "again" } });
    await crmExchanges(connection)
      .in(workspaceId)
      .updateOne(
        { _id: connectionId, nextAt: { $exists: true } },
        { $set: { nextAt: now(), failures: 0 } },
      );
    exchanger.look();
    return { count: modified };
  });

  async function find(workspaceId: string, connectionId: string): Promise<ConnectedCrm> {
    const connected = toConnected(context, await findChannel(context, workspaceId, connectionId));
    if (!connected || !isCrmAccount(connected)) {
      throw new NotFound("channel");
    }
    return connected;
  }

  async function ask<R, D>(
    connected: ConnectedCrm,
    action: Action<R, D, TObject>,
    request: R,
  ): Promise<D> {
    const result = await crm.call(connected, action, request);
    if ("done" in result) {
      return result.done;
    }
    const { message } = result.reason;
    throw new DomainError("unavailable", "crm.unavailable", message, { reason: message });
  }

  async function preview(
    connected: ConnectedCrm,
    rules: CrmRules,
    contact: ContactDoc,
  ): Promise<CrmPreview> {
    const { email, phone, _id: contactId, name } = contact;
    const fields = rules.fields.map((it) => it.theirs);
    const theirs = await ask(connected, connected.channel.find, { email, phone, fields });
    const sent = valuesForCrm(contact, rules.fields);
    const differs = Object.entries(sent).some(([key, value]) => theirs?.values[key] !== value);
    const outcome = theirs
      ? differs
        ? "update"
        : "same"
      : rules.createThere && Object.keys(sent).length > 0
        ? "create"
        : "skip";
    const values = rules.fields.map((pair) => ({
      ours: pair.ours,
      theirs: pair.theirs,
      here: valueHere(contact, pair.ours),
      there: theirs?.values[pair.theirs] ?? "",
    }));
    return { contactId, name, outcome, values };
  }

  async function present(workspaceId: string, connectionId: string): Promise<CrmExchange> {
    const records = crmRecords(connection).in(workspaceId);
    const [found, linked, failed] = await Promise.all([
      crmExchanges(connection).in(workspaceId).findById(connectionId),
      records.count({ connectionId, kind: "contact", state: "linked" }),
      records.count({ connectionId, state: "failed" }),
    ]);
    return { rules: found?.rules ?? freshRules, linked, failed, ...standing(found) };
  }

  async function refuseRules({ channel, workspaceId }: ConnectedCrm, rules: CrmRules) {
    const known = await listDefinitions(connection, workspaceId, "field", now());
    rules.fields.forEach(({ ours, direction }, index) => {
      const at = `/fields/${index}`;
      const key = ownFieldOf(ours);
      if (key === undefined ? !isCrmFact(ours) : !known.some((it) => it.key === key)) {
        const message = "must be a built-in field or field: and the key of an own one";
        throw invalidAt("crm.field", { at: `${at}/ours`, message });
      }
      if (!channel.listChanged && direction !== "out") {
        const message = "must be out: this CRM tells no changes";
        throw invalidAt("crm.not-able", { at: `${at}/direction`, message });
      }
    });
    if ((rules.notes && !channel.addNote) || (rules.lists.length > 0 && !channel.listMembers)) {
      const at = rules.lists.length > 0 ? "/lists" : "/notes";
      throw invalidAt("crm.not-able", { at, message: "is nothing that this CRM can do" });
    }
  }
}

const unknownProblem: Reason = { code: "crm.failed", message: "An internal error occurred" };

function standing(found: StoredExchange | undefined): Partial<CrmExchange> {
  const moment = (at: number | undefined) =>
    at === undefined ? undefined : new Date(at).toISOString();
  return {
    lastRunAt: moment(found?.lastRunAt),
    problem: found?.problem,
    nextRunAt: moment(found?.nextAt),
  };
}
