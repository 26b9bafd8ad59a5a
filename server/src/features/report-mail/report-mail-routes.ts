import { type ReplyOf, type ReportMail, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { DomainError, invalidAt } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { nextDue, reportedDays } from "../../domain/reports/mail-times.ts";
import { answer } from "../../http/answer.ts";
import { mailNotice } from "../../pipeline/effects/mail-notice.ts";
import { normalEmail } from "../../records/account.ts";
import { mailedReports, reportMailRules } from "../../records/report-mail-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { workspaceLanguage } from "../../records/workspace-language.ts";
import { composeReport } from "./compose-report.ts";
import { lookAfter, type ReportMailer } from "./report-mailer.ts";

const chapter = routes.reports;
const mostShown = 40;

/** Adds the routes of mailed reports. */
export function reportMailRoutes(api: Router, context: ServerContext, mailer: ReportMailer): void {
  const { connection, config, now } = context;

  answer(api, chapter.readReportMail, async ({ workspaceId }) => {
    mailer.look();
    const [found, timeZone, mails] = await Promise.all([
      reportMailRules(connection).in(workspaceId).findOne({}),
      zoneOf(workspaceId),
      mailedReports(connection)
        .in(workspaceId)
        .find({}, { sort: { dueAt: -1, _id: 1 }, limit: mostShown }),
    ]);
    const settings = found ? rulesOf(found) : await usualRules(workspaceId);
    const sends = settings.enabled && settings.recipients.length > 0;
    return {
      settings,
      mailReady: config.smtp !== undefined,
      timeZone,
      nextAt: sends ? new Date(nextDue(settings, timeZone, now())).toISOString() : undefined,
      left: [...(found?.left ?? [])],
      mails: mails.map(({ address, from, to, state, dueAt, problem }) => {
        const at = new Date(dueAt).toISOString();
        return { address, from, to, state, at, problem: problem ?? undefined };
      }),
    };
  });

  answer(api, chapter.saveReportMail, async ({ workspaceId, body }) => {
    const recipients = [...new Set(body.recipients.map(normalEmail))];
    if (body.enabled && recipients.length === 0) {
      const message = "must have an address, or `enabled` must be false";
      throw invalidAt("reports.no-recipient", { at: "/recipients", message });
    }
    const timeZone = await zoneOf(workspaceId);
    const at = now();
    const model = reportMailRules(connection).in(workspaceId);
    const known = await model.findOne({});
    const again = (known?.left ?? []).filter((it) => !recipients.includes(it));
    // A report is due from the next time on: not the one before, and no time again that has passed.
    const rules = { ...body, recipients, left: again, after: at };
    await model.updateOne(
      {},
      { $set: { ...rules, lookAt: lookAfter(rules, timeZone, at) } },
      { upsert: true },
    );
    const gone = { state: "waiting", address: { $nin: body.enabled ? recipients : [] } };
    await mailedReports(connection).in(workspaceId).deleteMany(gone);
    mailer.look();
    return {};
  });

  answer(api, chapter.testReportMail, async ({ workspaceId, body, account }) => {
    const zone = await zoneOf(workspaceId);
    const days = reportedDays(body.every, zone, now());
    const composed = await composeReport(context, workspaceId, { ...body, ...days });
    const address = account.email;
    const ended = await mailNotice({ id: `test:${newId()}`, address, ...composed }, config.smtp);
    if ("code" in ended) {
      throw new DomainError("unavailable", ended.code, ended.message, { message: ended.message });
    }
    return { address };
  });

  async function zoneOf(workspaceId: string): Promise<string> {
    return (await findWorkspace(connection, workspaceId))?.timeZone || "UTC";
  }

  async function usualRules(workspaceId: string): Promise<ReportMail> {
    const workspace = await findWorkspace(connection, workspaceId);
    return {
      enabled: false,
      every: "week",
      reports: ["overview", "channels", "team"],
      language: workspace ? await workspaceLanguage(connection, workspace._id) : "en",
      weekday: 0,
      hour: 8,
      recipients: [],
    };
  }
}

function rulesOf(found: ReportMail): ReplyOf<typeof chapter.readReportMail>["settings"] {
  const { enabled, every, reports, language, weekday, hour, recipients } = found;
  return { enabled, every, reports, language, weekday, hour, recipients };
}
