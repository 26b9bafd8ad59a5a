import type { Conversation } from "@chatloom/api-schema";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type OpenWindow, windowAt } from "./window-at.ts";

const tickMs = 20_000;
const keys = {
  free: "inbox.composer.windowLeft",
  billed: "inbox.composer.windowBilled",
  people: "inbox.composer.windowPeople",
} as const;

/** Counts down the time in which a member may write to a contact; `line` is undefined where it has no end. */
export function useMessageWindow(window: Conversation["window"]): {
  readonly mayWrite: boolean;
  readonly line: string | undefined;
} {
  const { t, i18n } = useTranslation();
  const [now, setNow] = useState(Date.now);
  const known = window.closesAt !== undefined;
  useEffect(() => {
    if (!known) {
      return;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [known]);
  const found = windowAt(window, now);
  if (found === undefined || found.until === undefined) {
    return { mayWrite: found !== undefined, line: undefined };
  }
  const left = timeLeft(found, now, i18n.language);
  return { mayWrite: true, line: t(keys[found.kind], { left }) };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The time that is left in its two largest units: `2 days, 3 hours`. */
function timeLeft({ until = 0 }: OpenWindow, now: number, language: string): string {
  const left = Math.max(minuteMs, until - now);
  const parts: [number, Intl.NumberFormatOptions["unit"]][] =
    left >= dayMs
      ? [
          [Math.floor(left / dayMs), "day"],
          [Math.floor((left % dayMs) / hourMs), "hour"],
        ]
      : [
          [Math.floor(left / hourMs), "hour"],
          [Math.floor((left % hourMs) / minuteMs), "minute"],
        ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit = "minute"]) =>
      new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count),
    )
    .join(" ");
}
