import { Button, Divider, Popover, Stack, Text, TextInput } from "@mantine/core";
import { type ReactElement, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { longTime } from "../../ui/format-time.ts";
import { snoozeTimes } from "./snooze-times.ts";
import classes from "./triage.module.css";

/** Chooses a moment: one that is offered, or any other. `clear` is offered where something is set already. */
export function TimeMenu({
  children,
  opened,
  onToggle,
  title,
  clear,
  before,
  onChoose,
  onClear,
}: {
  readonly children: ReactElement;
  readonly opened: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly title: string;
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
      <Popover.Target>{children}</Popover.Target>
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
