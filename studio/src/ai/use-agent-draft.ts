import { type AiAgentDetails, routes } from "@chatloom/api-schema";
import { type AiAgentSpec, sameJson } from "@chatloom/flows-schema";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";

/** An agent's draft while it is edited. */
export function useAgentDraft(details: AiAgentDetails) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, rename] = useState(details.agent.name);
  const [spec, change] = useState(details.draft);
  const params = { agentId: details.agent.id };
  const dirty = name !== details.agent.name || !sameJson(spec, details.draft);

  const keep = async (saved: AiAgentDetails) => {
    client.setQueryData(["ai-agents", details.agent.id], saved);
    await client.invalidateQueries({ queryKey: ["ai-agents"], exact: true });
    return saved;
  };
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const body = { name: name.trim(), revision: details.revision, draft: spec };
      return keep(await call(routes.aiAgents.saveAiAgent, { params, body }));
    },
  });
  const publish = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const { revision } = dirty ? await save.mutateAsync() : details;
      return keep(await call(routes.aiAgents.publishAiAgent, { params, body: { revision } }));
    },
    onSuccess: ({ agent }) =>
      notifications.show({ message: t("ai.agents.published", { version: agent.version ?? 1 }) }),
  });

  return {
    name,
    rename,
    spec,
    change,
    dirty,
    saving: save.isPending,
    publishing: publish.isPending,
    problem: save.error ?? publish.error ?? undefined,
    save: () =>
      save.mutateAsync().then(
        () => notifications.show({ message: t("ai.agents.saved") }),
        () => undefined,
      ),
    publish: () => publish.mutateAsync().catch(() => undefined),
    /** Saves what is not saved yet; gives the saved draft. */
    saved: async (): Promise<AiAgentSpec> => (dirty ? (await save.mutateAsync()).draft : spec),
    reset: (restored: AiAgentDetails) => {
      rename(restored.agent.name);
      change(restored.draft);
    },
  };
}
