import type { CrmAnswer as Answer, Effect } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import {
  type ConnectedAccount,
  type ConnectedCrm,
  isCrmAccount,
} from "../../records/connected-channel.ts";
import type { EffectPlace } from "../effects/effect-place.ts";
import { createFairQueue, QueueFull } from "../effects/fair-queue.ts";
import { failed, type Outcome } from "../effects/outcome.ts";
import type { CrmAnswer, CrmCaller } from "./crm-caller.ts";

type CrmEffect = Extract<Effect, { type: "callCrm" }>;

/** Carries out what CRM steps ask for. */
export interface CrmEffects {
  /** Never throws: what goes wrong is an outcome with a stable code. May be carried out again after a crash. */
  readonly carryOut: (
    effect: CrmEffect,
    place: EffectPlace,
    signal?: AbortSignal,
  ) => Promise<Outcome>;
}

const callLimits = { atOnce: 20, atOncePerOwner: 4, waitingPerOwner: 1_000 };
const nobody: Answer = { found: false, created: false, id: "", values: {} };

/** Made once per server. */
export function createCrmEffects(
  { log }: ServerContext,
  caller: CrmCaller,
  accountOf: (id: string) => Promise<ConnectedAccount | undefined>,
): CrmEffects {
  const queue = createFairQueue(callLimits);
  return {
    carryOut: async (effect, place, signal) => {
      try {
        return await queue.add(place.workspaceId, () => carryOut(effect, place, signal));
      } catch (error) {
        if (error instanceof QueueFull) {
          return failed("crm.busy", error.message);
        }
        log.error({ err: error, effectId: effect.id }, "failed to carry out a CRM effect");
        return failed("crm.failed", "The CRM could not be asked");
      }
    },
  };

  async function carryOut(
    { crm: asked }: CrmEffect,
    { workspaceId }: EffectPlace,
    signal: AbortSignal | undefined,
  ): Promise<Outcome> {
    const account = await accountOf(asked.connectionId);
    if (!account || account.workspaceId !== workspaceId || !isCrmAccount(account)) {
      return failed("crm.not-connected", "The CRM is not connected any more");
    }
    if (account.status === "paused") {
      return failed("crm.paused", "The connection to the CRM is paused");
    }
    const { find } = account.channel;
    const found = await caller.call(account, find, asked, signal);
    if (!("done" in found)) {
      return failureOf(found);
    }
    const known = found.done;
    if (asked.action === "find") {
      const answer: Answer = known
        ? { found: true, created: false, id: known.id, values: known.values }
        : nobody;
      return { answer: { ...answer } };
    }
    return save(account, asked, known?.id, signal);
  }

  async function save(
    account: ConnectedCrm,
    { values, fields, email, phone }: CrmEffect["crm"],
    crmId: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Outcome> {
    if (crmId === undefined && email === "" && phone === "") {
      return failed("crm.no-address", "A contact needs an e-mail or phone number");
    }
    const request = { crmId, values, fields };
    const written = await caller.call(account, account.channel.write, request, signal);
    if (!("done" in written)) {
      return failureOf(written);
    }
    if (written.done === "gone") {
      return failed("crm.gone", "The contact was deleted in the CRM meanwhile");
    }
    const { id, values: kept } = written.done;
    const answer: Answer = { found: true, created: crmId === undefined, id, values: kept };
    return { answer: { ...answer } };
  }
}

function failureOf(answer: Exclude<CrmAnswer<unknown>, { done: unknown }>): Outcome {
  const codes = { later: "crm.busy", auth: "crm.not-allowed", refused: "crm.refused" } as const;
  return failed(codes[answer.kind], answer.reason.message);
}
