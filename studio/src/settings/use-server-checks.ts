import type { ServerStatus } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { countLabel } from "../ui/count-label.ts";

type CheckName =
  | "inputs"
  | "outgoing"
  | "underWay"
  | "leases"
  | "timers"
  | "jobs"
  | "channels"
  | "undelivered"
  | "answer"
  | "size"
  | "free"
  | "warnings";

/** A fact of the server, and whether it is as it should be. */
export interface ServerCheck {
  readonly name: CheckName;
  readonly value: string;
  readonly fine: boolean;
}

/** Inputs are taken at once; a rate may keep a campaign waiting for minutes. */
const mostInputSeconds = 10;
const mostOutgoingSeconds = 300;
const mostCalls = 500;
const mostAnswerMs = 250;
const mostLogBytes = 1e9;
const leastFreeBytes = 1e9;

/** Judges the facts of a server, by chapter. */
export function useServerChecks(
  status: ServerStatus,
): Readonly<Record<"work" | "delivery" | "store", readonly ServerCheck[]>> {
  const { t, i18n } = useTranslation();
  const { duration } = useFormats();
  const { inputs, outgoing, underWay, leases, timers, jobs, channels, undelivered } = status;
  const { answerMs, dataBytes, logBytes, freeBytes, warnings } = status.store;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const bytes = (size: number) => {
    const large = size >= 1e9;
    const unit = large ? "gigabyte" : "megabyte";
    const style = { style: "unit", unit, maximumFractionDigits: 1 } as const;
    return new Intl.NumberFormat(i18n.language, style).format(size / (large ? 1e9 : 1e6));
  };
  const waiting = ({ count, oldestSeconds }: ServerStatus["inputs"]) =>
    count === 0
      ? t("settings.server.none")
      : t("settings.server.waiting", {
          number: countLabel(count),
          time: duration(oldestSeconds * 1_000),
        });
  return {
    work: [
      {
        name: "inputs",
        value: waiting(inputs),
        fine: inputs.oldestSeconds <= mostInputSeconds,
      },
      {
        name: "outgoing",
        value: waiting(outgoing),
        fine: outgoing.oldestSeconds <= mostOutgoingSeconds,
      },
      {
        name: "underWay",
        value: t("settings.server.values.underWay", labels(underWay)),
        fine: underWay.calls <= mostCalls,
      },
      {
        name: "leases",
        value: t("settings.server.values.leases", labels(leases)),
        fine: leases.expired === 0,
      },
      {
        name: "timers",
        value: t("settings.server.values.timers", {
          nextHour: countLabel(timers.nextHour),
          late: countLabel(timers.late.count),
        }),
        fine: timers.late.count === 0,
      },
      {
        name: "jobs",
        value: t("settings.server.values.jobs", labels(jobs)),
        fine: jobs.stuck + jobs.failed === 0,
      },
    ],
    delivery: [
      {
        name: "channels",
        value: t("settings.server.values.channels", labels(channels)),
        fine: channels.needReconnecting === 0,
      },
      { name: "undelivered", value: countLabel(undelivered), fine: undelivered === 0 },
    ],
    store: [
      { name: "answer", value: duration(answerMs), fine: answerMs <= mostAnswerMs },
      ...of("size", dataBytes, (data) => ({
        value:
          logBytes === undefined
            ? bytes(data)
            : t("settings.server.values.size", { data: bytes(data), log: bytes(logBytes) }),
        fine: (logBytes ?? 0) <= mostLogBytes,
      })),
      ...of("free", freeBytes, (free) => ({
        value: bytes(free),
        fine: free >= Math.max(leastFreeBytes, dataBytes ?? 0),
      })),
      ...of("warnings", warnings, (count) => ({ value: number.format(count), fine: count === 0 })),
    ],
  };
}

/** A check of a value that not every store tells. */
function of(
  name: CheckName,
  value: number | undefined,
  judge: (value: number) => Omit<ServerCheck, "name">,
): readonly ServerCheck[] {
  return value === undefined ? [] : [{ name, ...judge(value) }];
}

/** The counts of an object as they are shown. */
function labels<K extends string>(counts: Readonly<Record<K, number>>): Record<K, string> {
  const entries = Object.entries<number>(counts).map(([name, it]) => [name, countLabel(it)]);
  return Object.fromEntries(entries) as Record<K, string>;
}
