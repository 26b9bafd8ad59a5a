import type { Double, Platform } from "../double.ts";
import { serve } from "../serve.ts";

/** A stand-in for a payment provider: what channels' doubles do, and people who pay. */
export interface PaymentDouble
  extends Pick<
    Double,
    "type" | "url" | "settings" | "calls" | "refusals" | "fail" | "close" | "webhook"
  > {
  /** Its payment pages, the oldest first. */
  readonly pages: () => readonly PaymentPage[];
  /** Actions of a payer. Each gives its webhooks, not yet delivered. */
  readonly payer: Payer;
  /** Posts webhooks to an address; gives the answers. */
  readonly deliver: (
    address: string,
    webhooks: readonly unknown[],
  ) => Promise<readonly { readonly status: number; readonly body: string }[]>;
}

export interface Payer {
  /** Pays a page in full, or another sum. Throws where the page can no longer be paid. */
  readonly pays: (pageId: string, units?: number) => readonly unknown[];
  /** Pays a page in the very moment in which it was closed. */
  readonly paysTooLate: (pageId: string) => readonly unknown[];
  /** The bank refuses afterwards. */
  readonly fails: (pageId: string) => readonly unknown[];
}

/** A payment page. */
export interface PaymentPage {
  readonly id: string;
  readonly url: string;
  readonly units: number;
  readonly currency: string;
  readonly description: string;
  readonly state: "open" | "paid" | "failed" | "closed";
}

/** The part of a provider's double beside the shared server. */
export type Provider = (parts: { readonly now: () => number; readonly url: () => string }) => {
  readonly platform: Omit<Platform, "webhookBody" | "identity">;
  readonly pages: PaymentDouble["pages"];
  readonly payer: Payer;
};

/** Starts a payment provider's double on a free port. */
export async function servePayments(provider: Provider, now: () => number): Promise<PaymentDouble> {
  let url = "";
  const { platform, pages, payer } = provider({ now, url: () => url });
  const double = await serve(
    {
      ...platform,
      identity: ({ method, path, raw }) => `${method} ${path} ${raw}`,
      webhookBody: (event) => (event.kind === "raw" ? event.body : {}),
    },
    now,
  );
  url = double.url;
  return Object.assign(double, {
    pages,
    payer,
    async deliver(address: string, webhooks: readonly unknown[]) {
      const answers: { status: number; body: string }[] = [];
      for (const body of webhooks) {
        const request = double.webhook({ kind: "raw", body });
        const response = await fetch(address, { method: "POST", ...request });
        answers.push({ status: response.status, body: await response.text() });
      }
      return answers;
    },
  });
}
