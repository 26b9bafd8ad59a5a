import { type AiAgentSummary, pages, routes } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../api/call.ts";

/** Switches an agent on and off, or deletes it. */
export function AgentActions({ agent }: { readonly agent: AiAgentSummary }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const params = { agentId: agent.id };
  const refresh = () => client.invalidateQueries({ queryKey: ["ai-agents"] });
  const activate = useMutation({
    mutationFn: () =>
      call(routes.aiAgents.activateAiAgent, { params, body: { active: !agent.active } }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.aiAgents.removeAiAgent, { params }),
    onSuccess: async () => {
      await navigate(pages.ai);
      await refresh();
    },
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("ai.agents.removeTitle", { name: agent.name }),
      children: <Text size="sm">{t("ai.agents.removeText")}</Text>,
      labels: { confirm: t("ai.agents.remove"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(),
    });
  return (
    <Group gap="xs">
      {agent.version !== undefined && (
        <Button variant="default" loading={activate.isPending} onClick={() => activate.mutate()}>
          {t(agent.active ? "ai.agents.deactivate" : "ai.agents.activate")}
        </Button>
      )}
      <Button variant="subtle" color="red" onClick={confirm}>
        {t("ai.agents.remove")}
      </Button>
    </Group>
  );
}
