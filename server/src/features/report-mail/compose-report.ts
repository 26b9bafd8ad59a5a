import {
  addressOf,
  type MailedReport,
  pages,
  type ReportFigures,
  type ReportMail,
} from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { readAiReport } from "../reports/read-ai-report.ts";
import { readChannelReport } from "../reports/read-channel-report.ts";
import { readOverview } from "../reports/read-overview.ts";
import { readTeamReport } from "../reports/read-team-report.ts";
import { type MailFormats, mailFormats } from "./mail-formats.ts";
import { type MailWords, mailWords } from "./mail-words.ts";
import { type FigureMail, type MailTable, writeHtml, writeText } from "./write-mail.ts";

/** A report that is to be mailed, of the days from `from` to `to`. */
export interface ReportWish extends Pick<ReportMail, "every" | "language"> {
  readonly reports: readonly MailedReport[];
  readonly from: string;
  readonly to: string;
  /** The address that ends the mails; absent for a test. */
  readonly leaveUrl?: string | undefined;
}

/** The words of a mail. */
export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const mostRows = 50;

/** Writes a report with its figures and those of the period before. */
export async function composeReport(
  context: ServerContext,
  workspaceId: string,
  wish: ReportWish,
): Promise<ComposedMail> {
  const { every, language, reports, from, to, leaveUrl } = wish;
  const words = mailWords[language];
  const formats = mailFormats(language);
  const query = { from, to };
  const workspace = await findWorkspace(context.connection, workspaceId);
  const made = await Promise.all(
    reports.map((it) => makers[it](context, workspaceId, query, words, formats)),
  );
  const days = formats.days(from, to);
  const title = `${words[every]}: ${workspace?.name ?? ""}`;
  const mail: FigureMail = {
    title,
    subtitle: days,
    notes: made.some((it) => it.counting) ? [words.incomplete] : [],
    tables: made.flatMap((it) => it.tables),
    link: {
      text: words.open,
      url: context.config.publicUrl + addressOf(pages.reportsTab, { tab: "overview" }, query),
    },
    footer: words.why,
    leave: leaveUrl === undefined ? undefined : { text: words.leave, url: leaveUrl },
  };
  const subject =
    leaveUrl === undefined ? `[${words.test}] ${title}, ${days}` : `${title}, ${days}`;
  return { subject, text: writeText(mail), html: writeHtml(mail) };
}

type Maker = (
  context: ServerContext,
  workspaceId: string,
  query: { readonly from: string; readonly to: string },
  words: MailWords,
  formats: MailFormats,
) => Promise<{ readonly counting: boolean; readonly tables: readonly MailTable[] }>;

const makers: Readonly<Record<MailedReport, Maker>> = {
  async overview(context, workspaceId, query, words, formats) {
    const { now, before, counting } = await readOverview(context, workspaceId, query);
    const row = rowOf(now, before, formats);
    return {
      counting,
      tables: [
        compared(words.overview, words, [
          row(words.conversations, (it) => it.conversations),
          row(words.messagesIn, (it) => it.messagesIn),
          row(words.messagesOut, (it) => it.messagesOut),
          row(words.newContacts, (it) => it.newContacts),
          row(
            words.solvedByBot,
            (it) => it.solvedByBot / (it.sessions || 1),
            (it) => formats.share(it.solvedByBot, it.sessions),
          ),
          row(words.handedOff, (it) => it.handedOff),
          time(words.botAnswer, "botAnswer"),
          time(words.memberAnswer, "memberAnswer"),
          row(words.goals, (it) => it.goals),
          row(words.failed, (it) => it.delivery.failed),
          row(
            words.messageCost,
            (it) => it.messageCost.amount,
            ({ messageCost: { amount, currency } }) => formats.money(amount, currency),
          ),
          row(
            words.aiCost,
            (it) => it.aiCost,
            (it) => formats.money(it.aiCost),
          ),
        ]),
      ],
    };

    function time(label: string, name: "botAnswer" | "memberAnswer") {
      return row(
        label,
        (it) => it[name].p50,
        (it) => formats.duration(it[name].p50),
      );
    }
  },
  async channels(context, workspaceId, query, words, formats) {
    const { items, counting } = await readChannelReport(context, workspaceId, query);
    const { count, change } = formats;
    const volume = ({ messagesIn, messagesOut }: ReportFigures) => messagesIn + messagesOut;
    return {
      counting,
      tables: [
        {
          title: words.channels,
          columns: [
            words.channel,
            words.conversations,
            words.messagesIn,
            words.messagesOut,
            words.failed,
            words.change,
          ],
          rows: items
            .slice(0, mostRows)
            .map(({ name, now, before }) => [
              name,
              count(now.conversations),
              count(now.messagesIn),
              count(now.messagesOut),
              count(now.delivery.failed),
              change(volume(now), volume(before)),
            ]),
          nothing: words.nothing,
        },
      ],
    };
  },
  async team(context, workspaceId, query, words, formats) {
    const { now, before, members, counting } = await readTeamReport(context, workspaceId, query);
    const { count, duration } = formats;
    const row = rowOf(now, before, formats);
    return {
      counting,
      tables: [
        compared(words.team, words, [
          row(words.handedOff, (it) => it.handedOff),
          row(words.resolved, (it) => it.resolved),
          row(
            words.firstAnswer,
            (it) => it.firstAnswer.p50,
            (it) => duration(it.firstAnswer.p50),
          ),
          row(
            words.resolution,
            (it) => it.resolution.p50,
            (it) => duration(it.resolution.p50),
          ),
        ]),
        {
          title: `${words.team}: ${words.member}`,
          columns: [words.member, words.messages, words.resolved, words.firstAnswer],
          rows: members
            .slice(0, mostRows)
            .map(({ name, messages, resolved, firstAnswer }) => [
              name || words.formerMember,
              count(messages),
              count(resolved),
              duration(firstAnswer.p50),
            ]),
          nothing: words.nothing,
        },
      ],
    };
  },
  async ai(context, workspaceId, query, words, formats) {
    const { now, before, counting } = await readAiReport(context, workspaceId, query);
    const row = rowOf(now, before, formats);
    return {
      counting,
      tables: [
        compared(words.ai, words, [
          row(words.aiAnswers, (it) => it.answers),
          row(words.handedOff, (it) => it.handedOff),
          row(words.aiCalls, (it) => it.calls),
          row(words.aiFailed, (it) => it.failed),
          row(
            words.aiCost,
            (it) => it.cost,
            (it) => formats.money(it.cost),
          ),
        ]),
      ],
    };
  },
};

/** Returns what makes a row that compares two periods. */
function rowOf<F>(now: F, before: F, { count, change }: MailFormats) {
  return (
    label: string,
    of: (figures: F) => number | undefined,
    text: (figures: F) => string = (it) => count(of(it) ?? 0),
  ): readonly string[] => [label, text(now), text(before), change(of(now), of(before))];
}

function compared(
  title: string,
  words: MailWords,
  rows: readonly (readonly string[])[],
): MailTable {
  const columns = [words.figure, words.now, words.before, words.change];
  return { title, columns, rows, nothing: words.nothing };
}
