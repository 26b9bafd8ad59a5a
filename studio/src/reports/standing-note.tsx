import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { longTime } from "../ui/format-time.ts";

/** Says until when a report is complete, and in which time zone its days are. */
export function StandingNote({
  standing: { upTo, counting, timeZone },
}: {
  readonly standing: {
    readonly upTo?: string | undefined;
    readonly counting: boolean;
    readonly timeZone: string;
  };
}) {
  const { t, i18n } = useTranslation();
  if (counting) {
    return <Alert>{t("reports.counting")}</Alert>;
  }
  return (
    <Text size="sm" c="dimmed">
      {upTo && t("reports.upTo", { when: longTime(upTo, i18n.language), timeZone })}
    </Text>
  );
}
