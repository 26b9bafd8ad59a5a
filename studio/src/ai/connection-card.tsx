import { type AiConnection, routes } from "@chatloom/api-schema";
import { Badge, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { AbilityList } from "./ability-list.tsx";
import classes from "./ai.module.css";
import { failureText } from "./failure-text.ts";

/** One connection: whether it works, its model, and what the endpoint can do. */
export function ConnectionCard({
  connection,
  onEdit,
}: {
  readonly connection: AiConnection;
  readonly onEdit: () => void;
}) {
  const { t } = useTranslation();
  const may = useMay("ai.connect");
  const client = useQueryClient();
  const { id, name, baseUrl, model, isDefault } = connection;
  const own = id === "environment";
  const params = { connectionId: id };
  const refresh = () => client.invalidateQueries({ queryKey: ["ai-connections"] });
  const check = useMutation({
    mutationFn: () => call(routes.ai.checkAiConnection, { params }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.ai.removeAiConnection, { params }),
    onSuccess: refresh,
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("ai.connections.removeTitle", { name }),
      children: <Text size="sm">{t("ai.connections.removeText")}</Text>,
      labels: { confirm: t("ai.connections.remove"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(),
    });
  const problem = check.data ? check.data.code : connection.problem;
  const abilities = check.data ? check.data.abilities : connection.abilities;
  const models = check.data?.models ?? connection.models;
  return (
    <Paper component="section" aria-label={name} p="lg" className={classes.card ?? ""}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={650} truncate>
            {name}
          </Text>
          <Group gap={6} wrap="nowrap">
            {isDefault && <Badge variant="default">{t("ai.connections.default")}</Badge>}
            <StateBadge problem={problem} checked={abilities !== undefined} />
          </Group>
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {baseUrl}
        </Text>
        {own && (
          <Text size="sm" c="dimmed">
            {t("ai.connections.fromEnvironment")}
          </Text>
        )}
        <Text size="sm">
          {[model, models.length > 0 && t("ai.connections.modelCount", { count: models.length })]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        <div aria-live="polite">
          {problem !== undefined && (
            <Text size="sm" c="var(--cl-error)">
              {failureText(t, problem)}
            </Text>
          )}
          {problem === undefined && abilities && <AbilityList abilities={abilities} />}
        </div>
        {may && (
          <Group gap="xs" mt="xs">
            <Button
              size="xs"
              variant="light"
              loading={check.isPending}
              onClick={() => check.mutate()}
            >
              {t("ai.connections.check")}
            </Button>
            {!own && (
              <>
                <Button size="xs" variant="default" onClick={onEdit}>
                  {t("ai.connections.edit")}
                </Button>
                <Button size="xs" variant="subtle" color="red" onClick={confirm}>
                  {t("ai.connections.remove")}
                </Button>
              </>
            )}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

function StateBadge({
  problem,
  checked,
}: {
  readonly problem: string | undefined;
  readonly checked: boolean;
}) {
  const { t } = useTranslation();
  if (problem !== undefined) {
    return <Badge color="red">{t("ai.connections.fails")}</Badge>;
  }
  return checked ? (
    <Badge color="loom">{t("ai.connections.works")}</Badge>
  ) : (
    <Badge color="gray">{t("ai.connections.unchecked")}</Badge>
  );
}
