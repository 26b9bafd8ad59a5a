import type { Conversation } from "@chatloom/api-schema";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { Loading } from "../../ui/loading.tsx";
import { ConversationRow } from "../conversation-row.tsx";
import classes from "../inbox.module.css";
import type { Selection } from "./use-selection.ts";

const rowHeight = 88;
/** So many rows before the end the next page is fetched. */
const ahead = 15;

/** The rows of the list: only those in sight are in the page, however many there are. */
export function VirtualRows({
  items,
  openId,
  cursor,
  selection,
  onMore,
  loadingMore,
}: {
  readonly items: readonly Conversation[];
  readonly openId: string | undefined;
  /** The row that the keyboard stands on. */
  readonly cursor: string | undefined;
  readonly selection: Selection | undefined;
  /** Fetches the next page, if there is one. */
  readonly onMore: (() => void) | undefined;
  readonly loadingMore: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 8,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onMore && !loadingMore && last >= items.length - ahead) {
      onMore();
    }
  }, [onMore, loadingMore, last, items.length]);
  const at = cursor === undefined ? -1 : items.findIndex((it) => it.id === cursor);
  useEffect(() => {
    if (at >= 0) {
      rows.scrollToIndex(at);
    }
  }, [at, rows]);

  return (
    <div ref={box} className={classes.rows}>
      <ul className={classes.plain} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const conversation = items[index];
          return (
            conversation && (
              <ConversationRow
                key={key}
                measure={rows.measureElement}
                index={index}
                size={items.length}
                top={start}
                conversation={conversation}
                open={conversation.id === openId}
                current={conversation.id === cursor}
                selection={selection}
              />
            )
          );
        })}
      </ul>
      {loadingMore && <Loading size="sm" mx="auto" my="xs" />}
    </div>
  );
}
