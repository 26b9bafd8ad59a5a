import { addressOf, pages } from "@chatloom/api-schema";
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useMay } from "../session/use-me.ts";
import { Page } from "../ui/page.tsx";
import { AccountTab } from "./account-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { TeamsTab } from "./teams-tab.tsx";
import { TokensTab } from "./tokens-tab.tsx";
import { WorkspaceTab } from "./workspace-tab.tsx";

const tabs = {
  account: AccountTab,
  members: MembersTab,
  teams: TeamsTab,
  workspace: WorkspaceTab,
  tokens: TokensTab,
} as const;
type Tab = keyof typeof tabs;

/** The settings, a tab each; the address names the tab. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { tab = "account" } = useParams();
  const navigate = useNavigate();
  const admin = useMay("admin");
  const names = (Object.keys(tabs) as Tab[]).filter((name) => admin || name !== "tokens");
  const chosen = names.find((it) => it === tab) ?? "account";
  const Content = tabs[chosen];
  return (
    <Page title={t("settings.title")}>
      <Tabs
        value={chosen}
        onChange={(value) => void navigate(addressOf(pages.settingsTab, { tab: value ?? "" }))}
        keepMounted={false}
      >
        <Tabs.List mb="lg" style={{ flexWrap: "nowrap" }}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name} px={{ base: 8, xs: "md" }}>
              {t(`settings.tabs.${name}`)}
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
