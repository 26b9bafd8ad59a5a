import { addressOf, pages } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { TabbedPage } from "../ui/tabbed-page.tsx";
import { AgentsTab } from "./agents-tab.tsx";
import { ConnectionsTab } from "./connections-tab.tsx";
import { EvaluationsTab } from "./evaluations/evaluations-tab.tsx";
import { KnowledgeTab } from "./knowledge/knowledge-tab.tsx";
import { UsageTab } from "./usage-tab.tsx";

/** Everything about AI, a tab each. */
export function AiPage() {
  const { t } = useTranslation();
  return (
    <TabbedPage
      title={t("ai.title")}
      addressOf={(tab) => addressOf(pages.aiTab, { tab })}
      tabs={[
        { name: "agents", label: t("ai.tabs.agents"), content: AgentsTab },
        { name: "knowledge", label: t("ai.tabs.knowledge"), content: KnowledgeTab },
        { name: "evaluations", label: t("ai.tabs.evaluations"), content: EvaluationsTab },
        { name: "usage", label: t("ai.tabs.usage"), content: UsageTab },
        { name: "connections", label: t("ai.tabs.connections"), content: ConnectionsTab },
      ]}
    />
  );
}
