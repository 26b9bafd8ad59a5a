import { type BodyOf, knowledgeLimits, routes } from "@chatloom/api-schema";
import {
  Button,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { uploadFile } from "../../api/upload-file.ts";
import { DropArea } from "../../ui/drop-area.tsx";
import { Section } from "../../ui/section.tsx";
import { problemText } from "../../ui/show-problem.ts";

type Document = BodyOf<typeof routes.knowledge.addKnowledgeDocument>;

const ways = ["files", "web", "pair"] as const;
const webKinds = ["page", "site", "sitemap"] as const;
const accepted = ".md,.markdown,.txt,.html,.htm,.pdf,.docx,.xlsx,.csv,.tsv";

/** Adds documents to a base: files by drop, the web, or a question with its answer. */
export function AddDocuments({
  baseId,
  onAdded,
}: {
  readonly baseId: string;
  readonly onAdded: () => void;
}) {
  const { t } = useTranslation();
  const [way, setWay] = useState<(typeof ways)[number]>("files");
  const add = useMutation({
    meta: { quiet: true },
    mutationFn: (body: Document) =>
      call(routes.knowledge.addKnowledgeDocument, { params: { baseId }, body }),
    onSuccess: onAdded,
  });
  const onAdd = (body: Document) => add.mutateAsync(body).then(() => undefined);
  return (
    <Section title={t("ai.knowledge.add.title")}>
      <SegmentedControl
        mb="md"
        style={{ maxWidth: "100%", overflowX: "auto" }}
        aria-label={t("ai.knowledge.add.title")}
        value={way}
        onChange={(value) => {
          setWay(value as typeof way);
          add.reset();
        }}
        data={ways.map((value) => ({ value, label: t(`ai.knowledge.add.${value}`) }))}
      />
      {way === "files" && <DropFiles onAdd={onAdd} />}
      {way === "web" && <WebForm pending={add.isPending} onAdd={onAdd} />}
      {way === "pair" && <AnswerForm pending={add.isPending} onAdd={onAdd} />}
      {add.error && way !== "files" && (
        <Text mt="xs" size="sm" c="var(--cl-error)" role="alert">
          {problemText(add.error)}
        </Text>
      )}
    </Section>
  );
}

type OnAdd = (document: Document) => Promise<void>;

function DropFiles({ onAdd }: { readonly onAdd: OnAdd }) {
  const { t } = useTranslation();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const failed: string[] = [];
      for (const file of files) {
        try {
          const { id } = await uploadFile(file);
          await onAdd({ kind: "file", fileId: id });
        } catch (error) {
          failed.push(`${file.name}: ${problemText(error)}`);
        }
      }
      setProblems(failed);
    },
  });
  return (
    <DropArea
      title={t("ai.knowledge.add.drop")}
      hint={t("ai.knowledge.add.dropHint")}
      choose={t("ai.knowledge.add.choose")}
      icon={<IconFileUpload size={36} stroke={1.3} aria-hidden />}
      accept={accepted}
      multiple
      pending={upload.isPending}
      onFiles={(files) => upload.mutate(files)}
    >
      {problems.map((it) => (
        <Text key={it} size="sm" c="var(--cl-error)" role="alert">
          {it}
        </Text>
      ))}
    </DropArea>
  );
}

function WebForm({ pending, onAdd }: { readonly pending: boolean; readonly onAdd: OnAdd }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<(typeof webKinds)[number]>("page");
  const [url, setUrl] = useState("");
  const [most, setMost] = useState<number | string>(50);
  const address = /^https?:\/\//i.test(url.trim()) ? url.trim() : `https://${url.trim()}`;
  const submit = () => {
    const body: Document =
      kind === "page"
        ? { kind, url: address }
        : { kind, url: address, mostPages: Number(most) || 1 };
    void onAdd(body).then(
      () => setUrl(""),
      () => undefined,
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (url.trim() !== "") {
          submit();
        }
      }}
    >
      <Stack gap="sm">
        <SegmentedControl
          style={{ maxWidth: "100%", overflowX: "auto" }}
          aria-label={t("ai.knowledge.add.web")}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
          data={webKinds.map((value) => ({ value, label: t(`ai.knowledge.add.${value}`) }))}
        />
        <TextInput
          required
          maxLength={2_000}
          label={t("ai.knowledge.add.address")}
          description={t(`ai.knowledge.add.hints.${kind}`)}
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        {kind !== "page" && (
          <NumberInput
            label={t("ai.knowledge.add.mostPages")}
            min={1}
            max={knowledgeLimits.pages}
            clampBehavior="strict"
            allowDecimal={false}
            value={most}
            onChange={setMost}
          />
        )}
        <Button type="submit" loading={pending} disabled={url.trim() === ""}>
          {t("ai.knowledge.add.submit")}
        </Button>
      </Stack>
    </form>
  );
}

function AnswerForm({ pending, onAdd }: { readonly pending: boolean; readonly onAdd: OnAdd }) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState("");
  const [answer, setAnswer] = useState("");
  const whole = question.trim() !== "" && answer.trim() !== "";
  const submit = () =>
    void onAdd({ kind: "answer", question: question.trim(), answer: answer.trim() }).then(
      () => {
        setQuestion("");
        setAnswer("");
      },
      () => undefined,
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (whole) {
          submit();
        }
      }}
    >
      <Stack gap="sm">
        <TextInput
          required
          maxLength={1_000}
          label={t("ai.knowledge.add.question")}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <Textarea
          required
          autosize
          minRows={3}
          maxLength={10_000}
          label={t("ai.knowledge.add.answer")}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <Button type="submit" loading={pending} disabled={!whole}>
          {t("ai.knowledge.add.submit")}
        </Button>
      </Stack>
    </form>
  );
}
