let wanted: string | undefined;

/** Asks for the cursor in a node's first field as soon as its settings are shown. */
export function askForFocus(nodeId: string): void {
  wanted = nodeId;
}

/** Tells whether the cursor was asked into this node's settings, once. */
export function takeFocusRequest(nodeId: string): boolean {
  if (wanted !== nodeId) return false;
  wanted = undefined;
  return true;
}
