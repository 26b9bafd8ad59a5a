import { type KnowledgeBase, type KnowledgeDocument, routes } from "@chatloom/api-schema";
import { ActionIcon, Badge, Button, Group, Menu, Text } from "@mantine/core";
import {
  IconDots,
  IconFileText,
  IconMessageQuestion,
  IconSitemap,
  IconWorld,
} from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { longTime } from "../../ui/format-time.ts";
import { reasonText } from "../../ui/reason-text.ts";
import classes from "../ai.module.css";

const icons = {
  file: IconFileText,
  page: IconWorld,
  site: IconSitemap,
  sitemap: IconSitemap,
  answer: IconMessageQuestion,
};
const colors = { queued: "gray", indexing: "blue", ready: "loom", failed: "red" };

/** The documents of a base, the newest first; those of a site where `parent` is given. */
export function DocumentList({
  base,
  parent,
}: {
  readonly base: KnowledgeBase;
  readonly parent?: KnowledgeDocument;
}) {
  const { t } = useTranslation();
  const baseId = base.id;
  const found = useInfiniteQuery({
    queryKey: ["knowledge", baseId, "documents", parent?.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      call(routes.knowledge.listKnowledgeDocuments, {
        params: { baseId },
        query: {
          cursor,
          parentId: parent?.id,
        },
      }),
    getNextPageParam: (last) => last.next,
  });
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = found;
  const items = data?.pages.flatMap((it) => it.items) ?? [];
  return (
    <>
      <Awaiting of={found} height={60} />
      {data && items.length === 0 && <Text c="dimmed">{t("ai.knowledge.noDocuments")}</Text>}
      {items.map((it) => (
        <DocumentLine key={it.id} base={base} document={it} />
      ))}
      {hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("ai.knowledge.more")}
        </Button>
      )}
    </>
  );
}

function DocumentLine({
  base,
  document,
}: {
  readonly base: KnowledgeBase;
  readonly document: KnowledgeDocument;
}) {
  const { t, i18n } = useTranslation();
  const may = useMay("ai.edit");
  const [open, setOpen] = useState(false);
  const { kind, title, state, problem, passages, pages, mostPages, indexedAt } = document;
  const Icon = icons[kind];
  const holds = mostPages !== undefined;
  const facts = [
    holds
      ? t("ai.knowledge.pageCount", { count: pages ?? 0, most: mostPages })
      : t("ai.knowledge.passageCount", { count: passages }),
    indexedAt && longTime(indexedAt, i18n.language),
  ];
  return (
    <div className={classes.line}>
      <Group wrap="nowrap" gap="sm" align="flex-start">
        <Icon size={20} stroke={1.5} aria-hidden style={{ flex: "none", marginTop: 2 }} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }} lineClamp={2}>
            {title}
          </Text>
          {document.answer && (
            <Text size="sm" lineClamp={2}>
              {document.answer}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {facts.filter(Boolean).join(" · ")}
          </Text>
          {problem && (
            <Text size="sm" c="var(--cl-error)">
              {reasonText(t, problem)} {passages > 0 && t("ai.knowledge.stillUsed")}
            </Text>
          )}
          {holds && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {t(open ? "ai.knowledge.hidePages" : "ai.knowledge.showPages")}
            </Button>
          )}
        </div>
        <Badge color={colors[state]} flex="none">
          {t(`ai.knowledge.states.${state}`)}
        </Badge>
        {may && <DocumentMenu base={base} document={document} />}
      </Group>
      {open && (
        <div className={classes.pages}>
          <DocumentList base={base} parent={document} />
        </div>
      )}
    </div>
  );
}

function DocumentMenu({
  base,
  document,
}: {
  readonly base: KnowledgeBase;
  readonly document: KnowledgeDocument;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { baseId: base.id, documentId: document.id };
  const refresh = () => client.invalidateQueries({ queryKey: ["knowledge"] });
  const reindex = useMutation({
    mutationFn: () => call(routes.knowledge.reindexKnowledgeDocument, { params }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.knowledge.removeKnowledgeDocument, { params }),
    onSuccess: refresh,
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("ai.knowledge.menu", { name: document.title })}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => reindex.mutate()}>{t("ai.knowledge.reindex")}</Menu.Item>
        <Menu.Item color="red" onClick={() => remove.mutate()}>
          {t("ai.knowledge.removeDocument")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
