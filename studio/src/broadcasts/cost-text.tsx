import type { BroadcastReach } from "@chatloom/api-schema";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Says what messages cost by the price table; nothing where they cost nothing. */
export function CostText({ cost }: { readonly cost: BroadcastReach["cost"] }) {
  const { t, i18n } = useTranslation();
  const { amount, currency, unpriced } = cost;
  if (amount === 0 && unpriced === 0) {
    return null;
  }
  const sum = amount.toLocaleString(i18n.language, { style: "currency", currency });
  return (
    <Text size="sm">
      {t("broadcasts.cost", { sum })}
      {unpriced > 0 && ` ${t("broadcasts.unpriced", { count: unpriced })}`}
    </Text>
  );
}
