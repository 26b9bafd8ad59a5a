import { Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allowDesktop, changeSignals, useSignalSettings } from "./signal-settings.ts";

/** The switches for sound and desktop notifications of this browser. */
export function SignalSwitches() {
  const { t } = useTranslation();
  const { sound, desktop } = useSignalSettings();
  const [refused, setRefused] = useState(false);
  return (
    <Stack gap="sm">
      <Switch
        label={t("inbox.signals.sound")}
        checked={sound}
        onChange={(event) => changeSignals({ sound: event.currentTarget.checked })}
      />
      <Switch
        label={t("inbox.signals.desktop")}
        checked={desktop}
        onChange={(event) => {
          if (!event.currentTarget.checked) {
            return changeSignals({ desktop: false });
          }
          void allowDesktop().then((allowed) => setRefused(!allowed));
        }}
      />
      {refused && (
        <Text size="sm" c="var(--cl-warning)" role="alert">
          {t("inbox.signals.refused")}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t("inbox.signals.hint")}
      </Text>
    </Stack>
  );
}
