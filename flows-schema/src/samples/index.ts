import type { Sample } from "../sample.ts";
import { abandonedCart } from "./abandoned-cart.ts";
import { appointment } from "./appointment.ts";
import { eventRegistration } from "./event-registration.ts";
import { faqWithAi } from "./faq-with-ai.ts";
import { jobApplication } from "./job-application.ts";
import { leadCapture } from "./lead-capture.ts";
import { mainMenu } from "./main-menu.ts";
import { optInCampaign } from "./opt-in-campaign.ts";
import { orderStatus } from "./order-status.ts";
import { prizeQuiz } from "./prize-quiz.ts";
import { productFinder } from "./product-finder.ts";
import { propertyViewing } from "./property-viewing.ts";
import { returnItem } from "./return-item.ts";
import { satisfactionSurvey } from "./satisfaction-survey.ts";
import { supportRequest } from "./support-request.ts";

/** The flows to start from, as the studio lists them. */
export const samples: readonly Sample[] = [
  mainMenu,
  leadCapture,
  appointment,
  orderStatus,
  faqWithAi,
  supportRequest,
  returnItem,
  productFinder,
  abandonedCart,
  satisfactionSurvey,
  optInCampaign,
  eventRegistration,
  propertyViewing,
  jobApplication,
  prizeQuiz,
];
