import { isFailing } from "./is-failing.ts";
import { useChannels } from "./use-channels.ts";

/** How many channels need a member: the number in the navigation. */
export function useFailingChannels(): number {
  const { data } = useChannels();
  return data?.items.filter(isFailing).length ?? 0;
}
