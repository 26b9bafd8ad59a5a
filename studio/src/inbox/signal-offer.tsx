import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./inbox.module.css";
import { allowDesktop, changeSignals, useSignalSettings } from "./signal-settings.ts";

/** Offers desktop notifications once; the browser itself is asked only after a yes. */
export function SignalOffer() {
  const { t } = useTranslation();
  const { asked, desktop } = useSignalSettings();
  if (asked || desktop || !("Notification" in window) || Notification.permission !== "default") {
    return null;
  }
  return (
    <div className={classes.offer}>
      <Text size="sm">{t("inbox.signals.offer")}</Text>
      <Group gap="xs" mt={6}>
        <Button size="compact-sm" variant="light" onClick={() => void allowDesktop()}>
          {t("inbox.signals.yes")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => changeSignals({ asked: true })}>
          {t("inbox.signals.no")}
        </Button>
      </Group>
    </div>
  );
}
