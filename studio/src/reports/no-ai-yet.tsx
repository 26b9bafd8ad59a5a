import { addressOf, pages } from "@chatloom/api-schema";
import { Button, EmptyState } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** Says that no AI was asked, and where one is set up. */
export function NoAiYet() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconSparkles size={40} stroke={1.4} />}
      title={t("reports.ai.none")}
      description={t("reports.ai.noneHint")}
    >
      <EmptyState.Actions>
        <Button component={Link} to={addressOf(pages.aiTab, { tab: "agents" })}>
          {t("reports.ai.setUp")}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
