import type { ServerContext } from "../../context/server-context.ts";
import { broadcasts, type Decision, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { compareVariants } from "./compare-variants.ts";

const hourMs = 3_600_000;
/** A variant wins clearly when it is the best with this probability. */
const clearProbability = 0.95;

/**
 * Chooses the winner of a trial that went out, once its time is over. Returns when to look again (epoch milliseconds), or undefined while
 * a member is to choose. May be repeated: the first choice stays.
 */
export async function decideTrial(
  context: ServerContext,
  { _id, workspaceId, plan, trialEndsAt, decision, undecided }: StoredBroadcast,
): Promise<"decided" | number | undefined> {
  const { connection, now } = context;
  const { trial } = plan;
  const model = broadcasts(connection).in(workspaceId);
  if (decision || !trial) {
    return "decided";
  }
  if (trial.hours === undefined || undecided) {
    return undefined;
  }
  const endsAt = trialEndsAt ?? now() + trial.hours * hourMs;
  if (trialEndsAt === undefined) {
    await model.updateOne({ _id, trialEndsAt: null }, { $set: { trialEndsAt: endsAt } });
  }
  if (now() < endsAt) {
    return endsAt;
  }
  const chosen = await choose();
  if (!chosen) {
    await model.updateOne({ _id, decision: null }, { $set: { undecided: true } });
    await raiseAlert(context, workspaceId, {
      code: "broadcast.undecided",
      message: `${plan.name}: no variant is clearly the best; choose the winner`,
    });
    return undefined;
  }
  await model.updateOne({ _id, decision: null }, { $set: { decision: chosen, updatedAt: now() } });
  return "decided";

  async function choose(): Promise<Decision | undefined> {
    const broadcast = await model.findById(_id);
    if (!broadcast || !trial) {
      return undefined;
    }
    const at = now();
    const { variants, verdict } = await compareVariants(connection, broadcast, trial.by);
    const [best] = [...variants].sort((a, b) => b.rate - a.rate);
    const clear =
      verdict === "winner" ||
      (verdict !== "tooFew" && (best?.probabilityBest ?? 0) >= clearProbability);
    if (best && clear) {
      return { variant: best.id, how: "results", at };
    }
    if (trial.unclear === "split") {
      return { how: "split", at };
    }
    return best && trial.unclear === "best" ? { variant: best.id, how: "best", at } : undefined;
  }
}
