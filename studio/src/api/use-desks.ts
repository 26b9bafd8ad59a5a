import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "./call.ts";

/** The connected helpdesks. */
export function useDesks() {
  return useQuery({
    // Below the key of channels: what changes one of them asks for all again.
    queryKey: ["channels", "desks"],
    queryFn: () => call(routes.desks.listDesks),
  });
}
