import { routes } from "@chatloom/api-schema";
import { Button, Select, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFlowList } from "../api/use-flow-list.ts";

/** Chooses a published flow and starts it in the conversation. */
export function StartFlow({ conversationId }: { readonly conversationId: string }) {
  const { t } = useTranslation();
  const [flowId, setFlowId] = useState<string | null>(null);
  const { data } = useFlowList();
  const flows = data?.items.filter((it) => it.version !== undefined) ?? [];
  const start = useMutation({
    mutationFn: (chosen: string) =>
      call(routes.conversations.startFlow, {
        params: { conversationId },
        body: { flowId: chosen },
      }),
    onSuccess: () => {
      modals.closeAll();
      notifications.show({ message: t("inbox.startFlow.started") });
    },
  });
  if (data && flows.length === 0) {
    return <Text c="dimmed">{t("inbox.startFlow.none")}</Text>;
  }
  return (
    <Stack>
      <Select
        data-autofocus
        searchable
        label={t("inbox.startFlow.flow")}
        value={flowId}
        onChange={setFlowId}
        data={flows.map((it) => ({ value: it.id, label: it.name }))}
      />
      <Button
        disabled={!flowId}
        loading={start.isPending}
        onClick={() => flowId && start.mutate(flowId)}
      >
        {t("inbox.startFlow.start")}
      </Button>
    </Stack>
  );
}
