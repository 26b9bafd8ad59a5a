import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** Returns the languages, countries and tags that reports can be filtered by; undefined until they are known. */
export function useReportGroups() {
  const { data } = useQuery({
    queryKey: ["report-filters"],
    queryFn: () => call(routes.reports.listReportGroups),
  });
  return data;
}
