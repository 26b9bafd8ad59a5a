import type { ServiceProvider } from "@chatloom/api-schema";
import { routes, type World } from "../support/world.ts";

/** Goes to a service and comes back; gives the query that the browser has then. `serviceId`: an account that is connected again. */
export async function allowService(
  world: World,
  provider: ServiceProvider,
  serviceId?: string,
): Promise<string> {
  const body = { provider, serviceId };
  const { address } = await world.call(routes.connectedServices.beginConnectingService, { body });
  const there = await fetch(address, { redirect: "manual" });
  return new URL(there.headers.get("location") ?? "").search;
}
