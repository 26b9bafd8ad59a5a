import type { AuditEntry, AuditKind } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Request } from "express";
import mongoose from "mongoose";
import { DomainError } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type AuditedCall, type Auditor, takeAuditDetail } from "../../http/auditor.ts";
import { callerOf } from "../../http/caller.ts";
import { type AuditFacts, notedCalls } from "../../records/audit-model.ts";
import { writeAudit } from "../../records/write-audit.ts";
import { type DueWork, startDueWork } from "../../store/due-work.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { placeOf } from "../accounts/session-cookie.ts";
import { auditSubjects } from "./audit-subjects.ts";
import { changedFields } from "./changed-fields.ts";
import { type AuditedObject, objectOf } from "./object-of.ts";

/** Longer than any call takes; then nobody will say any more how it ended. */
const longestCallMs = 15 * 60_000;
const leaseMs = 60_000;
const lookEveryMs = 30_000;

/** The auditor of a server, with what must be closed. */
export interface RunningAuditor extends Auditor {
  readonly close: () => Promise<void>;
}

/**
 * Writes the audit log. Each call is noted before it changes anything. The note becomes an entry when the call ends, or, should the process die
 * meanwhile, some minutes later with an unknown outcome. Calls about conversations do not wait for their entry, only for their note.
 */
export function createAuditor(context: ServerContext): RunningAuditor {
  const { connection, log, now } = context;
  const writing = new Set<Promise<void>>();
  const forgotten: DueWork = startDueWork({
    log,
    name: "noted calls",
    lookEveryMs,
    mostAtOnce: 1,
    take: async () => {
      const at = now();
      const taken = await notedCalls(connection)
        .acrossWorkspaces.findOneAndUpdate(
          { dueAt: { $lte: at } },
          { $set: { dueAt: at + leaseMs } },
          { sort: { dueAt: 1 } },
        )
        .lean();
      return taken ?? undefined;
    },
    work: ({ _id, workspaceId, facts }) =>
      write(String(workspaceId), _id as ObjectId, facts as AuditFacts),
    idsOf: ({ _id }) => ({ callId: String(_id) }),
  });
  forgotten.look();

  return {
    begin,
    async close() {
      await forgotten.stop();
      await forgotten.idle();
      await Promise.all(writing);
    },
  };

  async function begin({ action, request, params }: AuditedCall) {
    const caller = callerOf(request);
    const kind = action.split(".", 1)[0] as AuditKind;
    const subject = auditSubjects[kind];
    const waits = kind !== "conversation";
    const id = new mongoose.Types.ObjectId();
    const at = now();
    const target = objectOf(kind, params, { reply: undefined, caller });
    const first: AuditFacts = {
      at,
      by: actorOf(request),
      action,
      kind,
      object: target,
      address: placeOf(request).address,
      outcome: "unknown",
      changes: [],
    };
    const workspaceId = caller?.workspaceId;
    const noted = workspaceId
      ? notedCalls(connection)
          .in(workspaceId)
          .insert({ _id: id, facts: first, dueAt: at + longestCallMs })
      : undefined;
    // A call about a conversation goes on meanwhile; its reply waits for the note.
    noted?.catch(() => undefined);
    if (waits) {
      await noted;
    }
    const before = await stored(target);

    return {
      async done(reply: unknown) {
        await noted;
        await end("done", objectOf(kind, params, { reply, caller }));
      },
      async failed(error: unknown) {
        await noted?.catch(() => undefined);
        if (error instanceof DomainError) {
          takeAuditDetail(request);
          await forget(workspaceId, id);
        } else {
          await end("failed", target);
        }
      },
    };

    function stored(object: AuditedObject) {
      return workspaceId && subject && waits && object.id
        ? subject.read(connection, workspaceId, object.id)
        : undefined;
    }

    async function end(outcome: AuditEntry["outcome"], object: AuditedObject): Promise<void> {
      const detail = takeAuditDetail(request);
      const place = workspaceId ?? detail.workspaceId;
      if (place === undefined) {
        return;
      }
      const after = await stored(object);
      const known = after ?? before;
      const name = kind === "contact" ? "" : String(known?.name ?? known?.title ?? object.name);
      const entry = writeOnce(place, id, {
        ...first,
        by: detail.by ?? first.by,
        outcome,
        object: detail.object ?? { id: object.id, name },
        changes: detail.changes ?? changedFields(before, after, subject?.masked),
      });
      if (waits) {
        await entry;
      }
    }
  }

  /** Writes an entry. Its failure is logged, not answered: the call was done, and its note is written later. */
  function writeOnce(workspaceId: string, id: ObjectId, facts: AuditFacts): Promise<void> {
    const entry = write(workspaceId, id, facts)
      .catch((error: unknown) => {
        log.error({ err: error, callId: String(id) }, "failed to write to the audit log");
      })
      .finally(() => writing.delete(entry));
    writing.add(entry);
    return entry;
  }

  async function write(workspaceId: string, id: ObjectId, facts: AuditFacts): Promise<void> {
    await writeAudit(context, workspaceId, id, facts);
    await forget(workspaceId, id);
  }

  async function forget(workspaceId: string | undefined, id: ObjectId): Promise<void> {
    if (workspaceId) {
      await notedCalls(connection).in(workspaceId).deleteOne({ _id: id });
    }
  }
}

function actorOf(request: Request): AuditFacts["by"] {
  const { account, member, grantor } = callerOf(request) ?? {};
  if (account) {
    return { kind: "member", id: account.id, name: account.name };
  }
  if (member) {
    const { id, name } = member;
    return { kind: "token", id, name, ...defined({ makerId: grantor }) };
  }
  return { kind: "system", id: "system", name: "" };
}
