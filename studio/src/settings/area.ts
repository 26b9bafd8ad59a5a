import { pages } from "@chatloom/api-schema";
import { IconSettings } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";

/** Settings: one's account, the members, the workspace, API tokens. */
export const settingsArea: Area = {
  path: pages.settings,
  label: "settings.title",
  icon: IconSettings,
  routes: [
    ...[pages.settings, pages.settingsTab].map((path) => ({
      path,
      lazy: async () => ({ Component: (await import("./settings-page.tsx")).SettingsPage }),
    })),
    {
      path: pages.connectedService,
      permission: "secrets.manage",
      lazy: async () => ({
        Component: (await import("./connected-service-page.tsx")).ConnectedServicePage,
      }),
    },
  ],
};
