import { CloseButton, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { coversCanvas } from "../canvas/visible-area.ts";
import classes from "./side-panel.module.css";

/** The test as a phone above the canvas. The settings of the step beside it stay visible. */
export function TestDock({
  onClose,
  children,
}: {
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <aside className={classes.dock} aria-label={t("editor.panels.test")} {...coversCanvas}>
      <div className={classes.dockHead}>
        <Text component="h2" fw={650} fz="sm" m={0}>
          {t("editor.panels.test")}
        </Text>
        <CloseButton size="sm" aria-label={t("editor.panels.closeTest")} onClick={onClose} />
      </div>
      <div className={classes.dockBody}>{children}</div>
    </aside>
  );
}
