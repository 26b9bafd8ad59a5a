import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** Lists the connected channels on which a phone number or an e-mail is an address. */
export function useAddressedChannels() {
  const { data: channels } = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });
  const { data: types } = useQuery({
    queryKey: ["channelTypes"],
    queryFn: () => call(routes.channels.listChannelTypes),
  });
  const addressed = new Set(types?.items.flatMap((it) => (it.addressedByFacts ? it.type : [])));
  return channels?.items.filter((it) => addressed.has(it.type)) ?? [];
}
