import { Counter, Gauge, Histogram } from "prom-client";

const name = (it: string) => `chatloom_${it}`;
/** From a fast answer to the longest that a call may take, in seconds. */
const callSeconds = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12];
const waitSeconds = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300];

/**
 * The figures of this process for Prometheus. `type` is a channel's type and `channel` its id. Those about the whole store have the same
 * value in every process.
 */
export const metrics = {
  webhookEvents: new Counter({
    name: name("webhook_events_total"),
    help: "Events received by webhook",
    labelNames: ["type", "outcome"] as const,
  }),
  webhookRefusals: new Counter({
    name: name("webhook_refusals_total"),
    help: "Webhook requests refused",
    labelNames: ["type", "reason"] as const,
  }),
  webhooks: new Counter({
    name: name("webhooks_total"),
    help: "Webhook requests of connected channels, by result (accepted, refused)",
    labelNames: ["type", "channel", "result"] as const,
  }),
  sends: new Counter({
    name: name("sends_total"),
    help: "Attempts to send a message, by result (sent, later, failed, withheld, unknown, …)",
    labelNames: ["type", "channel", "result"] as const,
  }),
  sendFailures: new Counter({
    name: name("send_failures_total"),
    help: "Messages that failed for good, by code",
    labelNames: ["type", "channel", "code"] as const,
  }),
  platformCalls: new Histogram({
    name: name("platform_call_seconds"),
    help: "Time until a platform answered a call, by result (ok, failed)",
    labelNames: ["type", "channel", "result"] as const,
    buckets: callSeconds,
  }),
  turns: new Counter({ name: name("turns_total"), help: "Turns of the bot" }),
  turnTime: new Histogram({
    name: name("turn_seconds"),
    help: "Time from reading what waits for a conversation until its turns are stored",
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  }),
  timerDelays: new Histogram({
    name: name("timer_delay_seconds"),
    help: "How much later than planned timers fired",
    buckets: waitSeconds,
  }),
  aiCalls: new Histogram({
    name: name("ai_call_seconds"),
    help: "Time of a call of a language model with its repeats, by result (ok or a code)",
    labelNames: ["model", "result"] as const,
    buckets: [0.25, 0.5, 1, 2, 4, 8, 15, 30, 60],
  }),
  queueDepth: new Gauge({
    name: name("queue_depth"),
    help: "Conversations that wait for the rate of a channel; of the whole store",
    labelNames: ["channel"] as const,
  }),
  queueAge: new Gauge({
    name: name("queue_age_seconds"),
    help: "How long the first of them has waited; of the whole store",
    labelNames: ["channel"] as const,
  }),
  inboundWaiting: new Gauge({
    name: name("inbound_waiting"),
    help: "Stored events that no turn has taken, at most 1,000 are counted; of the whole store",
  }),
  inboundAge: new Gauge({
    name: name("inbound_age_seconds"),
    help: "The age of the oldest of them; of the whole store",
  }),
  backupSuccess: new Gauge({
    name: name("backup_success_timestamp_seconds"),
    help: "When the newest scheduled backup was made (Unix time), 0 before the first; of the whole store",
    labelNames: ["to"] as const,
  }),
  backupSize: new Gauge({
    name: name("backup_size_bytes"),
    help: "The size of that backup; of the whole store",
    labelNames: ["to"] as const,
  }),
  backupFailures: new Gauge({
    name: name("backup_failed_attempts"),
    help: "Failed attempts since that backup; of the whole store",
    labelNames: ["to"] as const,
  }),
  timersOverdue: new Gauge({
    name: name("conversations_overdue"),
    help: "Conversations whose time has come and that nobody works on, at most 1,000 are counted; of the whole store",
  }),
};
