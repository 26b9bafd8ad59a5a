import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "./call.ts";

/** The connected payment providers. */
export function usePaymentConnections() {
  return useQuery({
    // Below the key of channels: what changes one of them asks for all again.
    queryKey: ["channels", "payments"],
    queryFn: () => call(routes.payments.listPaymentConnections),
  });
}
