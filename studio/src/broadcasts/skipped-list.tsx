import { skipReasons } from "@chatloom/api-schema";
import { List } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Lists how many contacts were left out, by reason. */
export function SkippedList({ skipped }: { readonly skipped: Readonly<Record<string, number>> }) {
  const { t } = useTranslation();
  const shown = skipReasons.filter((it) => (skipped[it] ?? 0) > 0);
  if (shown.length === 0) {
    return null;
  }
  return (
    <List size="sm" mt={6}>
      {shown.map((reason) => (
        <List.Item key={reason}>
          {t(`broadcasts.skipped.${reason}`, { count: skipped[reason] ?? 0 })}
        </List.Item>
      ))}
    </List>
  );
}
