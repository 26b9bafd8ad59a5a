import { addressOf, pages } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../ui/back-link.tsx";
import { TabbedPage } from "../../ui/tabbed-page.tsx";
import { AssignmentTab } from "./assignment-tab.tsx";
import { CannedRepliesTab } from "./canned-replies-tab.tsx";
import { LabelsTab } from "./labels-tab.tsx";
import { MacrosTab } from "./macros-tab.tsx";
import { SatisfactionTab } from "./satisfaction-tab.tsx";

/** Canned replies, macros, labels, assignment rules and satisfaction, a tab each. */
export function ToolsPage() {
  const { t } = useTranslation();
  return (
    <TabbedPage
      title={t("inbox.tools.title")}
      back={<BackLink to={pages.conversations}>{t("inbox.tools.back")}</BackLink>}
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
