import { addressOf, type ConversionEvent, pages, routes } from "@chatloom/api-schema";
import { Anchor, Badge, Button, Code, Group, Select, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { longTime } from "../ui/format-time.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { reasonText } from "../ui/reason-text.ts";
import classes from "../ui/section.module.css";

const colors = { pending: "yellow", sent: "loom", skipped: "gray", failed: "red" } as const;
const states = ["pending", "sent", "skipped", "failed"] as const;
const refreshMs = 3_000;

/** The log of a dataset: what was told, and what came of it. */
export function ConversionLog({
  datasetId,
  enabled,
}: {
  readonly datasetId: string;
  readonly enabled: boolean;
}) {
  const { t } = useTranslation();
  const [state, setState] = useState<ConversionEvent["state"]>();
  const found = useInfiniteQuery({
    queryKey: ["conversions", datasetId, "events", state],
    refetchInterval: refreshMs,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.conversions.listConversionEvents, {
        params: { datasetId },
        query: { cursor: pageParam, limit: 20, state },
      }),
    getNextPageParam: (page) => page.next,
  });
  const events = found.data?.pages.flatMap((it) => it.items) ?? [];
  return (
    <>
      <Select
        maw={200}
        mb="sm"
        clearable
        clearButtonProps={{ "aria-label": t("common.clear") }}
        label={t("settings.conversions.state")}
        placeholder={t("settings.conversions.allStates")}
        value={state ?? null}
        onChange={(chosen) => setState(chosen ?? undefined)}
        data={states.map((value) => ({ value, label: t(`settings.conversions.states.${value}`) }))}
      />
      {found.data && events.length === 0 && (
        <Text c="dimmed">{t("settings.conversions.noEvents")}</Text>
      )}
      {events.map((it) => (
        <Line key={it.id} datasetId={datasetId} event={it} enabled={enabled} />
      ))}
      <MoreButton of={found} />
    </>
  );
}

function Line({
  datasetId,
  event: told,
  enabled,
}: {
  readonly datasetId: string;
  readonly event: ConversionEvent;
  readonly enabled: boolean;
}) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { id, contactId, goal, event, value, currency, state, test, attempts } = told;
  const { reason, nextAt, body, at } = told;
  const resend = useMutation({
    mutationFn: () =>
      call(routes.conversions.resendConversionEvent, { params: { datasetId, eventId: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["conversions", datasetId] }),
  });
  const worth = value === undefined ? undefined : `${value} ${currency ?? ""}`.trim();
  const waits = nextAt === undefined || attempts === 0 ? undefined : nextAt;
  const facts = [
    longTime(at, i18n.language),
    t("settings.conversions.attempts", { count: attempts }),
    waits && t("settings.conversions.next", { at: longTime(waits, i18n.language) }),
  ];
  return (
    <div className={classes.line}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs">
          <Badge color={colors[state]}>{t(`settings.conversions.states.${state}`)}</Badge>
          {test && <Badge color="yellow">{t("settings.conversions.isTest")}</Badge>}
          <Text size="sm" fw={600}>
            {[event, worth].filter((it) => it !== undefined).join(" · ")}
          </Text>
          {contactId !== undefined && (
            <Anchor size="sm" href={addressOf(pages.contact, { contactId })}>
              {goal}
            </Anchor>
          )}
        </Group>
        {(state === "failed" || state === "skipped") && enabled && (
          <Button
            size="xs"
            variant="default"
            loading={resend.isPending}
            onClick={() => resend.mutate()}
          >
            {t("settings.conversions.resend")}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {facts.filter((it) => it !== undefined).join(" · ")}
      </Text>
      {reason && <Text size="sm">{reasonText(t, reason)}</Text>}
      {body !== undefined && (
        <Code block mt={4} style={{ maxHeight: 120, overflow: "auto" }} tabIndex={0}>
          {body}
        </Code>
      )}
    </div>
  );
}
