import { addressOf, pages } from "@chatloom/api-schema";
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { Page } from "../ui/page.tsx";
import { AgentsTab } from "./agents-tab.tsx";
import { ConnectionsTab } from "./connections-tab.tsx";
import { UsageTab } from "./usage-tab.tsx";

const tabs = { agents: AgentsTab, usage: UsageTab, connections: ConnectionsTab } as const;
type Tab = keyof typeof tabs;

/** Everything about AI, a tab each; the address names the tab. */
export function AiPage() {
  const { t } = useTranslation();
  const { tab = "" } = useParams();
  const navigate = useNavigate();
  const names = Object.keys(tabs) as Tab[];
  const chosen = names.find((it) => it === tab) ?? "agents";
  const Content = tabs[chosen];
  return (
    <Page title={t("ai.title")}>
      <Tabs
        value={chosen}
        onChange={(value) => void navigate(addressOf(pages.aiTab, { tab: value ?? "" }))}
        keepMounted={false}
      >
        <Tabs.List mb="lg" style={{ flexWrap: "nowrap", overflowX: "auto" }}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name} px={{ base: 8, xs: "md" }}>
              {t(`ai.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={chosen}>
          <Content />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
