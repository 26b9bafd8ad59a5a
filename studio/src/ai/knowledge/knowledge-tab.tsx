import { addressOf, type KnowledgeBase, pages, routes } from "@chatloom/api-schema";
import { Badge, Group, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { call } from "../../api/call.ts";
import { useLive } from "../../api/live.ts";
import { useKnowledgeBases } from "../../api/use-ai-choices.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { CreateForm } from "../../ui/create-form.tsx";
import classes from "../ai.module.css";
import { OpenQuestions } from "./open-questions.tsx";

/** The knowledge bases of the workspace, and the questions that none of them answers. */
export function KnowledgeTab() {
  const { t } = useTranslation();
  const may = useMay("ai.edit");
  const client = useQueryClient();
  const listed = useKnowledgeBases();
  const { data } = listed;
  useLive("knowledge.updated", () => {
    void client.invalidateQueries({ queryKey: ["knowledge"] });
  });
  const empty = data?.items.length === 0;
  return (
    <Stack gap="lg">
      <Text c="dimmed" maw={640}>
        {t("ai.knowledge.intro")}
      </Text>
      <Awaiting of={listed} height={90} maw={420} />
      {data && (may || empty) && (
        <Paper p="lg" className={classes.card ?? ""} maw={640}>
          {empty && (
            <>
              <Text fw={650}>{t("ai.knowledge.empty")}</Text>
              <Text c="dimmed" mb={may ? "md" : 0}>
                {t("ai.knowledge.emptyHint")}
              </Text>
            </>
          )}
          {may && <NewBase />}
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {data?.items.map((it) => (
          <BaseCard key={it.id} base={it} />
        ))}
      </SimpleGrid>
      {data && !empty && <OpenQuestions bases={data.items} />}
    </Stack>
  );
}

function BaseCard({ base }: { readonly base: KnowledgeBase }) {
  const { t } = useTranslation();
  const { id, name, documents, passages } = base;
  const { queued, indexing, ready, failed } = documents;
  const waiting = queued + indexing;
  return (
    <Paper
      component={Link}
      to={addressOf(pages.knowledgeBase, { baseId: id })}
      p="md"
      className={`${classes.card} ${classes.link}`}
    >
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Text fw={650} truncate>
          {name}
        </Text>
        {waiting > 0 && (
          <Badge color="blue" flex="none">
            {t("ai.knowledge.waiting", { count: waiting })}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t("ai.knowledge.documentCount", { count: ready + failed + waiting })} ·{" "}
        {t("ai.knowledge.passageCount", { count: passages })}
      </Text>
      {failed > 0 && (
        <Text size="sm" c="var(--cl-error)">
          {t("ai.knowledge.failedCount", { count: failed })}
        </Text>
      )}
    </Paper>
  );
}

function NewBase() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const add = useMutation({
    mutationFn: () => call(routes.knowledge.addKnowledgeBase, { body: { name: name.trim() } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ["knowledge"] });
      await navigate(addressOf(pages.knowledgeBase, { baseId: id }));
    },
  });
  return (
    <CreateForm
      label={t("ai.knowledge.name")}
      name={name}
      maxLength={120}
      submit={t("ai.knowledge.create")}
      pending={add.isPending}
      onName={setName}
      onSubmit={() => add.mutate()}
    />
  );
}
