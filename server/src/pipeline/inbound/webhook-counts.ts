import { Counter } from "prom-client";

/** Counts webhooks by channel type and result. */
export const webhookEvents = new Counter({
  name: "chatloom_webhook_events_total",
  help: "Events received by webhook",
  labelNames: ["type", "outcome"] as const,
});

/** Webhook requests that were refused, by channel type and why. */
export const webhookRefusals = new Counter({
  name: "chatloom_webhook_refusals_total",
  help: "Webhook requests refused",
  labelNames: ["type", "reason"] as const,
});
