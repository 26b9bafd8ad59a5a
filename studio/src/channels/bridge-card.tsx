import { type Bridge, type DeskAccount, routes } from "@chatloom/api-schema";
import { Alert, Button, Group, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { reasonText } from "../ui/reason-text.ts";
import classes from "./channels.module.css";
import { useDeskTypes } from "./use-channels.ts";

interface BridgeCardProps {
  readonly desk: DeskAccount;
  readonly mayChange: boolean;
}

const queryKey = ["desk-bridges"];

/** The bridges of a helpdesk: with which others its messages are kept in step. */
export function BridgeCard({ desk, mayChange }: BridgeCardProps) {
  const { t } = useTranslation();
  const { data: types } = useDeskTypes();
  const { data: known } = useQuery({
    queryKey,
    queryFn: () => call(routes.desks.listBridges),
  });
  const { data: desks } = useQuery({
    queryKey: ["desks"],
    queryFn: () => call(routes.desks.listDesks),
  });
  if (!known || !desks || !types) {
    return null;
  }
  const bridges = known.items.filter((it) => it.deskIds.includes(desk.id));
  const joined = new Set(bridges.flatMap((it) => it.deskIds));
  const can = (type: string) => types.items.some((it) => it.type === type && it.canBridge);
  const others = desks.items.filter((it) => it.id !== desk.id && can(it.type));
  const free = others.filter((it) => !joined.has(it.id));
  return (
    <Paper p="lg" className={classes.card ?? ""}>
      <Stack>
        <div>
          <Title order={2} size="h4">
            {t("channels.bridge.title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t(others.length === 0 ? "channels.bridge.nobody" : "channels.bridge.intro")}
          </Text>
        </div>
        {bridges.map((bridge) => (
          <BridgeLine
            key={bridge.id}
            bridge={bridge}
            other={others.find((it) => bridge.deskIds.includes(it.id))}
            mayChange={mayChange}
          />
        ))}
        {mayChange && free.length > 0 && <NewBridge desk={desk} others={free} />}
      </Stack>
    </Paper>
  );
}

function BridgeLine({
  bridge,
  other,
  mayChange,
}: {
  readonly bridge: Bridge;
  readonly other: DeskAccount | undefined;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey });
  const params = { bridgeId: bridge.id };
  const name = other?.name ?? t("channels.bridge.gone");
  const retry = useMutation({
    mutationFn: () => call(routes.desks.retryBridge, { params }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.desks.deleteBridge, { params }),
    onSuccess: refresh,
  });
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{t("channels.bridge.with", { name })}</Text>
          <Text size="sm" c="dimmed">
            {t("channels.bridge.cases", { count: bridge.cases })}
          </Text>
        </div>
        {mayChange && (
          <Button
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() =>
              modals.openConfirmModal({
                title: t("channels.bridge.removeTitle", { name }),
                children: (
                  <Text size="sm">{t("channels.bridge.removeText", { count: bridge.cases })}</Text>
                ),
                labels: { confirm: t("channels.bridge.remove"), cancel: t("common.cancel") },
                confirmProps: { color: "red" },
                onConfirm: () => remove.mutate(),
              })
            }
          >
            {t("channels.bridge.remove")}
          </Button>
        )}
      </Group>
      {bridge.failed > 0 && (
        <Alert color="red" title={t("channels.bridge.failed", { count: bridge.failed })}>
          <Stack gap="xs" align="start">
            {bridge.problem && <Text size="sm">{reasonText(t, bridge.problem)}</Text>}
            <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
              {t("channels.bridge.retry")}
            </Button>
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}

/** Joins this helpdesk with another. */
function NewBridge({
  desk,
  others,
}: {
  readonly desk: DeskAccount;
  readonly others: readonly DeskAccount[];
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [otherId, setOtherId] = useState(others[0]?.id ?? "");
  const [starts, setStarts] = useState<string>("both");
  const other = others.find((it) => it.id === otherId) ?? others[0];
  const create = useMutation({
    mutationFn: (with_: DeskAccount) => {
      const deskIds = [desk.id, with_.id];
      const from = starts === "both" ? deskIds : [starts === "own" ? desk.id : with_.id];
      return call(routes.desks.createBridge, { body: { deskIds, from } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
  if (!other) {
    return null;
  }
  const both = { own: desk.name, other: other.name };
  return (
    <Stack gap="sm">
      <Select
        label={t("channels.bridge.other")}
        data={others.map((it) => ({ value: it.id, label: it.name }))}
        value={other.id}
        allowDeselect={false}
        onChange={(value) => setOtherId(value ?? "")}
      />
      <Select
        label={t("channels.bridge.from")}
        data={[
          { value: "both", label: t("channels.bridge.fromBoth") },
          { value: "own", label: t("channels.bridge.fromOne", { name: both.own }) },
          { value: "other", label: t("channels.bridge.fromOne", { name: both.other }) },
        ]}
        value={starts}
        allowDeselect={false}
        onChange={(value) => setStarts(value ?? "both")}
      />
      <Text size="sm" c="dimmed">
        {t("channels.bridge.before")}
      </Text>
      <Group>
        <Button variant="light" loading={create.isPending} onClick={() => create.mutate(other)}>
          {t("channels.bridge.create", { name: other.name })}
        </Button>
      </Group>
    </Stack>
  );
}
