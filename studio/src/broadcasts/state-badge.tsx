import type { Broadcast } from "@chatloom/api-schema";
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

const colors = {
  draft: "gray",
  scheduled: "blue",
  sending: "loom",
  deciding: "blue",
  paused: "yellow",
  sent: "loom",
  stopped: "red",
} as const;

/** Shows the state of a broadcast. */
export function StateBadge({ state }: { readonly state: Broadcast["state"] }) {
  const { t } = useTranslation();
  return <Badge color={colors[state]}>{t(`broadcasts.states.${state}`)}</Badge>;
}
