import { addressOf, type Payment, pages, routes } from "@chatloom/api-schema";
import { Anchor, Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { longTime } from "../ui/format-time.ts";
import classes from "./channels.module.css";

const colors = { making: "gray", open: "gray", paid: "loom", failed: "red", expired: "yellow" };
const refreshMs = 10_000;

/** The newest payments that flows asked for through a connection. */
export function PaymentsCard({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["payments", connectionId],
    queryFn: () =>
      call(routes.payments.listPayments, { params: { connectionId }, query: { limit: 20 } }),
    refetchInterval: refreshMs,
  });
  return (
    <Paper component="section" p="lg" className={classes.card ?? ""}>
      <Stack gap="sm">
        <Title order={2}>{t("channels.payments.newest")}</Title>
        {data?.items.length === 0 && (
          <Text fz="sm" c="dimmed">
            {t("channels.payments.none")}
          </Text>
        )}
        {data?.items.map((payment) => (
          <PaymentLine key={payment.id} payment={payment} />
        ))}
      </Stack>
    </Paper>
  );
}

function PaymentLine({ payment }: { readonly payment: Payment }) {
  const { t, i18n } = useTranslation();
  const { amount, currency, contactName, description, conversationId, state, late } = payment;
  const sum = new Intl.NumberFormat(i18n.language, { style: "currency", currency }).format(amount);
  return (
    <Group justify="space-between" align="start" wrap="nowrap" gap="sm">
      <div style={{ minWidth: 0 }}>
        <Text fz="sm" fw={600}>
          {sum}{" "}
          <Anchor component={Link} to={addressOf(pages.conversation, { conversationId })} fz="sm">
            {contactName || t("channels.payments.someone")}
          </Anchor>
        </Text>
        <Text fz="xs" c="dimmed" truncate>
          {description} · {longTime(payment.settledAt ?? payment.createdAt, i18n.language)}
        </Text>
        {payment.problem !== undefined && (
          <Text fz="xs" c="var(--cl-error)">
            {t("channels.payments.problem", { problem: payment.problem })}
          </Text>
        )}
      </div>
      <Badge color={colors[state]} flex="none">
        {t(late ? "channels.payments.late" : `channels.payments.state.${state}`)}
      </Badge>
    </Group>
  );
}
