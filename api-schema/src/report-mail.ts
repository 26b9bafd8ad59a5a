import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Day } from "./report-shapes.ts";
import { defineRoute } from "./route.ts";
import { ScreenLanguage } from "./screen-languages.ts";
import { Email, Exact, Moment, Nothing } from "./shapes.ts";

/** The parts of a report by e-mail. */
export const mailedReports = ["overview", "channels", "team", "ai"] as const;
export type MailedReport = (typeof mailedReports)[number];

/** The ends of a mail: it waits, is being sent, was taken by the mail server, was not, or nobody knows. */
export const mailStates = ["waiting", "sending", "sent", "failed", "unclear"] as const;

const content = {
  every: Type.Enum(["day", "week"], { type: "string" }),
  reports: Type.Array(Type.Enum([...mailedReports], { type: "string" }), {
    minItems: 1,
    maxItems: mailedReports.length,
    uniqueItems: true,
  }),
  language: ScreenLanguage,
};
/** CONTRACT. When reports are mailed, to whom, and which. Hours are those of the workspace's time zone. */
export const ReportMail = Exact({
  enabled: Type.Boolean(),
  ...content,
  /** The day on which a weekly report is sent, 0 is Monday. */
  weekday: Type.Integer({ minimum: 0, maximum: 6 }),
  hour: Type.Integer({ minimum: 0, maximum: 23 }),
  recipients: Type.Array(Email, { maxItems: 20 }),
});
export type ReportMail = Static<typeof ReportMail>;

const tag = "Reports";
const path = "/reports/mail";

export const readReportMail = defineRoute({
  method: "get",
  path,
  tag,
  access: "viewer",
  summary: "Read when reports are mailed, and how the newest mails ended",
  reply: Exact({
    settings: ReportMail,
    /** Whether the server has a mail server. */
    mailReady: Type.Boolean(),
    timeZone: Type.String(),
    /** When the next report is sent; absent: none is. */
    nextAt: Optional(Moment),
    /** Addresses that ended the mails themselves. */
    left: Type.Array(Type.String()),
    /** The newest first, at most 40. */
    mails: Type.Array(
      Exact({
        address: Type.String(),
        from: Day,
        to: Day,
        state: Type.Enum([...mailStates], { type: "string" }),
        /** When it was due. */
        at: Moment,
        problem: Optional(Exact({ code: Type.String(), message: Type.String() })),
      }),
    ),
  }),
});
export const saveReportMail = defineRoute({
  method: "put",
  path,
  tag,
  access: "admin",
  audit: "reports.mailChanged",
  summary: "Set when reports are mailed, to whom, and which",
  body: ReportMail,
  reply: Nothing,
  errors: ["reports.no-recipient"],
});
export const testReportMail = defineRoute({
  method: "post",
  path: `${path}/test`,
  tag,
  access: "admin",
  audit: "reports.mailTested",
  summary: "Mail the newest report to yourself now",
  body: Exact(content),
  reply: Exact({ address: Type.String() }),
  errors: ["mail.not-set-up", "mail.failed", "mail.address-invalid"],
});
