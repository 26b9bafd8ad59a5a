import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** The connected channels. */
export function useChannels() {
  return useQuery({ queryKey: ["channels"], queryFn: () => call(routes.channels.listChannels) });
}

/** The kinds of channel there are; they only change with the server. */
export function useChannelTypes() {
  return useQuery({
    queryKey: ["channel-types"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call(routes.channels.listChannelTypes),
  });
}
