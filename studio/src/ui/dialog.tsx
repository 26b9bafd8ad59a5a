import { Modal, type ModalProps } from "@mantine/core";
import { useEffect, useState } from "react";

/**
 * A dialog that is open while it is mounted. When it goes, the focus returns to what opened it: Mantine does this only for dialogs that
 * stay mounted.
 */
export function Dialog(props: Omit<ModalProps, "opened">) {
  const [opener] = useState(findOpener);
  useEffect(
    () => () => {
      // Later: the dialog is still in the page, and what closed it may move the focus on purpose.
      setTimeout(() => {
        if (opener?.isConnected && document.activeElement?.contains(opener)) {
          opener.focus({ preventScroll: true });
        }
      });
    },
    [opener],
  );
  return <Modal {...props} opened />;
}

/** Finds the focused element; of a menu's item, the button of the menu. */
function findOpener(): HTMLElement | null {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role="menu"]');
  const opener = menu ? document.querySelector(`[aria-controls="${menu.id}"]`) : activeElement;
  return opener instanceof HTMLElement ? opener : null;
}
