import { pages } from "@chatloom/api-schema";
import { IconSparkles } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";

/** AI: agents, knowledge, what they cost, and the connections to language models. */
export const aiArea: Area = {
  path: pages.ai,
  label: "ai.title",
  icon: IconSparkles,
  permission: "ai.read",
  routes: [
    ...[pages.ai, pages.aiTab].map((path) => ({
      path,
      lazy: async () => ({ Component: (await import("./ai-page.tsx")).AiPage }),
    })),
    {
      path: pages.aiAgent,
      lazy: async () => ({ Component: (await import("./agent-page.tsx")).AgentPage }),
    },
    {
      path: pages.evaluation,
      lazy: async () => ({
        Component: (await import("./evaluations/evaluation-page.tsx")).EvaluationPage,
      }),
    },
    {
      path: pages.knowledgeBase,
      lazy: async () => ({ Component: (await import("./knowledge/base-page.tsx")).BasePage }),
    },
  ],
};
