import type { Delivery } from "@chatloom/api-schema";
import { Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const marks = {
  queued: { icon: IconClock, color: "var(--cl-muted)" },
  sent: { icon: IconCheck, color: "var(--cl-muted)" },
  delivered: { icon: IconChecks, color: "var(--cl-muted)" },
  read: { icon: IconChecks, color: "var(--cl-accent)" },
  failed: { icon: IconAlertTriangle, color: "var(--cl-error)" },
  unknown: { icon: IconHelpCircle, color: "var(--cl-warning)" },
} as const;

/** How an outgoing message fares. */
export function DeliveryMark({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation();
  const { icon: Mark, color } = marks[delivery];
  const label = t(`inbox.delivery.${delivery}`);
  return (
    <Tooltip label={label}>
      <Mark size={14} color={color} role="img" aria-label={label} />
    </Tooltip>
  );
}
