/** How to connect a TikTok Business account. */
export const tiktokGuide = {
  en: `1. In the TikTok app, switch the account to a **Business account** and let **everyone** send it direct messages.
2. On [business-api.tiktok.com](https://business-api.tiktok.com/portal/), create an app with the permission **Business Messaging**, and copy its **App ID** and **Secret**. TikTok reviews the app first.
3. Open the app's **TikTok account holder authorization URL**, sign in with the business account and allow access. TikTok sends you to your redirect address with a \`code\`, which works once, for ten minutes.
4. Exchange the code for tokens, as \`docs/en/channels/tiktok.md\` of this project shows. Enter \`open_id\` as **TikTok business ID**, \`access_token\` and \`refresh_token\`. Save the form here.
5. Press **Set up webhook**. TikTok then sends direct messages to \`{{webhookUrl}}\`. One address serves all accounts of an app.

People must write first. The account can answer for 48 hours after their last message. TikTok passes on no messages of people in the EEA, Switzerland and the United Kingdom.`,
  vi: `1. Trong ứng dụng TikTok, chuyển tài khoản thành **Tài khoản doanh nghiệp** và cho phép **mọi người** nhắn tin trực tiếp.
2. Tại [business-api.tiktok.com](https://business-api.tiktok.com/portal/), tạo ứng dụng có quyền **Business Messaging**, rồi sao chép **App ID** và **Secret**. TikTok sẽ xét duyệt ứng dụng trước.
3. Mở **TikTok account holder authorization URL** của ứng dụng, đăng nhập bằng tài khoản doanh nghiệp và cho phép truy cập. TikTok chuyển bạn về địa chỉ redirect kèm một \`code\`, chỉ dùng được một lần trong mười phút.
4. Đổi mã đó lấy token như tài liệu \`docs/en/channels/tiktok.md\` của dự án hướng dẫn. Nhập \`open_id\` vào **TikTok business ID**, cùng \`access_token\` và \`refresh_token\`. Lưu biểu mẫu tại đây.
5. Bấm **Thiết lập webhook**. TikTok sẽ gửi tin nhắn trực tiếp tới \`{{webhookUrl}}\`. Một địa chỉ dùng chung cho mọi tài khoản của ứng dụng.

Khách phải nhắn trước. Tài khoản có thể trả lời trong 48 giờ sau tin cuối của khách. TikTok không chuyển tin của người ở EEA, Thụy Sĩ và Vương quốc Anh.`,
  bn: `1. TikTok অ্যাপে অ্যাকাউন্টটি **Business account** করুন এবং **everyone**-কে সরাসরি বার্তা পাঠাতে দিন।
2. [business-api.tiktok.com](https://business-api.tiktok.com/portal/)-এ **Business Messaging** অনুমতিসহ একটি অ্যাপ তৈরি করুন, আর তার **App ID** ও **Secret** কপি করুন। TikTok আগে অ্যাপটি পর্যালোচনা করে।
3. অ্যাপের **TikTok account holder authorization URL** খুলে বিজনেস অ্যাকাউন্টে সাইন ইন করে অনুমতি দিন। TikTok আপনাকে একটি \`code\`-সহ redirect ঠিকানায় পাঠায়, যা একবার, দশ মিনিট পর্যন্ত কাজ করে।
4. কোডটি বদলে টোকেন নিন, যেমন এই প্রকল্পের \`docs/en/channels/tiktok.md\`-এ দেখানো আছে। \`open_id\` দিন **TikTok বিজনেস ID**-তে, সাথে \`access_token\` ও \`refresh_token\`। এখানে ফর্ম সংরক্ষণ করুন।
5. **ওয়েবহুক সেট করুন** চাপুন। তখন TikTok সরাসরি বার্তা \`{{webhookUrl}}\`-এ পাঠায়। একটি অ্যাপের সব অ্যাকাউন্টের জন্য একটিই ঠিকানা।

মানুষকেই আগে লিখতে হবে। তাদের শেষ বার্তার পর ৪৮ ঘণ্টা উত্তর দেওয়া যায়। EEA, সুইজারল্যান্ড ও যুক্তরাজ্যের মানুষের বার্তা TikTok পাঠায় না।`,
};
