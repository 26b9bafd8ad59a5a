import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";

/** The accounts at other services; nothing for those who may neither build flows nor manage secrets. */
export function useConnectedServices() {
  const builds = useMay("flows.edit");
  const manages = useMay("secrets.manage");
  return useQuery({
    queryKey: ["connected-services"],
    queryFn: () => call(routes.connectedServices.listConnectedServices),
    enabled: builds || manages,
  });
}
