import { routes, type ServiceProvider } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import type { Choice } from "./form-world.tsx";

/** The accounts at other services; nothing for those who may neither build flows, nor connect channels, nor manage secrets. */
export function useConnectedServices() {
  const builds = useMay("flows.edit");
  const connects = useMay("channels.connect");
  const manages = useMay("secrets.manage");
  return useQuery({
    queryKey: ["connected-services"],
    queryFn: () => call(routes.connectedServices.listConnectedServices),
    enabled: builds || connects || manages,
  });
}

/** The connected accounts of one service, to choose from by name. */
export function useServiceChoices(provider: ServiceProvider): readonly Choice[] {
  const { data } = useConnectedServices();
  return useMemo(
    () =>
      (data?.items ?? [])
        .filter((it) => it.provider === provider)
        .map((it) => ({ value: it.name, label: `${it.account} (${it.name})`.trim() })),
    [data, provider],
  );
}
