import { routes, type ServiceProvider } from "@chatloom/api-schema";
import { useMutation } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** Names of products, which are the same in every language. */
export const serviceNames: Readonly<Record<ServiceProvider, string>> = {
  google: "Google",
  hubspot: "HubSpot",
  meta: "Meta",
};

/** Sends the browser to a service, where the member allows the access. */
export function useConnectService() {
  return useMutation({
    mutationFn: (body: {
      readonly provider: ServiceProvider;
      readonly serviceId?: string | undefined;
    }) => call(routes.connectedServices.beginConnectingService, { body }),
    onSuccess: ({ address }) => window.location.assign(address),
  });
}
