import { addressOf, pages, routes } from "@chatloom/api-schema";
import type { Condition } from "@chatloom/flows-schema";
import { Anchor, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { filledIn } from "./condition-editor.tsx";

/** How many contacts fit a condition, counted while it is edited, and the first of them. */
export function MatchPreview({ condition }: { readonly condition: Condition }) {
  const { t } = useTranslation();
  const [asked] = useDebouncedValue(condition, 400);
  const preview = useQuery({
    queryKey: ["segmentPreview", asked],
    placeholderData: keepPreviousData,
    queryFn: () => call(routes.audience.previewSegment, { body: { condition: filledIn(asked) } }),
  });
  const { data } = preview;
  const count = data?.count ?? 0;
  const size = data?.complete
    ? t("audience.segments.count", { count })
    : t("audience.segments.atLeast", { count });
  return (
    <Section title={t("audience.segments.preview")}>
      {preview.isLoadingError ? (
        <Awaiting of={preview} />
      ) : (
        <Text role="status" fw={650} mb="xs">
          {data ? size : t("audience.segments.counting")}
        </Text>
      )}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("audience.segments.nobody")}
        </Text>
      )}
      {data?.items.map((it) => (
        <Group key={it.id} justify="space-between" className={classes.line ?? ""} gap="xs">
          <Anchor component={Link} to={addressOf(pages.contact, { contactId: it.id })}>
            {it.name || t("contacts.unnamed")}
          </Anchor>
          <Text size="sm" c="dimmed" truncate>
            {it.email || it.phone}
          </Text>
        </Group>
      ))}
    </Section>
  );
}
