import { routes } from "@chatloom/api-schema";
import { useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useMe } from "../session/use-me.ts";
import { showProblem } from "../ui/show-problem.ts";

/** Whether the signed-in person has seen or declined the tour, on any device; and a function that notes it. */
export function useTourEnded(): { readonly ended: boolean; readonly end: () => void } {
  const me = useMe();
  const client = useQueryClient();
  const ended = me.account.tourEnded;
  return {
    ended,
    end: () => {
      if (ended) {
        return;
      }
      client.setQueryData(["me"], { ...me, account: { ...me.account, tourEnded: true } });
      call(routes.accounts.updateMe, { body: { tourEnded: true } }).catch(showProblem);
    },
  };
}
