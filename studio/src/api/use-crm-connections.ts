import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "./call.ts";

/** The connected CRMs. */
export function useCrmConnections() {
  return useQuery({
    // Below the key of channels: what changes one of them asks for all again.
    queryKey: ["channels", "crm"],
    queryFn: () => call(routes.crm.listCrmConnections),
  });
}
