import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { lastDue, nextDue, reportedDays } from "../../domain/reports/mail-times.ts";
import { type MailEnd, mailNotice } from "../../pipeline/effects/mail-notice.ts";
import {
  type MailedReportFields,
  mailedReports,
  reportMailRules,
  type StoredMailedReport,
  type StoredReportMail,
} from "../../records/report-mail-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { derivedId } from "../../store/derived-id.ts";
import { startDueWork } from "../../store/due-work.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { momentsOf, readDays, readStanding } from "../reports/report-period.ts";
import { composeReport } from "./compose-report.ts";
import { leaveUrl } from "./leave-link.ts";

/** Mails the reports that are due, in every process; a report goes to each address once. */
export interface ReportMailer {
  /** Looks now for what is due. */
  readonly look: () => void;
  readonly close: () => Promise<void>;
}

const lookEveryMs = 5_000;
/** Rules are looked at so often, because the workspace's time zone may change. */
const mostPauseMs = 15 * 60_000;
/** Another process takes over what has not been handed to the mail server for so long. */
const leaseMs = 60_000;
/** A mail whose process says nothing for so long after that has an unknown end. */
const sendingMs = 5 * 60_000;
const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;
const giveUpAfterMs = 86_400_000;
/** A report waits so long at most until everything of its days is counted. */
const countWaitMs = 3_600_000;
const countPauseMs = 2_000;
const keptMs = 60 * 86_400_000;

/** Returns the moment at which the rules are to be looked at again. */
export function lookAfter(rules: Parameters<typeof nextDue>[0], zone: string, at: number): number {
  return Math.min(nextDue(rules, zone, at), at + mostPauseMs);
}

