import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { JobProgress } from "../ui/job-progress.tsx";
import { Section } from "../ui/section.tsx";
import { RemoveSamples } from "./remove-samples.tsx";
import { useSampleActions, useSampleData } from "./use-sample-data.ts";

/** The sample data in the settings: fill, follow the job, remove. */
export function SampleSection() {
  const { t } = useTranslation();
  const admin = useMay("workspace.change");
  const data = useSampleData();
  const { fill, pending } = useSampleActions();
  if (!data || !admin) {
    return null;
  }
  const { state, job } = data;
  return (
    <Section title={t("start.samples.title")}>
      <Stack maw={560}>
        <Text size="sm" c="dimmed">
          {t("start.samples.text")}
        </Text>
        {job && job.state !== "done" && (
          <JobProgress
            job={job}
            label={t(
              job.kind === "fillSampleData"
                ? "start.samples.states.filling"
                : "start.samples.states.removing",
            )}
          />
        )}
        <Group>
          {state === "none" && (
            <Button variant="default" loading={pending} onClick={fill}>
              {t("start.samples.fill")}
            </Button>
          )}
          {state === "present" && <RemoveSamples />}
        </Group>
      </Stack>
    </Section>
  );
}
