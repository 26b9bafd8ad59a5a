/** A text in the languages of the sample flows. */
export interface SampleText {
  readonly en: string;
  readonly vi: string;
}

/** An event of a sample conversation. `after`: minutes since the one before. */
export type SampleLine =
  | { readonly say: SampleText; readonly after: number }
  | { readonly reply: SampleText; readonly after: number }
  | { readonly resolve: true; readonly after: number };

/** An invented contact with one conversation, which began so many minutes ago. */
export interface SamplePerson {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly regular: boolean;
  readonly favourite: SampleText;
  readonly began: number;
  readonly lines: readonly SampleLine[];
}

const hour = 60;
const day = 24 * hour;

const hello = { en: "Hello", vi: "Chào tiệm" };
const openingHours = { en: "Opening hours", vi: "Giờ mở cửa" };
const whereYouAre = { en: "Where you are", vi: "Địa chỉ" };
const backToMenu = { en: "Back to the menu", vi: "Về menu" };
const person = { en: "Talk to a person", vi: "Gặp nhân viên" };
const noThanks = { en: "No, thanks", vi: "Không, cảm ơn" };
const bread = { en: "Sourdough bread", vi: "Bánh mì men chua" };
const croissant = { en: "Croissant", vi: "Bánh sừng bò" };
const cake = { en: "Carrot cake", vi: "Bánh cà rốt" };

/** The sample contacts. Two of them wait for a person. The words of taps are those of the sample flow. */
export const samplePeople: readonly SamplePerson[] = [
  {
    key: "linh",
    firstName: "Linh",
    lastName: "Tran",
    email: "linh.tran@example.com",
    regular: true,
    favourite: cake,
    began: 14,
    lines: [
      { say: hello, after: 0 },
      { say: person, after: 1 },
      {
        say: {
          en: "Can you make a birthday cake without nuts for Saturday?",
          vi: "Tiệm làm bánh sinh nhật không có hạt cho thứ Bảy được không ạ?",
        },
        after: 1,
      },
    ],
  },
  {
    key: "tom",
    firstName: "Tom",
    lastName: "Becker",
    email: "tom.becker@example.com",
    regular: false,
    favourite: bread,
    began: 3 * hour,
    lines: [
      { say: hello, after: 0 },
      { say: person, after: 2 },
      {
        say: {
          en: "I left a blue umbrella at the counter this morning. Did you find it?",
          vi: "Sáng nay tôi để quên chiếc ô xanh ở quầy. Tiệm có thấy không?",
        },
        after: 1,
      },
    ],
  },
  {
    key: "aisha",
    firstName: "Aisha",
    lastName: "Khan",
    email: "aisha.khan@example.com",
    regular: false,
    favourite: croissant,
    began: day + 2 * hour,
    lines: [
      { say: hello, after: 0 },
      { say: openingHours, after: 1 },
      { say: noThanks, after: 1 },
    ],
  },
  {
    key: "grace",
    firstName: "Grace",
    lastName: "Okafor",
    email: "grace.okafor@example.com",
    regular: true,
    favourite: bread,
    began: day + 5 * hour,
    lines: [
      { say: hello, after: 0 },
      { say: person, after: 1 },
      {
        say: {
          en: "Could you put two loaves aside for me?",
          vi: "Tiệm để dành cho tôi hai ổ được không?",
        },
        after: 1,
      },
      {
        reply: {
          en: "Of course, Grace. They wait at the counter until six.",
          vi: "Dạ được, bánh để ở quầy đến sáu giờ nhé.",
        },
        after: 6,
      },
      { say: { en: "Perfect, thank you!", vi: "Tuyệt quá, cảm ơn!" }, after: 2 },
      { resolve: true, after: 1 },
    ],
  },
  {
    key: "minh",
    firstName: "Minh",
    lastName: "Nguyen",
    email: "minh.nguyen@example.com",
    regular: false,
    favourite: croissant,
    began: 2 * day + hour,
    lines: [
      { say: hello, after: 0 },
      { say: whereYouAre, after: 1 },
      { say: noThanks, after: 3 },
    ],
  },
  {
    key: "maria",
    firstName: "Maria",
    lastName: "Rossi",
    email: "maria.rossi@example.com",
    regular: true,
    favourite: cake,
    began: 3 * day,
    lines: [
      { say: hello, after: 0 },
      { say: person, after: 1 },
      {
        say: {
          en: "The carrot cake was dry yesterday.",
          vi: "Bánh cà rốt hôm qua hơi khô.",
        },
        after: 1,
      },
      {
        reply: {
          en: "I am sorry, Maria. Your next one is on us.",
          vi: "Rất xin lỗi chị Maria. Chiếc tiếp theo tiệm xin tặng chị ạ.",
        },
        after: 25,
      },
      { resolve: true, after: 4 },
    ],
  },
  {
    key: "daniel",
    firstName: "Daniel",
    lastName: "Cruz",
    email: "daniel.cruz@example.com",
    regular: false,
    favourite: bread,
    began: 4 * day + 3 * hour,
    lines: [
      { say: hello, after: 0 },
      { say: openingHours, after: 1 },
      { say: backToMenu, after: 1 },
      { say: whereYouAre, after: 1 },
      { say: noThanks, after: 2 },
    ],
  },
  {
    key: "hoa",
    firstName: "Hoa",
    lastName: "Pham",
    email: "hoa.pham@example.com",
    regular: false,
    favourite: croissant,
    began: 5 * day + 6 * hour,
    lines: [
      { say: hello, after: 0 },
      { say: openingHours, after: 2 },
    ],
  },
];
