import { routes, type WebhookDelivery } from "@chatloom/api-schema";
import { Badge, Button, Code, Group, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { longTime } from "../ui/format-time.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { reasonText } from "../ui/reason-text.ts";
import classes from "../ui/section.module.css";

const colors = { pending: "yellow", delivered: "loom", failed: "red" } as const;
const refreshMs = 3_000;

/** The log of a webhook: what was told, and what came of it. */
export function DeliveryList({
  webhookId,
  enabled,
}: {
  readonly webhookId: string;
  readonly enabled: boolean;
}) {
  const { t } = useTranslation();
  const found = useInfiniteQuery({
    queryKey: ["webhooks", webhookId, "deliveries"],
    refetchInterval: refreshMs,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.webhooks.listDeliveries, {
        params: { webhookId },
        query: { cursor: pageParam, limit: 20 },
      }),
    getNextPageParam: (page) => page.next,
  });
  const deliveries = found.data?.pages.flatMap((it) => it.items) ?? [];
  return (
    <>
      {found.data && deliveries.length === 0 && (
        <Text c="dimmed">{t("settings.webhooks.noDeliveries")}</Text>
      )}
      {deliveries.map((it) => (
        <Delivery key={it.id} webhookId={webhookId} delivery={it} enabled={enabled} />
      ))}
      <MoreButton of={found} />
    </>
  );
}

function Delivery({
  webhookId,
  delivery,
  enabled,
}: {
  readonly webhookId: string;
  readonly delivery: WebhookDelivery;
  readonly enabled: boolean;
}) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { id, event, state, attempts, status, problem, nextAt, payload, createdAt } = delivery;
  const resend = useMutation({
    mutationFn: () =>
      call(routes.webhooks.resendDelivery, { params: { webhookId, deliveryId: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["webhooks", webhookId] }),
  });
  const facts = [
    longTime(createdAt, i18n.language),
    t("settings.webhooks.attempts", { count: attempts }),
    problem ? reasonText(t, problem) : status,
    nextAt === undefined || attempts === 0
      ? undefined
      : t("settings.webhooks.next", { at: longTime(nextAt, i18n.language) }),
  ];
  return (
    <div className={classes.line}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs">
          <Badge color={colors[state]}>{t(`settings.webhooks.states.${state}`)}</Badge>
          <Text size="sm" fw={600}>
            {event}
          </Text>
        </Group>
        {state !== "pending" && enabled && (
          <Button size="xs" variant="default" onClick={() => resend.mutate()}>
            {t("settings.webhooks.resend")}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {facts.filter((it) => it !== undefined).join(" · ")}
      </Text>
      <Code block mt={4} style={{ maxHeight: 120, overflow: "auto" }} tabIndex={0}>
        {payload}
      </Code>
    </div>
  );
}
