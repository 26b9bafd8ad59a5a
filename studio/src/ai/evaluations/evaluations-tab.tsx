import { addressOf, type EvaluationSetSummary, pages, routes } from "@chatloom/api-schema";
import { Badge, Button, Group, Paper, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { call } from "../../api/call.ts";
import { useAiAgents } from "../../api/use-ai-choices.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { CreateForm } from "../../ui/create-form.tsx";
import classes from "../ai.module.css";
import { useEvaluationSets } from "./use-evaluations.ts";

/** The evaluation sets of the workspace. */
export function EvaluationsTab() {
  const { t } = useTranslation();
  const may = useMay("ai.edit");
  const sets = useEvaluationSets();
  const known = useAiAgents();
  const { data } = sets;
  const { data: agents } = known;
  const empty = data?.items.length === 0;
  const noAgent = agents?.items.length === 0;
  return (
    <Stack gap="lg">
      <Text c="dimmed" maw={640}>
        {t("ai.evaluations.intro")}
      </Text>
      <Awaiting of={[sets, known]} height={90} maw={420} />
      {data && agents && (may || empty) && (
        <Paper p="lg" className={classes.card ?? ""} maw={760}>
          {empty && (
            <>
              <Text fw={650}>{t("ai.evaluations.empty")}</Text>
              <Text c="dimmed" mb={may ? "md" : 0}>
                {t(noAgent ? "ai.evaluations.noAgent" : "ai.evaluations.emptyHint")}
              </Text>
            </>
          )}
          {may && !noAgent && <NewSet />}
          {may && noAgent && (
            <Button component={Link} to={addressOf(pages.aiTab, { tab: "agents" })}>
              {t("ai.evaluations.toAgents")}
            </Button>
          )}
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {data?.items.map((it) => (
          <SetCard key={it.id} set={it} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function SetCard({ set }: { readonly set: EvaluationSetSummary }) {
  const { t } = useTranslation();
  const { id, name, agentName, cases, lastRun } = set;
  return (
    <Paper
      component={Link}
      to={addressOf(pages.evaluation, { setId: id })}
      p="md"
      className={`${classes.card} ${classes.link}`}
    >
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Text fw={650} truncate>
          {name}
        </Text>
        {lastRun && (
          <Badge flex="none" color={lastRun.passed === lastRun.cases ? "loom" : "gray"}>
            {t("ai.evaluations.passed", { passed: lastRun.passed, cases: lastRun.cases })}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {agentName ?? t("ai.evaluations.agentGone")} ·{" "}
        {t("ai.evaluations.caseCount", { count: cases })}
      </Text>
    </Paper>
  );
}

function NewSet() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data } = useAiAgents();
  const agents = data?.items ?? [];
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string>();
  const agentId = chosen ?? agents[0]?.id ?? "";
  const add = useMutation({
    mutationFn: () =>
      call(routes.evaluations.addEvaluationSet, { body: { name: name.trim(), agentId } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ["evaluations"] });
      await navigate(addressOf(pages.evaluation, { setId: id }));
    },
  });
  return (
    <CreateForm
      label={t("ai.evaluations.name")}
      name={name}
      maxLength={120}
      submit={t("ai.evaluations.create")}
      pending={add.isPending}
      onName={setName}
      onSubmit={() => add.mutate()}
    >
      <Select
        flex={1}
        miw={160}
        allowDeselect={false}
        label={t("ai.evaluations.agent")}
        data={agents.map((it) => ({ value: it.id, label: it.name }))}
        value={agentId}
        onChange={(value) => setChosen(value ?? undefined)}
      />
    </CreateForm>
  );
}
