import { between, both, type Check, listOf, matching, oneOf, shape, text } from "./check.ts";
import type { Double, Platform } from "./double.ts";
import { serve } from "./serve.ts";

/** A stand-in for Meta's Conversions API. It counts an event with a known name and id once. */
export interface ConversionsDouble
  extends Pick<Double, "url" | "calls" | "refusals" | "fail" | "behave" | "close"> {
  /** The events that it counted, in order. */
  readonly events: readonly CountedConversion[];
  /** The events that it had before; Meta drops them. */
  readonly repeated: readonly CountedConversion[];
}

/** An event as it came, with the test code of its request. */
export interface CountedConversion {
  readonly event_name: string;
  readonly event_id: string;
  readonly event_time: number;
  readonly action_source: string;
  readonly messaging_channel?: string;
  readonly user_data: Readonly<Record<string, unknown>>;
  readonly custom_data?: Readonly<Record<string, unknown>>;
  readonly testCode?: string | undefined;
}

export const datasetId = "1234567890123456";
export const datasetToken = "EAAG-dataset-token";
const hash = matching(/^[0-9a-f]{64}$/);
const id = matching(/^\d+$/);
const hashes = listOf(hash, 1, 10);
const weekSeconds = 7 * 86_400;
const inMessaging = new Set([
  "Purchase",
  "LeadSubmitted",
  "QualifiedLead",
  "InitiateCheckout",
  "AddToCart",
  "ViewContent",
]);

/** Starts it on a free port. */
export async function startConversions(now: () => number = Date.now): Promise<ConversionsDouble> {
  const events: CountedConversion[] = [];
  const repeated: CountedConversion[] = [];
  const platform: Platform = {
    type: "conversions",
    settings: () => ({}),
    answer({ method, path, headers, body }) {
      if (headers.authorization !== `Bearer ${datasetToken}`) {
        return refusal(400, 190, "Invalid OAuth access token");
      }
      if (method !== "POST" || path !== `/v25.0/${datasetId}/events`) {
        return refusal(400, 100, `Unsupported post request to ${path}`, 33);
      }
      const problem = request(now)(body, "body");
      if (problem !== undefined) {
        return refusal(400, 100, problem, 2_804_050);
      }
      const { data, test_event_code: testCode } = body as {
        data: CountedConversion[];
        test_event_code?: string;
      };
      for (const event of data) {
        const known = events.some(
          (it) => it.event_id === event.event_id && it.event_name === event.event_name,
        );
        (known ? repeated : events).push({ ...event, testCode });
      }
      return { status: 200, body: { events_received: data.length, messages: [], fbtrace_id: "A" } };
    },
    envelope: (status) => ({
      error: { message: `Status ${status}`, code: status >= 500 ? 2 : status === 429 ? 4 : 100 },
    }),
    isSend: ({ method }) => method === "POST",
    identity: ({ raw }) => raw,
    webhookBody: () => ({}),
    sign: () => ({}),
  };
  return Object.assign(await serve(platform, now), { events, repeated });
}

function request(now: () => number): Check {
  return shape({ data: listOf(event(now), 1, 1_000), "test_event_code?": text(50) });
}

function event(now: () => number): Check {
  const seconds = Math.floor(now() / 1_000);
  const common = {
    event_name: matching(/^[A-Za-z0-9_ ]{1,50}$/),
    event_time: between(seconds - weekSeconds, seconds + 60),
    event_id: text(100),
    "custom_data?": shape({ "value?": between(0, 1e12), "currency?": matching(/^[A-Z]{3}$/) }),
  };
  const person = {
    "em?": hashes,
    "ph?": hashes,
    "external_id?": hashes,
    "fbc?": matching(/^fb\.1\.\d{13}\.\S+$/),
  };
  const byMessaging: Readonly<Record<string, Check>> = {
    whatsapp: shape({ ...person, whatsapp_business_account_id: id, ctwa_clid: text(500) }),
    messenger: shape({ ...person, page_id: id, page_scoped_user_id: text(100) }),
    instagram: shape({ ...person, ig_account_id: id, ig_sid: text(100) }),
  };
  const chat = shape({
    ...common,
    action_source: oneOf("chat"),
    user_data: both(some, shape(person)),
  });
  return (value, path) => {
    const { action_source, messaging_channel, event_name, custom_data } =
      value as CountedConversion;
    if (event_name === "Purchase" && !(custom_data?.currency && custom_data.value !== undefined)) {
      return `${path}.custom_data must have value and currency for a purchase`;
    }
    if (action_source !== "business_messaging") {
      return chat(value, path);
    }
    const user = byMessaging[messaging_channel ?? ""];
    if (!user || !inMessaging.has(event_name)) {
      return `${path} is no event of business messaging`;
    }
    const channel = oneOf(messaging_channel);
    const source = oneOf("business_messaging");
    const whole = { ...common, action_source: source, messaging_channel: channel, user_data: user };
    return shape(whole)(value, path);
  };
}

const some: Check = (value, path) =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0
    ? undefined
    : `${path} must name somebody`;

function refusal(status: number, code: number, message: string, subcode?: number) {
  const error = { message, type: "OAuthException", code, error_subcode: subcode, fbtrace_id: "A" };
  return { status, body: { error }, problem: message };
}
