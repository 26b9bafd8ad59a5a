import { IconBell } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";
import { useOpenCount } from "./use-open-count.ts";

/** Alerts: what could not be delivered, and what else members should look at. */
export const operationsArea: Area = {
  path: "/alerts",
  label: "operations.title",
  icon: IconBell,
  useCount: useOpenCount,
  routes: [
    {
      path: "/alerts",
      lazy: async () => ({ Component: (await import("./alerts-page.tsx")).AlertsPage }),
    },
  ],
};
