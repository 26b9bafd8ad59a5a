import { Button, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { expireCallback } from "./awaited-callback.ts";
import { type Simulation, simulatedId, take } from "./simulation.ts";
import { advance } from "./simulator-store.ts";

/** Shown while the flow waits for the contact on another channel: choose whether they come. */
export function SwitchPrompt({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  return (
    <Paper
      withBorder
      m="xs"
      p="xs"
      radius="md"
      role="group"
      aria-label={t("simulator.switch.title")}
    >
      <Text fw={600} fz="sm">
        {t("simulator.switch.question")}
      </Text>
      <Text fz="xs" c="dimmed">
        {t("simulator.switch.hint")}
      </Text>
      <Group gap="xs" mt={8}>
        <Button size="compact-sm" onClick={() => advance((it) => openSwitch(it, token))}>
          {t("simulator.switch.opened")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => advance((it) => expireCallback(it, token))}
        >
          {t("simulator.switch.expired")}
        </Button>
      </Group>
    </Paper>
  );
}

/** Lets the contact open the link. The simulator has one conversation: the flow goes on in it. */
function openSwitch(simulation: Simulation, token: string): Simulation {
  const body = { conversationId: simulatedId };
  return take(simulation, { type: "callback", token, body });
}
