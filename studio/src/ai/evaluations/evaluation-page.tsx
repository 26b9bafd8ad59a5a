import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { isMissing } from "../../ui/api-problem.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { BackLink } from "../../ui/back-link.tsx";
import { Page } from "../../ui/page.tsx";
import { CaseTable } from "./case-table.tsx";
import { RunList } from "./run-list.tsx";
import { StartRun } from "./start-run.tsx";
import { useEvaluationSet } from "./use-evaluations.ts";

/** One evaluation set: its cases, its runs, and what changed between two of them. */
export function EvaluationPage() {
  const { t } = useTranslation();
  const { setId = "" } = useParams();
  const may = useMay("ai.edit");
  const client = useQueryClient();
  const navigate = useNavigate();
  const found = useEvaluationSet(setId);
  const { data: set, error } = found;
  const remove = useMutation({
    mutationFn: () => call(routes.evaluations.removeEvaluationSet, { params: { setId } }),
    onSuccess: async () => {
      await navigate(addressOf(pages.aiTab, { tab: "evaluations" }));
      client.removeQueries({ queryKey: ["evaluations", setId] });
      await client.invalidateQueries({ queryKey: ["evaluations"] });
    },
  });
  const back = (
    <BackLink to={addressOf(pages.aiTab, { tab: "evaluations" })}>
      {t("ai.evaluations.back")}
    </BackLink>
  );
  if (!set) {
    return (
      <Page title={t("ai.tabs.evaluations")}>
        {isMissing(error) ? (
          <Stack>
            <Text>{t("ai.evaluations.notFound")}</Text>
            {back}
          </Stack>
        ) : (
          <Awaiting of={found} />
        )}
      </Page>
    );
  }
  const confirm = () =>
    modals.openConfirmModal({
      title: t("ai.evaluations.removeTitle", { name: set.name }),
      children: <Text size="sm">{t("ai.evaluations.removeText")}</Text>,
      labels: { confirm: t("ai.evaluations.remove"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(),
    });
  return (
    <Page title={set.name}>
      <Group justify="space-between" mb="md">
        <Group gap="md">
          {back}
          {set.agentName !== undefined && (
            <Anchor
              component={Link}
              size="sm"
              to={addressOf(pages.aiAgent, { agentId: set.agentId })}
            >
              {t("ai.evaluations.ofAgent", { name: set.agentName })}
            </Anchor>
          )}
        </Group>
        {may && (
          <Button size="xs" variant="subtle" color="red" onClick={confirm}>
            {t("ai.evaluations.remove")}
          </Button>
        )}
      </Group>
      <CaseTable key={set.revision} set={set} />
      {may && set.agentName !== undefined && set.cases.length > 0 && <StartRun set={set} />}
      <RunList set={set} />
    </Page>
  );
}
