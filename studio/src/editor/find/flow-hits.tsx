import { findTexts, type TextHit } from "@chatloom/flows-schema";
import { ActionIcon, Button, Group, Text, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconReplace } from "@tabler/icons-react";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { useReveal } from "../canvas/use-viewport.ts";
import { replaceHits } from "../commands/replace-hits.ts";
import { useEditor } from "../state/editor-store.ts";
import { nodeName } from "../state/node-words.ts";
import classes from "./find.module.css";
import { setFind, useFind } from "./find-store.ts";
import { HitRow } from "./hit-row.tsx";
import { useSearch } from "./use-search.ts";

const mostRows = 200;
const pauseMs = 120;

/** The hits in the flow, with what replaces them. */
export function FlowHits({
  step,
  onJump,
}: {
  /** Goes to the next hit or the one before. */
  readonly step: RefObject<((by: 1 | -1) => void) | undefined>;
  readonly onJump: () => void;
}) {
  const { t } = useTranslation();
  const flow = useEditor((editor) => editor.flow);
  const readOnly = useEditor((editor) => editor.readOnly);
  const replacement = useFind((find) => find.replacement);
  const [search] = useDebouncedValue(useSearch(), pauseMs);
  const hits = useMemo(() => findTexts(flow, search), [flow, search]);
  const [at, setAt] = useState(-1);
  const [done, setDone] = useState<{ readonly replaced: number; readonly skipped: number }>();
  const reveal = useReveal();
  const field = useRef<HTMLInputElement>(null);
  const current = hits[at];

  // biome-ignore lint/correctness/useExhaustiveDependencies: another search begins anew
  useEffect(() => {
    setAt(-1);
    setDone(undefined);
  }, [search]);

  function show(index: number) {
    setAt(index);
    const nodeId = hits[index]?.nodeId;
    if (nodeId !== undefined) {
      useEditor.getState().select([nodeId]);
      reveal(nodeId);
    }
  }
  useEffect(() => {
    step.current = (by) => {
      if (hits.length > 0) {
        show(at < 0 && by < 0 ? hits.length - 1 : (at + by + hits.length) % hits.length);
      }
    };
  });

  function replaceOne(index: number) {
    const hit = hits[index];
    if (!hit) {
      return;
    }
    setDone(replaceHits([hit], replacement));
    // What was put in may contain the query itself.
    const within = findTexts(useEditor.getState().flow, search).filter(
      (it) =>
        it.key === hit.key &&
        it.language === hit.language &&
        it.start >= hit.start &&
        it.start < hit.start + replacement.length,
    );
    setAt(index + within.length);
  }

  const nodes = useMemo(() => new Map(flow.nodes.map((node) => [node.id, node])), [flow.nodes]);
  const nameOf = ({ nodeId, title, language }: TextHit) => {
    const node = nodeId === undefined ? undefined : nodes.get(nodeId);
    const where = node ? nodeName(t, node) : t("find.inSettings");
    const others = language === flow.settings.language ? [] : [language];
    // The field first: several hits of one step differ by it, and the end of a long line is cut off.
    return [fieldTitle(t, title), ...others, where].filter(Boolean).join(" · ");
  };

  return (
    <>
      {!readOnly && (
        <Group gap={6} wrap="nowrap">
          <TextInput
            ref={field}
            flex={1}
            aria-label={t("find.replacement")}
            placeholder={t("find.replacement")}
            maxLength={2_000}
            value={replacement}
            onChange={({ currentTarget }) => setFind({ replacement: currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === "Enter") {
                event.preventDefault();
                replaceOne(current ? at : 0);
              }
            }}
          />
          <Button
            size="xs"
            variant="default"
            disabled={hits.length === 0}
            onClick={() => {
              setDone(replaceHits(hits, replacement));
              setAt(-1);
              // The button has nothing left to replace, and cannot keep the focus.
              field.current?.focus();
            }}
          >
            {t("find.replaceAll")}
          </Button>
        </Group>
      )}
      <Text size="xs" c="dimmed" role="status">
        {done && done.replaced > 0 && `${t("find.replaced", { count: done.replaced })} `}
        {done && done.skipped > 0 && `${t("find.skipped", { count: done.skipped })} `}
        {search.query !== "" &&
          (current
            ? t("find.position", { at: at + 1, count: hits.length })
            : t("find.hits", { count: hits.length }))}
        {search.query === "" && t("find.hint")}
      </Text>
      <ul className={classes.list} aria-label={t("find.list")}>
        {hits.slice(0, mostRows).map((hit, index) => (
          <HitRow
            key={`${hit.language} ${hit.key} ${hit.start}`}
            where={nameOf(hit)}
            text={hit.text}
            start={hit.start}
            end={hit.end}
            current={index === at}
            onClick={() => {
              show(index);
              onJump();
            }}
          >
            {!readOnly && (
              <Tooltip label={t("find.replaceOne")}>
                <ActionIcon
                  size="sm"
                  aria-label={t("find.replaceIn", { where: nameOf(hit) })}
                  onClick={() => {
                    replaceOne(index);
                    // The row goes, and its button with it.
                    field.current?.focus();
                  }}
                >
                  <IconReplace size={15} />
                </ActionIcon>
              </Tooltip>
            )}
          </HitRow>
        ))}
        {hits.length > mostRows && (
          <Text component="li" size="xs" c="dimmed" p={8}>
            {t("find.more", { count: hits.length - mostRows })}
          </Text>
        )}
      </ul>
    </>
  );
}
