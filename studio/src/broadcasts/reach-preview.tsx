import { type BroadcastPlan, routes } from "@chatloom/api-schema";
import { Alert, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { problemText } from "../ui/show-problem.ts";
import { CostText } from "./cost-text.tsx";
import { SkippedList } from "./skipped-list.tsx";

/** Shows how many contacts a plan reaches now, and why others are left out. */
export function ReachPreview({ plan }: { readonly plan: BroadcastPlan }) {
  const { t } = useTranslation();
  const { perMinute: _, ...measured } = { ...plan, name: plan.name || "-" };
  const [asked] = useDebouncedValue(measured, 400);
  const reach = useQuery({
    queryKey: ["broadcastReach", asked],
    meta: { quiet: true },
    queryFn: () => call(routes.broadcasts.measureReach, { body: asked }),
  });
  const { data, error } = reach;
  if (error) {
    return (
      <Alert mt="md" color="yellow" role="status">
        {problemText(error)}
      </Alert>
    );
  }
  if (!data) {
    return <Awaiting of={reach} size="sm" mt="md" />;
  }
  return (
    <Alert mt="md" color={data.reached === 0 ? "yellow" : "loom"} role="status">
      <Text fw={650}>
        {t("broadcasts.reach", { count: data.reached })}
        {!data.complete && ` ${t("broadcasts.sample", { count: data.contacts })}`}
      </Text>
      {data.waiting > 0 && (
        <Text size="sm">{t("broadcasts.waitingReach", { count: data.waiting })}</Text>
      )}
      <CostText cost={data.cost} />
      <SkippedList skipped={data.skipped} />
    </Alert>
  );
}
