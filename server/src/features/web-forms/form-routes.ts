import { type Request, type Response, type Router, urlencoded } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { inputEvent } from "../../domain/input-event.ts";
import { clientKey } from "../../http/client-address.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { findForm } from "./find-form.ts";
import { formHtml, noticeHtml } from "./form-html.ts";
import { formLanguage } from "./form-words.ts";
import { readAnswers } from "./read-answers.ts";

type FormRequest = Request<{ token: string }>;

/** Routes of the pages that the step "Form on a page" opens. The token in the address is the right to answer, once. */
export function formRoutes(root: Router, pipeline: Pipeline): void {
  const { services, wake } = pipeline;
  const { context, inbound } = services;
  const unknown = new RateLimiterMemory({ points: 60, duration: 60 });

  root.get("/forms/:token", async (request: FormRequest, response) => {
    const form = await openForm(request, response);
    if (form) {
      send(response, 200, formHtml(form.page, formLanguage(form.page.language)));
    }
  });
  root.post(
    "/forms/:token",
    urlencoded({ extended: false, limit: "100kb", parameterLimit: 100 }),
    async (request: FormRequest, response) => {
      const form = await openForm(request, response);
      if (!form) {
        return;
      }
      const { conversation, page } = form;
      const language = formLanguage(page.language);
      const answers = readAnswers(page.questions, request.body);
      if (Object.keys(answers.flaws).length > 0) {
        send(response, 422, formHtml(page, language, answers));
        return;
      }
      const { token } = request.params;
      const input = { type: "callback", token, body: answers.values } as const;
      // The same key as that of any call to this address: the first one counts.
      await inbound.add(inputEvent(conversation, `callback:${token}`, input, context.now()));
      wake(`#${conversation._id}`);
      send(response, 200, noticeHtml(language, "thanks"));
    },
  );

  /** Finds the form, or answers why there is none. Whoever tries many addresses is slowed down. */
  async function openForm(request: FormRequest, response: Response) {
    const client = clientKey(request.ip ?? "");
    const language = formLanguage(request.headers["accept-language"]);
    const tries = await unknown.get(client);
    if (tries && tries.remainingPoints <= 0) {
      send(response, 429, noticeHtml(language, "tooMany"));
      return undefined;
    }
    const form = await findForm(context, request.params.token);
    if (!form) {
      await unknown.consume(client).catch(() => {});
      send(response, 404, noticeHtml(language, "gone"));
    }
    return form;
  }
}

function send(response: Response, status: number, html: string): void {
  response.status(status).set({ "cache-control": "no-store" }).type("html").send(html);
}
