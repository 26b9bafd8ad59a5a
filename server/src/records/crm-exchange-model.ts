import type { CrmRules, Reason } from "@chatloom/api-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../context/server-context.ts";
import { defineCollection, type Stored } from "../store/scoped-model.ts";
import { type ConnectedAccount, noteEvent } from "./connected-channel.ts";

/** The exchange with a CRM. Its id is that of the connection. Moments are epoch milliseconds. */
export interface CrmExchangeFields {
  readonly rules: CrmRules;
  /** The change of a contact in the CRM up to which all were read, and the place among those of one moment. */
  readonly since: number;
  readonly after?: string;
  /** The last contact here that was looked at, by its last change. */
  readonly sentAt: number;
  readonly sentId: string;
  /** Conversations that ended before this moment have their notes. */
  readonly notedAt: number;
  readonly listsReadAt: number;
  /** Contacts that the CRM's webhook named. */
  readonly named: readonly string[];
  /** Failed runs in a row. */
  readonly failures: number;
  readonly problem?: Reason;
  readonly lastRunAt?: number;
  /** The next run is due then. Absent: the exchange is off. */
  readonly nextAt?: number;
  /** A process runs it until then at the latest. */
  readonly leasedUntil?: number;
}
export type StoredExchange = Stored<CrmExchangeFields, string>;

const { Mixed } = mongoose.Schema.Types;

/** The exchanges with all CRMs. */
export const crmExchanges = defineCollection<CrmExchangeFields, string>(
  "crmExchanges",
  {
    _id: String,
    rules: Mixed,
    since: Number,
    after: String,
    sentAt: Number,
    sentId: String,
    notedAt: Number,
    listsReadAt: Number,
    named: [String],
    failures: Number,
    problem: Mixed,
    lastRunAt: Number,
    nextAt: Number,
    leasedUntil: Number,
  },
  [[{ nextAt: 1 }, { sparse: true }]],
);

/** A contact or note as the CRM has it. Its id is `<connection>:<contact>` or `<connection>:note:<note>`. */
export interface CrmRecordFields {
  readonly connectionId: string;
  readonly kind: "contact" | "note";
  readonly contactId: string;
  /** The CRM's id of the contact or note. */
  readonly crmId?: string;
  /** Digests of the values that both sides had when they were last in step. */
  readonly here?: string;
  readonly there?: string;
  /** The lists of which it was a member. */
  readonly lists?: readonly string[];
  /** `again`: it is sent with the next run. `gone`: it was deleted in the CRM. */
  readonly state: "linked" | "writing" | "again" | "failed" | "gone";
  readonly problem?: Reason;
  readonly at: number;
}
export type StoredCrmRecord = Stored<CrmRecordFields, string>;

/** The records of our contacts in all CRMs. */
export const crmRecords = defineCollection<CrmRecordFields, string>(
  "crmRecords",
  {
    _id: String,
    connectionId: String,
    kind: String,
    contactId: String,
    crmId: String,
    here: String,
    there: String,
    lists: { type: [String], default: undefined },
    state: String,
    problem: Mixed,
    at: Number,
  },
  [
    [{ workspaceId: 1, connectionId: 1, crmId: 1 }],
    [{ workspaceId: 1, connectionId: 1, state: 1, at: -1 }],
    [{ workspaceId: 1, contactId: 1 }],
  ],
);

/** More named contacts than this are found by asking what changed. */
const mostNamed = 1_000;

/** Notes that a CRM's webhook named a contact; the next run reads it at once. */
export async function noteCrmChange(
  context: ServerContext,
  connected: ConnectedAccount,
  crmId: string,
): Promise<void> {
  await noteEvent(context, connected);
  const model = crmExchanges(context.connection).in(connected.workspaceId);
  const found = await model.findById(connected.id);
  if (!found?.rules.enabled || found.named.length >= mostNamed) {
    return;
  }
  await model.updateOne({ _id: connected.id }, { $addToSet: { named: crmId } });
  // A run that waits after a failure keeps its time.
  await model.updateOne(
    { _id: connected.id, failures: 0, nextAt: { $exists: true } },
    { $set: { nextAt: context.now() } },
  );
}

/** Forgets the exchange with a CRM that is disconnected. Contacts on both sides stay. */
export async function forgetExchange(
  { connection }: ServerContext,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  await crmExchanges(connection).in(workspaceId).deleteOne({ _id: connectionId });
  await crmRecords(connection).in(workspaceId).deleteMany({ connectionId });
}
