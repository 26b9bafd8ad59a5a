import {
  ActionIcon,
  type ActionIconProps,
  Button,
  Divider,
  Popover,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { longTime } from "../../ui/format-time.ts";
import { snoozeTimes } from "./snooze-times.ts";
import classes from "./triage.module.css";

/** A button that opens moments to choose from; `clear` removes the one that is set. Rest: properties of the button. */
export function TimeMenu({
  icon,
  opened,
  onToggle,
  title,
  label = title,
  clear,
  before,
  onChoose,
  onClear,
  ...button
}: Pick<ActionIconProps, "size" | "disabled" | "loading"> & {
  readonly icon: ReactNode;
  readonly opened: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly title: string;
  /** The button's label; the title by default. */
  readonly label?: string;
  readonly clear?: string | undefined;
  /** Shown above the moments. */
  readonly before?: ReactNode;
  readonly onChoose: (at: Date) => void;
  readonly onClear?: () => void;
}) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState("");
  const own = typed === "" ? undefined : new Date(typed);
  const valid = own !== undefined && own.getTime() > Date.now();
  const choose = (at: Date) => {
    onToggle(false);
    setTyped("");
    onChoose(at);
  };
  return (
    <Popover
      opened={opened}
      onChange={onToggle}
      position="bottom-start"
      width={270}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <ActionIcon {...button} aria-label={label} title={label} onClick={() => onToggle(!opened)}>
          {icon}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Stack gap={4}>
          <Text size="sm" fw={600} px={8}>
            {title}
          </Text>
          {before}
          {snoozeTimes(new Date()).map(({ name, at }) => (
            <button key={name} type="button" className={classes.option} onClick={() => choose(at)}>
              <span>
                {t(`inbox.times.${name}`)}
                <Text component="span" size="xs" c="dimmed" display="block">
                  {longTime(at.toISOString(), i18n.language)}
                </Text>
              </span>
            </button>
          ))}
          <Divider />
          <TextInput
            size="xs"
            type="datetime-local"
            label={t("inbox.times.other")}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button size="xs" disabled={!valid} onClick={() => own && choose(own)}>
            {t("inbox.times.choose")}
          </Button>
          {clear && onClear && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                onToggle(false);
                onClear();
              }}
            >
              {clear}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
