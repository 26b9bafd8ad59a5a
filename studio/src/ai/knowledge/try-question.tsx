import { type KnowledgePassage, routes } from "@chatloom/api-schema";
import { Anchor, Badge, Button, Group, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { Section } from "../../ui/section.tsx";
import classes from "../ai.module.css";

/** Shows the passages that a question finds, with how well each fits. */
export function TryQuestion({
  baseId,
  empty,
}: {
  readonly baseId: string;
  readonly empty: boolean;
}) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState("");
  const search = useMutation({
    mutationFn: () =>
      call(routes.knowledge.searchKnowledge, {
        params: { baseId },
        body: { question: question.trim() },
      }),
  });
  const found = search.data?.items;
  return (
    <Section title={t("ai.knowledge.try.title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim() !== "") {
            search.mutate();
          }
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            flex={1}
            miw={160}
            maxLength={1_000}
            label={t("ai.knowledge.try.question")}
            description={empty ? t("ai.knowledge.try.empty") : t("ai.knowledge.try.hint")}
            value={question}
            onChange={(event) => setQuestion(event.currentTarget.value)}
          />
          <Button type="submit" loading={search.isPending} disabled={empty}>
            {t("ai.knowledge.try.find")}
          </Button>
        </Group>
      </form>
      <div aria-live="polite" className={classes.found ?? ""}>
        {found && !found.some((it) => it.relevant) && (
          <Text mt="md">{t("ai.knowledge.try.nothing")}</Text>
        )}
        {found?.map((it) => (
          <Passage key={`${it.documentId}:${it.text}`} passage={it} />
        ))}
      </div>
    </Section>
  );
}

function Passage({ passage }: { readonly passage: KnowledgePassage }) {
  const { t, i18n } = useTranslation();
  const { title, url, headings, text, share, near, relevant } = passage;
  const percent = new Intl.NumberFormat(i18n.language, {
    style: "percent",
    maximumFractionDigits: 0,
  });
  return (
    <div className={classes.line}>
      <Group gap="xs" mb={4}>
        <Badge color={relevant ? "loom" : "gray"}>
          {t(relevant ? "ai.knowledge.try.relevant" : "ai.knowledge.try.weak")}
        </Badge>
        <Text size="xs" c="dimmed">
          {t("ai.knowledge.try.words", { share: percent.format(share) })}
          {near !== undefined &&
            ` · ${t("ai.knowledge.try.meaning", { near: percent.format(Math.max(0, near)) })}`}
        </Text>
      </Group>
      <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
        {url === undefined ? (
          title
        ) : (
          <Anchor href={url} target="_blank" rel="noreferrer">
            {title}
          </Anchor>
        )}
        {headings.map((it) => ` › ${it}`)}
      </Text>
      <Text size="sm" style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }} lineClamp={6}>
        {text}
      </Text>
    </div>
  );
}
