/** The place in a step's settings that gets the focus. */
export type FocusPlace = "firstField" | "heading";

let wanted: { readonly nodeId: string; readonly place: FocusPlace } | undefined;

/** Asks for the focus in a step's settings as soon as they are shown. */
export function askForFocus(nodeId: string, place: FocusPlace): void {
  wanted = { nodeId, place };
}

/** Returns where the focus was asked to be in this step's settings, once. */
export function takeFocusRequest(nodeId: string): FocusPlace | undefined {
  if (wanted?.nodeId !== nodeId) {
    return undefined;
  }
  const { place } = wanted;
  wanted = undefined;
  return place;
}
