import { pages } from "@chatloom/api-schema";
import { IconMessages } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";
import { InboxSignals } from "./inbox-signals.tsx";
import { useOpenConversations } from "./use-open-conversations.ts";

const page = { lazy: async () => ({ Component: (await import("./inbox-page.tsx")).InboxPage }) };

/** Live chat: what people and the bot write to contacts. */
export const inboxArea: Area = {
  path: pages.conversations,
  label: "inbox.title",
  icon: IconMessages,
  permission: "inbox.read",
  onPhone: true,
  useCount: useOpenConversations,
  Background: InboxSignals,
  routes: [
    { path: pages.conversations, ...page },
    { path: pages.conversation, ...page },
    {
      path: pages.replay,
      permission: "inbox.answer",
      lazy: async () => ({ Component: (await import("../replay/replay-page.tsx")).ReplayPage }),
    },
    {
      path: pages.inboxTools,
      lazy: async () => ({ Component: (await import("./tools/tools-page.tsx")).ToolsPage }),
    },
  ],
};
