import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./imports.module.css";

const shown = [
  "created",
  "updated",
  "unchanged",
  "skipped",
  "invalid",
  "tooManyFields",
  "deleted",
  "restored",
  "kept",
] as const;

/** Shows the counts of an import that are not zero. */
export function ImportCounts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const { t, i18n } = useTranslation();
  return (
    <dl className={classes.counts}>
      {shown
        .filter((name) => (counts[name] ?? 0) > 0)
        .map((name) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {t(`imports.counts.${name}`)}
            </Text>
            <Text component="dd" m={0} fz={28} fw={650}>
              {(counts[name] ?? 0).toLocaleString(i18n.language)}
            </Text>
          </div>
        ))}
    </dl>
  );
}
