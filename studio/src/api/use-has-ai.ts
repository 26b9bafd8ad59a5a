import { useAiConnections } from "./use-ai-choices.ts";

/** Says whether the workspace has an AI connection; false while that is not known. */
export function useHasAi(): boolean {
  const { data } = useAiConnections();
  return (data?.items.length ?? 0) > 0;
}
