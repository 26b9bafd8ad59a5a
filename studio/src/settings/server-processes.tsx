import type { ServerStatus } from "@chatloom/api-schema";
import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { longTime } from "../ui/format-time.ts";

/** Lists the server's processes: their version, and how long they run. */
export function ServerProcesses({ status }: { readonly status: ServerStatus }) {
  const { t, i18n } = useTranslation();
  const { duration } = useFormats();
  const { processes, at } = status;
  const versions = new Set(processes.filter((it) => it.alive).map((it) => it.version));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t(versions.size > 1 ? "settings.server.severalVersions" : "settings.server.processesHint")}
      </Text>
      {processes.map(({ name, version, startedAt, seenAt, alive }) => (
        <Group key={name} justify="space-between" gap="xs">
          <Group gap="xs">
            <Text fw={600} style={{ overflowWrap: "anywhere" }}>
              {name}
            </Text>
            <Badge color={alive ? "loom" : "gray"}>
              {t(alive ? "settings.server.alive" : "settings.server.silent")}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {[
              version && t("settings.server.version", { version }),
              alive
                ? startedAt &&
                  t("settings.server.uptime", {
                    time: duration(Math.max(0, Date.parse(at) - Date.parse(startedAt))),
                  })
                : t("settings.server.seen", { when: longTime(seenAt, i18n.language) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
