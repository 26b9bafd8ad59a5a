import { type ContactMerge, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, invalidAt, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { fieldPrefix, mergeContacts, mergedFacts } from "../../domain/merge-contacts.ts";
import { newId } from "../../domain/new-id.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { isSampleId } from "../../domain/sample-id.ts";
import { answer } from "../../http/answer.ts";
import {
  contactMerges,
  findMergedContact,
  type StoredMerge,
} from "../../records/contact-merge-model.ts";
import { contacts } from "../../records/contact-model.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import { beginMerge } from "./begin-merge.ts";
import type { MergePlan } from "./merge-jobs.ts";

const declared = routes.contactMerges;
const mostDuplicates = 20;
const mostMerges = 100;
/** The longest wait of a request for the job, in milliseconds. The job continues without the request. */
const lookEveryMs = 50;
const mostLooks = 100;

/** Adds the routes that merge contacts and undo it. */
export function mergeRoutes(api: Router, context: ServerContext, work: Jobs): void {
  const { connection } = context;
  const merges = (workspaceId: string) => contactMerges(connection).in(workspaceId);

  answer(api, declared.listDuplicates, async ({ workspaceId, params }) => {
    const contact = await find(workspaceId, params.contactId);
    const { email, phone } = contact;
    const same = [
      ...(email === "" ? [] : [{ email }]),
      ...(phone === "" ? [] : [{ phone }, { "identities.address": phone.replace(/^\+/, "") }]),
    ];
    const found =
      same.length === 0
        ? []
        : await contacts(connection)
            .in(workspaceId)
            .find({ _id: { $ne: contact._id }, $or: same }, { limit: mostDuplicates });
    return { items: found.map(presentContact) };
  });
  answer(api, declared.previewMerge, async ({ workspaceId, params, query }) => {
    const [kept, other] = await pair(workspaceId, params.contactId, query.otherId);
    return {
      merged: presentContact(mergeContacts(kept, other, [])),
      other: presentContact(other),
      conflicts: conflictsOf(kept, other),
    };
  });
  answer(api, declared.mergeContact, async ({ workspaceId, params, body, member }) => {
    const [kept, other] = await pair(workspaceId, params.contactId, body.otherId);
    const _id = newId();
    const ids = { keptId: kept._id, absorbedId: other._id };
    const { take } = body;
    await beginMerge(context, workspaceId, { _id, ...ids, take, cause: "member", by: member.name });
    work.look();
    return present(await settled(workspaceId, _id));
  });
  answer(api, declared.listMerges, async ({ workspaceId, params }) => {
    const contact = await find(workspaceId, params.contactId);
    const found = await merges(workspaceId).find(
      { keptId: contact._id },
      { sort: { at: -1 }, limit: mostMerges },
    );
    return { items: found.map(present) };
  });
  answer(api, declared.undoMerge, async ({ workspaceId, params, member }) => {
    const { mergeId } = params;
    const merge = await merges(workspaceId).findOne({ _id: mergeId });
    if (!merge) {
      throw new NotFound("merge");
    }
    if (!(await contacts(connection).in(workspaceId).findOne({ _id: merge.keptId }))) {
      const message = "The contact was merged into another one since; undo that merge first";
      throw new Conflict("merge.not-newest", message);
    }
    const begun = await merges(workspaceId).findOneAndUpdate(
      { _id: mergeId, state: "merged" },
      { $set: { state: "undoing" } },
    );
    if (begun || merge.state === "undoing") {
      const plan: MergePlan = { mergeId };
      const title = merge.absorbed?.name ?? "";
      await work.add(workspaceId, { kind: "undoMerge", title, plan, total: 1, by: member.name });
    }
    return present(await settled(workspaceId, mergeId));
  });

  async function find(workspaceId: string, contactId: string): Promise<ContactDoc> {
    const found = await findMergedContact(connection, workspaceId, contactId);
    if (!found) {
      throw new NotFound("contact");
    }
    return found;
  }

  async function pair(
    workspaceId: string,
    contactId: string,
    otherId: string,
  ): Promise<readonly [ContactDoc, ContactDoc]> {
    const kept = await find(workspaceId, contactId);
    const other = await find(workspaceId, otherId);
    if (kept._id === other._id) {
      const message = "must be another contact";
      throw invalidAt("merge.same", { at: "/otherId", message });
    }
    if (isSampleId(kept._id) || isSampleId(other._id)) {
      throw new Conflict("merge.sample", "Sample contacts cannot be merged: they are removed");
    }
    return [kept, other];
  }

  async function settled(workspaceId: string, mergeId: string): Promise<StoredMerge> {
    for (let look = 0; ; look++) {
      const merge = await merges(workspaceId).findOne({ _id: mergeId });
      if (!merge) {
        throw new NotFound("merge");
      }
      if (merge.state === "merged" || merge.state === "undone" || look === mostLooks) {
        return merge;
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}

function conflictsOf(kept: ContactDoc, other: ContactDoc) {
  const facts = mergedFacts.map((name) => ({ name, kept: kept[name], other: other[name] }));
  const fields = Object.entries(kept.fields).map(([key, value]) => ({
    name: fieldPrefix + key,
    kept: value,
    other: other.fields[key] ?? "",
  }));
  return [...facts, ...fields].filter(
    (it) =>
      it.kept !== "" && it.other !== "" && JSON.stringify(it.kept) !== JSON.stringify(it.other),
  );
}

function present(merge: StoredMerge): ContactMerge {
  const { _id, keptId, absorbedId, absorbed, cause, by, state, at } = merge;
  return {
    id: _id,
    keptId,
    absorbedId,
    absorbedName: absorbed?.name ?? "",
    cause,
    by,
    state,
    at: new Date(at).toISOString(),
  };
}
