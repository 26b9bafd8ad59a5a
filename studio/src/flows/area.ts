import { pages } from "@chatloom/api-schema";
import { IconSitemap } from "@tabler/icons-react";
import { useApprovals } from "../session/use-approvals.ts";
import type { Area } from "../ui/area.ts";

/** Flows: the list and the editor. */
export const flowsArea: Area = {
  path: pages.flows,
  label: "flows.title",
  parts: [() => import("../editor/simulator/simulator-panel.tsx")],
  icon: IconSitemap,
  permission: "flows.read",
  onPhone: true,
  useCount: () => useApprovals().length,
  routes: [
    {
      path: pages.flows,
      lazy: async () => ({ Component: (await import("./flows-page.tsx")).FlowsPage }),
    },
    {
      path: pages.flow,
      lazy: async () => ({ Component: (await import("../editor/editor-page.tsx")).EditorPage }),
    },
  ],
};
