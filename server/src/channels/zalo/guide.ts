/** How to connect a Zalo Official Account. */
export const zaloGuide = {
  en: `1. Open [developers.zalo.me](https://developers.zalo.me), create an app and **activate** it. Under **Đăng ký sử dụng API**, register **Official Account API**, and under **Xác thực domain**, verify the domain of this server.
2. Copy the **app ID** and the **app secret** from **Cài đặt**. Link your OA to the app under **Official Account > Quản lý Official Account**.
3. Open **Công cụ > API Explorer**, choose **OA Access Token** and allow access. Copy the **access token** and the **refresh token**. A refresh token works once: from now on no other system may use it.
4. Open **Webhook** and copy the **OA secret key** shown there. Fill in and save the form here.
5. Under **Webhook**, enter \`{{webhookUrl}}\` and switch on the events: messages of the user, messages of the OA, follow and unfollow, received and seen, submitted information, reactions.
6. Come back and press **Check the credentials**.

The address must be reachable from the internet over https.`,
  vi: `1. Mở [developers.zalo.me](https://developers.zalo.me), tạo ứng dụng và **kích hoạt** ứng dụng. Ở **Đăng ký sử dụng API**, đăng ký **Official Account API**; ở **Xác thực domain**, xác thực tên miền của máy chủ này.
2. Sao chép **ID ứng dụng** và **khóa bí mật** ở **Cài đặt**. Liên kết OA với ứng dụng ở **Official Account > Quản lý Official Account**.
3. Mở **Công cụ > API Explorer**, chọn **OA Access Token** và cho phép. Sao chép **access token** và **refresh token**. Refresh token chỉ dùng được một lần: từ đây không hệ thống nào khác được dùng nó.
4. Mở **Webhook** và sao chép **OA secret key** hiện ở đó. Điền và lưu biểu mẫu tại đây.
5. Ở **Webhook**, nhập \`{{webhookUrl}}\` và bật các sự kiện: tin của người dùng, tin của OA, quan tâm và bỏ quan tâm, đã nhận và đã xem, gửi thông tin, thả cảm xúc.
6. Quay lại đây và bấm **Kiểm tra thông tin kết nối**.

Địa chỉ webhook phải truy cập được từ internet qua https.`,
  bn: `1. [developers.zalo.me](https://developers.zalo.me) খুলে একটি অ্যাপ তৈরি করুন এবং **activate** করুন। **Đăng ký sử dụng API**-তে **Official Account API** নিবন্ধন করুন, আর **Xác thực domain**-এ এই সার্ভারের ডোমেইন যাচাই করুন।
2. **Cài đặt** থেকে **app ID** ও **app secret** কপি করুন। **Official Account > Quản lý Official Account**-এ আপনার OA অ্যাপের সাথে যুক্ত করুন।
3. **Công cụ > API Explorer** খুলে **OA Access Token** বেছে নিন এবং অনুমতি দিন। **access token** ও **refresh token** কপি করুন। refresh token একবারই কাজ করে: এখন থেকে অন্য কোনো সিস্টেম এটি ব্যবহার করতে পারবে না।
4. **Webhook** খুলে সেখানে দেখানো **OA secret key** কপি করুন। এখানে ফর্ম পূরণ করে সংরক্ষণ করুন।
5. **Webhook**-এ \`{{webhookUrl}}\` লিখে এই ইভেন্টগুলো চালু করুন: ব্যবহারকারীর বার্তা, OA-র বার্তা, অনুসরণ ও অনুসরণ বন্ধ, পৌঁছানো ও দেখা, জমা দেওয়া তথ্য, প্রতিক্রিয়া।
6. ফিরে এসে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন।

ঠিকানাটি ইন্টারনেট থেকে https দিয়ে পৌঁছানো যেতে হবে।`,
};
