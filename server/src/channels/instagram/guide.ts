/** How to connect an Instagram account, for people who have never seen Meta's developer pages. */
export const instagramGuide = {
  en: `1. Make the account **professional** (business or creator) in the Instagram app, and allow access to messages: **Settings > Messages > Connected tools**.
2. Open [developers.facebook.com/apps](https://developers.facebook.com/apps), create an app of the type **Business** and add the product **Instagram**.
3. With Instagram login: in **Instagram > API setup with Instagram login**, add the account and generate its token. Copy it, and the **Instagram app secret** from the same page. With a Facebook page: copy the page's token from **Messenger > API settings** and the app secret from **App settings > Basic**, and choose **Facebook page** here.
4. Save the form here. Then enter under **Configure webhooks**
   - callback URL: \`{{webhookUrl}}\`
   - verify token: \`{{verifyToken}}\`
   - for a Facebook page, subscribe the object **Instagram** to messages, messaging_postbacks, messaging_seen, messaging_referral, message_reactions and comments.
5. Come back and press **Check the credentials**, then **Set up webhook**: it subscribes the account and sets your questions and menu.
6. Ask Meta for the permissions \`instagram_business_basic\`, \`instagram_business_manage_messages\` and \`instagram_business_manage_comments\` (for a Facebook page: \`instagram_basic\`, \`instagram_manage_messages\`, \`instagram_manage_comments\`, \`pages_manage_metadata\`), and switch the app to **Live**. Until then only people with a role in the app are heard.

The address must be reachable from the internet over https.`,
  vi: `1. Chuyển tài khoản sang **chuyên nghiệp** (doanh nghiệp hoặc nhà sáng tạo) trong ứng dụng Instagram và cho phép truy cập tin nhắn: **Cài đặt > Tin nhắn > Công cụ đã kết nối**.
2. Mở [developers.facebook.com/apps](https://developers.facebook.com/apps), tạo ứng dụng loại **Business** và thêm sản phẩm **Instagram**.
3. Đăng nhập bằng Instagram: trong **Instagram > API setup with Instagram login**, thêm tài khoản và tạo mã truy cập. Sao chép mã đó cùng **Instagram app secret** trên cùng trang. Dùng trang Facebook: sao chép mã truy cập của trang ở **Messenger > API settings** và app secret ở **App settings > Basic**, rồi chọn **Trang Facebook** tại đây.
4. Lưu biểu mẫu tại đây. Sau đó nhập ở **Configure webhooks**
   - địa chỉ webhook (callback URL): \`{{webhookUrl}}\`
   - mã xác minh (verify token): \`{{verifyToken}}\`
   - nếu dùng trang Facebook, đăng ký đối tượng **Instagram** với messages, messaging_postbacks, messaging_seen, messaging_referral, message_reactions và comments.
5. Quay lại đây, bấm **Kiểm tra thông tin kết nối**, rồi **Thiết lập webhook**: tài khoản sẽ được đăng ký, câu hỏi gợi ý và menu sẽ được cài đặt.
6. Xin Meta quyền \`instagram_business_basic\`, \`instagram_business_manage_messages\` và \`instagram_business_manage_comments\` (dùng trang Facebook: \`instagram_basic\`, \`instagram_manage_messages\`, \`instagram_manage_comments\`, \`pages_manage_metadata\`), rồi chuyển ứng dụng sang chế độ **Live**. Trước đó, chỉ nhận được tin của người có vai trò trong ứng dụng.

Địa chỉ webhook phải truy cập được từ internet qua https.`,
  bn: `1. Instagram অ্যাপে অ্যাকাউন্টটি **professional** (business বা creator) করুন এবং বার্তায় প্রবেশের অনুমতি দিন: **Settings > Messages > Connected tools**।
2. [developers.facebook.com/apps](https://developers.facebook.com/apps) খুলে **Business** ধরনের একটি অ্যাপ তৈরি করুন এবং **Instagram** প্রোডাক্ট যোগ করুন।
3. Instagram লগইন দিয়ে: **Instagram > API setup with Instagram login**-এ অ্যাকাউন্ট যোগ করে তার টোকেন তৈরি করুন। টোকেনটি এবং একই পৃষ্ঠার **Instagram app secret** কপি করুন। Facebook পেজ দিয়ে: **Messenger > API settings** থেকে পেজের টোকেন ও **App settings > Basic** থেকে অ্যাপ সিক্রেট কপি করুন, আর এখানে **Facebook পেজ** বেছে নিন।
4. এখানে ফর্ম সংরক্ষণ করুন। তারপর **Configure webhooks**-এ লিখুন
   - callback URL: \`{{webhookUrl}}\`
   - verify token: \`{{verifyToken}}\`
   - Facebook পেজের জন্য **Instagram** অবজেক্টে messages, messaging_postbacks, messaging_seen, messaging_referral, message_reactions ও comments সাবস্ক্রাইব করুন।
5. ফিরে এসে **অ্যাক্সেস তথ্য যাচাই করুন**, তারপর **ওয়েবহুক সেট করুন** চাপুন: এতে অ্যাকাউন্ট সাবস্ক্রাইব হয়, আর আপনার প্রশ্ন ও মেনু বসে।
6. Meta-র কাছে \`instagram_business_basic\`, \`instagram_business_manage_messages\` ও \`instagram_business_manage_comments\` অনুমতি চান (Facebook পেজের জন্য: \`instagram_basic\`, \`instagram_manage_messages\`, \`instagram_manage_comments\`, \`pages_manage_metadata\`), আর অ্যাপ **Live** করুন। তার আগে শুধু অ্যাপে ভূমিকা আছে এমন মানুষের বার্তা আসে।

ঠিকানাটি ইন্টারনেট থেকে https দিয়ে পৌঁছানো যেতে হবে।`,
};
