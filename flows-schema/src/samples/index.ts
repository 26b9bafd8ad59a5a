import type { Sample } from "../sample.ts";
import { appointment } from "./appointment.ts";
import { faqWithAi } from "./faq-with-ai.ts";
import { leadCapture } from "./lead-capture.ts";
import { optInCampaign } from "./opt-in-campaign.ts";
import { orderStatus } from "./order-status.ts";
import { satisfactionSurvey } from "./satisfaction-survey.ts";

/** The flows to start from, as the studio lists them. */
export const samples: readonly Sample[] = [
  leadCapture,
  appointment,
  orderStatus,
  faqWithAi,
  satisfactionSurvey,
  optInCampaign,
];
