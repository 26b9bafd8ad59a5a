import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";

/** The secrets of the vault, without their values; nothing for those who may not build flows. */
export function useSecrets() {
  const enabled = useMay("flows.edit");
  return useQuery({
    queryKey: ["secrets"],
    queryFn: () => call(routes.secrets.listSecrets),
    enabled,
  });
}
