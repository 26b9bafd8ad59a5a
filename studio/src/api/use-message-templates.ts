import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "./call.ts";

/** How often the lists are looked at, in milliseconds: reviews take hours. */
const lookMs = 60_000;

/** The templates that platforms keep for the connected channels; with an id, those of one channel. */
export function useMessageTemplates(channelId?: string) {
  return useQuery({
    queryKey: ["messageTemplates", channelId ?? ""],
    queryFn: () =>
      call(
        routes.messageTemplates.listTemplates,
        channelId === undefined ? {} : { query: { channelId } },
      ),
    refetchInterval: lookMs,
  });
}
