import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Anchor, Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";
import { Section } from "../ui/section.tsx";

/** The flows that run for a contact now, each with a button that stops it. */
export function RunningFlows({ contactId }: { readonly contactId: string }) {
  const { t, i18n } = useTranslation();
  const may = useMay("contacts.change");
  const client = useQueryClient();
  const queryKey = ["contact", contactId, "runs"];
  const { data } = useQuery({
    queryKey,
    queryFn: () => call(routes.contactRecords.listRuns, { params: { contactId } }),
  });
  const stop = useMutation({
    mutationFn: (conversationId: string) =>
      call(routes.contactRecords.stopRun, { params: { conversationId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["contact", contactId] }),
  });
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <Section title={t("contacts.runs.title")}>
      {data.items.map(({ conversationId, flowId, flowName, startedAt }) => (
        <Group key={conversationId} justify="space-between" wrap="nowrap" py={4}>
          <div>
            <Anchor component={Link} to={addressOf(pages.flow, { flowId })} size="sm">
              {flowName || t("contacts.runs.formerFlow")}
            </Anchor>
            <Text size="xs" c="dimmed">
              {t("contacts.runs.since", { at: longTime(startedAt, i18n.language) })}
            </Text>
          </div>
          {may && (
            <Button
              size="xs"
              variant="default"
              loading={stop.isPending}
              onClick={() => stop.mutate(conversationId)}
            >
              {t("contacts.runs.stop")}
            </Button>
          )}
        </Group>
      ))}
    </Section>
  );
}
