import { Tooltip, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { runsAt } from "../../figures/runs-at.ts";
import { useFormats } from "../../figures/use-formats.ts";
import { listBehind, useNumbers } from "../state/numbers-store.ts";
import classes from "./step-numbers.module.css";

/** The numbers of a step, while they are shown: how many runs came, how many ended here, and how long contacts stayed. */
export function StepNumbers({ nodeId }: { readonly nodeId: string }) {
  const { t } = useTranslation();
  const { count, duration } = useFormats();
  const shown = useNumbers((numbers) => numbers.shown);
  const figures = useNumbers((numbers) => numbers.byNode[nodeId]);
  if (!shown) {
    return null;
  }
  const runs = figures ? runsAt(figures) : 0;
  const { dropped = 0, failed = 0, stay } = figures ?? {};
  const lost = [
    { figure: "dropped", number: dropped },
    { figure: "stepFailed", number: failed },
  ] as const;
  return (
    <div className={classes.numbers}>
      <OneNumber
        label={t("editor.numbers.entered", { count: runs })}
        onClick={figures?.entered ? () => listBehind({ nodeId, figure: "entered" }) : undefined}
      >
        {count(runs)}
      </OneNumber>
      {lost
        .filter((it) => it.number > 0)
        .map(({ figure, number }) => (
          <OneNumber
            key={figure}
            label={t(`editor.numbers.${figure}`, { count: number })}
            lost
            onClick={() => listBehind({ nodeId, figure })}
          >
            {`−${count(number)}`}
          </OneNumber>
        ))}
      {stay?.p50 !== undefined && (
        <OneNumber label={t("editor.numbers.stay", { time: duration(stay.p50) })}>
          {duration(stay.p50)}
        </OneNumber>
      )}
    </div>
  );
}

function OneNumber({
  label,
  lost = false,
  onClick,
  children,
}: {
  readonly label: string;
  readonly lost?: boolean;
  readonly onClick?: (() => void) | undefined;
  readonly children: string;
}) {
  return (
    <Tooltip label={label}>
      {onClick ? (
        <UnstyledButton
          className={`nodrag ${classes.number}`}
          data-lost={lost}
          aria-label={label}
          onClick={(event) => {
            event.stopPropagation();
            onClick();
          }}
        >
          {children}
        </UnstyledButton>
      ) : (
        <span className={classes.number} data-lost={lost} role="img" aria-label={label}>
          {children}
        </span>
      )}
    </Tooltip>
  );
}
