import type { FlowSettings } from "@chatloom/flows-schema";
import { setSettings } from "../commands/whole-flow.ts";
import { useEditor } from "../state/editor-store.ts";

/** The settings of the flow, and how to change them. */
export function useSettings() {
  const { flow, readOnly, edit } = useEditor();
  const change = (part: Partial<FlowSettings>) => edit(setSettings({ ...flow.settings, ...part }));
  const replace = (settings: FlowSettings) => edit(setSettings(settings));
  return { settings: flow.settings, readOnly, change, replace };
}
