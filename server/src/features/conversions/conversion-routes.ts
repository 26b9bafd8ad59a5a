import {
  type ConversionDataset,
  type ConversionEvent,
  type ConversionRule,
  routes,
} from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict, invalidAt, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { answer } from "../../http/answer.ts";
import {
  conversionDatasets,
  conversionEvents,
  type StoredConversion,
  type StoredConversionDataset,
} from "../../records/conversion-model.ts";
import { newConversion } from "../../records/note-conversion.ts";
import { seal } from "../../secrets/secret-box.ts";
import type { ConversionSender } from "./conversion-sender.ts";

const declared = routes.conversions;
const most = 5;

/** Adds the routes of conversion events. None of them answers an access token. */
export function conversionRoutes(
  api: Router,
  { connection, config, now }: ServerContext,
  sender: ConversionSender,
): void {
  const datasets = (workspaceId: string) => conversionDatasets(connection).in(workspaceId);
  const events = (workspaceId: string) => conversionEvents(connection).in(workspaceId);

  answer(api, declared.listConversionDatasets, async ({ workspaceId }) => {
    const found = await datasets(workspaceId).find({}, { sort: { createdAt: 1 } });
    return { items: found.map(present) };
  });
  answer(api, declared.createConversionDataset, async ({ workspaceId, body }) => {
    const { accessToken, ...fields } = body;
    refuse(fields);
    if ((await datasets(workspaceId).count({}, most)) >= most) {
      const message = `A workspace has at most ${most} datasets`;
      throw new Conflict("conversions.too-many", message);
    }
    const _id = new mongoose.Types.ObjectId();
    const sealed = seal(config.secretKey, accessToken, String(_id));
    const made = await datasets(workspaceId).insert({
      _id,
      ...fields,
      accessToken: sealed,
      createdAt: now(),
    });
    return present(made);
  });
  answer(api, declared.updateConversionDataset, async ({ workspaceId, params, body }) => {
    const { accessToken, ...fields } = body;
    refuse(fields);
    const { datasetId: _id } = params;
    const token = accessToken && { accessToken: seal(config.secretKey, accessToken, _id) };
    const changed = await datasets(workspaceId).findOneAndUpdate(
      { _id },
      { $set: { ...fields, ...token }, $unset: { problem: 1 } },
    );
    if (!changed) {
      throw new NotFound("dataset");
    }
    // Waiting events may succeed with the new settings. A process that sends a batch keeps it.
    await events(workspaceId).updateMany(
      { dataset: _id, state: "pending", batch: { $exists: false } },
      { $set: { nextAt: now() } },
    );
    sender.look();
    return present(changed);
  });
  answer(api, declared.deleteConversionDataset, async ({ workspaceId, params }) => {
    const { datasetId: _id } = params;
    if ((await datasets(workspaceId).deleteOne({ _id })) === 0) {
      throw new NotFound("dataset");
    }
    await events(workspaceId).deleteMany({ dataset: _id });
    return {};
  });
  answer(api, declared.testConversionDataset, async ({ workspaceId, params }) => {
    const dataset = await findEnabled(workspaceId, params.datasetId);
    if (dataset.testCode === "") {
      throw new Conflict("conversions.no-test-code", "Enter the test event code and save first");
    }
    const event = {
      ...newConversion(params.datasetId, `test:${newId()}`, now()),
      goal: "test",
      event: "LeadSubmitted",
      test: true,
    };
    const made = await events(workspaceId).insert(event);
    sender.look();
    return presentEvent(made);
  });
  answer(api, declared.listConversionEvents, async ({ workspaceId, params, query }) => {
    const { datasetId } = params;
    if (!(await datasets(workspaceId).findById(datasetId))) {
      throw new NotFound("dataset");
    }
    const { cursor, limit = 50, state } = query;
    const [at = "", id = ""] = cursor?.split("|", 2) ?? [];
    const before = Number(at);
    const older = [{ at: { $lt: before } }, { at: before, _id: { $lt: id } }];
    const found = await events(workspaceId).find(
      {
        dataset: datasetId,
        ...defined({ state, $or: cursor === undefined ? undefined : older }),
      },
      { sort: { at: -1, _id: -1 }, limit: limit + 1 },
    );
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return { items: page.map(presentEvent), next: last && `${last.at}|${last._id}` };
  });
  answer(api, declared.resendConversionEvent, async ({ workspaceId, params }) => {
    const { datasetId, eventId } = params;
    await findEnabled(workspaceId, datasetId);
    const changed = await events(workspaceId).findOneAndUpdate(
      { _id: eventId, dataset: datasetId, state: { $in: ["failed", "skipped"] } },
      { $set: { state: "pending", attempts: 0, nextAt: now() } },
    );
    if (!changed) {
      throw new NotFound("event");
    }
    sender.look();
    return presentEvent(changed);
  });

  async function findEnabled(
    workspaceId: string,
    datasetId: string,
  ): Promise<StoredConversionDataset> {
    const found = await datasets(workspaceId).findById(datasetId);
    if (!found) {
      throw new NotFound("dataset");
    }
    if (!found.enabled) {
      throw new Conflict("conversions.disabled", "Enable the dataset first");
    }
    return found;
  }
}

function refuse({
  rules,
  apiBaseUrl,
}: Pick<ConversionDataset, "apiBaseUrl"> & { readonly rules: readonly ConversionRule[] }): void {
  if (!URL.canParse(apiBaseUrl)) {
    const message = "must be an address that begins with https:// or http://";
    throw invalidAt("conversions.address", { at: "/apiBaseUrl", message });
  }
  for (const [index, rule] of rules.entries()) {
    const problem = problemOf(rule, rules.slice(0, index));
    if (problem) {
      const [field, message] = problem;
      throw invalidAt("conversions.rules", { at: `/rules/${index}/${field}`, message });
    }
  }
}

function problemOf(
  { goal, event, value, amount, currency }: ConversionRule,
  before: readonly ConversionRule[],
): readonly [field: string, message: string] | undefined {
  if (before.some((it) => it.goal === goal)) {
    return ["goal", "has a rule already"];
  }
  if (value === "fixed" && amount === undefined) {
    return ["amount", "must be given for a fixed value"];
  }
  if (value !== "none" && currency === undefined) {
    return ["currency", "must be given where an event has a value"];
  }
  return event === "Purchase" && value === "none"
    ? ["value", "must be given: Meta wants purchases with a value"]
    : undefined;
}

function present(dataset: StoredConversionDataset): ConversionDataset {
  const { _id, name, datasetId, rules, consent, testCode, enabled, apiVersion, apiBaseUrl } =
    dataset;
  const { problem, createdAt } = dataset;
  return {
    id: String(_id),
    name,
    datasetId,
    rules: rules.map((it) => ({ ...it })),
    consent,
    testCode,
    enabled,
    apiVersion,
    apiBaseUrl,
    problem,
    createdAt: new Date(createdAt).toISOString(),
  };
}

function presentEvent(stored: StoredConversion): ConversionEvent {
  const { _id, eventId, contactId, goal, event, value, currency, state, test, attempts } = stored;
  const { reason, nextAt, body, at } = stored;
  return {
    id: _id,
    eventId,
    contactId,
    goal,
    event,
    value,
    currency,
    state,
    test,
    attempts,
    reason,
    nextAt: nextAt === undefined ? undefined : new Date(nextAt).toISOString(),
    body,
    at: new Date(at).toISOString(),
  };
}
