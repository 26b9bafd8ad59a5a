/** How to connect Zendesk as a helpdesk. */
export const zendeskGuide = {
  en: `1. In Zendesk, make an administrator of its own for Chatloom, such as “Chatloom”. Notes are written in this name.
2. Open **Admin Center > Apps and integrations > APIs > API tokens**, allow token access, add a token and copy it into the form, with the e-mail of that user.
3. Save, and press **Check the credentials**: the user's name appears.
4. Open **Admin Center > Apps and integrations > Webhooks > Create webhook**. Choose **Zendesk events** and the events *Comment added to ticket*, *Ticket status changed* and *Ticket agent assignment changed*. Enter \`{{webhookUrl}}\` with **POST** and **JSON**.
5. Open the webhook's page, reveal its **signing secret** and copy it into the form.
6. Triggers that send e-mails to requesters should leave out tickets with the tag \`from_chatloom\`: add the condition **Tags contain none of the following: from_chatloom** to *Notify requester of comment update* and the like. Otherwise contacts with an e-mail address are told twice.
7. In a flow, add the step **Live chat** and choose this helpdesk.

When a flow hands a contact over, a ticket opens with a private comment that tells what was said so far. A public reply goes to the contact. **Solve** the ticket and the flow goes on.`,
  vi: `1. Trong Zendesk, tạo một quản trị viên riêng cho Chatloom, ví dụ “Chatloom”. Các ghi chú được viết dưới tên này.
2. Mở **Admin Center > Apps and integrations > APIs > API tokens**, cho phép dùng token, thêm một token rồi sao chép vào biểu mẫu, cùng với email của người dùng đó.
3. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**: tên người dùng sẽ hiện ra.
4. Mở **Admin Center > Apps and integrations > Webhooks > Create webhook**. Chọn **Zendesk events** và các sự kiện *Comment added to ticket*, *Ticket status changed*, *Ticket agent assignment changed*. Nhập \`{{webhookUrl}}\` với **POST** và **JSON**.
5. Mở trang của webhook, xem **signing secret** rồi sao chép vào biểu mẫu.
6. Các trigger gửi email cho người yêu cầu nên bỏ qua phiếu có thẻ \`from_chatloom\`: thêm điều kiện **Tags contain none of the following: from_chatloom** vào *Notify requester of comment update* và các trigger tương tự. Nếu không, khách có email sẽ nhận tin hai lần.
7. Trong kịch bản, thêm bước **Chat trực tiếp** và chọn phần mềm hỗ trợ này.

Khi kịch bản chuyển khách sang nhân viên, một phiếu mở ra với bình luận riêng ghi lại những gì đã trao đổi. Trả lời công khai sẽ gửi tới khách. Bấm **Solve** thì kịch bản chạy tiếp.`,
  bn: `1. Zendesk-এ Chatloom-এর জন্য একজন আলাদা অ্যাডমিন তৈরি করুন, যেমন “Chatloom”। নোট এই নামে লেখা হয়।
2. **Admin Center > Apps and integrations > APIs > API tokens** খুলে টোকেন ব্যবহারের অনুমতি দিন, একটি টোকেন যোগ করে ওই ব্যবহারকারীর ইমেইলসহ ফর্মে দিন।
3. সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন: ব্যবহারকারীর নাম দেখা যাবে।
4. **Admin Center > Apps and integrations > Webhooks > Create webhook** খুলুন। **Zendesk events** এবং *Comment added to ticket*, *Ticket status changed* ও *Ticket agent assignment changed* ইভেন্ট বেছে নিন। **POST** ও **JSON** দিয়ে \`{{webhookUrl}}\` লিখুন।
5. ওয়েবহুকের পৃষ্ঠা খুলে তার **signing secret** দেখুন এবং কপি করে ফর্মে দিন।
6. যে ট্রিগার অনুরোধকারীকে ইমেইল পাঠায় তা \`from_chatloom\` ট্যাগের টিকেট বাদ দেওয়া উচিত: *Notify requester of comment update* ও এ ধরনের ট্রিগারে **Tags contain none of the following: from_chatloom** শর্ত যোগ করুন। নইলে ইমেইল আছে এমন কন্টাক্ট দুবার খবর পান।
7. ফ্লোতে **লাইভ চ্যাট** ধাপ যোগ করে এই হেল্পডেস্ক বেছে নিন।

ফ্লো কন্টাক্টকে হস্তান্তর করলে একটি টিকেট খোলে, যার ব্যক্তিগত মন্তব্যে থাকে এ পর্যন্ত কী বলা হয়েছে। প্রকাশ্য উত্তর কন্টাক্টের কাছে যায়। টিকেট **Solve** করলে ফ্লো এগিয়ে যায়।`,
};
