import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Button, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { call } from "../../api/call.ts";
import { useLive, useLiveReturn } from "../../api/live.ts";
import { useMay } from "../../session/use-me.ts";
import { isMissing } from "../../ui/api-problem.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { BackLink } from "../../ui/back-link.tsx";
import { EditableText } from "../../ui/editable-text.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { AddDocuments } from "./add-documents.tsx";
import { DocumentList } from "./document-list.tsx";
import { TryQuestion } from "./try-question.tsx";

/** One knowledge base: its documents with their states, and a box to try questions. */
export function BasePage() {
  const { t } = useTranslation();
  const { baseId = "" } = useParams();
  const may = useMay("ai.edit");
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { baseId };
  const found = useQuery({
    queryKey: ["knowledge", baseId],
    queryFn: () => call(routes.knowledge.readKnowledgeBase, { params }),
  });
  const { data: base, error } = found;
  const refresh = () => client.invalidateQueries({ queryKey: ["knowledge"] });
  useLive("knowledge.updated", (changed) => {
    if (changed.baseId === baseId) {
      void refresh();
    }
  });
  useLiveReturn(() => void refresh());
  const change = useMutation({
    mutationFn: (body: { name?: string; refreshDays?: number }) =>
      call(routes.knowledge.changeKnowledgeBase, { params, body }),
    onSuccess: refresh,
  });
  const reindex = useMutation({
    mutationFn: () => call(routes.knowledge.reindexKnowledgeBase, { params }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.knowledge.removeKnowledgeBase, { params }),
    onSuccess: async () => {
      await navigate(addressOf(pages.aiTab, { tab: "knowledge" }));
      await refresh();
    },
  });
  const back = (
    <BackLink to={addressOf(pages.aiTab, { tab: "knowledge" })}>{t("ai.knowledge.back")}</BackLink>
  );
  if (!base) {
    return (
      <Page title={t("ai.tabs.knowledge")}>
        {isMissing(error) ? (
          <Stack>
            <Text>{t("ai.knowledge.notFound")}</Text>
            {back}
          </Stack>
        ) : (
          <Awaiting of={found} />
        )}
      </Page>
    );
  }
  const { documents } = base;
  const count = documents.queued + documents.indexing + documents.ready + documents.failed;
  const confirm = () =>
    modals.openConfirmModal({
      title: t("ai.knowledge.removeTitle", { name: base.name }),
      children: <Text size="sm">{t("ai.knowledge.removeText", { count })}</Text>,
      labels: { confirm: t("ai.knowledge.remove"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(),
    });
  return (
    <Page title={base.name}>
      <Stack gap="md">
        {back}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <div>
            {may && <AddDocuments baseId={baseId} onAdded={() => void refresh()} />}
            <Section title={t("ai.knowledge.documents")}>
              <Text size="sm" c="dimmed" mb="sm" aria-live="polite">
                {t("ai.knowledge.passageCount", { count: base.passages })} ·{" "}
                {t(base.byMeaning ? "ai.knowledge.byMeaning" : "ai.knowledge.byWords")}
              </Text>
              <DocumentList base={base} />
            </Section>
          </div>
          <div>
            <TryQuestion baseId={baseId} empty={base.passages === 0} />
            {may && (
              <Section title={t("ai.knowledge.settings")}>
                <Stack>
                  <EditableText
                    label={t("ai.knowledge.name")}
                    value={base.name}
                    maxLength={120}
                    onSave={(name) => change.mutateAsync({ name })}
                  />
                  <Select
                    label={t("ai.knowledge.refresh.label")}
                    description={t("ai.knowledge.refresh.hint")}
                    allowDeselect={false}
                    data={refreshChoices.map((days) => ({
                      value: String(days),
                      label:
                        days === 0
                          ? t("ai.knowledge.refresh.never")
                          : t("ai.knowledge.refresh.days", { count: days }),
                    }))}
                    value={String(base.refreshDays ?? 0)}
                    onChange={(value) => change.mutate({ refreshDays: Number(value) })}
                  />
                  <Button
                    variant="default"
                    loading={reindex.isPending}
                    disabled={count === 0}
                    onClick={() => reindex.mutate()}
                  >
                    {t("ai.knowledge.reindexAll")}
                  </Button>
                  <Button variant="subtle" color="red" onClick={confirm}>
                    {t("ai.knowledge.remove")}
                  </Button>
                </Stack>
              </Section>
            )}
          </div>
        </SimpleGrid>
      </Stack>
    </Page>
  );
}

const refreshChoices = [0, 1, 7, 30];
