/** How to connect Intercom as a helpdesk. */
export const intercomGuide = {
  en: `1. In Intercom, invite a teammate of its own for Chatloom, such as “Chatloom”. Notes are written in this name.
2. As this teammate, open the **Developer Hub** (app.intercom.com/a/apps/_/developer-hub), create an app for your workspace and copy the **access token** from *Configure > Authentication* into the form.
3. Copy the **client secret** from *Configure > Basic information* into the form. For a workspace in Europe or Australia, change the address.
4. Save, and press **Check the credentials**: the teammate's name appears, and the two ids are filled in.
5. In the app, open **Configure > Webhooks**, enter \`{{webhookUrl}}\` and choose the topics *conversation.admin.replied*, *conversation.admin.closed*, *conversation.admin.opened* and *conversation.admin.assigned*.
6. In a flow, add the step **Live chat** and choose this helpdesk.

When a flow hands a contact over, a conversation opens in the inbox, with what was said so far as a note. Teammates answer as usual, files too; notes stay among them. **Close** the conversation and the flow goes on.`,
  vi: `1. Trong Intercom, mời một đồng nghiệp riêng cho Chatloom, ví dụ “Chatloom”. Các ghi chú được viết dưới tên này.
2. Đăng nhập bằng người đó, mở **Developer Hub** (app.intercom.com/a/apps/_/developer-hub), tạo một ứng dụng cho workspace của bạn rồi sao chép **access token** tại *Configure > Authentication* vào biểu mẫu.
3. Sao chép **client secret** tại *Configure > Basic information* vào biểu mẫu. Nếu workspace ở châu Âu hoặc Úc, hãy đổi địa chỉ API.
4. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**: tên của người đó hiện ra, hai mã được điền tự động.
5. Trong ứng dụng, mở **Configure > Webhooks**, nhập \`{{webhookUrl}}\` và chọn các chủ đề *conversation.admin.replied*, *conversation.admin.closed*, *conversation.admin.opened*, *conversation.admin.assigned*.
6. Trong kịch bản, thêm bước **Chat trực tiếp** và chọn phần mềm hỗ trợ này.

Khi kịch bản chuyển khách sang nhân viên, một hội thoại mở ra trong hộp thư, kèm ghi chú về những gì đã trao đổi. Nhân viên trả lời như thường lệ, kể cả tệp; ghi chú chỉ nhân viên thấy. **Đóng** (Close) hội thoại thì kịch bản chạy tiếp.`,
  bn: `1. Intercom-এ Chatloom-এর জন্য একজন আলাদা সহকর্মী আমন্ত্রণ করুন, যেমন “Chatloom”। নোট এই নামে লেখা হয়।
2. এই সহকর্মী হিসেবে **Developer Hub** (app.intercom.com/a/apps/_/developer-hub) খুলুন, আপনার ওয়ার্কস্পেসের জন্য একটি অ্যাপ তৈরি করুন এবং *Configure > Authentication* থেকে **access token** কপি করে ফর্মে দিন।
3. *Configure > Basic information* থেকে **client secret** কপি করে ফর্মে দিন। ওয়ার্কস্পেস ইউরোপ বা অস্ট্রেলিয়ায় হলে ঠিকানা বদলান।
4. সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন: সহকর্মীর নাম দেখা যাবে, আর দুটি ID পূরণ হবে।
5. অ্যাপে **Configure > Webhooks** খুলে \`{{webhookUrl}}\` লিখুন এবং *conversation.admin.replied*, *conversation.admin.closed*, *conversation.admin.opened* ও *conversation.admin.assigned* বেছে নিন।
6. ফ্লোতে **লাইভ চ্যাট** ধাপ যোগ করে এই হেল্পডেস্ক বেছে নিন।

ফ্লো কন্টাক্টকে হস্তান্তর করলে ইনবক্সে একটি কথোপকথন খোলে, এ পর্যন্ত যা বলা হয়েছে তা নোট হিসেবে থাকে। সহকর্মীরা যথারীতি উত্তর দেন, ফাইলও; নোট শুধু তাঁরাই দেখেন। কথোপকথন **Close** করলে ফ্লো এগিয়ে যায়।`,
};
