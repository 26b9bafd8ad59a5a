import { addressOf, pages } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { TabbedPage } from "../ui/tabbed-page.tsx";
import { AccountTab } from "./account-tab.tsx";
import { AuditTab } from "./audit-tab.tsx";
import { ConversionsTab } from "./conversions-tab.tsx";
import { MarketingTab } from "./marketing-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { PrivacyTab } from "./privacy-tab.tsx";
import { SecretsTab } from "./secrets-tab.tsx";
import { TeamsTab } from "./teams-tab.tsx";
import { TokensTab } from "./tokens-tab.tsx";
import { WebhooksTab } from "./webhooks-tab.tsx";
import { WorkspaceTab } from "./workspace-tab.tsx";

/** The settings, a tab each. */
export function SettingsPage() {
  const { t } = useTranslation();
  const admin = useMay("admin");
  const hooks = { name: "webhooks", label: t("settings.tabs.webhooks"), content: WebhooksTab };
  const ads = {
    name: "conversions",
    label: t("settings.tabs.conversions"),
    content: ConversionsTab,
  };
  const tokens = { name: "tokens", label: t("settings.tabs.tokens"), content: TokensTab };
  const secrets = { name: "secrets", label: t("settings.tabs.secrets"), content: SecretsTab };
  const audit = { name: "audit", label: t("settings.tabs.audit"), content: AuditTab };
  const privacy = { name: "privacy", label: t("settings.tabs.privacy"), content: PrivacyTab };
  return (
    <TabbedPage
      title={t("settings.title")}
      addressOf={(tab) => addressOf(pages.settingsTab, { tab })}
      tabs={[
        { name: "account", label: t("settings.tabs.account"), content: AccountTab },
        { name: "members", label: t("settings.tabs.members"), content: MembersTab },
        { name: "teams", label: t("settings.tabs.teams"), content: TeamsTab },
        { name: "workspace", label: t("settings.tabs.workspace"), content: WorkspaceTab },
        { name: "marketing", label: t("settings.tabs.marketing"), content: MarketingTab },
        ...(admin ? [tokens, secrets, hooks, ads, privacy, audit] : []),
      ]}
    />
  );
}
