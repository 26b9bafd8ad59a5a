import { addressOf, pages } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { mayWith, useMe } from "../session/use-me.ts";
import { TabbedPage } from "../ui/tabbed-page.tsx";
import { AccountTab } from "./account-tab.tsx";
import { AuditTab } from "./audit-tab.tsx";
import { ConversionsTab } from "./conversions-tab.tsx";
import { MarketingTab } from "./marketing-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { PrivacyTab } from "./privacy-tab.tsx";
import { RolesTab } from "./roles-tab.tsx";
import { SecretsTab } from "./secrets-tab.tsx";
import { ServerTab } from "./server-tab.tsx";
import { TeamsTab } from "./teams-tab.tsx";
import { TokensTab } from "./tokens-tab.tsx";
import { WebhooksTab } from "./webhooks-tab.tsx";
import { WorkspaceTab } from "./workspace-tab.tsx";

/** The tabs that not everybody sees. */
const gated = {
  roles: { needed: ["roles.manage", "members.manage"], content: RolesTab },
  tokens: { needed: ["tokens.manage"], content: TokensTab },
  secrets: { needed: ["secrets.manage"], content: SecretsTab },
  webhooks: { needed: ["webhooks.manage"], content: WebhooksTab },
  conversions: { needed: ["channels.connect"], content: ConversionsTab },
  privacy: { needed: ["contacts.erase"], content: PrivacyTab },
  audit: { needed: ["audit.read"], content: AuditTab },
} as const;

/** The settings, a tab each. */
export function SettingsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const tab = (name: keyof typeof gated) =>
    mayWith(me, gated[name].needed)
      ? [{ name, label: t(`settings.tabs.${name}`), content: gated[name].content }]
      : [];
  return (
    <TabbedPage
      title={t("settings.title")}
      addressOf={(tab) => addressOf(pages.settingsTab, { tab })}
      tabs={[
        { name: "account", label: t("settings.tabs.account"), content: AccountTab },
        { name: "members", label: t("settings.tabs.members"), content: MembersTab },
        ...tab("roles"),
        { name: "teams", label: t("settings.tabs.teams"), content: TeamsTab },
        { name: "workspace", label: t("settings.tabs.workspace"), content: WorkspaceTab },
        { name: "marketing", label: t("settings.tabs.marketing"), content: MarketingTab },
        ...tab("tokens"),
        ...tab("secrets"),
        ...tab("webhooks"),
        ...tab("conversions"),
        ...tab("privacy"),
        ...tab("audit"),
        ...(me.runsServer
          ? [{ name: "server", label: t("settings.tabs.server"), content: ServerTab }]
          : []),
      ]}
    />
  );
}
