import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { useWorkspace } from "../session/use-workspace.ts";

/** The first and the last day of a report: `2026-11-29`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The lengths of periods that can be chosen by one press, in days. */
export const periodLengths = [1, 7, 30, 90, 365] as const;
const usualLength = 30;
const dayMs = 86_400_000;

/** Returns the period that the address names, and a function that changes it. Undefined until the workspace's time zone is known, which is `awaited`. */
export function usePeriod() {
  const [search, setSearch] = useSearchParams();
  const workspace = useWorkspace();
  const today = workspace.data && todayIn(workspace.data.timeZone);
  const from = search.get("from");
  const to = search.get("to");
  const period = useMemo((): Period | undefined => {
    if (isDay(from) && isDay(to)) {
      return { from, to };
    }
    return today === undefined ? undefined : lastDays(today, usualLength);
  }, [from, to, today]);
  const choose = useCallback(
    (chosen: Partial<Period>) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries({ ...period, ...chosen })) {
            next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [period, setSearch],
  );
  return { period, today, choose, awaited: period ? [] : [workspace] };
}

/** Returns today's date in the workspace's time zone; undefined until that is known. */
export function useToday(): string | undefined {
  const { data: workspace } = useWorkspace();
  return workspace && todayIn(workspace.timeZone);
}

/** Returns the last days up to one, that one included. */
export function lastDays(to: string, length: number): Period {
  return { from: shifted(to, 1 - length), to };
}

/** Returns the number of days of a period. */
export function lengthOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}

function shifted(day: string, by: number): string {
  return new Date(Date.parse(day) + by * dayMs).toISOString().slice(0, 10);
}

function todayIn(timeZone: string): string {
  // Swedish dates are written as ISO ones.
  return new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" }).format(new Date());
}

function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
