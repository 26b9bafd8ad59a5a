import { type AiAgentDetails, routes } from "@chatloom/api-schema";
import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { longTime } from "../ui/format-time.ts";
import classes from "./ai.module.css";

/** The published versions of an agent. */
export function AgentVersions({
  details,
  mayRestore,
  onRestored,
}: {
  readonly details: AiAgentDetails;
  readonly mayRestore: boolean;
  readonly onRestored: (details: AiAgentDetails) => void;
}) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { agent, revision, versions } = details;
  const restore = useMutation({
    mutationFn: (version: number) =>
      call(routes.aiAgents.restoreAiAgent, {
        params: { agentId: agent.id },
        body: { revision, version },
      }),
    onSuccess: (restored) => {
      client.setQueryData(["ai-agents", agent.id], restored);
      onRestored(restored);
    },
  });
  return (
    <Paper component="section" p="lg" className={classes.card ?? ""}>
      <Title order={2} mb="sm">
        {t("ai.agents.versions.title")}
      </Title>
      {versions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("ai.agents.versions.none")}
        </Text>
      )}
      {versions.map(({ version, publishedAt, publishedBy }) => (
        <Group key={version} justify="space-between" className={classes.line ?? ""}>
          <div>
            <Text size="sm" fw={600}>
              {t("ai.agents.version", { version })}
            </Text>
            <Text size="xs" c="dimmed">
              {t("ai.agents.versions.by", {
                when: longTime(publishedAt, i18n.language),
                name: publishedBy,
              })}
            </Text>
          </div>
          {mayRestore && (
            <Button
              size="xs"
              variant="subtle"
              loading={restore.isPending && restore.variables === version}
              onClick={() => restore.mutate(version)}
            >
              {t("ai.agents.versions.restore")}
            </Button>
          )}
        </Group>
      ))}
    </Paper>
  );
}
