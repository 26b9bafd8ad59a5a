import { type Alert, type ReplyOf, routes } from "@chatloom/api-schema";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { RecentItems } from "../api/recent-items.ts";
import { useLiveList } from "../api/use-live-list.ts";

const recent = new RecentItems<Alert>();

/** The alerts, newest first, kept up to date. */
export function useAlerts() {
  const list = useLiveList<Alert, ReplyOf<typeof routes.operations.listAlerts>>({
    queryKey: ["alerts", "list"],
    recent,
    rules: {
      belongs: () => true,
      compare: (a, b) => Date.parse(b.at) - Date.parse(a.at),
    },
    fetchPage: (cursor) =>
      call(routes.operations.listAlerts, { query: { limit: 30, cursor: cursor || undefined } }),
  });
  useLive("alert.raised", list.put);
  return list;
}
