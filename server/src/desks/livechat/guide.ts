/** How to connect LiveChat as a helpdesk. */
export const livechatGuide = {
  en: `1. In LiveChat, make an agent of its own for Chatloom, such as “Chatloom”. What contacts write appears in this agent's name.
2. As this agent, open the **Developer Console** (platform.text.com/console) and **Tools > Personal Access Tokens**. Create a token with the scopes \`chats--all:rw\`, \`customers:rw\`, \`agents--all:ro\` and \`webhooks.configuration:rw\`. Copy **account id**, token and the agent's e-mail into the form.
3. Choose the **group** whose agents are to answer. Its number is the last one in the address of the group's page; *General* is 0.
4. In the Developer Console, create an app of the kind *server-side app* and copy its **client id**. Make up a long random **webhook secret**.
5. Save, and press **Check the credentials**: the agent's name appears.
6. Press **Set up webhook**. LiveChat then calls \`{{webhookUrl}}\`.
7. In a flow, add the step **Live chat** and choose this helpdesk.

When a flow hands a contact over, a chat opens for the group, with what was said so far. Agents answer as usual; whispers stay among them. **Archive** the chat and the flow goes on. Older systems may keep their address \`/livechat/webhook\`.`,
  vi: `1. Trong LiveChat, tạo một nhân viên riêng cho Chatloom, ví dụ “Chatloom”. Lời của khách hiện ra dưới tên nhân viên này.
2. Đăng nhập bằng nhân viên đó, mở **Developer Console** (platform.text.com/console) rồi **Tools > Personal Access Tokens**. Tạo một token với các quyền \`chats--all:rw\`, \`customers:rw\`, \`agents--all:ro\` và \`webhooks.configuration:rw\`. Sao chép **account id**, token và email của nhân viên vào biểu mẫu.
3. Chọn **nhóm** có nhân viên sẽ trả lời. Mã nhóm là số cuối trong địa chỉ trang của nhóm; *General* là 0.
4. Trong Developer Console, tạo một ứng dụng loại *server-side app* và sao chép **client id**. Tự đặt một **webhook secret** dài, ngẫu nhiên.
5. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**: tên nhân viên sẽ hiện ra.
6. Bấm **Thiết lập webhook**. Từ đó LiveChat gọi tới \`{{webhookUrl}}\`.
7. Trong kịch bản, thêm bước **Chat trực tiếp** và chọn phần mềm hỗ trợ này.

Khi kịch bản chuyển khách sang nhân viên, một cuộc chat mở ra cho nhóm, kèm những gì đã trao đổi. Nhân viên trả lời như thường lệ; tin thì thầm chỉ nhân viên thấy. **Lưu trữ** (Archive) cuộc chat thì kịch bản chạy tiếp. Hệ thống cũ vẫn dùng được địa chỉ \`/livechat/webhook\`.`,
  bn: `1. LiveChat-এ Chatloom-এর জন্য একজন আলাদা এজেন্ট তৈরি করুন, যেমন “Chatloom”। কন্টাক্টের লেখা এই এজেন্টের নামে দেখা যায়।
2. এই এজেন্ট হিসেবে **Developer Console** (platform.text.com/console) ও **Tools > Personal Access Tokens** খুলুন। \`chats--all:rw\`, \`customers:rw\`, \`agents--all:ro\` ও \`webhooks.configuration:rw\` অনুমতিসহ একটি টোকেন তৈরি করুন। **account id**, টোকেন ও এজেন্টের ইমেইল কপি করে ফর্মে দিন।
3. যে **গ্রুপ**-এর এজেন্টরা উত্তর দেবেন তা বেছে নিন। গ্রুপের পৃষ্ঠার ঠিকানার শেষ সংখ্যাটি তার নম্বর; *General* হলো 0।
4. Developer Console-এ *server-side app* ধরনের একটি অ্যাপ তৈরি করে তার **client id** কপি করুন। একটি লম্বা এলোমেলো **webhook secret** ঠিক করুন।
5. সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন: এজেন্টের নাম দেখা যাবে।
6. **ওয়েবহুক সেট করুন** চাপুন। তখন LiveChat \`{{webhookUrl}}\`-এ কল করে।
7. ফ্লোতে **লাইভ চ্যাট** ধাপ যোগ করে এই হেল্পডেস্ক বেছে নিন।

ফ্লো কন্টাক্টকে হস্তান্তর করলে গ্রুপের জন্য একটি চ্যাট খোলে, এ পর্যন্ত যা বলা হয়েছে তা-সহ। এজেন্টরা যথারীতি উত্তর দেন; ফিসফিস (whisper) বার্তা শুধু তাঁরাই দেখেন। চ্যাট **Archive** করলে ফ্লো এগিয়ে যায়। পুরোনো সিস্টেম \`/livechat/webhook\` ঠিকানা রাখতে পারে।`,
};
