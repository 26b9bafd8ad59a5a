import { runningTimers } from "@chatloom/runtime";
import { Button, Group, Text } from "@mantine/core";
import { IconClock, IconPlayerTrackNext } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { moment } from "../../words/formats.ts";
import { passTime } from "./pass-time.ts";
import type { Simulation } from "./simulation.ts";
import { advance } from "./simulator-store.ts";

const hour = 3_600_000;

/** The clock of the conversation: it only moves when it is advanced. */
export function ClockControls({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation();
  const { now } = simulation;
  const next = Math.min(...runningTimers(simulation).map((it) => it.at));
  return (
    <Group gap={4} px="sm" py={4} wrap="wrap">
      <Text fz="xs" c="dimmed" display="flex" style={{ alignItems: "center", gap: 4 }}>
        <IconClock size={13} aria-hidden />
        {moment(new Date(now).toISOString())}
      </Text>
      <Button
        size="compact-xs"
        variant="light"
        disabled={!Number.isFinite(next)}
        leftSection={<IconPlayerTrackNext size={13} />}
        onClick={() => advance((it) => passTime(it, next))}
      >
        {t("simulator.skipToTimer")}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => advance((it) => passTime(it, it.now + hour))}
      >
        {t("simulator.plusHour")}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => advance((it) => passTime(it, it.now + 24 * hour))}
      >
        {t("simulator.plusDay")}
      </Button>
    </Group>
  );
}
