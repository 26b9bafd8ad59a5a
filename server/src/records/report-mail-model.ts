import type { MailedReport, mailStates, ReportMail } from "@chatloom/api-schema";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** The rules for mailed reports of a workspace. Moments are epoch milliseconds. */
export interface ReportMailFields extends ReportMail {
  /** Reports that were due up to this moment are planned. */
  readonly after: number;
  /** The next look: no later than the next report, and often enough to notice another time zone. */
  readonly lookAt: number;
  /** Addresses that ended the mails themselves. */
  readonly left: readonly string[];
}
export type StoredReportMail = Stored<ReportMailFields>;

/** The rules for mailed reports, at most one document for each workspace. */
export const reportMailRules = defineCollection<ReportMailFields>(
  "reportMailRules",
  {
    enabled: Boolean,
    every: String,
    reports: [String],
    language: String,
    weekday: Number,
    hour: Number,
    recipients: [String],
    after: Number,
    lookAt: Number,
    left: [String],
  },
  [[{ workspaceId: 1 }, { unique: true }], [{ enabled: 1, lookAt: 1 }]],
);

/** A report for one address. Its id follows from workspace, days and address, so that it exists once. */
export interface MailedReportFields {
  readonly address: string;
  readonly every: ReportMail["every"];
  readonly reports: readonly MailedReport[];
  readonly language: ReportMail["language"];
  /** The days it tells about: `2026-11-29`. */
  readonly from: string;
  readonly to: string;
  readonly dueAt: number;
  readonly state: (typeof mailStates)[number];
  readonly attempts: number;
  /** The next attempt; while it is worked on, the end of the lease. Absent: it has ended. */
  readonly nextAt?: number | undefined;
  /** The process that works on it. */
  readonly owner?: string | undefined;
  readonly problem?: { readonly code: string; readonly message: string } | undefined;
}
export type StoredMailedReport = Stored<MailedReportFields, string>;

/** The mailed reports of all workspaces. */
export const mailedReports = defineCollection<MailedReportFields, string>(
  "mailedReports",
  {
    _id: String,
    address: String,
    every: String,
    reports: [String],
    language: String,
    from: String,
    to: String,
    dueAt: Number,
    state: String,
    attempts: Number,
    nextAt: Number,
    owner: String,
    problem: Object,
  },
  [[{ nextAt: 1 }, { sparse: true }], [{ workspaceId: 1, dueAt: -1 }]],
);
