import { useTranslation } from "react-i18next";
import { Page } from "../shell/page.tsx";

/** The list of flows. */
export function FlowsPage() {
  const { t } = useTranslation();
  return <Page title={t("flows.title")}>{null}</Page>;
}
