import type { Job } from "@chatloom/api-schema";
import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { reasonText } from "./reason-text.ts";

/** Shows the progress of long work: a bar, the rate and the time left; or why it ended early. */
export function JobProgress({
  job,
  label,
  waits = false,
  onStop,
}: {
  readonly job: Job;
  readonly label: string;
  /** It waits for a time or a member, so that its rate tells nothing about the time left. */
  readonly waits?: boolean;
  readonly onStop?: (() => void) | undefined;
}) {
  const { t, i18n } = useTranslation();
  const { state, position, total, problem } = job;
  // Some platforms tell how much there is only at the end.
  const known = total > 0 || position === 0;
  if (state === "failed" || state === "stopped") {
    return (
      <Alert color={state === "failed" ? "red" : "yellow"} role="alert" title={label}>
        {problem
          ? reasonText(t, problem)
          : known
            ? t("common.job.stopped", { position: format(position), total: format(total) })
            : t("common.job.soFar", { position: format(position) })}
      </Alert>
    );
  }
  const percent = total === 0 ? 100 : Math.round((position / total) * 100);
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text fw={600}>{label}</Text>
        {onStop && state === "running" && (
          <Button size="xs" variant="default" onClick={onStop}>
            {t("common.job.stop")}
          </Button>
        )}
      </Group>
      <Progress
        value={percent}
        animated={state === "running" && !waits}
        size="lg"
        aria-label={label}
      />
      <Text size="sm" c="dimmed" role="status">
        {known
          ? t("common.job.progress", { position: format(position), total: format(total) })
          : t("common.job.soFar", { position: format(position) })}
        {state === "running" && !waits && known && position > 0 && ` · ${timeLeft()}`}
      </Text>
    </Stack>
  );

  function format(count: number): string {
    return count.toLocaleString(i18n.language);
  }

  function timeLeft(): string {
    const elapsed = Math.max(1, Date.now() - Date.parse(job.createdAt));
    const seconds = Math.ceil(((elapsed / position) * (total - position)) / 1_000);
    return seconds < 60
      ? t("common.job.secondsLeft", { count: seconds })
      : t("common.job.minutesLeft", { count: Math.ceil(seconds / 60) });
  }
}
