import type { TrafficEntry } from "@chatloom/api-schema";
import {
  Accordion,
  ActionIcon,
  Badge,
  Code,
  Group,
  Stack,
  Switch,
  Text,
  Title,
} from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { longTime } from "../ui/format-time.ts";
import classes from "./channels.module.css";

/** The last webhooks and calls of a channel, each to be opened for its masked bodies. */
export function TrafficLog({
  entries,
  onReload,
  reloading,
}: {
  readonly entries: readonly TrafficEntry[];
  readonly onReload: () => void;
  readonly reloading: boolean;
}) {
  const { t } = useTranslation();
  const [onlyFailed, setOnlyFailed] = useState(false);
  const shown = onlyFailed ? entries.filter((it) => !it.ok) : entries;
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Title order={3} fz="md">
          {t("channels.log.title")}
        </Title>
        <Group gap="xs">
          <Switch
            size="xs"
            label={t("channels.log.onlyFailed")}
            checked={onlyFailed}
            onChange={({ currentTarget }) => setOnlyFailed(currentTarget.checked)}
          />
          <ActionIcon aria-label={t("channels.log.reload")} loading={reloading} onClick={onReload}>
            <IconRefresh size={17} />
          </ActionIcon>
        </Group>
      </Group>
      <Text fz="xs" c="dimmed" mb="xs">
        {t("channels.log.hint")}
      </Text>
      {shown.length === 0 ? (
        <Text fz="sm">
          {t(entries.length === 0 ? "channels.log.empty" : "channels.log.allFine")}
        </Text>
      ) : (
        <Accordion className={classes.log ?? ""} chevronPosition="left">
          {shown.map((entry, index) => (
            // Entries have no id, and none is ever inserted between two others while the list stands.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Entry key={`${entry.at} ${index}`} id={`${entry.at} ${index}`} entry={entry} />
          ))}
        </Accordion>
      )}
    </div>
  );
}

function Entry({ id, entry }: { readonly id: string; readonly entry: TrafficEntry }) {
  const { t, i18n } = useTranslation();
  const { at, direction, what, ok, status, ms, note, request, reply } = entry;
  const facts = [
    longTime(at, i18n.language),
    status,
    ms === undefined ? undefined : t("channels.health.milliseconds", { count: ms }),
    note,
  ];
  return (
    <Accordion.Item value={id}>
      <Accordion.Control>
        <Group gap={6} wrap="nowrap">
          <Badge size="sm" variant="light" color="gray" flex="none">
            {t(`channels.log.${direction}`)}
          </Badge>
          {!ok && (
            <Badge size="sm" color="red" flex="none">
              {t("channels.log.failed")}
            </Badge>
          )}
          <Text fz="xs" ff="monospace" truncate>
            {what}
          </Text>
        </Group>
        <Text fz="xs" c={ok ? "dimmed" : "var(--cl-error)"}>
          {facts.filter((it) => it !== undefined && it !== "").join(" · ")}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          {request !== undefined && <Body label={t("channels.log.request")} json={request} />}
          {reply !== undefined && <Body label={t("channels.log.reply")} json={reply} />}
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Body({ label, json }: { readonly label: string; readonly json: string }) {
  return (
    <div>
      <Text fz="xs" fw={600}>
        {label}
      </Text>
      <Code block className={classes.body ?? ""}>
        {indented(json)}
      </Code>
    </div>
  );
}

/** JSON as people read it; what was cut stays as it is. */
function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
