import { pages } from "@chatloom/api-schema";
import { Button, EmptyState } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** Says that nothing happened in the period, and what makes something happen. */
export function NoReportsYet({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconChartBar size={40} stroke={1.4} />}
      title={t("reports.empty")}
      description={t(filtered ? "reports.emptyFiltered" : "reports.emptyHint")}
    >
      {!filtered && (
        <EmptyState.Actions>
          <Button component={Link} to={pages.channels}>
            {t("reports.connect")}
          </Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}
