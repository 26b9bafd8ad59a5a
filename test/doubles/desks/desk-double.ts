import { setTimeout as sleep } from "node:timers/promises";
import type { Double, Platform } from "../double.ts";
import { serve } from "../serve.ts";

/** A stand-in for a helpdesk: what channels' doubles do, and agents who act in it. */
export interface DeskDouble
  extends Pick<
    Double,
    "type" | "url" | "settings" | "calls" | "refusals" | "fail" | "behave" | "close"
  > {
  /** Its cases as agents see them, the oldest first. */
  readonly cases: () => readonly DoubleCase[];
  /** Actions of an agent. Each gives its webhooks, not yet delivered. */
  readonly agent: AgentActions;
  /** Actions of customers who write to the helpdesk itself. */
  readonly customer: CustomerActions;
  /** Posts webhooks to an address; gives the answers' statuses. */
  readonly deliver: (address: string, webhooks: readonly unknown[]) => Promise<readonly number[]>;
  /** A webhook as a request, to post it changed. */
  readonly webhook: (body: unknown) => {
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Whether its webhooks are signed, so that changed ones are noticed. Others only name a secret. */
  readonly signs: boolean;
  /** Answers every call so many milliseconds late, after it was carried out. */
  readonly slow: (ms: number) => void;
  /** Tells this address of everything that we write, before the call is answered: the echo overtakes the answer. */
  readonly echoTo: (address: string | undefined) => void;
}

export interface AgentActions {
  readonly writes: (caseId: string, text: string, file?: AgentFile) => readonly unknown[];
  /** For other agents only. */
  readonly notes: (caseId: string, text: string) => readonly unknown[];
  readonly ends: (caseId: string) => readonly unknown[];
  readonly reopens: (caseId: string) => readonly unknown[];
}

/** Each gives its webhooks, not yet delivered. */
export interface CustomerActions {
  readonly begins: (
    name: string,
    text: string,
  ) => { readonly caseId: string; readonly webhooks: readonly unknown[] };
  readonly writes: (caseId: string, text: string) => readonly unknown[];
}

export interface AgentFile {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** A case of a helpdesk. */
export interface DoubleCase {
  readonly id: string;
  readonly open: boolean;
  readonly contact: { readonly name: string; readonly email?: string; readonly phone?: string };
  readonly lines: readonly DoubleLine[];
}

/** The content of a case. */
export interface DoubleLine {
  readonly id: string;
  readonly by: "contact" | "agent" | "note";
  readonly text: string;
  /** Names of its files. */
  readonly files: readonly string[];
}

/** The part of a helpdesk's double beside the shared server. `echo` is called with the webhooks of our own messages. */
export type Helpdesk = (parts: {
  readonly now: () => number;
  readonly url: () => string;
  readonly echo: (webhooks: readonly unknown[]) => Promise<void>;
}) => {
  readonly platform: Omit<Platform, "webhookBody" | "identity">;
  /** Puts the secret into a webhook's body, where the helpdesk signs nothing. */
  readonly seal?: (webhook: unknown) => unknown;
  readonly cases: DeskDouble["cases"];
  readonly agent: AgentActions;
  /** Where customers can write to it. */
  readonly customer?: CustomerActions;
};

/** Starts a helpdesk's double on a free port. */
export async function serveDesk(helpdesk: Helpdesk, now: () => number): Promise<DeskDouble> {
  let url = "";
  let echoAddress: string | undefined;
  let lateMs = 0;
  const {
    platform,
    cases,
    agent,
    customer = noCustomers,
    seal,
  } = helpdesk({
    now,
    url: () => url,
    echo: async (webhooks) => {
      if (echoAddress !== undefined) {
        await deliver(echoAddress, webhooks);
      }
    },
  });
  const double = await serve(
    {
      ...platform,
      async answer(call, address) {
        const verdict = await platform.answer(call, address);
        await sleep(lateMs);
        return verdict;
      },
      identity: ({ method, path, raw }) => `${method} ${path} ${raw}`,
      webhookBody: (event) => (event.kind === "raw" ? (seal?.(event.body) ?? event.body) : {}),
    },
    now,
  );
  url = double.url;
  const { type, settings, calls, fail, behave, close } = double;

  async function deliver(address: string, webhooks: readonly unknown[]): Promise<number[]> {
    const statuses: number[] = [];
    for (const body of webhooks) {
      statuses.push(await double.deliver(address, { kind: "raw", body }));
    }
    return statuses;
  }

  return {
    type,
    url,
    settings,
    calls,
    get refusals() {
      return double.refusals;
    },
    fail,
    behave,
    close,
    cases,
    agent,
    customer,
    deliver,
    signs: seal === undefined,
    webhook: (body) => double.webhook({ kind: "raw", body }),
    slow: (ms) => {
      lateMs = ms;
    },
    echoTo: (address) => {
      echoAddress = address;
    },
  };
}

const noCustomers: CustomerActions = {
  begins: () => ({ caseId: "", webhooks: [] }),
  writes: () => [],
};
