import "@mantine/charts/styles.css";
import { addressOf, pages } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { TabbedPage } from "../ui/tabbed-page.tsx";
import { AiTab } from "./ai-tab.tsx";
import { ChannelsTab } from "./channels-tab.tsx";
import { ExperimentsTab } from "./experiments-tab.tsx";
import { FlowsTab } from "./flows-tab.tsx";
import { JourneysTab } from "./journeys-tab.tsx";
import { ReportMailButton } from "./mail-drawer.tsx";
import { OperationsTab } from "./operations-tab.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { PeriodPicker } from "./period-picker.tsx";
import { TeamTab } from "./team-tab.tsx";

/** Reports, a tab each. The address keeps the period. */
export function ReportsPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  return (
    <TabbedPage
      title={t("reports.title")}
      actions={
        <>
          <PeriodPicker />
          <ReportMailButton />
        </>
      }
      addressOf={(tab) => addressOf(pages.reportsTab, { tab }, Object.fromEntries(search))}
      tabs={[
        { name: "overview", label: t("reports.tabs.overview"), content: OverviewTab },
        { name: "flows", label: t("reports.tabs.flows"), content: FlowsTab },
        { name: "journeys", label: t("reports.tabs.journeys"), content: JourneysTab },
        { name: "ai", label: t("reports.tabs.ai"), content: AiTab },
        { name: "channels", label: t("reports.tabs.channels"), content: ChannelsTab },
        {
          name: "experiments",
          label: t("reports.tabs.experiments"),
          content: ExperimentsTab,
        },
        { name: "team", label: t("reports.tabs.team"), content: TeamTab },
        { name: "operations", label: t("reports.tabs.operations"), content: OperationsTab },
      ]}
    />
  );
}
