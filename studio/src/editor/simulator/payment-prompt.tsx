import { Button, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { expireCallback } from "./awaited-callback.ts";
import { settlePayment } from "./payment-outcome.ts";
import { advance } from "./simulator-store.ts";

/** Shown while the flow waits for a payment: choose what comes of it. */
export function PaymentPrompt({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  return (
    <Paper
      withBorder
      m="xs"
      p="xs"
      radius="md"
      role="group"
      aria-label={t("simulator.payment.title")}
    >
      <Text fw={600} fz="sm">
        {t("simulator.payment.question")}
      </Text>
      <Text fz="xs" c="dimmed">
        {t("simulator.payment.hint")}
      </Text>
      <Group gap="xs" mt={8}>
        <Button size="compact-sm" onClick={() => advance((it) => settlePayment(it, token, "paid"))}>
          {t("simulator.payment.paid")}
        </Button>
        <Button
          size="compact-sm"
          variant="light"
          color="red"
          onClick={() => advance((it) => settlePayment(it, token, "failed"))}
        >
          {t("simulator.payment.failed")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => advance((it) => expireCallback(it, token))}
        >
          {t("simulator.payment.expired")}
        </Button>
      </Group>
    </Paper>
  );
}
