import { type ChannelType, type CrmType, type DeskType, routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** How often a queue that is not empty is read again, in milliseconds. */
export const queueMs = 5_000;
/** How often the health of channels is looked at, in milliseconds. */
const healthMs = 60_000;

/** The connected channels. */
export function useChannels() {
  return useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
    refetchInterval: ({ state }) =>
      state.data?.items.some((it) => it.queue.waiting > 0) ? queueMs : healthMs,
  });
}

/** The kinds of helpdesk there are; they only change with the server. */
export function useDeskTypes() {
  return useQuery({
    queryKey: ["desk-types"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call(routes.desks.listDeskTypes),
  });
}

/** The kinds of payment provider there are; they only change with the server. */
export function usePaymentProviderTypes() {
  return useQuery({
    queryKey: ["payment-provider-types"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call(routes.payments.listPaymentProviderTypes),
  });
}

/** The kinds of CRM there are; they only change with the server. */
export function useCrmTypes() {
  return useQuery({
    queryKey: ["crm-types"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call(routes.crm.listCrmTypes),
  });
}

/** The kinds of account that can be connected: `types` is undefined while the `queries` read them. */
export function usePlatformTypes() {
  const channels = useChannelTypes();
  const desks = useDeskTypes();
  const payments = usePaymentProviderTypes();
  const crms = useCrmTypes();
  const queries = [channels, desks, payments, crms];
  const read = channels.data && desks.data && payments.data && crms.data;
  const types: readonly (ChannelType | DeskType | CrmType)[] | undefined = read && [
    ...channels.data.items,
    ...desks.data.items,
    ...payments.data.items,
    ...crms.data.items,
  ];
  return { types, queries };
}

/** The kinds of channel there are; they only change with the server. */
export function useChannelTypes() {
  return useQuery({
    queryKey: ["channel-types"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call(routes.channels.listChannelTypes),
  });
}
