import type { Static, TObject } from "typebox";
import type { Action, ActionStep, ExpectedReplies, HttpCall, HttpReply } from "./desk.ts";

/** A call to make; it may be answered as `expect` says besides 2xx. */
export interface PlannedCall {
  readonly call: HttpCall;
  readonly expect?: ExpectedReplies;
}

/** An action written as a story: it yields each call and goes on with the answer. */
export type Story<D> = Generator<PlannedCall, D, HttpReply>;

/** Makes an action of a story: the story is told anew up to the next call, so that nothing is kept between two steps. */
export function actionOf<R, D, S extends TObject>(
  story: (request: R, settings: Static<S>) => Story<D>,
): Action<R, D, S> {
  return (request, settings, replies): ActionStep<D> => {
    const told = story(request, settings);
    let step = told.next();
    for (const reply of replies) {
      if (step.done) {
        break;
      }
      step = told.next(reply);
    }
    return step.done ? { done: step.value } : step.value;
  };
}
