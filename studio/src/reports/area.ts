import { pages } from "@chatloom/api-schema";
import { IconChartBar } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";

/** Reports: what happened, in numbers. */
export const reportsArea: Area = {
  path: pages.reports,
  label: "reports.title",
  icon: IconChartBar,
  permission: "reports.read",
  routes: [pages.reports, pages.reportsTab].map((path) => ({
    path,
    lazy: async () => ({ Component: (await import("./reports-page.tsx")).ReportsPage }),
  })),
};
