import { IconSitemap } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";

/** Flows: the list and the editor. */
export const flowsArea: Area = {
  path: "/flows",
  label: "flows.title",
  icon: IconSitemap,
  routes: [
    {
      path: "/flows",
      lazy: async () => ({ Component: (await import("./flows-page.tsx")).FlowsPage }),
    },
    {
      path: "/flows/:flowId",
      lazy: async () => ({ Component: (await import("../editor/editor-page.tsx")).EditorPage }),
    },
  ],
};
