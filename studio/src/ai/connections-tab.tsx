import type { AiConnection } from "@chatloom/api-schema";
import { Button, Group, Paper, SimpleGrid, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAiConnections } from "../api/use-ai-choices.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import classes from "./ai.module.css";
import { ConnectionCard } from "./connection-card.tsx";
import { ConnectionForm } from "./connection-form.tsx";
import { McpSection } from "./mcp-section.tsx";

/** The endpoints with language models that the workspace can ask. */
export function ConnectionsTab() {
  const { t } = useTranslation();
  const may = useMay("ai.connect");
  const listed = useAiConnections();
  const { data } = listed;
  const [editing, setEditing] = useState<AiConnection | "new">();
  const empty = data?.items.length === 0;
  return (
    <>
      <Group justify="space-between" mb="lg" gap="sm">
        <Text c="dimmed" maw={640}>
          {t("ai.connections.intro")}
        </Text>
        {may && !empty && (
          <Button onClick={() => setEditing("new")}>{t("ai.connections.add")}</Button>
        )}
      </Group>
      <Awaiting of={listed} height={160} maw={420} />
      {empty && (
        <Paper p="lg" className={classes.card ?? ""} maw={640}>
          <Text fw={650}>{t("ai.connections.empty")}</Text>
          <Text c="dimmed" mb={may ? "md" : 0}>
            {t("ai.connections.emptyHint")}
          </Text>
          {may && <Button onClick={() => setEditing("new")}>{t("ai.connections.add")}</Button>}
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {data?.items.map((it) => (
          <ConnectionCard key={it.id} connection={it} onEdit={() => setEditing(it)} />
        ))}
      </SimpleGrid>
      {editing !== undefined && (
        <ConnectionForm
          connection={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      <McpSection />
    </>
  );
}
