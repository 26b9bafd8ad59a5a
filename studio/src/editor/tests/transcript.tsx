import type { TestResult } from "@chatloom/runtime/chat";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./tests.module.css";

/** The real conversation of a test's run. */
export function Transcript({ result }: { readonly result: TestResult }) {
  const { t } = useTranslation();
  return (
    <section>
      <Text fw={600} fz="sm">
        {t("tests.transcript")}
      </Text>
      <div className={classes.transcript}>
        {result.transcript.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a finished run never move
          <p key={index} data-from={line.from}>
            <span>{t(`tests.speakers.${line.from}`)}</span> {line.text}
          </p>
        ))}
      </div>
    </section>
  );
}
