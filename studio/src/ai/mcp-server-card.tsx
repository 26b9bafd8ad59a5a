import { type McpServer, routes } from "@chatloom/api-schema";
import { Badge, Button, Group, List, Paper, Spoiler, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { reasonText } from "../ui/reason-text.ts";
import classes from "./ai.module.css";

/** One MCP server: whether it answers, and the tools that it listed. */
export function McpServerCard({
  server,
  onEdit,
}: {
  readonly server: McpServer;
  readonly onEdit: () => void;
}) {
  const { t } = useTranslation();
  const may = useMay("ai.connect");
  const client = useQueryClient();
  const { id, name, url, tools, problem, checkedAt } = server;
  const params = { serverId: id };
  const refresh = () => client.invalidateQueries({ queryKey: ["mcp-servers"] });
  const check = useMutation({
    mutationFn: () => call(routes.mcpServers.checkMcpServer, { params }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.mcpServers.removeMcpServer, { params }),
    onSuccess: refresh,
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("ai.connections.removeTitle", { name }),
      children: <Text size="sm">{t("ai.mcp.removeText")}</Text>,
      labels: { confirm: t("ai.connections.remove"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(),
    });
  const state = problem ? "fails" : checkedAt ? "works" : "unchecked";
  const colors = { fails: "red", works: "loom", unchecked: "gray" };
  return (
    <Paper component="section" aria-label={name} p="lg" className={classes.card ?? ""}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={650} truncate>
            {name}
          </Text>
          <Badge color={colors[state]}>{t(`ai.connections.${state}`)}</Badge>
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {url}
        </Text>
        <div aria-live="polite">
          {problem && (
            <Text size="sm" c="var(--cl-error)">
              {reasonText(t, problem)}
            </Text>
          )}
          {checkedAt && <Text size="sm">{t("ai.mcp.toolCount", { count: tools.length })}</Text>}
        </div>
        {tools.length > 0 && (
          <Spoiler
            maxHeight={120}
            showLabel={t("simulator.effect.more")}
            hideLabel={t("simulator.effect.less")}
          >
            <List size="sm" spacing={4}>
              {tools.map((it) => (
                <List.Item key={it.name}>
                  <b>{it.name}</b> {it.description}{" "}
                  {!it.usable && (
                    <Text span c="var(--cl-error)">
                      {t("ai.mcp.unusable")}
                    </Text>
                  )}
                </List.Item>
              ))}
            </List>
          </Spoiler>
        )}
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
            <Button size="xs" variant="default" onClick={onEdit}>
              {t("ai.connections.edit")}
            </Button>
            <Button size="xs" variant="subtle" color="red" onClick={confirm}>
              {t("ai.connections.remove")}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
