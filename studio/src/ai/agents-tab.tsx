import { type AiAgentSummary, addressOf, pages, routes } from "@chatloom/api-schema";
import { Badge, Button, Group, Paper, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { useAiAgents } from "../api/use-ai-choices.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { Dialog } from "../ui/dialog.tsx";
import classes from "./ai.module.css";
import { ModerationForm } from "./moderation-form.tsx";

/** The AI agents of the workspace. */
export function AgentsTab() {
  const { t } = useTranslation();
  const may = useMay("ai.edit");
  const listed = useAiAgents();
  const { data } = listed;
  const [adding, setAdding] = useState(false);
  const empty = data?.items.length === 0;
  const add = <Button onClick={() => setAdding(true)}>{t("ai.agents.add")}</Button>;
  return (
    <>
      <Group justify="space-between" mb="lg" gap="sm">
        <Text c="dimmed" maw={640}>
          {t("ai.agents.intro")}
        </Text>
        {may && !empty && add}
      </Group>
      <Awaiting of={listed} height={90} maw={420} />
      {empty && (
        <Paper p="lg" className={classes.card ?? ""} maw={640}>
          <Text fw={650}>{t("ai.agents.empty")}</Text>
          <Text c="dimmed" mb={may ? "md" : 0}>
            {t("ai.agents.emptyHint")}
          </Text>
          {may && add}
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {data?.items.map((it) => (
          <AgentCard key={it.id} agent={it} />
        ))}
      </SimpleGrid>
      <ModerationForm />
      {adding && <NewAgent onClose={() => setAdding(false)} />}
    </>
  );
}

function AgentCard({ agent }: { readonly agent: AiAgentSummary }) {
  const { t } = useTranslation();
  const { id, name, active, version, answersAlone, changed } = agent;
  const facts = [
    version === undefined ? t("ai.agents.draft") : t("ai.agents.version", { version }),
    answersAlone && t("ai.agents.alone"),
    version !== undefined && changed && t("ai.agents.unpublishedChanges"),
  ];
  return (
    <Paper
      component={Link}
      to={addressOf(pages.aiAgent, { agentId: id })}
      p="md"
      className={`${classes.card} ${classes.link}`}
    >
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Text fw={650} truncate>
          {name}
        </Text>
        <Badge color={active ? "loom" : "gray"} flex="none">
          {t(active ? "ai.agents.active" : "ai.agents.inactive")}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {facts.filter(Boolean).join(" · ")}
      </Text>
    </Paper>
  );
}

function NewAgent({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const add = useMutation({
    mutationFn: () => call(routes.aiAgents.addAiAgent, { body: { name: name.trim() } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ["ai-agents"] });
      await navigate(addressOf(pages.aiAgent, { agentId: id }));
    },
  });
  return (
    <Dialog
      onClose={onClose}
      title={t("ai.agents.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Stack>
          <TextInput
            required
            data-autofocus
            maxLength={120}
            label={t("ai.agents.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={add.isPending} disabled={name.trim() === ""}>
            {t("ai.agents.create")}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
