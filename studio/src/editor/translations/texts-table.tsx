import type { WrittenText } from "@chatloom/flows-schema";
import { lostVariables } from "@chatloom/flows-schema";
import { Table, Text, Textarea } from "@mantine/core";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type FocusEvent, Fragment, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { translate } from "../commands/translate.ts";
import { useEditor } from "../state/editor-store.ts";
import { nodeName } from "../state/node-words.ts";
import classes from "./translations.module.css";

/** A row with one line of text, in pixels. */
const rowHeight = 64;

/** Each text with its translation beside it, in the order of the steps. */
export function TextsTable({
  texts,
  language,
  name,
  ownName,
  onlyMissing,
}: {
  readonly texts: readonly WrittenText[];
  readonly language: string;
  readonly name: string;
  readonly ownName: string;
  readonly onlyMissing: boolean;
}) {
  const { t } = useTranslation();
  const nodes = useEditor((editor) => editor.flow.nodes);
  const known = useEditor((editor) => editor.flow.translations[language]);
  // A row stays while its translation is typed.
  const [typed, setTyped] = useState<ReadonlySet<string>>(new Set());
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const shown = texts.filter(
    (it) => !onlyMissing || !known?.[it.key] || typed.has(`${language} ${it.key}`),
  );
  const { box, rows, holdRow } = useRowsInSight(shown);
  const inSight = rows.getVirtualItems();
  return (
    <div ref={box} className={classes.scroll} tabIndex={-1} {...holdRow}>
      <Table
        className={classes.table ?? ""}
        verticalSpacing="xs"
        layout="fixed"
        stickyHeader
        aria-rowcount={shown.length + 1}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            <Table.Th>{ownName}</Table.Th>
            <Table.Th>{name}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inSight.map(({ index, key, start }, at) => {
            const text = shown[index];
            if (!text) {
              return null;
            }
            const node = text.nodeId === undefined ? undefined : byId.get(text.nodeId);
            const where = node ? nodeName(t, node) : t("find.inSettings");
            return (
              <Fragment key={key}>
                <Space height={start - (inSight[at - 1]?.end ?? 0)} />
                <Table.Tr ref={rows.measureElement} data-index={index} aria-rowindex={index + 2}>
                  <Table.Td>
                    <Text size="xs" c="dimmed" truncate>
                      {[where, fieldTitle(t, text.title)].filter(Boolean).join(" · ")}
                    </Text>
                    <Text size="sm" className={classes.own ?? ""}>
                      {text.text}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Cell
                      text={text}
                      language={language}
                      value={known?.[text.key] ?? ""}
                      label={t("translations.of", { text: text.text.slice(0, 80) })}
                      onType={() => setTyped(new Set([...typed, `${language} ${text.key}`]))}
                    />
                  </Table.Td>
                </Table.Tr>
              </Fragment>
            );
          })}
          <Space height={rows.getTotalSize() - (inSight.at(-1)?.end ?? 0)} />
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Stands for rows that are not in the page. */
function Space({ height }: { readonly height: number }) {
  return height > 0 && <tr aria-hidden style={{ height }} />;
}

/** Tells which rows are in sight. The row with the focus stays in the page wherever the table is scrolled. */
function useRowsInSight(texts: readonly WrittenText[]) {
  const box = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<number>();
  const rows = useVirtualizer({
    count: texts.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => texts[index]?.key ?? index,
    overscan: 6,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return held === undefined || held >= texts.length || inSight.includes(held)
        ? inSight
        : [...inSight, held].sort((a, b) => a - b);
    },
  });
  const holdRow = {
    onFocus: ({ target }: FocusEvent) => {
      const index = target.closest<HTMLElement>("[data-index]")?.dataset.index;
      setHeld(index === undefined ? undefined : Number(index));
    },
    onBlur: () => setHeld(undefined),
  };
  return { box, rows, holdRow };
}

function Cell({
  text,
  language,
  value,
  label,
  onType,
}: {
  readonly text: WrittenText;
  readonly language: string;
  readonly value: string;
  readonly label: string;
  readonly onType: () => void;
}) {
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const { edit, seal } = useEditor.getState();
  const lost = value === "" ? [] : lostVariables(text.text, value);
  return (
    <Textarea
      autosize
      minRows={1}
      maxRows={10}
      aria-label={label}
      placeholder={t("translations.missingOne")}
      data-missing={value === ""}
      classNames={{ input: classes.cell ?? "" }}
      maxLength={text.maxLength}
      readOnly={readOnly}
      value={value}
      error={lost.length > 0 && t("translations.lost", { variables: lost.join(" ") })}
      onChange={({ currentTarget }) => {
        onType();
        const change = { language, key: text.key, after: currentTarget.value };
        edit(translate([change], `${language} ${text.key}`));
      }}
      onBlur={seal}
    />
  );
}
