import type { ChannelHealth } from "@chatloom/api-schema";
import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

const colors = { high: "dimmed", medium: "var(--cl-warning)", low: "var(--cl-error)" } as const;

/** The part of a quota from which on it is shown as a warning. */
const nearlyUsed = 0.9;

/** How the platform rates the account, in plain sentences. */
export function Standing({
  standing: { quality, dailyLimit, quota, restriction },
}: {
  readonly standing: NonNullable<ChannelHealth["standing"]>;
}) {
  const { t, i18n } = useTranslation();
  const count = (value: number) => value.toLocaleString(i18n.language);
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
      {quota?.limit === "unlimited" && (
        <Text fz="sm">{t("channels.standing.used", { used: count(quota.used) })}</Text>
      )}
      {quota !== undefined && quota.limit !== "unlimited" && (
        <Text fz="sm" c={quota.used >= quota.limit * nearlyUsed ? "var(--cl-error)" : ""}>
          {t("channels.standing.quota", { used: count(quota.used), limit: count(quota.limit) })}
        </Text>
      )}
    </>
  );
}
