import {
  type ContactAction,
  type ContactBulkChange,
  type ContactSelection,
  routes,
} from "@chatloom/api-schema";
import { isCheckedFact } from "@chatloom/runtime";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict, Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { isRecordAction } from "../../domain/bulk-action.ts";
import { everyChannel } from "../../domain/consent-entry.ts";
import { answer } from "../../http/answer.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { undoMs } from "../../records/contact-change-model.ts";
import { contactDefinitions } from "../../records/contact-definition-model.ts";
import { flows } from "../../records/flow-model.ts";
import { jobs, presentJob, type StoredJob } from "../../records/job-model.ts";
import { derivedId } from "../../store/derived-id.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { refuseTemplates } from "../audience/refuse-templates.ts";
import { inTheirTypes } from "../contacts/in-their-types.ts";
import { refuseLargeField } from "../contacts/refuse-large-field.ts";
import { refuseWrongFacts } from "../contacts/refuse-wrong-facts.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import type { ChangePlan, UndoPlan } from "./contact-change-jobs.ts";
import { countSelected } from "./selected-contacts.ts";

const chapter = routes.contactChanges;
const mostListed = 20;
/** The last page of a stopped job ends within this time. */
const settleMs = 2_000;

/** Adds the routes of bulk actions on contacts. */
export function contactChangeRoutes(api: Router, context: ServerContext, work: Jobs): void {
  const { connection, now } = context;

  answer(api, chapter.listContactChanges, async ({ workspaceId }) => {
    const found = await jobs(connection)
      .in(workspaceId)
      .find({ kind: "changeContacts" }, { sort: { createdAt: -1 }, limit: mostListed });
    const undoing = await jobs(connection)
      .in(workspaceId)
      .find({ _id: { $in: found.map((it) => undoId(it)) } });
    const known = new Map(undoing.map((it) => [String(it._id), it]));
    return { items: found.map((it) => present(it, known.get(String(undoId(it))))) };
  });
  answer(api, chapter.countSelection, async ({ workspaceId, body }) => {
    refuseSelection(body.selection);
    return countSelected(context, workspaceId, body.selection);
  });
  answer(api, chapter.changeContacts, async ({ workspaceId, body, member }) => {
    const { selection } = body;
    refuseSelection(selection);
    const action = await checked(workspaceId, body.action);
    return present(await begin(workspaceId, { selection, action }, member.name));
  });
  answer(api, chapter.eraseContacts, async ({ workspaceId, body, member }) => {
    const { selection } = body;
    refuseSelection(selection);
    return present(await begin(workspaceId, { selection }, member.name));
  });
  answer(api, chapter.undoContactChange, async ({ workspaceId, params, member }) => {
    const model = jobs(connection).in(workspaceId);
    const job = await model.findById(params.jobId);
    if (job?.kind !== "changeContacts") {
      throw new NotFound("contactChange");
    }
    const _id = undoId(job);
    const earlier = await model.findById(_id);
    if (earlier) {
      return present(job, earlier);
    }
    if (!isUndoable(job)) {
      throw new Conflict(
        "contact-change.not-undoable",
        "Only changes of tags, fields and blocking can be taken back, within 24 hours after their end",
      );
    }
    const plan: UndoPlan = { jobId: String(job._id) };
    const settled = job.state === "done" ? now() : (job.endedAt ?? now()) + settleMs;
    const undo = {
      _id,
      kind: "undoContactChange",
      title: job.title,
      plan,
      total: job.counts.changed ?? 0,
      by: member.name,
      startsAt: Math.max(now(), settled),
    } as const;
    try {
      return present(job, await work.add(workspaceId, undo));
    } catch (error) {
      const other = isDuplicateKey(error) ? await model.findById(_id) : undefined;
      if (!other) {
        throw error;
      }
      return present(job, other);
    }
  });

  async function begin(workspaceId: string, plan: ChangePlan, by: string): Promise<StoredJob> {
    const { count, complete } = await countSelected(context, workspaceId, plan.selection);
    return work.add(workspaceId, {
      kind: "changeContacts",
      title: titleOf(plan.action),
      plan,
      // An unknown total shows only how far it is.
      total: complete ? count : 0,
      by,
    });
  }

  function present(job: StoredJob, undo?: StoredJob): ContactBulkChange {
    return {
      id: String(job._id),
      action: (job.plan as ChangePlan).action,
      job: presentJob(job),
      undo: undo && presentJob(undo),
      undoable: !undo && isUndoable(job),
    };
  }

  function isUndoable({ plan, state, endedAt, counts }: StoredJob): boolean {
    const recent = state !== "running" && now() - (endedAt ?? 0) < undoMs;
    return recent && isRecordAction((plan as ChangePlan).action) && (counts.changed ?? 0) > 0;
  }

  /** Returns the action with its value in the type of the field. */
  async function checked(workspaceId: string, action: ContactAction): Promise<ContactAction> {
    switch (action.type) {
      case "setField": {
        const { field, value } = action;
        const known = await contactDefinitions(connection)
          .in(workspaceId)
          .findOne({ kind: "field", key: field });
        if (!known && field !== "language" && !isCheckedFact(field)) {
          refuse(
            "contact-change.field",
            "/action/field",
            "must be a defined field, language, country or timeZone",
          );
        }
        if (!known) {
          refuseWrongFacts({ [field]: value }, "/action/value");
        }
        refuseLargeField(field, value);
        const fitting = await inTheirTypes(context, workspaceId, { [field]: value });
        return { ...action, value: fitting[field] };
      }
      case "startFlow": {
        const flow = await flows(connection).in(workspaceId).findById(action.flowId);
        if (!flow?.active || flow.version === undefined) {
          refuse("contact-change.flow", "/action/flowId", "must be a published, active flow");
        }
        return action;
      }
      case "consent": {
        const { channelId, state, wording } = action;
        const accounts = channelAccounts(connection).in(workspaceId);
        if (channelId !== everyChannel && !(await accounts.findById(channelId))) {
          refuse("contact-change.channel", "/action/channelId", "must be a channel or all");
        }
        if (state === "given" && wording.trim() === "") {
          refuse("contact-change.wording", "/action/wording", "must hold the words they agreed to");
        }
        return action;
      }
      default:
        return action;
    }
  }
}

/** The id of the job that takes another one back: there is at most one. */
function undoId({ _id }: StoredJob): mongoose.Types.ObjectId {
  return new mongoose.Types.ObjectId(derivedId(`undo:${_id}`));
}

function refuseSelection(selection: ContactSelection): void {
  if ("condition" in selection) {
    refuseTemplates(selection.condition);
  }
}

function titleOf(action: ContactAction | undefined): string {
  if (action && "tag" in action) {
    return action.tag;
  }
  return action?.type === "setField" ? action.field : "";
}

function refuse(code: string, at: string, message: string): never {
  throw new Invalid(code, `${at} ${message}`, [{ at, message }]);
}
