import { addressOf, pages } from "@chatloom/api-schema";
import { Button, Tabs } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { Page } from "../../ui/page.tsx";
import { CannedRepliesTab } from "./canned-replies-tab.tsx";
import { LabelsTab } from "./labels-tab.tsx";
import { MacrosTab } from "./macros-tab.tsx";

const tabs = { replies: CannedRepliesTab, macros: MacrosTab, labels: LabelsTab } as const;
type Tab = keyof typeof tabs;

/** What a team prepares for its inbox, a tab each; the address names the tab. */
export function ToolsPage() {
  const { t } = useTranslation();
  const { tab } = useParams();
  const navigate = useNavigate();
  const names = Object.keys(tabs) as Tab[];
  const chosen = names.find((it) => it === tab) ?? "replies";
  const Content = tabs[chosen];
  return (
    <Page
      title={t("inbox.tools.title")}
      actions={
        <Button
          component={Link}
          to={pages.conversations}
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
        >
          {t("inbox.tools.back")}
        </Button>
      }
    >
      <Tabs
        value={chosen}
        onChange={(value) => void navigate(addressOf(pages.inboxTools, { tab: value ?? "" }))}
        keepMounted={false}
      >
        <Tabs.List mb="lg" style={{ flexWrap: "nowrap" }}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name} px={{ base: 8, xs: "md" }}>
              {t(`inbox.tools.tabs.${name}`)}
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
