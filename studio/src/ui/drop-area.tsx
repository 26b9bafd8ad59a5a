import { Button, Stack, Text } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import classes from "./drop-area.module.css";

/** Takes files that are dropped on it or chosen. While `pending`, it takes none. */
export function DropArea({
  title,
  hint,
  choose,
  icon,
  accept,
  multiple = false,
  pending,
  children,
  onFiles,
}: {
  readonly title: string;
  readonly hint: string;
  /** The label of the button. */
  readonly choose: string;
  readonly icon: ReactNode;
  /** Extensions, as in `accept` of HTML. */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly pending: boolean;
  /** Shown below the button. */
  readonly children?: ReactNode;
  readonly onFiles: (files: readonly [File, ...File[]]) => void;
}) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const [first, ...others] = list ?? [];
    if (first && !pending) {
      onFiles([first, ...others]);
    }
  };
  return (
    <section
      className={classes.area}
      data-over={over || undefined}
      aria-label={title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <Stack align="center" gap="xs" ta="center">
        {icon}
        <Text fw={650}>{title}</Text>
        <Text c="dimmed" size="sm" maw={520}>
          {hint}
        </Text>
        <Button loading={pending} onClick={() => picker.current?.click()}>
          {choose}
        </Button>
        {children}
      </Stack>
      <input
        ref={picker}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        aria-label={choose}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          currentTarget.value = "";
        }}
      />
    </section>
  );
}
