import type { ReplyOf, routes } from "@chatloom/api-schema";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "./report-section.tsx";
import classes from "./reports.module.css";

type Cell = ReplyOf<typeof routes.reports.readTeamReport>["heat"][number];

const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** 5 January 1970 was a Monday. */
const monday = Date.UTC(1970, 0, 5);

/** Shows the contacts' messages by weekday and hour of the day. */
export function HeatMap({ heat }: { readonly heat: readonly Cell[] }) {
  const { t, i18n } = useTranslation();
  const { count } = useFormats();
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  const days = Array.from({ length: 7 }, (_, day) =>
    weekday.format(new Date(monday + day * 86_400_000)),
  );
  const of = (day: number, hour: number) =>
    heat.find((it) => it.weekday === day && it.hour === hour)?.count ?? 0;
  const most = Math.max(1, ...heat.map((it) => it.count));
  return (
    <ReportSection
      title={t("reports.team.heat")}
      chart={
        <div style={{ overflowX: "auto" }}>
          <table className={classes.heat}>
            <thead>
              <tr>
                <th />
                {hours.map((hour) => (
                  <th key={hour}>{hour}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((name, day) => (
                <tr key={name}>
                  <th>{name}</th>
                  {hours.map((hour) => (
                    <td
                      key={hour}
                      title={`${name} ${hour}:00 · ${count(of(day, hour))}`}
                      style={{ "--heat": of(day, hour) / most } as CSSProperties}
                    >
                      {of(day, hour) || ""}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      }
      columns={[
        { label: t("reports.team.weekday"), text: ({ day }) => days[day] ?? "" },
        ...hours.map((hour) => ({
          label: String(hour),
          text: ({ day }: { readonly day: number }) => count(of(day, hour)),
          value: ({ day }: { readonly day: number }) => of(day, hour),
          number: true,
        })),
      ]}
      rows={heat.length === 0 ? [] : days.map((_, day) => ({ day }))}
    />
  );
}
