import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import type { Permission } from "./permissions.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** The kinds of long work. */
export const jobKinds = [
  "checkContacts",
  "importContacts",
  "undoImport",
  "sendBroadcast",
  "resendBroadcast",
  "syncChannel",
  "mergeContacts",
  "undoMerge",
  "eraseContact",
  "changeContacts",
  "undoContactChange",
  "packContact",
  "applyRetention",
  "runEvaluation",
  "compareFlow",
  "fillSampleData",
  "removeSampleData",
] as const;
export type JobKind = (typeof jobKinds)[number];

/** The permission that starts a job of each kind, and stops it. */
export const permissionOfJob: Readonly<Record<JobKind, Permission>> = {
  checkContacts: "contacts.manage",
  importContacts: "contacts.manage",
  undoImport: "contacts.manage",
  sendBroadcast: "broadcasts.send",
  resendBroadcast: "broadcasts.send",
  syncChannel: "channels.arrange",
  mergeContacts: "contacts.manage",
  undoMerge: "contacts.manage",
  eraseContact: "contacts.erase",
  changeContacts: "contacts.manage",
  undoContactChange: "contacts.manage",
  packContact: "contacts.export",
  applyRetention: "contacts.erase",
  runEvaluation: "ai.edit",
  compareFlow: "flows.edit",
  fillSampleData: "workspace.change",
  removeSampleData: "workspace.change",
};
const jobPermissions = [...new Set(Object.values(permissionOfJob))];

/** Long work in pages. It continues after a restart from its last page. */
export const Job = Exact({
  id: Id,
  kind: Type.Enum([...jobKinds], { type: "string" }),
  /** The thing it works on, such as a file's name. */
  title: Type.String(),
  state: Type.Enum(["running", "done", "failed", "stopped"], { type: "string" }),
  /** Finished units and all units. */
  position: Type.Integer(),
  total: Type.Integer(),
  /** Results so far, by their names. */
  counts: Type.Record(Type.String(), Type.Integer()),
  /** Why it failed. */
  problem: Optional(Reason),
  /** The name of the member who started it. */
  by: Type.String(),
  createdAt: Moment,
  endedAt: Optional(Moment),
});
export type Job = Static<typeof Job>;

const jobParams = Type.Object({ jobId: Id });

export const listJobs = defineRoute({
  method: "get",
  path: "/jobs",
  tag: "Jobs",
  access: "viewer",
  summary: "List the newest 50 jobs",
  reply: Exact({ items: Type.Array(Job) }),
});
export const readJob = defineRoute({
  method: "get",
  path: "/jobs/:jobId",
  tag: "Jobs",
  access: "viewer",
  summary: "Read the progress of a job",
  params: jobParams,
  reply: Job,
});
export const stopJob = defineRoute({
  method: "post",
  path: "/jobs/:jobId/stop",
  tag: "Jobs",
  access: "editor",
  // A member who may start a kind of job may stop it, too.
  permission: jobPermissions,
  audit: "job.stopped",
  summary: "Stop a job after its current page; finished pages stay",
  params: jobParams,
  reply: Job,
});
