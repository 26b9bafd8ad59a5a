import type { ChannelHealth } from "@chatloom/api-schema";
import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

const colors = { high: "dimmed", medium: "var(--cl-warning)", low: "var(--cl-error)" } as const;

/** How the platform rates the account, in plain sentences. */
export function Standing({
  standing: { quality, dailyLimit, restriction },
}: {
  readonly standing: NonNullable<ChannelHealth["standing"]>;
}) {
  const { t } = useTranslation();
  return (
    <>
      {restriction && <Alert color="red">{restriction}</Alert>}
      {quality !== undefined && (
        <Text fz="sm" c={colors[quality]}>
          {t(`channels.standing.quality.${quality}`)}
        </Text>
      )}
      {dailyLimit !== undefined && (
        <Text fz="sm">
          {dailyLimit === "unlimited"
            ? t("channels.standing.unlimited")
            : t("channels.standing.limit", { count: dailyLimit })}
        </Text>
      )}
    </>
  );
}
