import { addressOf, pages, routes, type Segment } from "@chatloom/api-schema";
import { Anchor, Button, Paper, Stack, Table, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useSegments } from "../api/use-definitions.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import { Page } from "../ui/page.tsx";
import { AudienceTabs } from "./audience-tabs.tsx";

/** The saved segments. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const may = useMay("contacts.manage");
  const segments = useSegments();
  const { data } = segments;
  const create = may && (
    <Button
      component={Link}
      to={addressOf(pages.segment, { segmentId: "new" })}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t("audience.segments.create")}
    </Button>
  );
  return (
    <Page title={t("audience.title")} actions={create}>
      <AudienceTabs chosen="segments" />
      <Paper p="sm" style={{ background: "var(--cl-surface)", boxShadow: "var(--cl-shadow-card)" }}>
        <Awaiting of={segments} height={120} />
        {data?.items.length === 0 ? (
          <Stack gap={4} p="xl" align="center" ta="center">
            <Text fw={650}>{t("audience.segments.empty")}</Text>
            <Text c="dimmed" maw={520}>
              {t("audience.segments.emptyHint")}
            </Text>
          </Stack>
        ) : (
          <Table verticalSpacing="sm">
            <Table.Tbody>
              {data?.items.map((it) => (
                <SegmentRow key={it.id} segment={it} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paper>
    </Page>
  );
}

function SegmentRow({ segment: { id, name, sizes, updatedAt } }: { readonly segment: Segment }) {
  const { t, i18n } = useTranslation();
  // The list holds the count of the last time that somebody looked; reading one segment counts again.
  const { data: counted } = useQuery({
    queryKey: ["segment", id],
    queryFn: () => call(routes.audience.readSegment, { params: { segmentId: id } }),
  });
  const { count = 0, atLeast = false } = (counted?.sizes ?? sizes).at(-1) ?? {};
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        <Anchor component={Link} to={addressOf(pages.segment, { segmentId: id })} fw={600}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {t(atLeast ? "audience.segments.atLeast" : "audience.segments.count", { count })}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {t("audience.segments.changed", { when: longTime(updatedAt, i18n.language) })}
      </Table.Td>
    </Table.Tr>
  );
}
