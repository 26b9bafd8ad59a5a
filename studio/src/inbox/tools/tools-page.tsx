import { addressOf, pages } from "@chatloom/api-schema";
import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { TabbedPage } from "../../ui/tabbed-page.tsx";
import { AssignmentTab } from "./assignment-tab.tsx";
import { CannedRepliesTab } from "./canned-replies-tab.tsx";
import { LabelsTab } from "./labels-tab.tsx";
import { MacrosTab } from "./macros-tab.tsx";
import { SatisfactionTab } from "./satisfaction-tab.tsx";

/** Canned replies, macros, labels, assignment rules and satisfaction, a tab each. */
export function ToolsPage() {
  const { t } = useTranslation();
  const back = (
    <Button
      component={Link}
      to={pages.conversations}
      variant="default"
      leftSection={<IconArrowLeft size={16} aria-hidden />}
    >
      {t("inbox.tools.back")}
    </Button>
  );
  return (
    <TabbedPage
      title={t("inbox.tools.title")}
      actions={back}
      addressOf={(tab) => addressOf(pages.inboxTools, { tab })}
      tabs={[
        { name: "replies", label: t("inbox.tools.tabs.replies"), content: CannedRepliesTab },
        { name: "macros", label: t("inbox.tools.tabs.macros"), content: MacrosTab },
        { name: "labels", label: t("inbox.tools.tabs.labels"), content: LabelsTab },
        { name: "assignment", label: t("inbox.tools.tabs.assignment"), content: AssignmentTab },
        {
          name: "satisfaction",
          label: t("inbox.tools.tabs.satisfaction"),
          content: SatisfactionTab,
        },
      ]}
    />
  );
}
