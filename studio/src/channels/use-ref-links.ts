import { type BodyOf, type RefLink, routes } from "@chatloom/api-schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { showProblem } from "../ui/show-problem.ts";

const key = ["ref-links"];

/** A link as its form holds it; `id` is absent while it is new. */
export type LinkDraft = BodyOf<typeof routes.refLinks.createRefLink> & { readonly id?: string };

/** The links that open a chat, and how to save and delete them. */
export function useRefLinks() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: () => call(routes.refLinks.listRefLinks),
  });
  const settled = () => client.invalidateQueries({ queryKey: key });
  const save = useMutation({
    mutationFn: ({ id, channelId, ...fields }: LinkDraft) =>
      id === undefined
        ? call(routes.refLinks.createRefLink, { body: { channelId, ...fields } })
        : call(routes.refLinks.updateRefLink, { params: { linkId: id }, body: fields }),
    onError: showProblem,
    onSettled: settled,
  });
  const remove = useMutation({
    mutationFn: ({ id }: RefLink) =>
      call(routes.refLinks.deleteRefLink, { params: { linkId: id } }),
    onError: showProblem,
    onSettled: settled,
  });
  return { links: query.data?.items, query, save, remove: remove.mutate };
}
