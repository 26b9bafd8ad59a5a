import { IconPlugConnected } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";

/** Channels: where contacts can reach the workspace. */
export const channelsArea: Area = {
  path: "/channels",
  label: "channels.title",
  icon: IconPlugConnected,
  routes: [
    {
      path: "/channels",
      lazy: async () => ({ Component: (await import("./channels-page.tsx")).ChannelsPage }),
    },
    {
      path: "/channels/new/:type",
      lazy: async () => ({ Component: (await import("./connect-page.tsx")).ConnectPage }),
    },
    {
      path: "/channels/:channelId",
      lazy: async () => ({ Component: (await import("./channel-page.tsx")).ChannelPage }),
    },
  ],
};
