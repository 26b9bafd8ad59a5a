import { type Alert, addressOf, pages, routes } from "@chatloom/api-schema";
import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";
import { Page } from "../ui/page.tsx";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { DeadLetters } from "./dead-letters.tsx";

/** What could not be delivered, and what else happened that members should know. */
export function AlertsPage() {
  const { t } = useTranslation();
  const agent = useMay("agent");
  return (
    <Page title={t("operations.title")}>
      {agent && <DeadLetters />}
      <Alerts />
    </Page>
  );
}

function Alerts() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["alerts", "list"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.operations.listAlerts, {
        query: { limit: 30, ...(pageParam && { cursor: pageParam }) },
      }),
    getNextPageParam: (page) => page.next,
  });
  const alerts = data?.pages.flatMap((page) => page.items) ?? [];
  const unseen = alerts.some((it) => !it.seen);
  // Opening the page is seeing them; the list keeps showing which were new until it is left.
  useEffect(() => {
    if (!unseen) return;
    void call(routes.operations.markAlertsSeen).then(() =>
      client.setQueryData(["alerts", "unseen"], 0),
    );
  }, [unseen, client]);
  return (
    <Section title={t("operations.alerts")}>
      {data && alerts.length === 0 && (
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
      {hasNextPage && (
        <Button
          fullWidth
          variant="subtle"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("operations.more")}
        </Button>
      )}
    </Section>
  );
}

function AlertLine({ alert }: { readonly alert: Alert }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.line}>
      <Group gap="xs">
        <Text size="sm" fw={alert.seen ? 400 : 650}>
          {alert.message}
        </Text>
        {alert.count > 1 && (
          <Badge color="gray">{t("operations.times", { count: alert.count })}</Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {longTime(alert.at, i18n.language)}
        {alert.conversationId && (
          <>
            {" · "}
            <Anchor
              component={Link}
              fz="xs"
              underline="always"
              to={addressOf(pages.conversation, { conversationId: alert.conversationId })}
            >
              {t("operations.conversation")}
            </Anchor>
          </>
        )}
      </Text>
    </div>
  );
}
