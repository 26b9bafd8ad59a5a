import { type Erasure, routes } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { longTime } from "../ui/format-time.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { saveFile } from "../ui/save-file.ts";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";

/** The certificates of erased contacts. */
export function ErasureList() {
  const { t, i18n } = useTranslation();
  const found = useInfiniteQuery({
    queryKey: ["erasures"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.privacy.listErasures, { query: { cursor: pageParam, limit: 20 } }),
    getNextPageParam: (page) => page.next,
  });
  const erasures = found.data?.pages.flatMap((it) => it.items) ?? [];
  return (
    <Section title={t("settings.privacy.erasures")}>
      {found.data && erasures.length === 0 && (
        <Text c="dimmed">{t("settings.privacy.noErasures")}</Text>
      )}
      {erasures.map((it) => (
        <Group key={it.id} justify="space-between" className={classes.line ?? ""}>
          <div>
            <Text size="sm">
              {t("settings.privacy.erased", { count: countOf(it) })}
              {it.by && ` · ${it.by}`}
            </Text>
            <Text size="xs" c="dimmed">
              {longTime(it.endedAt, i18n.language)}
            </Text>
          </div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() =>
              saveFile(
                `erasure-${it.id}.json`,
                new Blob([JSON.stringify(it, undefined, 2)], { type: "application/json" }),
              )
            }
          >
            {t("settings.privacy.certificate")}
          </Button>
        </Group>
      ))}
      <MoreButton of={found} />
    </Section>
  );
}

function countOf({ erased }: Erasure): number {
  return Object.values(erased).reduce((sum, it) => sum + it, 0);
}