/** Starts it. `nudge` asks for figures that are counted up to now. */
export function startReportMailer(
  context: ServerContext,
  nudge: (workspaceId: string) => Promise<void>,
): ReportMailer {
  const { connection, log, now, config } = context;
  const owner = newId();
  const plans = startDueWork<StoredReportMail>({
    log,
    name: "rules for mailed reports",
    lookEveryMs,
    mostAtOnce: 1,
    take: async () =>
      ((await reportMailRules(connection)
        .acrossWorkspaces.findOneAndUpdate(
          { enabled: true, lookAt: { $lte: now() } },
          // Whoever dies now left everything as it was; the next look comes soon.
          { $set: { lookAt: now() + leaseMs } },
          { sort: { lookAt: 1 }, returnDocument: "after" },
        )
        .lean()) as StoredReportMail | null) ?? undefined,
    work: plan,
    idsOf: ({ workspaceId }) => ({ workspaceId: String(workspaceId) }),
  });
  const mails = startDueWork<StoredMailedReport>({
    log,
    name: "mailed reports",
    lookEveryMs,
    mostAtOnce: 1,
    take: async () =>
      ((await mailedReports(connection)
        .acrossWorkspaces.findOneAndUpdate(
          { nextAt: { $lte: now() } },
          { $set: { owner, nextAt: now() + leaseMs } },
          { sort: { nextAt: 1 }, returnDocument: "after" },
        )
        .lean()) as StoredMailedReport | null) ?? undefined,
    work: mail,
    idsOf: ({ _id, workspaceId }) => ({ mailId: _id, workspaceId: String(workspaceId) }),
  });
  plans.look();
  mails.look();
  return {
    look() {
      plans.look();
      mails.look();
    },
    async close() {
      await Promise.all([plans.stop(), mails.stop()]);
      await Promise.all([plans.idle(), mails.idle()]);
    },
  };

  /** Writes down who gets the newest report that is due. Ids follow from the days, so that a repetition adds nothing. */
  async function plan(rules: StoredReportMail): Promise<void> {
    const { _id, workspaceId, every, reports, language, recipients } = rules;
    const at = now();
    const zone = (await findWorkspace(connection, workspaceId))?.timeZone || "UTC";
    const due = lastDue(rules, zone, at);
    const model = mailedReports(connection).in(workspaceId);
    if (due > rules.after) {
      const days = reportedDays(every, zone, due);
      await model.deleteMany({ dueAt: { $lt: at - keptMs } });
      for (const address of recipients) {
        const wish: MailedReportFields = {
          address,
          every,
          reports,
          language,
          ...days,
          dueAt: due,
          state: "waiting",
          attempts: 0,
          nextAt: at,
        };
        const name = `report:${workspaceId}:${every}:${days.to}:${address}`;
        await model.insert({ _id: derivedId(name), ...wish }).catch((error: unknown) => {
          if (!isDuplicateKey(error)) {
            throw error;
          }
        });
      }
    }
    await reportMailRules(connection)
      .in(workspaceId)
      .updateOne(
        { _id, after: rules.after },
        { $set: { after: Math.max(due, rules.after), lookAt: lookAfter(rules, zone, at) } },
      );
    mails.look();
  }

  async function mail(taken: StoredMailedReport): Promise<void> {
    if (taken.state === "sending") {
      const message = "The server stopped while the mail server took the message";
      await end(taken, { end: "unclear", code: "mail.failed", message });
      return;
    }
    const workspaceId = String(taken.workspaceId);
    if (!(await isCounted(taken))) {
      await nudge(workspaceId);
      await change(taken, { nextAt: now() + countPauseMs }, ["owner"]);
      return;
    }
    const link = leaveUrl(context, workspaceId, taken.address);
    const composed = await composeReport(context, workspaceId, { ...taken, leaveUrl: link });
    const headers = {
      "List-Unsubscribe": `<${link}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
    };
    const sent = { id: taken._id, address: taken.address, headers, ...composed };
    const ended = await mailNotice(sent, config.smtp, () =>
      change(taken, { state: "sending", nextAt: now() + sendingMs }, [], { state: "waiting" }),
    );
    await end(taken, ended);
  }

  /** Whether the figures include everything of the report's days, or have not for too long. */
  async function isCounted({ workspaceId, from, to, dueAt }: StoredMailedReport): Promise<boolean> {
    const { upTo, counting, timeZone } = await readStanding(context, String(workspaceId));
    const counted = upTo === undefined ? 0 : Date.parse(upTo);
    const until = momentsOf(readDays({ from, to }), timeZone).to;
    return (!counting && counted >= until) || now() > dueAt + countWaitMs;
  }

  async function end(taken: StoredMailedReport, ended: MailEnd): Promise<void> {
    if (!("code" in ended)) {
      await (ended.end === "skipped" || change(taken, { state: "sent" }, ["nextAt", "problem"]));
      return;
    }
    const { code, message } = ended;
    const problem = { code, message };
    const attempts = taken.attempts + 1;
    if (ended.end === "again" && now() < taken.dueAt + giveUpAfterMs) {
      const pause = Math.min(firstPauseMs * 2 ** taken.attempts, longestPauseMs);
      const set = { state: "waiting", attempts, problem, nextAt: now() + pause };
      await change(taken, set, ["owner"]);
      return;
    }
    log.warn({ mailId: taken._id, code, message }, "failed to mail a report");
    const state = ended.end === "unclear" ? "unclear" : "failed";
    await change(taken, { state, attempts, problem }, ["nextAt"]);
  }

  /** Changes a mail, unless another process has it or its recipient has left. Says whether it did. */
  async function change(
    { _id, workspaceId }: StoredMailedReport,
    set: Readonly<Record<string, unknown>>,
    unset: readonly (keyof MailedReportFields)[] = [],
    only: Readonly<Record<string, unknown>> = {},
  ): Promise<boolean> {
    const gone = Object.fromEntries(unset.map((it) => [it, 1]));
    const { modified } = await mailedReports(connection)
      .in(workspaceId)
      .updateOne(
        { _id, owner, ...only },
        { $set: set, ...defined({ $unset: unset.length > 0 ? gone : undefined }) },
      );
    return modified > 0;
  }
}
