import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

/**
 * Moves the keyboard through a list that grows: `focusItem` puts it into an item once that is drawn, `onEnter` adds an
 * item where Enter means nothing else. Items are the children of `list` that carry `data-item`.
 */
export function useGrowingList(): {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly focusItem: (index: number) => void;
  readonly onEnter: (add: () => void) => (event: KeyboardEvent) => void;
} {
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef<number>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) {
      return;
    }
    const item = list.current?.querySelectorAll(":scope > [data-item]")[wanted.current];
    const field = item?.querySelector<HTMLElement>("input:not([type=hidden]), textarea");
    if (!field) {
      return;
    }
    wanted.current = undefined;
    // After a menu has closed, which takes the focus back.
    requestAnimationFrame(() => field.focus());
  });
  return {
    list,
    focusItem: (index) => {
      wanted.current = index;
    },
    onEnter: (add) => (event) => {
      if (!addsItem(event)) {
        return;
      }
      event.preventDefault();
      add();
    },
  };
}

/** Returns whether Enter was pressed in a line of text, unused by others and by an input method. */
function addsItem(event: KeyboardEvent): boolean {
  const { target, nativeEvent } = event;
  if (event.key !== "Enter" || event.defaultPrevented || nativeEvent.isComposing) {
    return false;
  }
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  return target instanceof HTMLInputElement && target.type !== "checkbox" && !target.readOnly;
}
