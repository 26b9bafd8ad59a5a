import { pages } from "@chatloom/api-schema";
import { IconPlugConnected } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";
import { useFailingChannels } from "./use-failing-channels.ts";

/** Channels: where contacts can reach the workspace. */
export const channelsArea: Area = {
  path: pages.channels,
  label: "channels.title",
  icon: IconPlugConnected,
  permission: "channels.read",
  useCount: useFailingChannels,
  routes: [
    {
      path: pages.channels,
      lazy: async () => ({ Component: (await import("./channels-page.tsx")).ChannelsPage }),
    },
    {
      path: pages.connectChannel,
      lazy: async () => ({ Component: (await import("./connect-page.tsx")).ConnectPage }),
    },
    {
      path: pages.routing,
      lazy: async () => ({ Component: (await import("./routing-page.tsx")).RoutingPage }),
    },
    {
      path: pages.refLinks,
      lazy: async () => ({ Component: (await import("./links-page.tsx")).LinksPage }),
    },
    {
      path: pages.channel,
      lazy: async () => ({ Component: (await import("./channel-page.tsx")).ChannelPage }),
    },
    {
      path: pages.channelTemplates,
      lazy: async () => ({ Component: (await import("./templates-page.tsx")).TemplatesPage }),
    },
    {
      path: pages.newTemplate,
      lazy: async () => ({ Component: (await import("./new-template-page.tsx")).NewTemplatePage }),
    },
  ],
};
