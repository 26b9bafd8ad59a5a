import { addressOf, type FoundText, pages, routes } from "@chatloom/api-schema";
import { type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../../api/call.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { fieldTitle } from "../../ui/declared-words.ts";
import { useReveal } from "../canvas/use-viewport.ts";
import { useEditor } from "../state/editor-store.ts";
import { stepName } from "../state/node-words.ts";
import classes from "./find.module.css";
import { setFind } from "./find-store.ts";
import { HitRow } from "./hit-row.tsx";
import { useSearch } from "./use-search.ts";

const pauseMs = 350;

/** The hits in all flows of the workspace; each leads to its step. */
export function WorkspaceHits({ onJump }: { readonly onJump: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const ownId = useEditor((editor) => editor.flowId);
  const reveal = useReveal();
  const [search] = useDebouncedValue(useSearch(), pauseMs);
  const found = useQuery({
    queryKey: ["flows", "search", search],
    queryFn: () => call(routes.flows.searchFlowTexts, { body: search }),
    enabled: search.query.trim() !== "",
    placeholderData: keepPreviousData,
  });
  const items = search.query.trim() === "" ? [] : (found.data?.items ?? []);
  const byFlow = new Map<string, FoundText[]>();
  for (const item of items) {
    byFlow.set(item.flowId, [...(byFlow.get(item.flowId) ?? []), item]);
  }

  function follow({ flowId, node }: FoundText) {
    if (flowId === ownId) {
      if (node) {
        useEditor.getState().select([node.id]);
        reveal(node.id);
      }
      onJump();
      return;
    }
    setFind({ followed: true, scope: "flow" });
    void navigate(addressOf(pages.flow, { flowId }, { node: node?.id }));
  }

  return (
    <>
      <Text size="xs" c="dimmed" role="status">
        {!found.error &&
          (search.query.trim() === ""
            ? t("find.hintAll")
            : found.data &&
              (found.data.more
                ? t("find.firstOf", { count: items.length })
                : t("find.hits", { count: items.length })))}
      </Text>
      <Awaiting of={found} size="sm" />
      <div className={classes.list}>
        {[...byFlow].map(([flowId, texts]) => (
          <section key={flowId}>
            <h3 className={classes.flow} style={{ margin: 0 }}>
              {texts[0]?.flowName}
            </h3>
            <ul className={classes.list} aria-label={texts[0]?.flowName ?? ""}>
              {texts.map((item, index) => (
                <HitRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: two hits may have the same place and words
                  key={`${item.node?.id} ${item.title} ${item.start} ${index}`}
                  where={whereOf(t, item)}
                  text={item.text}
                  start={item.start}
                  end={item.end}
                  onClick={() => follow(item)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function whereOf(t: TFunction, { node, title, language }: FoundText): string {
  const isKnown = node !== undefined && Object.hasOwn(nodeTypes, node.type);
  const name = isKnown ? stepName(t, node.type as NodeTypeId, node.summary) : t("find.inSettings");
  return [fieldTitle(t, title), language, name].filter(Boolean).join(" · ");
}
