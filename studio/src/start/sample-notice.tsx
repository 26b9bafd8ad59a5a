import { Group, Text } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { RemoveSamples } from "./remove-samples.tsx";
import classes from "./start.module.css";
import { useSampleData } from "./use-sample-data.ts";

/** Tells every member on every page that the workspace has sample data, and lets admins remove it. */
export function SampleNotice() {
  const { t } = useTranslation();
  const admin = useMay("workspace.change");
  const state = useSampleData()?.state ?? "none";
  if (state === "none") {
    return null;
  }
  return (
    <div className={classes.notice}>
      <Group gap="xs" justify="center">
        <IconSparkles size={16} aria-hidden />
        <Text size="sm" role="status">
          {t(`start.samples.states.${state}`)}
        </Text>
        {admin && state === "present" && <RemoveSamples />}
      </Group>
    </div>
  );
}
