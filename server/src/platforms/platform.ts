import type { Channel } from "../channels/channel.ts";
import { channelOf, channels } from "../channels/index.ts";
import type { Crm } from "../crm/crm.ts";
import { crmOf, crms } from "../crm/index.ts";
import type { Desk } from "../desks/desk.ts";
import { deskOf, desks } from "../desks/index.ts";
import { paymentProviderOf, paymentProviders } from "../payments/index.ts";
import type { PaymentProvider } from "../payments/payment-provider.ts";

/** A kind of account that can be connected. */
export type Platform = Channel | Desk | PaymentProvider | Crm;

/** Every platform. Types of channels, desks, payment providers and CRMs do not repeat each other. */
export const platforms: readonly Platform[] = [
  ...Object.values<Platform>(channels),
  ...Object.values<Platform>(desks),
  ...Object.values<Platform>(paymentProviders),
  ...Object.values<Platform>(crms),
];

/** The channel, desk, payment provider or CRM of a type; undefined where there is none. */
export function platformOf(type: string): Platform | undefined {
  return channelOf(type) ?? deskOf(type) ?? paymentProviderOf(type) ?? crmOf(type);
}

/** The platforms whose webhooks other systems take at this path. */
export function platformsOfPath(path: string): readonly Platform[] {
  return platforms.filter((it) => it.otherPaths?.includes(path));
}

/** Whether people write to it, rather than agents in it. */
export function isChannel(platform: Platform): platform is Channel {
  return "compose" in platform;
}

/** Whether agents answer in it. */
export function isDesk(platform: Platform): platform is Desk {
  return "open" in platform;
}

/** Whether people pay through it. */
export function isPaymentProvider(platform: Platform): platform is PaymentProvider {
  return "createLink" in platform;
}

/** Whether a company keeps its customers in it. */
export function isCrm(platform: Platform): platform is Crm {
  return "find" in platform;
}
