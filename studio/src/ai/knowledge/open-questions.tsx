import {
  addressOf,
  type KnowledgeBase,
  type KnowledgeQuestion,
  pages,
  routes,
} from "@chatloom/api-schema";
import { Anchor, Badge, Button, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { shortTime } from "../../ui/format-time.ts";
import { Section } from "../../ui/section.tsx";
import classes from "../ai.module.css";
import { AddCase } from "../evaluations/add-case.tsx";

/** Questions that nothing answered, and answers that agents flagged as wrong. Each can become an entry. */
export function OpenQuestions({ bases }: { readonly bases: readonly KnowledgeBase[] }) {
  const { t } = useTranslation();
  const questions = useQuery({
    queryKey: ["knowledge", "questions"],
    queryFn: () => call(routes.knowledge.listKnowledgeQuestions),
  });
  const { data } = questions;
  if (!data) {
    return <Awaiting of={questions} height={120} />;
  }
  return (
    <Section title={t("ai.knowledge.questions.title")}>
      {data.items.length === 0 && (
        <Text c="dimmed" maw={640}>
          {t("ai.knowledge.questions.none")}
        </Text>
      )}
      {data.items.map((it) => (
        <OpenQuestion key={it.id} question={it} bases={bases} />
      ))}
    </Section>
  );
}

function OpenQuestion({
  question,
  bases,
}: {
  readonly question: KnowledgeQuestion;
  readonly bases: readonly KnowledgeBase[];
}) {
  const { t, i18n } = useTranslation();
  const may = useMay("ai.edit");
  const client = useQueryClient();
  const [answering, setAnswering] = useState(false);
  const [evaluating, setEvaluating] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ["knowledge"] });
  const params = { questionId: question.id };
  const dismiss = useMutation({
    mutationFn: () => call(routes.knowledge.dismissKnowledgeQuestion, { params }),
    onSuccess: refresh,
  });
  return (
    <div className={classes.line}>
      <Group gap="xs" mb={4}>
        <Badge color={question.kind === "flagged" ? "red" : "gray"}>
          {t(`ai.knowledge.questions.${question.kind}`)}
        </Badge>
        <Text size="sm" c="dimmed">
          {question.count > 1 &&
            `${t("ai.knowledge.questions.asked", { count: question.count })} · `}
          {shortTime(question.at, i18n.language)}
        </Text>
        {question.conversationId && (
          <Anchor
            size="sm"
            component={Link}
            to={addressOf(pages.conversation, { conversationId: question.conversationId })}
          >
            {t("ai.knowledge.questions.conversation")}
          </Anchor>
        )}
      </Group>
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {question.question || t("ai.knowledge.questions.noWords")}
      </Text>
      {question.answer && (
        <Text size="sm" c="dimmed" lineClamp={3}>
          {question.answer}
        </Text>
      )}
      {may && !answering && (
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" onClick={() => setAnswering(true)}>
            {t("ai.knowledge.questions.answer")}
          </Button>
          {question.question !== "" && (
            <Button size="compact-sm" variant="default" onClick={() => setEvaluating(true)}>
              {t("ai.evaluations.add")}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate()}
          >
            {t("ai.knowledge.questions.dismiss")}
          </Button>
        </Group>
      )}
      {evaluating && <AddCase question={question.question} onClose={() => setEvaluating(false)} />}
      {answering && (
        <AnswerForm
          question={question}
          bases={bases}
          onDone={() => {
            setAnswering(false);
            void refresh();
          }}
        />
      )}
    </div>
  );
}

function AnswerForm({
  question,
  bases,
  onDone,
}: {
  readonly question: KnowledgeQuestion;
  readonly bases: readonly KnowledgeBase[];
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const [words, setWords] = useState(question.question);
  const [answer, setAnswer] = useState("");
  const [baseId, setBaseId] = useState(bases[0]?.id ?? "");
  const save = useMutation({
    mutationFn: () =>
      call(routes.knowledge.answerKnowledgeQuestion, {
        params: { questionId: question.id },
        body: { baseId, question: words.trim(), answer: answer.trim() },
      }),
    onSuccess: onDone,
  });
  const whole = words.trim() !== "" && answer.trim() !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (whole) {
          save.mutate();
        }
      }}
    >
      <Stack gap="xs" mt="xs" maw={640}>
        <Textarea
          autosize
          maxLength={1_000}
          label={t("ai.knowledge.add.question")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Textarea
          autosize
          minRows={2}
          data-autofocus
          maxLength={10_000}
          label={t("ai.knowledge.add.answer")}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        {bases.length > 1 && (
          <Select
            allowDeselect={false}
            label={t("ai.knowledge.questions.base")}
            data={bases.map(({ id, name }) => ({ value: id, label: name }))}
            value={baseId}
            onChange={(value) => setBaseId(value ?? "")}
          />
        )}
        <Group gap="xs">
          <Button type="submit" size="compact-sm" disabled={!whole} loading={save.isPending}>
            {t("ai.knowledge.questions.save")}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onDone}>
            {t("common.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
