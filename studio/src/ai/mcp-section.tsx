import type { McpServer } from "@chatloom/api-schema";
import { Button, Group, Paper, SimpleGrid, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMcpServers } from "../api/use-ai-choices.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import classes from "./ai.module.css";
import { McpServerCard } from "./mcp-server-card.tsx";
import { McpServerForm } from "./mcp-server-form.tsx";

/** The MCP servers whose tools agents and steps can be allowed to call. */
export function McpSection() {
  const { t } = useTranslation();
  const may = useMay("ai.connect");
  const listed = useMcpServers();
  const { data } = listed;
  const [editing, setEditing] = useState<McpServer | "new">();
  const empty = data?.items.length === 0;
  return (
    <section aria-labelledby="mcp-servers">
      <Group justify="space-between" mt="xl" mb="lg" gap="sm">
        <div>
          <Title order={2} id="mcp-servers" mb={4}>
            {t("ai.mcp.title")}
          </Title>
          <Text c="dimmed" maw={640}>
            {t("ai.mcp.intro")}
          </Text>
        </div>
        {may && !empty && <Button onClick={() => setEditing("new")}>{t("ai.mcp.add")}</Button>}
      </Group>
      <Awaiting of={listed} height={160} maw={420} />
      {empty && (
        <Paper p="lg" className={classes.card ?? ""} maw={640}>
          <Text fw={650}>{t("ai.mcp.empty")}</Text>
          <Text c="dimmed" mb={may ? "md" : 0}>
            {t("ai.mcp.emptyHint")}
          </Text>
          {may && <Button onClick={() => setEditing("new")}>{t("ai.mcp.add")}</Button>}
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {data?.items.map((it) => (
          <McpServerCard key={it.id} server={it} onEdit={() => setEditing(it)} />
        ))}
      </SimpleGrid>
      {editing !== undefined && (
        <McpServerForm
          server={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}
