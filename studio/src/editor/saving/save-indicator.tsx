import { Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUpload,
  IconLock,
  IconPencil,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../ui/show-problem.ts";
import { useSaving } from "../state/saving-store.ts";
import classes from "./save-indicator.module.css";

const icons = {
  saved: IconCloudCheck,
  unsaved: IconPencil,
  saving: IconCloudUpload,
  offline: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
  signedOut: IconLock,
} as const;

/** The state of saving, always visible. */
export function SaveIndicator() {
  const { t } = useTranslation();
  const { state, problem } = useSaving();
  const StateIcon = icons[state];
  return (
    <Tooltip
      label={problem ? problemText(problem) : t(`editor.saving.${state}Hint`)}
      multiline
      maw={260}
    >
      <span className={classes.saving} data-state={state} role="status">
        <StateIcon size={16} aria-hidden />
        <span className={classes.savingText}>{t(`editor.saving.${state}`)}</span>
      </span>
    </Tooltip>
  );
}
