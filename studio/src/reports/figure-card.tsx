import type { ListedFigure } from "@chatloom/api-schema";
import { Group, Paper, Text, UnstyledButton } from "@mantine/core";
import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import classes from "./reports.module.css";

/** One figure, with what it was before. A press lists the conversations behind it. */
export function FigureCard({
  label,
  value,
  now,
  before,
  note,
  figure,
  onOpen,
}: {
  readonly label: string;
  /** The figure as text. */
  readonly value: string;
  /** The numbers that are compared; undefined: there is nothing to compare. */
  readonly now?: number | undefined;
  readonly before?: number | undefined;
  readonly note?: string | undefined;
  readonly figure?: ListedFigure;
  readonly onOpen?: (figure: ListedFigure) => void;
}) {
  // An amount and its currency stay in one line.
  const length = Math.max(...value.split(" ").map((it) => it.length));
  const content = (
    <>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Group gap="xs" align="baseline">
        <Text className={classes.value ?? ""} fw={700} lh={1.3} style={{ "--length": length }}>
          {value}
        </Text>
        <Change now={now} before={before} />
      </Group>
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </>
  );
  return (
    <Paper p="md" className={classes.card ?? ""}>
      <div className={classes.figure}>
        {figure && onOpen ? (
          <UnstyledButton className={classes.open ?? ""} onClick={() => onOpen(figure)}>
            {content}
          </UnstyledButton>
        ) : (
          content
        )}
      </div>
    </Paper>
  );
}

function Change({
  now,
  before,
}: {
  readonly now: number | undefined;
  readonly before: number | undefined;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (now === undefined || before === undefined || before === 0 || now === before) {
    return null;
  }
  const Icon = now > before ? IconArrowUpRight : IconArrowDownRight;
  const share = formats.share(Math.abs(now - before), before);
  return (
    <Text size="sm" c="dimmed" component="span">
      <Icon size={14} aria-hidden style={{ verticalAlign: "-2px" }} />
      {t(now > before ? "reports.more" : "reports.less", { share })}
    </Text>
  );
}
