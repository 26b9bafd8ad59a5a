import { routes } from "@chatloom/api-schema";
import { Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { AlertLine } from "./alert-line.tsx";
import { Backups } from "./backups.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { useAlerts } from "./use-alerts.ts";

/** Shows undelivered messages and other alerts. */
export function AlertsPage() {
  const { t } = useTranslation();
  const agent = useMay("inbox.answer");
  const owner = useMay("workspace.own");
  return (
    <Page title={t("operations.title")}>
      {agent && <DeadLetters />}
      <Alerts />
      {owner && <Backups />}
    </Page>
  );
}

function Alerts() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { items: alerts, ...list } = useAlerts();
  const unseen = alerts.filter((it) => !it.seen).length;
  // Opening the page is seeing them; the list keeps showing which were new until it is left.
  useEffect(() => {
    if (unseen === 0) {
      return;
    }
    void call(routes.operations.markAlertsSeen).then(() =>
      client.setQueryData(["alerts", "unseen"], 0),
    );
  }, [unseen, client]);
  return (
    <Section title={t("operations.alerts")}>
      {list.data && alerts.length === 0 && (
        <Stack gap={2}>
          <Text fw={600}>{t("operations.noAlerts")}</Text>
          <Text c="dimmed" size="sm">
            {t("operations.noAlertsHint")}
          </Text>
        </Stack>
      )}
      {alerts.map((alert) => (
        <AlertLine key={alert.id} alert={alert} />
      ))}
      <MoreButton of={list} />
    </Section>
  );
}
