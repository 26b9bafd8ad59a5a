/** How to connect a WhatsApp number, for people who have never seen Meta's developer pages. */
export const whatsappGuide = {
  en: `1. Open [developers.facebook.com/apps](https://developers.facebook.com/apps), create an app of the type **Business** and add the product **WhatsApp**.
2. In **WhatsApp > API setup** choose your number. Copy the **Phone number ID** and the **WhatsApp Business Account ID** into the form.
3. In [Business settings](https://business.facebook.com/settings) > **System users**, create a system user, give it your app and your WhatsApp account, and generate a token that never expires with the permissions \`whatsapp_business_messaging\` and \`whatsapp_business_management\`. Copy it as **Access token**.
4. In **App settings > Basic**, copy the **App secret**. Save the form here.
5. In **WhatsApp > Configuration**, enter
   - callback URL: \`{{webhookUrl}}\`
   - verify token: \`{{verifyToken}}\`
   and subscribe to the webhook field \`messages\` (and to \`smb_message_echoes\`, \`history\` and \`user_id_update\` if they are listed).
6. Come back and press **Set up webhook**: it connects your app to the business account, and points this number here even if the app serves several.
7. Switch the app to **Live**, then write to your number from your own phone.

The address must be reachable from the internet over https.`,
  vi: `1. Mở [developers.facebook.com/apps](https://developers.facebook.com/apps), tạo ứng dụng loại **Business** và thêm sản phẩm **WhatsApp**.
2. Trong **WhatsApp > API setup**, chọn số của bạn. Sao chép **Phone number ID** và **WhatsApp Business Account ID** vào biểu mẫu.
3. Trong [Cài đặt doanh nghiệp](https://business.facebook.com/settings) > **Người dùng hệ thống**, tạo một người dùng hệ thống, gán ứng dụng và tài khoản WhatsApp cho người dùng đó, rồi tạo mã truy cập không hết hạn với quyền \`whatsapp_business_messaging\` và \`whatsapp_business_management\`. Dán vào ô **Access token**.
4. Trong **App settings > Basic**, sao chép **App secret**. Lưu biểu mẫu tại đây.
5. Trong **WhatsApp > Configuration**, nhập
   - địa chỉ webhook (callback URL): \`{{webhookUrl}}\`
   - mã xác minh (verify token): \`{{verifyToken}}\`
   rồi đăng ký trường webhook \`messages\` (và \`smb_message_echoes\`, \`history\`, \`user_id_update\` nếu có).
6. Quay lại đây và bấm **Thiết lập webhook**: ứng dụng được nối với tài khoản doanh nghiệp, và số này được trỏ về đây ngay cả khi ứng dụng phục vụ nhiều số.
7. Chuyển ứng dụng sang chế độ **Live**, rồi nhắn thử từ điện thoại của bạn.

Địa chỉ webhook phải truy cập được từ internet qua https.`,
  bn: `1. [developers.facebook.com/apps](https://developers.facebook.com/apps) খুলে **Business** ধরনের একটি অ্যাপ তৈরি করুন এবং **WhatsApp** প্রোডাক্ট যোগ করুন।
2. **WhatsApp > API setup**-এ আপনার নম্বর বেছে নিন। **Phone number ID** ও **WhatsApp Business Account ID** কপি করে ফর্মে দিন।
3. [Business settings](https://business.facebook.com/settings) > **System users**-এ একজন system user তৈরি করুন, তাঁকে আপনার অ্যাপ ও WhatsApp অ্যাকাউন্ট দিন, আর \`whatsapp_business_messaging\` ও \`whatsapp_business_management\` অনুমতিসহ একটি মেয়াদহীন টোকেন তৈরি করুন। সেটি **অ্যাক্সেস টোকেন**-এ দিন।
4. **App settings > Basic**-এ **App secret** কপি করুন। এখানে ফর্ম সংরক্ষণ করুন।
5. **WhatsApp > Configuration**-এ লিখুন
   - callback URL: \`{{webhookUrl}}\`
   - verify token: \`{{verifyToken}}\`
   আর \`messages\` ওয়েবহুক ফিল্ডে সাবস্ক্রাইব করুন (তালিকায় থাকলে \`smb_message_echoes\`, \`history\` ও \`user_id_update\`-এও)।
6. ফিরে এসে **ওয়েবহুক সেট করুন** চাপুন: এতে আপনার অ্যাপ বিজনেস অ্যাকাউন্টে যুক্ত হয়, আর অ্যাপে কয়েকটি নম্বর থাকলেও এই নম্বরটি এখানে আসে।
7. অ্যাপ **Live** করুন, তারপর নিজের ফোন থেকে আপনার নম্বরে লিখুন।

ঠিকানাটি ইন্টারনেট থেকে https দিয়ে পৌঁছানো যেতে হবে।`,
};
