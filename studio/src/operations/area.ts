import { pages } from "@chatloom/api-schema";
import { IconBell } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";
import { useOpenCount } from "./use-open-count.ts";

/** Alerts: what could not be delivered, and what else members should look at. */
export const operationsArea: Area = {
  path: pages.alerts,
  label: "operations.title",
  icon: IconBell,
  onPhone: true,
  useCount: useOpenCount,
  routes: [
    {
      path: pages.alerts,
      lazy: async () => ({ Component: (await import("./alerts-page.tsx")).AlertsPage }),
    },
  ],
};
